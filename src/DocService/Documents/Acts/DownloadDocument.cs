using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;
using SpotCheck.DocService.Documents.Templates;
using SpotCheck.DocService.Http;
using SpotCheck.DocService.Storage;

namespace SpotCheck.DocService.Documents.Acts;

/// <summary>The frozen file as it was issued, or as the PDF made from it; of a document not yet issued a preview.</summary>
internal static class DownloadDocument
{
    public static async Task<Results<FileContentHttpResult, RefusalResult>> Docx(string bureau, Guid document, SpotCheckDb db, TemplateDesk templates, CancellationToken ct)
    {
        if (await IssuedAsync(db, bureau, document, ct) is not { } issued)
            return DocumentRefusals.NotIssued.ToProblem();
        var format = await FormatAsync(db, document, templates, ct);
        return TypedResults.File(issued.Docx, format.ContentType, FileName(issued) + format.Extension, entityTag: new EntityTagHeaderValue($"\"{issued.Sha256}\""));
    }

    /// <summary>Made once and kept: everybody gets the same bytes, so that a PDF can be verified like the file itself.</summary>
    public static async Task<Results<FileContentHttpResult, RefusalResult>> Pdf(
        string bureau, Guid document, SpotCheckDb db, TemplateDesk templates, PdfConversion conversion, TimeProvider clock, CancellationToken ct)
    {
        if (await IssuedAsync(db, bureau, document, ct) is not { } issued)
            return DocumentRefusals.NotIssued.ToProblem();
        if (await db.Set<IssuedPdf>().AsNoTracking().SingleOrDefaultAsync(pdf => pdf.DocumentId == document, ct) is not { } frozen)
        {
            var converted = await conversion.ConvertAsync(issued.Docx, ct, (await FormatAsync(db, document, templates, ct)).Extension);
            if (converted.Pdf is not { } made)
                return converted.Refusal!.ToProblem();
            // Of two that are made at once the first is kept.
            await db.Database.ExecuteSqlAsync(
                $"INSERT INTO issued_pdf (document_id, pdf, sha256, made_at) VALUES ({document}, {made}, encode(sha256({made}), 'hex'), {clock.GetUtcNow()}) ON CONFLICT DO NOTHING", ct);
            frozen = await db.Set<IssuedPdf>().AsNoTracking().SingleAsync(pdf => pdf.DocumentId == document, ct);
        }
        return TypedResults.File(frozen.Pdf, "application/pdf", FileName(issued) + ".pdf", entityTag: new EntityTagHeaderValue($"\"{frozen.Sha256}\""));
    }

    public static async Task<Results<FileContentHttpResult, RefusalResult>> Preview(string bureau, Guid document, bool? pdf, PreviewDesk desk, PdfConversion conversion, CancellationToken ct)
    {
        var preview = await desk.OfAsync(bureau, document, ct);
        if (preview.Refusal is { } refusal)
            return refusal.ToProblem();
        if (pdf is not true)
            return TypedResults.File(preview.Content, preview.Format.ContentType, "preview" + preview.Format.Extension);
        var converted = await conversion.ConvertAsync(preview.Content, ct, preview.Format.Extension);
        return converted.Pdf is { } made ? TypedResults.File(made, "application/pdf", "preview.pdf") : converted.Refusal!.ToProblem();
    }

    /// <summary>How many pictures there are of it.</summary>
    public static async Task<Results<Ok<PagesView>, RefusalResult>> Pages(string bureau, Guid document, PreviewDesk desk, PagePictures pictures, CancellationToken ct)
    {
        var preview = await desk.OfAsync(bureau, document, ct);
        return preview.Refusal is { } refusal ? refusal.ToProblem() : await PagesView.OfAsync(pictures, preview.Content, preview.Format, ct);
    }

    public static async Task<Results<FileContentHttpResult, RefusalResult>> Page(string bureau, Guid document, int page, PreviewDesk desk, PagePictures pictures, CancellationToken ct)
    {
        var preview = await desk.OfAsync(bureau, document, ct);
        return preview.Refusal is { } refusal ? refusal.ToProblem() : await PagesView.PageAsync(pictures, preview.Content, preview.Format, page, ct);
    }

    private static Task<IssuedDocument?> IssuedAsync(SpotCheckDb db, string bureau, Guid document, CancellationToken ct) =>
        db.Set<IssuedDocument>().AsNoTracking().SingleOrDefaultAsync(issued => issued.DocumentId == document && issued.BureauId == bureau, ct);

    private static async Task<OfficeFormat> FormatAsync(SpotCheckDb db, Guid document, TemplateDesk templates, CancellationToken ct) =>
        templates.FormOf(DocumentKind.Find(await db.Set<OfficialDocument>().Where(found => found.Id == document).Select(found => found.Kind).SingleAsync(ct))!).Format;

    internal static string FileName(IssuedDocument issued) => issued.Number?.ToString() ?? issued.DocumentId.ToString();
}
