using Microsoft.AspNetCore.Http.HttpResults;
using SpotCheck.DocService.Documents.Templates;
using SpotCheck.DocService.Draws.Log;
using SpotCheck.DocService.Http;
using SpotCheck.DocService.Storage;

namespace SpotCheck.DocService.Documents.DrawRecords;

/// <summary>抽取记录（见证书）of a draw with a RESULT, to print and sign. Nothing is numbered or stored: the log is the record, this is its paper.</summary>
internal static class DownloadDrawRecord
{
    private const string Word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    private static readonly DocumentKind Kind = new("draw-record", "抽取记录", false);

    /// <param name="format"><c>docx</c> (default) or <c>pdf</c>.</param>
    public static async Task<Results<FileContentHttpResult, RefusalResult>> Handle(
        string bureau, Guid id, string? format, SpotCheckDb db, DrawLogs logs, DocumentTemplates templates, PdfConversion conversion, ServiceSettings settings, TimeProvider clock, CancellationToken ct)
    {
        if (format is not (null or "docx" or "pdf"))
            return new Refusal("documents.format", $"没有“{format}”这种格式。请用 docx 或 pdf。", $"There is no format '{format}'; use docx or pdf.").ToProblem();
        var (facts, refusal) = await DrawFacts.ReadAsync(bureau, id, db, logs, settings, clock, ct);
        if (facts is null)
            return refusal!.ToProblem();
        var rendering = templates.Of(Kind).Render(DrawRecordFields.Of(facts));
        if (rendering.Document is not { } docx)
            throw new InvalidOperationException($"The draw record's own fields do not fit its template: {rendering.Findings[0]}");
        var name = $"抽取记录-{facts.Draw.OpenSeq}";
        if (format != "pdf")
            return TypedResults.File(docx, Word, name + ".docx");
        var converted = await conversion.ConvertAsync(docx, ct);
        return converted.Pdf is { } pdf ? TypedResults.File(pdf, "application/pdf", name + ".pdf") : converted.Refusal!.ToProblem();
    }
}
