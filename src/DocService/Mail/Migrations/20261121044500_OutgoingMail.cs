using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using SpotCheck.DocService.Storage;

namespace SpotCheck.DocService.Mail.Migrations;

/// <summary>The outbox: what was queued stays as it was queued, only its state moves.</summary>
[DbContext(typeof(SpotCheckDb))]
[Migration("20261121044500_OutgoingMail")]
internal sealed class OutgoingMailTable : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        CREATE TABLE outgoing_mail (
            id uuid PRIMARY KEY,
            bureau_id text NOT NULL REFERENCES bureau (id),
            purpose text NOT NULL,
            reference text NOT NULL,
            message_id text NOT NULL UNIQUE,
            recipient text NOT NULL,
            subject text NOT NULL,
            content bytea NOT NULL,
            state text NOT NULL CHECK (state IN ('Queued', 'Sending', 'Sent', 'Undecided', 'Failed')),
            mark text NOT NULL CHECK (mark IN ('None', 'Begun', 'HandingOver')),
            claimed_by integer,
            attempts integer NOT NULL DEFAULT 0,
            queued_at timestamptz NOT NULL,
            next_attempt_at timestamptz NOT NULL,
            sent_at timestamptz,
            last_answer text
        );
        ALTER TABLE outgoing_mail ALTER COLUMN content SET STORAGE EXTERNAL;
        CREATE INDEX outgoing_mail_waiting ON outgoing_mail (next_attempt_at) WHERE state = 'Queued';
        CREATE INDEX outgoing_mail_sending ON outgoing_mail (claimed_by) WHERE state = 'Sending';
        CREATE INDEX outgoing_mail_bureau ON outgoing_mail (bureau_id, queued_at);
        REVOKE UPDATE, DELETE ON outgoing_mail FROM spotcheck_service;
        GRANT UPDATE (state, mark, claimed_by, attempts, next_attempt_at, sent_at, last_answer) ON outgoing_mail TO spotcheck_service;
        """);
}
