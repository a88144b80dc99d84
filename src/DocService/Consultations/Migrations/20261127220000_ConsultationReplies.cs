using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using SpotCheck.DocService.Storage;

namespace SpotCheck.DocService.Consultations.Migrations;

/// <summary>Answers of partner departments: links, answers, files, reminders, decisions. What is final stays as it is, also for the owner.</summary>
[DbContext(typeof(SpotCheckDb))]
[Migration("20261127220000_ConsultationReplies")]
internal sealed class ConsultationReplies : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        ALTER TABLE consultation_letter
            ADD COLUMN title text NOT NULL DEFAULT '',
            ADD COLUMN task_name text NOT NULL DEFAULT '',
            ADD COLUMN plan_version int NOT NULL DEFAULT 1,
            ADD COLUMN fields text NOT NULL DEFAULT '[]',
            ADD COLUMN reply_by date;
        CREATE TABLE reply_link (
            id uuid PRIMARY KEY,
            consultation_id uuid NOT NULL REFERENCES consultation_letter (id),
            token_hash bytea NOT NULL UNIQUE CHECK (length(token_hash) = 32),
            made_by text NOT NULL,
            made_at timestamptz NOT NULL,
            expires_at timestamptz NOT NULL,
            revoked_at timestamptz,
            revoked_because text,
            used_at timestamptz
        );
        CREATE UNIQUE INDEX reply_link_one_live ON reply_link (consultation_id) WHERE revoked_at IS NULL;
        CREATE TABLE consultation_reply (
            id uuid PRIMARY KEY,
            consultation_id uuid NOT NULL REFERENCES consultation_letter (id),
            link_id uuid UNIQUE REFERENCES reply_link (id),
            channel text NOT NULL CHECK (channel IN ('Link', 'Form')),
            state text NOT NULL CHECK (state IN ('Draft', 'Final')),
            revision int NOT NULL,
            content text NOT NULL,
            entered_by text,
            begun_at timestamptz NOT NULL,
            received_at timestamptz,
            receipt text UNIQUE,
            CHECK ((state = 'Final') = (received_at IS NOT NULL)),
            CHECK ((channel = 'Link') = (link_id IS NOT NULL))
        );
        CREATE INDEX consultation_reply_letter ON consultation_reply (consultation_id);
        CREATE TABLE reply_attachment (
            id uuid PRIMARY KEY,
            reply_id uuid NOT NULL REFERENCES consultation_reply (id),
            file_name text NOT NULL,
            content_type text NOT NULL,
            size int NOT NULL,
            sha256 text NOT NULL,
            content bytea NOT NULL,
            added_at timestamptz NOT NULL
        );
        ALTER TABLE reply_attachment ALTER COLUMN content SET STORAGE EXTERNAL;
        CREATE INDEX reply_attachment_reply ON reply_attachment (reply_id);
        CREATE TABLE consultation_reminder (
            id uuid PRIMARY KEY,
            consultation_id uuid NOT NULL REFERENCES consultation_letter (id),
            working_days int NOT NULL,
            due_on date NOT NULL,
            mail_id uuid NOT NULL REFERENCES outgoing_mail (id),
            queued_at timestamptz NOT NULL,
            UNIQUE (consultation_id, working_days)
        );
        CREATE TABLE proposal_decision (
            id uuid PRIMARY KEY,
            consultation_id uuid NOT NULL REFERENCES consultation_letter (id),
            reply_id uuid NOT NULL REFERENCES consultation_reply (id),
            field text NOT NULL,
            header text NOT NULL,
            old_value text NOT NULL,
            new_value text NOT NULL,
            reason text NOT NULL,
            outcome text NOT NULL CHECK (outcome IN ('Merged', 'Rejected')),
            position text NOT NULL,
            plan_version int,
            decided_by text NOT NULL,
            decided_at timestamptz NOT NULL,
            UNIQUE (reply_id, field)
        );
        CREATE TABLE consultation_rules (
            bureau_id text PRIMARY KEY REFERENCES bureau (id),
            rules text NOT NULL
        );

        CREATE FUNCTION consultation_reply_keep() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF OLD.state = 'Final' THEN
                RAISE EXCEPTION 'a final answer never changes';
            END IF;
            RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
        END $$;
        CREATE TRIGGER consultation_reply_keep BEFORE UPDATE OR DELETE ON consultation_reply FOR EACH ROW EXECUTE FUNCTION consultation_reply_keep();
        CREATE FUNCTION reply_attachment_keep() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF EXISTS (SELECT FROM consultation_reply WHERE id = (CASE TG_OP WHEN 'DELETE' THEN OLD.reply_id ELSE NEW.reply_id END) AND state = 'Final') THEN
                RAISE EXCEPTION 'the files of a final answer never change';
            END IF;
            RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
        END $$;
        CREATE TRIGGER reply_attachment_keep BEFORE INSERT OR DELETE ON reply_attachment FOR EACH ROW EXECUTE FUNCTION reply_attachment_keep();
        REVOKE UPDATE ON reply_attachment FROM spotcheck_service;
        REVOKE UPDATE, DELETE ON consultation_reminder, proposal_decision FROM spotcheck_service;
        REVOKE UPDATE, DELETE ON reply_link FROM spotcheck_service;
        GRANT UPDATE (revoked_at, revoked_because, used_at) ON reply_link TO spotcheck_service;
        """);
}
