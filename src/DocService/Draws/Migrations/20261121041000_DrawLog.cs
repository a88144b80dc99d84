using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using SpotCheck.DocService.Storage;

namespace SpotCheck.DocService.Draws.Migrations;

/// <summary>The logs, their secrets (encrypted), witnesses and checkpoints. Records, checkpoints, cosignatures and used secrets are append-only.</summary>
[DbContext(typeof(SpotCheckDb))]
[Migration("20261121041000_DrawLog")]
internal sealed class DrawLogTables : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        CREATE TABLE witness_key (
            person_id text PRIMARY KEY REFERENCES person (id),
            bureau_id text NOT NULL REFERENCES bureau (id),
            name text NOT NULL,
            public_key text NOT NULL UNIQUE,
            enrolled_at timestamptz NOT NULL
        );
        CREATE TABLE stored_log (
            id uuid PRIMARY KEY,
            bureau_id text NOT NULL REFERENCES bureau (id),
            origin text NOT NULL UNIQUE,
            cosignatures int NOT NULL CHECK (cosignatures >= 0),
            encrypted_key bytea NOT NULL,
            created_at timestamptz NOT NULL,
            closed_at timestamptz
        );
        CREATE UNIQUE INDEX stored_log_current ON stored_log (bureau_id) WHERE closed_at IS NULL;
        CREATE TABLE stored_desk (
            log_id uuid NOT NULL REFERENCES stored_log (id),
            name text NOT NULL,
            department_id text NOT NULL REFERENCES department (id),
            secrets int NOT NULL,
            encrypted_master bytea NOT NULL,
            PRIMARY KEY (log_id, name)
        );
        CREATE TABLE log_witness (
            log_id uuid NOT NULL REFERENCES stored_log (id),
            person_id text NOT NULL REFERENCES person (id),
            name text NOT NULL,
            PRIMARY KEY (log_id, person_id)
        );
        CREATE TABLE stored_record (
            log_id uuid NOT NULL REFERENCES stored_log (id),
            seq bigint NOT NULL CHECK (seq >= 0),
            kind text NOT NULL,
            body bytea NOT NULL,
            appended_at timestamptz NOT NULL,
            PRIMARY KEY (log_id, seq)
        );
        CREATE TABLE used_secret (
            log_id uuid NOT NULL,
            desk text NOT NULL,
            secret_index bigint NOT NULL,
            seq bigint NOT NULL,
            PRIMARY KEY (log_id, desk, secret_index),
            FOREIGN KEY (log_id, seq) REFERENCES stored_record (log_id, seq),
            FOREIGN KEY (log_id, desk) REFERENCES stored_desk (log_id, name)
        );
        CREATE TABLE stored_checkpoint (
            log_id uuid NOT NULL REFERENCES stored_log (id),
            size bigint NOT NULL CHECK (size >= 1),
            root text NOT NULL,
            signature_line text NOT NULL,
            signed_at timestamptz NOT NULL,
            PRIMARY KEY (log_id, size)
        );
        CREATE TABLE cosignature (
            log_id uuid NOT NULL,
            size bigint NOT NULL,
            witness text NOT NULL,
            signature_line text NOT NULL,
            signed_at timestamptz NOT NULL,
            PRIMARY KEY (log_id, size, witness),
            FOREIGN KEY (log_id, size) REFERENCES stored_checkpoint (log_id, size)
        );

        CREATE FUNCTION draw_log_keep() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            RAISE EXCEPTION 'the draw log is append-only';
        END $$;
        CREATE FUNCTION stored_record_append() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF NEW.seq <> (SELECT coalesce(max(seq), -1) + 1 FROM stored_record WHERE log_id = NEW.log_id) THEN
                RAISE EXCEPTION 'record % leaves a gap', NEW.seq;
            END IF;
            RETURN NEW;
        END $$;
        CREATE TRIGGER stored_record_append BEFORE INSERT ON stored_record FOR EACH ROW EXECUTE FUNCTION stored_record_append();
        CREATE TRIGGER draw_log_keep BEFORE UPDATE OR DELETE OR TRUNCATE ON stored_record FOR EACH STATEMENT EXECUTE FUNCTION draw_log_keep();
        CREATE TRIGGER draw_log_keep BEFORE UPDATE OR DELETE OR TRUNCATE ON used_secret FOR EACH STATEMENT EXECUTE FUNCTION draw_log_keep();
        CREATE TRIGGER draw_log_keep BEFORE UPDATE OR DELETE OR TRUNCATE ON stored_checkpoint FOR EACH STATEMENT EXECUTE FUNCTION draw_log_keep();
        CREATE TRIGGER draw_log_keep BEFORE UPDATE OR DELETE OR TRUNCATE ON cosignature FOR EACH STATEMENT EXECUTE FUNCTION draw_log_keep();
        REVOKE UPDATE, DELETE, TRUNCATE ON stored_record, used_secret, stored_checkpoint, cosignature FROM spotcheck_service;
        REVOKE DELETE, TRUNCATE ON stored_log, stored_desk, log_witness FROM spotcheck_service;
        """);
}
