using Microsoft.EntityFrameworkCore;
using SpotCheck.DocService.Documents.Templates;
using SpotCheck.DocService.Http;
using SpotCheck.DocService.Storage;

namespace SpotCheck.DocService.Documents;

/// <summary>The bytes of a document to look at, or why there are none.</summary>
internal sealed record Preview(byte[] Content, OfficeFormat Format, Refusal? Refusal);

/// <summary>What a document looks like now: as it would be printed, or, once issued, as it was frozen.</summary>
internal sealed class PreviewDesk(SpotCheckDb db, DocumentDesk desk)
{
    public async Task<Preview> OfAsync(string bureau, Guid document, CancellationToken ct)
    {
        if (await desk.FindAsync(bureau, document, ct) is not { } found)
            return new([], OfficeFormat.Word, DocumentRefusals.NoSuchDocument(document));
        var composed = await desk.ComposeAsync(found, ct);
        var format = composed.Template.Form.Format;
        if (await db.Set<IssuedDocument>().AsNoTracking().Where(issued => issued.DocumentId == document).Select(issued => issued.Docx).SingleOrDefaultAsync(ct) is { } frozen)
            return new(frozen, format, null);
        var rendering = composed.Template.Render(DocumentIssuing.WithIssue(composed.Data, null, null, null));
        return rendering.Document is { } content ? new(content, format, null) : new([], format, DocumentRefusals.NotReady(rendering.Findings));
    }
}
