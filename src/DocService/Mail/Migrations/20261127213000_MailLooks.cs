using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using SpotCheck.DocService.Storage;

namespace SpotCheck.DocService.Mail.Migrations;

/// <summary>What an outlet must remember of a letter half delivered, and since when a letter is looked for.</summary>
[DbContext(typeof(SpotCheckDb))]
[Migration("20261127213000_MailLooks")]
internal sealed class MailLooks : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        ALTER TABLE outgoing_mail ADD COLUMN outlet_mark text, ADD COLUMN undecided_since timestamptz;
        CREATE INDEX outgoing_mail_undecided ON outgoing_mail (next_attempt_at) WHERE state = 'Undecided';
        GRANT UPDATE (outlet_mark, undecided_since) ON outgoing_mail TO spotcheck_service;
        """);
}
