using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using SpotCheck.DocService.Storage;

namespace SpotCheck.DocService.Documents.Migrations;

/// <summary>The bytes a document was signed with: a built-in template has no versions and may be another after the service was renewed.</summary>
[DbContext(typeof(SpotCheckDb))]
[Migration("20261128110000_SignedTemplate")]
internal sealed class SignedTemplate : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        ALTER TABLE official_document ADD template_sha256 text CHECK (template_sha256 ~ '^[0-9a-f]{64}$');
        CREATE FUNCTION official_document_template() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF OLD.state <> 'Draft' AND NEW.state <> 'Draft' AND NEW.template_sha256 IS DISTINCT FROM OLD.template_sha256 THEN
                RAISE EXCEPTION 'a signed document keeps its template';
            END IF;
            RETURN NEW;
        END $$;
        CREATE TRIGGER official_document_template BEFORE UPDATE ON official_document FOR EACH ROW EXECUTE FUNCTION official_document_template();
        """);
}
