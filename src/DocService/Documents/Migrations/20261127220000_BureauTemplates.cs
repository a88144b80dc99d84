using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using SpotCheck.DocService.Storage;

namespace SpotCheck.DocService.Documents.Migrations;

/// <summary>Templates a bureau changed in Word, every version kept, and which one is in use since when and why.</summary>
[DbContext(typeof(SpotCheckDb))]
[Migration("20261127220000_BureauTemplates")]
internal sealed class BureauTemplates : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        CREATE TABLE bureau_template (
            bureau_id text NOT NULL REFERENCES bureau (id),
            kind text NOT NULL,
            version int NOT NULL CHECK (version >= 1),
            content bytea NOT NULL,
            sha256 text NOT NULL CHECK (sha256 = encode(sha256(content), 'hex')),
            faults int NOT NULL,
            notices int NOT NULL,
            reason text NOT NULL CHECK (length(reason) BETWEEN 1 AND 1000),
            uploaded_by text NOT NULL REFERENCES person (id),
            uploaded_at timestamptz NOT NULL,
            PRIMARY KEY (bureau_id, kind, version)
        );
        CREATE TABLE template_choice (
            id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
            bureau_id text NOT NULL REFERENCES bureau (id),
            kind text NOT NULL,
            version int NOT NULL CHECK (version >= 0),
            reason text NOT NULL CHECK (length(reason) BETWEEN 1 AND 1000),
            chosen_by text NOT NULL REFERENCES person (id),
            chosen_at timestamptz NOT NULL
        );
        CREATE INDEX template_choice_kind ON template_choice (bureau_id, kind, id);
        CREATE TRIGGER bureau_template_keep BEFORE UPDATE OR DELETE OR TRUNCATE ON bureau_template FOR EACH STATEMENT EXECUTE FUNCTION written_once();
        CREATE TRIGGER template_choice_keep BEFORE UPDATE OR DELETE OR TRUNCATE ON template_choice FOR EACH STATEMENT EXECUTE FUNCTION written_once();
        REVOKE DELETE, TRUNCATE, UPDATE ON bureau_template, template_choice FROM spotcheck_service;
        """);
}
