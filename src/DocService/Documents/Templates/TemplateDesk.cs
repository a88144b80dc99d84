using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using SpotCheck.DocService.Storage;

namespace SpotCheck.DocService.Documents.Templates;

/// <summary>Compiled templates of bureaus, shared by all requests. A template is its bytes, so one that is known stays right for good.</summary>
internal sealed class CompiledTemplates
{
    private const int MostKept = 200;

    private readonly ConcurrentDictionary<string, CompiledTemplate> compiled = new(StringComparer.Ordinal);

    public CompiledTemplate? Of(BureauTemplate template, OfficeFormat format)
    {
        var key = template.Sha256 + format.Extension;
        if (compiled.TryGetValue(key, out var known))
            return known;
        if (CompiledTemplate.Compile(template.Content, format).Template is not { } made)
            return null;
        if (compiled.Count >= MostKept)
            compiled.Clear();
        return compiled.GetOrAdd(key, made);
    }
}

/// <summary>Which template a bureau's document is made with.</summary>
internal sealed class TemplateDesk(SpotCheckDb db, DocumentTemplates builtIn, CompiledTemplates compiled)
{
    private readonly Dictionary<(string Bureau, string Kind, int? Version), LoadedTemplate> asked = [];

    public DocumentForm FormOf(DocumentKind kind) => builtIn.Of(kind).Form;

    /// <param name="version">As signed; null for the one in use now, 0 for the built-in one.</param>
    public async Task<LoadedTemplate> OfAsync(string bureau, DocumentKind kind, int? version, CancellationToken ct)
    {
        if (asked.TryGetValue((bureau, kind.Id, version), out var known))
            return known;
        var number = version ?? await InUseAsync(bureau, kind, ct);
        var loaded = builtIn.Of(kind);
        if (number > 0)
        {
            var own = await FindAsync(bureau, kind, number, ct) ?? throw new InvalidOperationException($"Template version {number} of {kind.Id} at {bureau} is gone.");
            var template = compiled.Of(own, loaded.Form.Format) ?? throw new InvalidOperationException($"Template version {number} of {kind.Id} at {bureau} cannot be compiled any more.");
            loaded = new(loaded.Form, number, own.Content, template, own.Sha256);
        }
        return asked[(bureau, kind.Id, version)] = loaded;
    }

    public Task<BureauTemplate?> FindAsync(string bureau, DocumentKind kind, int version, CancellationToken ct) =>
        db.Set<BureauTemplate>().AsNoTracking().SingleOrDefaultAsync(template => template.BureauId == bureau && template.Kind == kind.Id && template.Version == version, ct);

    /// <summary>The bytes of a version; null where there is none of that number.</summary>
    public async Task<byte[]?> ContentAsync(string bureau, DocumentKind kind, int version, CancellationToken ct) =>
        version == 0 ? builtIn.Of(kind).Content : (await FindAsync(bureau, kind, version, ct))?.Content;

    /// <summary>Number of the version in use; 0 for the built-in one.</summary>
    public async Task<int> InUseAsync(string bureau, DocumentKind kind, CancellationToken ct) =>
        await db.Set<TemplateChoice>().Where(choice => choice.BureauId == bureau && choice.Kind == kind.Id).OrderByDescending(choice => choice.Id).Select(choice => choice.Version).FirstOrDefaultAsync(ct);
}
