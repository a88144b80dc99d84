using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SpotCheck.DocService.Http;
using SpotCheck.DocService.Identity;
using SpotCheck.DocService.Storage;

namespace SpotCheck.DocService.Documents.Templates;

/// <summary>A version as lists show it; with its findings where one is asked for.</summary>
/// <param name="Version">0 for the built-in template.</param>
/// <param name="Findings">Faults first kept apart from notices by their own flag; null in a list.</param>
/// <param name="Used">Fields the template uses.</param>
/// <param name="Missed">Required fields it nowhere uses.</param>
internal sealed record TemplateVersionView(
    int Version, bool InUse, string Extension, int Bytes, string Sha256, int Faults, int Notices, string? Reason, string? UploadedBy, DateTimeOffset? UploadedAt,
    IReadOnlyList<TemplateFinding>? Findings, IReadOnlyList<UsedField>? Used, IReadOnlyList<DocumentField>? Missed)
{
    public static TemplateVersionView Of(BureauTemplate template, string? uploader, bool inUse, TemplateCheck? check, string extension = ".docx") => new(
        template.Version, inUse, extension, template.Content.Length, template.Sha256, template.Faults, template.Notices, template.Reason, uploader ?? template.UploadedBy, template.UploadedAt,
        check?.Findings, UsedOf(check), check?.Missed);

    public static IReadOnlyList<UsedField>? UsedOf(TemplateCheck? check) => check is null ? null : [.. check.Fields.Select(field => new UsedField(field.Path, field.IsOptional))];
}

/// <param name="Path">As the author writes it; <c>[]</c> for each item.</param>
internal sealed record UsedField(string Path, bool Optional);

/// <summary>That a version was taken into use.</summary>
internal sealed record TemplateChoiceView(int Version, string Reason, string ChosenBy, DateTimeOffset ChosenAt);

/// <summary>The templates of a bureau: what is in use, every version, and who chose which when and why.</summary>
internal static class ReadTemplates
{
    public sealed record KindView(string Kind, string Name, string Extension, int InUse, int Versions);

    public sealed record HistoryView(string Kind, string Name, int InUse, IReadOnlyList<TemplateVersionView> Versions, IReadOnlyList<TemplateChoiceView> Choices);

    public static async Task<Ok<List<KindView>>> List(string bureau, SpotCheckDb db, TemplateDesk desk, CancellationToken ct)
    {
        var counts = await db.Set<BureauTemplate>().Where(template => template.BureauId == bureau).GroupBy(template => template.Kind).Select(group => new { group.Key, Count = group.Count() }).ToDictionaryAsync(group => group.Key, group => group.Count, ct);
        var views = new List<KindView>();
        foreach (var kind in DocumentKind.All)
            views.Add(new(kind.Id, kind.Name, desk.FormOf(kind).Format.Extension, await desk.InUseAsync(bureau, kind, ct), counts.GetValueOrDefault(kind.Id)));
        return TypedResults.Ok(views);
    }

    public static async Task<Results<Ok<HistoryView>, RefusalResult>> History(string bureau, string kind, SpotCheckDb db, TemplateDesk desk, CancellationToken ct)
    {
        if (DocumentKind.Find(kind) is not { } known)
            return DocumentRefusals.NoSuchKind(kind).ToProblem();
        var inUse = await desk.InUseAsync(bureau, known, ct);
        var extension = desk.FormOf(known).Format.Extension;
        var versions = await (from template in db.Set<BureauTemplate>().AsNoTracking()
                              where template.BureauId == bureau && template.Kind == kind
                              join person in db.Set<Person>() on template.UploadedBy equals person.Id
                              orderby template.Version descending
                              select new TemplateVersionView(template.Version, template.Version == inUse, extension, template.Content.Length, template.Sha256, template.Faults, template.Notices,
                                  template.Reason, person.Name, template.UploadedAt, null, null, null)).ToListAsync(ct);
        var choices = await (from choice in db.Set<TemplateChoice>().AsNoTracking()
                             where choice.BureauId == bureau && choice.Kind == kind
                             join person in db.Set<Person>() on choice.ChosenBy equals person.Id
                             orderby choice.Id descending
                             select new TemplateChoiceView(choice.Version, choice.Reason, person.Name, choice.ChosenAt)).ToListAsync(ct);
        return TypedResults.Ok(new HistoryView(kind, known.Name, inUse, versions, choices));
    }

    /// <summary>One version with everything the check says about it.</summary>
    public static async Task<Results<Ok<TemplateVersionView>, RefusalResult>> One(string bureau, string kind, int version, SpotCheckDb db, TemplateDesk desk, CancellationToken ct)
    {
        if (DocumentKind.Find(kind) is not { } known)
            return DocumentRefusals.NoSuchKind(kind).ToProblem();
        if (await desk.ContentAsync(bureau, known, version, ct) is not { } content)
            return TemplateRefusals.NoSuchVersion(known, version).ToProblem();
        var form = desk.FormOf(known);
        if (await TemplateCheck.WithinTimeAsync(content, form, ct) is not { } check)
            return TemplateRefusals.TooSlow.ToProblem();
        var inUse = await desk.InUseAsync(bureau, known, ct) == version;
        if (version == 0)
        {
            var own = await desk.OfAsync(bureau, known, 0, ct);
            return TypedResults.Ok(new TemplateVersionView(0, inUse, form.Format.Extension, content.Length, own.Sha256, check.Faults, check.Findings.Count - check.Faults, null, null, null, check.Findings, TemplateVersionView.UsedOf(check), check.Missed));
        }
        var stored = (await desk.FindAsync(bureau, known, version, ct))!;
        var uploader = await db.Set<Person>().Where(person => person.Id == stored.UploadedBy).Select(person => person.Name).SingleAsync(ct);
        return TypedResults.Ok(TemplateVersionView.Of(stored, uploader, inUse, check, form.Format.Extension));
    }
}
