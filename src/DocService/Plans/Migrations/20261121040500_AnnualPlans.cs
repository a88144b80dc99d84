using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using SpotCheck.DocService.Storage;

namespace SpotCheck.DocService.Plans.Migrations;

/// <summary>An adopted version never changes: triggers that also hold for the owner refuse it, and refuse every step but draft, submitted, adopted.</summary>
[DbContext(typeof(SpotCheckDb))]
[Migration("20261121040500_AnnualPlans")]
internal sealed class AnnualPlans : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        CREATE TABLE annual_plan (
            id uuid PRIMARY KEY,
            bureau_id text NOT NULL REFERENCES bureau (id),
            year int NOT NULL CHECK (year BETWEEN 2015 AND 2200),
            ordinal int NOT NULL CHECK (ordinal >= 1),
            title text NOT NULL,
            UNIQUE (bureau_id, year, ordinal)
        );
        CREATE TABLE plan_version (
            plan_id uuid NOT NULL REFERENCES annual_plan (id),
            number int NOT NULL CHECK (number >= 1),
            status text NOT NULL CHECK (status IN ('Draft', 'Submitted', 'Adopted')),
            revision int NOT NULL,
            content text NOT NULL,
            reason text CHECK (number = 1 OR length(reason) > 0),
            source_file text,
            created_by text NOT NULL REFERENCES person (id),
            created_at timestamptz NOT NULL,
            submitted_by text REFERENCES person (id),
            submitted_at timestamptz,
            adopted_by text REFERENCES person (id),
            adopted_at timestamptz,
            returned_because text,
            PRIMARY KEY (plan_id, number),
            CHECK ((status = 'Draft') = (submitted_by IS NULL)),
            CHECK ((status = 'Adopted') = (adopted_by IS NOT NULL)),
            CHECK (adopted_by <> submitted_by)
        );
        CREATE UNIQUE INDEX plan_version_one_open ON plan_version (plan_id) WHERE status <> 'Adopted';
        CREATE TABLE plan_defaults (
            bureau_id text PRIMARY KEY REFERENCES bureau (id),
            terms text NOT NULL
        );

        CREATE FUNCTION plan_version_keep() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF TG_OP = 'INSERT' THEN
                IF NEW.status <> 'Draft' OR NEW.number <> (SELECT coalesce(max(number), 0) + 1 FROM plan_version WHERE plan_id = NEW.plan_id) THEN
                    RAISE EXCEPTION 'a plan version begins as the next draft';
                END IF;
                RETURN NEW;
            END IF;
            IF TG_OP IN ('DELETE', 'TRUNCATE') THEN
                RAISE EXCEPTION 'a plan version is never deleted';
            END IF;
            IF OLD.status = 'Adopted' THEN
                RAISE EXCEPTION 'an adopted plan version never changes';
            END IF;
            IF NEW.status = 'Adopted' AND OLD.status <> 'Submitted' THEN
                RAISE EXCEPTION 'only a submitted plan version is adopted';
            END IF;
            IF OLD.status = 'Submitted' AND NEW.content <> OLD.content THEN
                RAISE EXCEPTION 'a submitted plan version is not edited';
            END IF;
            IF (NEW.plan_id, NEW.number, NEW.created_by, NEW.created_at) IS DISTINCT FROM (OLD.plan_id, OLD.number, OLD.created_by, OLD.created_at) THEN
                RAISE EXCEPTION 'a plan version keeps its identity';
            END IF;
            RETURN NEW;
        END $$;
        CREATE TRIGGER plan_version_keep BEFORE INSERT OR UPDATE OR DELETE ON plan_version FOR EACH ROW EXECUTE FUNCTION plan_version_keep();
        CREATE TRIGGER plan_version_stays BEFORE TRUNCATE ON plan_version FOR EACH STATEMENT EXECUTE FUNCTION plan_version_keep();
        REVOKE DELETE, TRUNCATE ON annual_plan, plan_version FROM spotcheck_service;
        """);
}
