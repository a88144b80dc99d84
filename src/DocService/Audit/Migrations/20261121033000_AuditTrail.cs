using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using SpotCheck.DocService.Storage;

namespace SpotCheck.DocService.Audit.Migrations;

/// <summary>Append-only and chained: by the role's rights, and by triggers that also hold for the owner.</summary>
[DbContext(typeof(SpotCheckDb))]
[Migration("20261121033000_AuditTrail")]
internal sealed class AuditTrailTable : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        CREATE TABLE audit_entry (
            seq bigint PRIMARY KEY,
            at timestamptz NOT NULL,
            official text NOT NULL CHECK (official !~ '\n'),
            bureau text NOT NULL CHECK (bureau !~ '\n'),
            act text NOT NULL CHECK (act ~ '^[a-z0-9.-]+$'),
            object_kind text NOT NULL CHECK (object_kind ~ '^[a-z0-9.-]+$'),
            object_id text NOT NULL CHECK (object_id !~ '\n'),
            before_hash text CHECK (before_hash ~ '^[0-9a-f]{64}$'),
            after_hash text CHECK (after_hash ~ '^[0-9a-f]{64}$'),
            previous_hash text NOT NULL,
            hash text NOT NULL UNIQUE
        );
        CREATE INDEX audit_entry_object ON audit_entry (object_kind, object_id);
        CREATE INDEX audit_entry_bureau ON audit_entry (bureau, seq);

        CREATE FUNCTION audit_entry_hash(e audit_entry) RETURNS text LANGUAGE sql IMMUTABLE AS $$
            SELECT encode(sha256(convert_to(concat_ws(E'\n', e.previous_hash, e.seq, (extract(epoch FROM e.at) * 1000000)::bigint,
                e.official, e.bureau, e.act, e.object_kind, e.object_id, coalesce(e.before_hash, '-'), coalesce(e.after_hash, '-')), 'UTF8')), 'hex')
        $$;

        -- The lock makes the chain one line; it is held until the act commits.
        CREATE FUNCTION audit_entry_append() RETURNS trigger LANGUAGE plpgsql AS $$
        DECLARE last audit_entry;
        BEGIN
            PERFORM pg_advisory_xact_lock(7270001);
            SELECT * INTO last FROM audit_entry ORDER BY seq DESC LIMIT 1;
            NEW.seq := coalesce(last.seq, 0) + 1;
            NEW.previous_hash := coalesce(last.hash, repeat('0', 64));
            NEW.hash := audit_entry_hash(NEW);
            RETURN NEW;
        END $$;
        CREATE TRIGGER audit_entry_append BEFORE INSERT ON audit_entry FOR EACH ROW EXECUTE FUNCTION audit_entry_append();

        CREATE FUNCTION audit_entry_keep() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            RAISE EXCEPTION 'the audit trail is append-only';
        END $$;
        CREATE TRIGGER audit_entry_keep BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entry FOR EACH STATEMENT EXECUTE FUNCTION audit_entry_keep();
        REVOKE ALL ON audit_entry FROM spotcheck_service;
        GRANT SELECT, INSERT ON audit_entry TO spotcheck_service;
        """);
}
