using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SpotCheck.DocService.Http;
using SpotCheck.DocService.Storage;

namespace SpotCheck.DocService.Documents.Acts;

/// <summary>The frozen file as it was issued, or as a PDF made from it; of a document not yet issued a preview.</summary>
internal static class DownloadDocument
{
    private const string Word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

    public static async Task<Results<FileContentHttpResult, RefusalResult>> Docx(string bureau, Guid document, SpotCheckDb db, CancellationToken ct) =>
        await IssuedAsync(db, bureau, document, ct) is { } issued
            ? TypedResults.File(issued.Docx, Word, FileName(issued, document) + ".docx", entityTag: new Microsoft.Net.Http.Headers.EntityTagHeaderValue($"\"{issued.Sha256}\""))
            : DocumentRefusals.NotIssued.ToProblem();

    public static async Task<Results<FileContentHttpResult, RefusalResult>> Pdf(string bureau, Guid document, SpotCheckDb db, PdfConversion conversion, CancellationToken ct) =>
        await IssuedAsync(db, bureau, document, ct) is { } issued
            ? await ConvertedAsync(conversion, issued.Docx, FileName(issued, document), ct)
            : DocumentRefusals.NotIssued.ToProblem();

    public static async Task<Results<FileContentHttpResult, RefusalResult>> Preview(string bureau, Guid document, bool? pdf, DocumentDesk desk, PdfConversion conversion, CancellationToken ct)
    {
        if (await desk.FindAsync(bureau, document, ct) is not { } found)
            return DocumentRefusals.NoSuchDocument(document).ToProblem();
        if (found.State is not (DocumentState.Draft or DocumentState.Signed))
            return DocumentRefusals.WrongState(found, "预览").ToProblem();
        var composed = await desk.ComposeAsync(found, ct);
        var rendering = composed.Template.Render(DocumentIssuing.WithIssue(composed.Data, null, null));
        if (rendering.Docx is not { } docx)
            return DocumentRefusals.NotReady(rendering.Findings).ToProblem();
        return pdf is true ? await ConvertedAsync(conversion, docx, "preview", ct) : TypedResults.File(docx, Word, "preview.docx");
    }

    private static Task<IssuedDocument?> IssuedAsync(SpotCheckDb db, string bureau, Guid document, CancellationToken ct) =>
        db.Set<IssuedDocument>().AsNoTracking().SingleOrDefaultAsync(issued => issued.DocumentId == document && issued.BureauId == bureau, ct);

    private static async Task<Results<FileContentHttpResult, RefusalResult>> ConvertedAsync(PdfConversion conversion, byte[] docx, string name, CancellationToken ct)
    {
        var converted = await conversion.ConvertAsync(docx, ct);
        return converted.Pdf is { } pdf ? TypedResults.File(pdf, "application/pdf", name + ".pdf") : converted.Refusal!.ToProblem();
    }

    private static string FileName(IssuedDocument issued, Guid document) => issued.Number?.ToString() ?? document.ToString();
}
