using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using SpotCheck.DocService.Storage;

namespace SpotCheck.DocService.Registers.Migrations;

/// <summary>
/// Registers with numbered versions. A row is valid from one version until another, so a version costs only what changed in it;
/// triggers keep every closed version as it was, also against the owner.
/// </summary>
[DbContext(typeof(SpotCheckDb))]
[Migration("20261121040000_Registers")]
internal sealed class RegisterTables : Migration
{
    private const string TargetColumns =
        "name text, entity_type text, industry text, tags text[], risk_class text, area text, region text, address text, registered_on date, authority text, status text, representative text, phone text";

    private const string InspectorColumns =
        "name text, unit text, position text, certificate_number text, certificate_until date, qualifications text[], region text, phone text, active boolean";

    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql("""
            CREATE TABLE register (
                bureau_id text NOT NULL REFERENCES bureau (id),
                kind text NOT NULL CHECK (kind IN ('targets', 'inspectors')),
                edits bigint NOT NULL DEFAULT 0,
                PRIMARY KEY (bureau_id, kind)
            );
            CREATE TABLE register_version (
                bureau_id text NOT NULL,
                kind text NOT NULL,
                number integer NOT NULL CHECK (number > 0),
                state text NOT NULL CHECK (state IN ('Open', 'Closed')),
                opened_at timestamptz NOT NULL,
                opened_by text NOT NULL,
                closed_at timestamptz,
                closed_by text,
                PRIMARY KEY (bureau_id, kind, number),
                FOREIGN KEY (bureau_id, kind) REFERENCES register (bureau_id, kind),
                CHECK ((state = 'Closed') = (closed_at IS NOT NULL AND closed_by IS NOT NULL))
            );
            CREATE UNIQUE INDEX register_version_one_open ON register_version (bureau_id, kind) WHERE state = 'Open';

            CREATE FUNCTION register_version_keep() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                IF TG_OP = 'UPDATE' AND OLD.state = 'Open' AND (NEW.bureau_id, NEW.kind, NEW.number) = (OLD.bureau_id, OLD.kind, OLD.number) THEN
                    RETURN NEW;
                END IF;
                RAISE EXCEPTION 'a closed version of a register is not changed';
            END $$;
            CREATE TRIGGER register_version_keep BEFORE UPDATE OR DELETE ON register_version FOR EACH ROW EXECUTE FUNCTION register_version_keep();
            """);
        migrationBuilder.Sql(Versioned("target", "targets", TargetColumns, "name IS NOT NULL"));
        migrationBuilder.Sql(Versioned("inspector", "inspectors", InspectorColumns, "name IS NOT NULL AND unit IS NOT NULL AND active IS NOT NULL"));
        migrationBuilder.Sql("""
            CREATE TABLE recusal (
                id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
                bureau_id text NOT NULL REFERENCES bureau (id),
                target_id text NOT NULL,
                inspector_id text,
                unit text,
                ground text NOT NULL,
                declared_at timestamptz NOT NULL,
                declared_by text NOT NULL,
                withdrawn_at timestamptz,
                withdrawn_by text,
                CHECK ((inspector_id IS NULL) <> (unit IS NULL))
            );
            CREATE UNIQUE INDEX recusal_once ON recusal (bureau_id, target_id, coalesce(inspector_id, ''), coalesce(unit, '')) WHERE withdrawn_at IS NULL;
            REVOKE DELETE ON recusal FROM spotcheck_service;

            CREATE TABLE register_import (
                id uuid PRIMARY KEY,
                bureau_id text NOT NULL REFERENCES bureau (id),
                kind text NOT NULL CHECK (kind IN ('targets', 'inspectors')),
                state text NOT NULL,
                file_name text NOT NULL,
                file_bytes bigint NOT NULL,
                file_hash text NOT NULL,
                uploaded_at timestamptz NOT NULL,
                uploaded_by text NOT NULL,
                heartbeat timestamptz NOT NULL DEFAULT clock_timestamp(),
                progress double precision NOT NULL DEFAULT 0,
                rows integer NOT NULL DEFAULT 0,
                errors integer NOT NULL DEFAULT 0,
                warnings integer NOT NULL DEFAULT 0,
                columns text[] NOT NULL DEFAULT '{}',
                ignored text[] NOT NULL DEFAULT '{}',
                notes text[] NOT NULL DEFAULT '{}',
                base_edits bigint NOT NULL DEFAULT 0,
                added integer NOT NULL DEFAULT 0,
                changed integer NOT NULL DEFAULT 0,
                unchanged integer NOT NULL DEFAULT 0,
                missing integer NOT NULL DEFAULT 0,
                refusal_code text,
                refusal_message text,
                applied_version integer
            );
            CREATE INDEX register_import_bureau ON register_import (bureau_id, kind, uploaded_at);
            CREATE TABLE register_import_problem (
                import_id uuid NOT NULL REFERENCES register_import (id) ON DELETE CASCADE,
                ordinal bigint GENERATED ALWAYS AS IDENTITY,
                row integer NOT NULL,
                cell text NOT NULL,
                column_title text NOT NULL,
                code text NOT NULL,
                is_error boolean NOT NULL,
                found text NOT NULL,
                message text NOT NULL,
                suggestion text,
                PRIMARY KEY (import_id, row, ordinal)
            );
            """);
        migrationBuilder.Sql(Staging("target_import", TargetColumns));
        migrationBuilder.Sql(Staging("inspector_import", InspectorColumns));
    }

    private static string Versioned(string table, string kind, string columns, string check) => $$"""
        CREATE TABLE {{table}} (
            bureau_id text NOT NULL,
            id text NOT NULL CHECK (id ~ '^[0-9A-Z][0-9A-Z._-]{0,54}$'),
            from_version integer NOT NULL,
            to_version integer CHECK (to_version > from_version),
            {{columns}},
            PRIMARY KEY (bureau_id, id, from_version),
            CHECK ({{check}})
        );
        CREATE UNIQUE INDEX {{table}}_current ON {{table}} (bureau_id, id) WHERE to_version IS NULL;

        CREATE FUNCTION {{table}}_added() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF EXISTS (SELECT FROM (SELECT DISTINCT bureau_id, from_version, to_version IS NULL AS current FROM added) a
                       LEFT JOIN register_version v ON v.bureau_id = a.bureau_id AND v.kind = '{{kind}}' AND v.number = a.from_version AND v.state = 'Open'
                       WHERE v.number IS NULL OR NOT a.current) THEN
                RAISE EXCEPTION 'rows of a register are added to its open version only';
            END IF;
            RETURN NULL;
        END $$;
        CREATE TRIGGER {{table}}_added AFTER INSERT ON {{table}} REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION {{table}}_added();

        CREATE FUNCTION {{table}}_ended() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF EXISTS (SELECT FROM after_end a LEFT JOIN before_end b USING (bureau_id, id, from_version)
                       LEFT JOIN register_version v ON v.bureau_id = a.bureau_id AND v.kind = '{{kind}}' AND v.state = 'Open'
                       WHERE b.id IS NULL OR v.number IS NULL OR a.from_version >= v.number
                          OR NOT ((b.to_version IS NULL AND a.to_version = v.number) OR (b.to_version = v.number AND a.to_version IS NULL))) THEN
                RAISE EXCEPTION 'a row of a closed version is not changed, it only ends with the open one';
            END IF;
            RETURN NULL;
        END $$;
        CREATE TRIGGER {{table}}_ended AFTER UPDATE ON {{table}} REFERENCING OLD TABLE AS before_end NEW TABLE AS after_end FOR EACH STATEMENT EXECUTE FUNCTION {{table}}_ended();

        CREATE FUNCTION {{table}}_removed() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF EXISTS (SELECT FROM (SELECT DISTINCT bureau_id, from_version FROM removed) r
                       LEFT JOIN register_version v ON v.bureau_id = r.bureau_id AND v.kind = '{{kind}}' AND v.number = r.from_version AND v.state = 'Open'
                       WHERE v.number IS NULL) THEN
                RAISE EXCEPTION 'a row of a closed version is not removed';
            END IF;
            RETURN NULL;
        END $$;
        CREATE TRIGGER {{table}}_removed AFTER DELETE ON {{table}} REFERENCING OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION {{table}}_removed();

        CREATE FUNCTION {{table}}_never() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            RAISE EXCEPTION 'a register is not emptied';
        END $$;
        CREATE TRIGGER {{table}}_never BEFORE TRUNCATE ON {{table}} FOR EACH STATEMENT EXECUTE FUNCTION {{table}}_never();
        CREATE FUNCTION {{table}}_content() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            RAISE EXCEPTION 'the content of a row is not changed; another row takes its place in the open version';
        END $$;
        CREATE TRIGGER {{table}}_content BEFORE UPDATE OF bureau_id, id, from_version, {{Names(columns)}} ON {{table}} FOR EACH STATEMENT EXECUTE FUNCTION {{table}}_content();
        REVOKE UPDATE ON {{table}} FROM spotcheck_service;
        GRANT UPDATE (to_version) ON {{table}} TO spotcheck_service;
        """;

    private static string Names(string columns) => string.Join(", ", columns.Split(", ").Select(c => c.Split(' ')[0]));

    // Unlogged: what a crash empties here was not yet agreed to, and the file can be sent again.
    private static string Staging(string table, string columns) => $"""
        CREATE UNLOGGED TABLE {table} (import_id uuid NOT NULL, row integer NOT NULL, id text NOT NULL, {columns});
        CREATE INDEX {table}_id ON {table} (import_id, id);
        DO $$ BEGIN
            -- Before PostgreSQL 17 only the owner may analyse; the plans are a little worse then.
            IF current_setting('server_version_num')::integer >= 170000 THEN
                EXECUTE 'GRANT MAINTAIN ON {table} TO spotcheck_service';
            END IF;
        END $$;
        """;
}
