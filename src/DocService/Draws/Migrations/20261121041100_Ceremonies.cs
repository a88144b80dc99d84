using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using SpotCheck.DocService.Storage;

namespace SpotCheck.DocService.Draws.Migrations;

/// <summary>Ceremonies from preparation on, and the tables frozen for them, each stored once by its hash.</summary>
[DbContext(typeof(SpotCheckDb))]
[Migration("20261121041100_Ceremonies")]
internal sealed class CeremonyTables : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        CREATE TABLE frozen_table (
            sha256 text PRIMARY KEY CHECK (sha256 ~ '^[0-9a-f]{64}$'),
            content bytea NOT NULL,
            CHECK (sha256 = encode(sha256(content), 'hex'))
        );
        ALTER TABLE frozen_table ALTER COLUMN content SET STORAGE EXTERNAL;
        CREATE TRIGGER draw_log_keep BEFORE UPDATE OR DELETE OR TRUNCATE ON frozen_table FOR EACH STATEMENT EXECUTE FUNCTION draw_log_keep();
        REVOKE UPDATE, DELETE, TRUNCATE ON frozen_table FROM spotcheck_service;

        CREATE TABLE ceremony (
            id uuid PRIMARY KEY,
            bureau_id text NOT NULL REFERENCES bureau (id),
            log_id uuid NOT NULL REFERENCES stored_log (id),
            desk text NOT NULL,
            title text NOT NULL,
            state text NOT NULL,
            deadline timestamptz NOT NULL,
            prepared_by text NOT NULL REFERENCES person (id),
            prepared_at timestamptz NOT NULL,
            approved_by text REFERENCES person (id),
            approved_at timestamptz,
            open_seq bigint,
            expects jsonb NOT NULL,
            FOREIGN KEY (log_id, desk) REFERENCES stored_desk (log_id, name),
            FOREIGN KEY (log_id, open_seq) REFERENCES stored_record (log_id, seq),
            UNIQUE (log_id, open_seq),
            CHECK (approved_by IS NULL OR approved_by <> prepared_by),
            CHECK (open_seq IS NULL OR approved_by IS NOT NULL)
        );
        CREATE INDEX ceremony_bureau ON ceremony (bureau_id, prepared_at);
        CREATE TABLE ceremony_task (
            ceremony_id uuid NOT NULL REFERENCES ceremony (id),
            position int NOT NULL,
            task_id text NOT NULL,
            plan_text text NOT NULL,
            terms jsonb NOT NULL,
            register_sha256 text NOT NULL REFERENCES frozen_table (sha256),
            roster_sha256 text NOT NULL REFERENCES frozen_table (sha256),
            conflicts_sha256 text NOT NULL REFERENCES frozen_table (sha256),
            PRIMARY KEY (ceremony_id, position),
            UNIQUE (ceremony_id, task_id)
        );
        CREATE INDEX ceremony_task_task ON ceremony_task (task_id);
        """);
}
