using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using SpotCheck.DocService.Storage;

namespace SpotCheck.DocService.Draws.Migrations;

/// <summary>A log without witnesses names the bureau's decision; a re-draw has contributions and a deadline of its own.</summary>
[DbContext(typeof(SpotCheckDb))]
[Migration("20261127213000_DrawPolicies")]
internal sealed class DrawPolicyColumns : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        ALTER TABLE stored_log ADD COLUMN unwitnessed_by text;
        UPDATE stored_log SET unwitnessed_by = '启用日志时没有写明' WHERE cosignatures = 0;
        ALTER TABLE stored_log ADD CHECK (cosignatures > 0 OR unwitnessed_by IS NOT NULL);
        ALTER TABLE ceremony ADD COLUMN redraw_expects jsonb;
        ALTER TABLE ceremony ADD COLUMN redraw_deadline timestamptz;
        """);
}
