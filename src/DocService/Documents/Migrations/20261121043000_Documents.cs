using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using SpotCheck.DocService.Storage;

namespace SpotCheck.DocService.Documents.Migrations;

/// <summary>
/// Issued bytes never change, numbers have no gap and are never given twice: by rights, constraints and triggers that also hold for the owner.
/// </summary>
[DbContext(typeof(SpotCheckDb))]
[Migration("20261121043000_Documents")]
internal sealed class Documents : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        CREATE TABLE number_prefix (
            prefix text PRIMARY KEY CHECK (prefix ~ '^[\u4e00-\u9fa5]{2,12}$'),
            bureau_id text NOT NULL REFERENCES bureau (id),
            start_year int CHECK (start_year BETWEEN 2000 AND 2200),
            start_sequence int CHECK (start_sequence BETWEEN 1 AND 99999),
            CHECK ((start_year IS NULL) = (start_sequence IS NULL)),
            UNIQUE (prefix, bureau_id)
        );
        CREATE TABLE official_document (
            id uuid PRIMARY KEY,
            bureau_id text NOT NULL REFERENCES bureau (id),
            kind text NOT NULL,
            state text NOT NULL CHECK (state IN ('Draft', 'Signed', 'Issued', 'Voided')),
            revision int NOT NULL,
            subject text NOT NULL,
            given text NOT NULL,
            signed text,
            drafted_by text NOT NULL REFERENCES person (id),
            drafted_at timestamptz NOT NULL,
            signed_by text REFERENCES person (id),
            signed_at timestamptz,
            returned_because text,
            voided_by text REFERENCES person (id),
            voided_at timestamptz,
            voided_because text,
            UNIQUE (id, bureau_id),
            CHECK ((state = 'Draft') = (signed_by IS NULL)),
            CHECK ((state = 'Voided') = (voided_by IS NOT NULL)),
            CHECK (signed_by <> drafted_by)
        );
        CREATE INDEX official_document_bureau ON official_document (bureau_id, drafted_at);
        CREATE TABLE issued_document (
            document_id uuid PRIMARY KEY,
            bureau_id text NOT NULL,
            prefix text,
            year int,
            sequence int CHECK (sequence BETWEEN 1 AND 99999),
            issued_by text NOT NULL REFERENCES person (id),
            issued_at timestamptz NOT NULL,
            issue_date date NOT NULL,
            docx bytea NOT NULL,
            sha256 text NOT NULL CHECK (sha256 = encode(sha256(docx), 'hex')),
            template_sha256 text NOT NULL,
            FOREIGN KEY (document_id, bureau_id) REFERENCES official_document (id, bureau_id),
            FOREIGN KEY (prefix, bureau_id) REFERENCES number_prefix (prefix, bureau_id),
            UNIQUE (prefix, year, sequence),
            CHECK (num_nulls(prefix, year, sequence) IN (0, 3)),
            CHECK (year IS NULL OR year = extract(year FROM issue_date))
        );

        CREATE FUNCTION issued_document_next() RETURNS trigger LANGUAGE plpgsql AS $$
        DECLARE expected int;
        BEGIN
            IF (SELECT state FROM official_document WHERE id = NEW.document_id FOR UPDATE) IS DISTINCT FROM 'Signed' THEN
                RAISE EXCEPTION 'only a signed document is issued';
            END IF;
            IF NEW.prefix IS NOT NULL THEN
                PERFORM 1 FROM number_prefix WHERE prefix = NEW.prefix FOR UPDATE;
                SELECT coalesce(max(i.sequence) + 1, (SELECT CASE WHEN p.start_year = NEW.year THEN p.start_sequence ELSE 1 END FROM number_prefix p WHERE p.prefix = NEW.prefix))
                    INTO expected FROM issued_document i WHERE i.prefix = NEW.prefix AND i.year = NEW.year;
                IF NEW.sequence <> expected THEN
                    RAISE EXCEPTION 'number % of % in % is not the next, % is', NEW.sequence, NEW.prefix, NEW.year, expected;
                END IF;
            END IF;
            RETURN NEW;
        END $$;
        CREATE TRIGGER issued_document_next BEFORE INSERT ON issued_document FOR EACH ROW EXECUTE FUNCTION issued_document_next();

        CREATE FUNCTION issued_document_keep() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            RAISE EXCEPTION 'an issued document never changes';
        END $$;
        CREATE TRIGGER issued_document_keep BEFORE UPDATE OR DELETE OR TRUNCATE ON issued_document FOR EACH STATEMENT EXECUTE FUNCTION issued_document_keep();

        CREATE FUNCTION official_document_steps() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF TG_OP = 'INSERT' THEN
                IF NEW.state <> 'Draft' THEN
                    RAISE EXCEPTION 'a document begins as a draft';
                END IF;
                RETURN NEW;
            END IF;
            IF (NEW.id, NEW.bureau_id, NEW.kind, NEW.subject, NEW.drafted_by, NEW.drafted_at) IS DISTINCT FROM (OLD.id, OLD.bureau_id, OLD.kind, OLD.subject, OLD.drafted_by, OLD.drafted_at) THEN
                RAISE EXCEPTION 'a document keeps its identity';
            END IF;
            IF OLD.state || '>' || NEW.state NOT IN ('Draft>Draft', 'Draft>Signed', 'Signed>Draft', 'Signed>Issued', 'Issued>Voided') THEN
                RAISE EXCEPTION 'a document does not go from % to %', OLD.state, NEW.state;
            END IF;
            IF OLD.state <> 'Draft' AND NEW.given <> OLD.given OR OLD.state IN ('Signed', 'Issued') AND NEW.state <> 'Draft' AND NEW.signed IS DISTINCT FROM OLD.signed THEN
                RAISE EXCEPTION 'a signed document is not edited';
            END IF;
            RETURN NEW;
        END $$;
        CREATE TRIGGER official_document_steps BEFORE INSERT OR UPDATE ON official_document FOR EACH ROW EXECUTE FUNCTION official_document_steps();

        CREATE FUNCTION official_document_issued() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF NEW.state IN ('Issued', 'Voided') AND NOT EXISTS (SELECT FROM issued_document WHERE document_id = NEW.id) THEN
                RAISE EXCEPTION 'document % is issued without its bytes', NEW.id;
            END IF;
            RETURN NULL;
        END $$;
        CREATE CONSTRAINT TRIGGER official_document_issued AFTER UPDATE ON official_document DEFERRABLE INITIALLY DEFERRED
            FOR EACH ROW EXECUTE FUNCTION official_document_issued();

        CREATE FUNCTION official_document_stays() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            RAISE EXCEPTION 'a document is never deleted';
        END $$;
        CREATE TRIGGER official_document_stays BEFORE DELETE OR TRUNCATE ON official_document FOR EACH STATEMENT EXECUTE FUNCTION official_document_stays();
        REVOKE DELETE, TRUNCATE ON official_document, issued_document, number_prefix FROM spotcheck_service;
        REVOKE UPDATE ON issued_document FROM spotcheck_service;
        """);
}
