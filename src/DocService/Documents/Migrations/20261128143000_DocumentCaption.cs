using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using SpotCheck.DocService.Storage;

namespace SpotCheck.DocService.Documents.Migrations;

/// <summary>What the list of documents shows and is searched in. Documents signed before get it from what was signed.</summary>
[DbContext(typeof(SpotCheckDb))]
[Migration("20261128143000_DocumentCaption")]
internal sealed class DocumentCaptions : Migration
{
    // The trigger lets no issued document be touched; the caption is no part of what was issued.
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        ALTER TABLE official_document ADD caption text CHECK (length(caption) <= 200);
        ALTER TABLE official_document DISABLE TRIGGER official_document_steps;
        UPDATE official_document SET caption = left(concat(replace(signed::jsonb ->> '标题', E'\n', ''), CASE WHEN strpos(replace(signed::jsonb ->> '标题', E'\n', ''), signed::jsonb #>> '{企业,名称}') = 0 THEN '（' || (signed::jsonb #>> '{企业,名称}') || '）' END), 200)
            WHERE signed IS NOT NULL AND signed NOT LIKE '%\\u0000%' AND signed::jsonb ->> '标题' IS NOT NULL;
        ALTER TABLE official_document ENABLE TRIGGER official_document_steps;
        CREATE INDEX official_document_newest ON official_document (bureau_id, drafted_at DESC, id DESC);
        DROP INDEX official_document_bureau;
        """);
}
