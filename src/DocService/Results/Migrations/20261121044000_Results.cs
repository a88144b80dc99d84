using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using SpotCheck.DocService.Storage;

namespace SpotCheck.DocService.Results.Migrations;

/// <summary>Checks and results. What is published stays as it was published; only its follow-up can still be closed, once.</summary>
[DbContext(typeof(SpotCheckDb))]
[Migration("20261121044000_Results")]
internal sealed class ResultTables : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        CREATE TABLE check_run (
            id uuid PRIMARY KEY,
            bureau_id text NOT NULL REFERENCES bureau (id),
            ceremony_id uuid NOT NULL REFERENCES ceremony (id),
            task_number text NOT NULL,
            task_name text NOT NULL,
            scope text NOT NULL,
            items text[] NOT NULL,
            pool int NOT NULL CHECK (pool >= 0),
            drawn_on date NOT NULL,
            begun_by text NOT NULL REFERENCES person (id),
            begun_at timestamptz NOT NULL,
            UNIQUE (ceremony_id, task_number)
        );
        CREATE INDEX check_run_bureau ON check_run (bureau_id, drawn_on);
        CREATE TABLE run_object (
            run_id uuid NOT NULL REFERENCES check_run (id),
            object_id text NOT NULL,
            name text NOT NULL,
            unit text NOT NULL,
            stratum text NOT NULL,
            inspectors text[] NOT NULL,
            PRIMARY KEY (run_id, object_id)
        );
        CREATE TABLE object_result (
            run_id uuid NOT NULL,
            object_id text NOT NULL,
            number int NOT NULL CHECK (number >= 1),
            state text NOT NULL CHECK (state IN ('Entered', 'Returned', 'Published')),
            revision int NOT NULL,
            codes_version text NOT NULL,
            checked_on date NOT NULL,
            codes text[] NOT NULL CHECK (cardinality(codes) >= 1),
            detail text NOT NULL,
            follow_ups text[] NOT NULL,
            document text,
            method text NOT NULL,
            corrected_because text CHECK (number = 1 OR length(corrected_because) > 0),
            due_on date NOT NULL,
            due_provisional boolean NOT NULL,
            calendar_version text NOT NULL,
            entered_by text NOT NULL REFERENCES person (id),
            entered_at timestamptz NOT NULL,
            returned_because text,
            published_by text REFERENCES person (id),
            published_at timestamptz,
            published_on date,
            published_where text,
            follow_up_closed_on date,
            follow_up_note text,
            PRIMARY KEY (run_id, object_id, number),
            FOREIGN KEY (run_id, object_id) REFERENCES run_object (run_id, object_id),
            CHECK ((state = 'Published') = (published_by IS NOT NULL)),
            CHECK (published_by <> entered_by)
        );
        CREATE UNIQUE INDEX object_result_one_open ON object_result (run_id, object_id) WHERE state <> 'Published';
        CREATE INDEX object_result_published ON object_result (published_on) WHERE state = 'Published';

        CREATE FUNCTION object_result_keep() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF TG_OP IN ('DELETE', 'TRUNCATE') THEN
                RAISE EXCEPTION 'a result is never deleted';
            END IF;
            IF TG_OP = 'INSERT' THEN
                IF NEW.state <> 'Entered' OR NEW.number <> (SELECT coalesce(max(number), 0) + 1 FROM object_result WHERE run_id = NEW.run_id AND object_id = NEW.object_id) THEN
                    RAISE EXCEPTION 'a result begins as the next one entered';
                END IF;
                RETURN NEW;
            END IF;
            IF OLD.state = 'Published' THEN
                IF OLD.follow_up_closed_on IS NOT NULL
                    OR (to_jsonb(NEW) - 'follow_up_closed_on' - 'follow_up_note' - 'revision') <> (to_jsonb(OLD) - 'follow_up_closed_on' - 'follow_up_note' - 'revision') THEN
                    RAISE EXCEPTION 'a published result never changes';
                END IF;
            ELSIF NEW.state = 'Published' AND OLD.state <> 'Entered' THEN
                RAISE EXCEPTION 'only an entered result is published';
            END IF;
            RETURN NEW;
        END $$;
        CREATE TRIGGER object_result_keep BEFORE INSERT OR UPDATE OR DELETE ON object_result FOR EACH ROW EXECUTE FUNCTION object_result_keep();
        CREATE TRIGGER object_result_stays BEFORE TRUNCATE ON object_result FOR EACH STATEMENT EXECUTE FUNCTION object_result_keep();
        REVOKE DELETE, TRUNCATE ON check_run, run_object, object_result FROM spotcheck_service;
        """);
}
