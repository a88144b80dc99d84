using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using SpotCheck.DocService.Storage;

namespace SpotCheck.DocService.Documents.Migrations;

/// <summary>Corrections, public verification, earlier versions of drafts, distribution, frozen PDFs.</summary>
[DbContext(typeof(SpotCheckDb))]
[Migration("20261127213000_Issuing")]
internal sealed class Issuing : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        ALTER TABLE official_document
            ADD corrects uuid REFERENCES official_document (id),
            ADD template_version int,
            ADD CHECK (corrects <> id);
        CREATE INDEX official_document_corrects ON official_document (corrects) WHERE corrects IS NOT NULL;
        ALTER TABLE issued_document
            ADD verification_code text UNIQUE CHECK (verification_code ~ '^[0-9A-HJKMNP-TV-Z]{16}$'),
            ADD template_version int NOT NULL DEFAULT 0;

        CREATE FUNCTION official_document_identity() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF NEW.corrects IS DISTINCT FROM OLD.corrects THEN
                RAISE EXCEPTION 'a document keeps what it corrects';
            END IF;
            IF OLD.state <> 'Draft' AND NEW.state <> 'Draft' AND NEW.template_version IS DISTINCT FROM OLD.template_version THEN
                RAISE EXCEPTION 'a signed document keeps its template';
            END IF;
            RETURN NEW;
        END $$;
        CREATE TRIGGER official_document_identity BEFORE UPDATE ON official_document FOR EACH ROW EXECUTE FUNCTION official_document_identity();

        CREATE TABLE document_revision (
            document_id uuid NOT NULL REFERENCES official_document (id),
            revision int NOT NULL CHECK (revision >= 1),
            given text NOT NULL,
            written_by text NOT NULL REFERENCES person (id),
            written_at timestamptz NOT NULL,
            PRIMARY KEY (document_id, revision)
        );
        CREATE TABLE document_distribution (
            id uuid PRIMARY KEY,
            document_id uuid NOT NULL,
            bureau_id text NOT NULL,
            recipient text NOT NULL CHECK (length(recipient) BETWEEN 1 AND 100),
            channel text NOT NULL CHECK (channel IN ('Exchange', 'Mail', 'Paper', 'Platform', 'Website')),
            copies int NOT NULL CHECK (copies BETWEEN 1 AND 10000),
            recorded_by text NOT NULL REFERENCES person (id),
            recorded_at timestamptz NOT NULL,
            FOREIGN KEY (document_id, bureau_id) REFERENCES official_document (id, bureau_id)
        );
        CREATE INDEX document_distribution_document ON document_distribution (document_id);
        CREATE TABLE issued_pdf (
            document_id uuid PRIMARY KEY REFERENCES issued_document (document_id),
            pdf bytea NOT NULL,
            sha256 text NOT NULL CHECK (sha256 = encode(sha256(pdf), 'hex')),
            made_at timestamptz NOT NULL
        );
        CREATE FUNCTION written_once() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            RAISE EXCEPTION 'a row of % is written once', TG_TABLE_NAME;
        END $$;
        CREATE TRIGGER document_revision_keep BEFORE UPDATE OR DELETE OR TRUNCATE ON document_revision FOR EACH STATEMENT EXECUTE FUNCTION written_once();
        CREATE TRIGGER document_distribution_keep BEFORE UPDATE OR DELETE OR TRUNCATE ON document_distribution FOR EACH STATEMENT EXECUTE FUNCTION written_once();
        CREATE TRIGGER issued_pdf_keep BEFORE UPDATE OR DELETE OR TRUNCATE ON issued_pdf FOR EACH STATEMENT EXECUTE FUNCTION written_once();
        REVOKE DELETE, TRUNCATE, UPDATE ON document_revision, document_distribution, issued_pdf FROM spotcheck_service;
        """);
}
