using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using SpotCheck.DocService.Storage;

namespace SpotCheck.DocService.Consultations.Migrations;

/// <summary>Which issued letter went to which address. A row is written once; how far the mail is stands in the outbox.</summary>
[DbContext(typeof(SpotCheckDb))]
[Migration("20261121051500_ConsultationLetters")]
internal sealed class ConsultationLetters : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        CREATE TABLE consultation_letter (
            id uuid PRIMARY KEY,
            bureau_id text NOT NULL REFERENCES bureau (id),
            plan_id uuid NOT NULL,
            task text NOT NULL,
            partner text NOT NULL,
            document_id uuid NOT NULL UNIQUE,
            number text NOT NULL,
            address text NOT NULL,
            mail_id uuid NOT NULL REFERENCES outgoing_mail (id),
            sent_by text NOT NULL,
            sent_at timestamptz NOT NULL
        );
        CREATE INDEX consultation_letter_task ON consultation_letter (bureau_id, plan_id, task);
        REVOKE UPDATE, DELETE ON consultation_letter FROM spotcheck_service;
        """);
}
