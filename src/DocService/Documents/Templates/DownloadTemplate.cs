using Microsoft.AspNetCore.Http.HttpResults;
using SpotCheck.DocService.Http;

namespace SpotCheck.DocService.Documents.Templates;

/// <summary>A version as a file: to change it in Word, with the faults as comments, or filled with the sample to look at.</summary>
internal static class DownloadTemplate
{
    public static async Task<Results<FileContentHttpResult, RefusalResult>> File(string bureau, string kind, int version, TemplateDesk desk, CancellationToken ct)
    {
        var (known, content, refusal) = await FindAsync(bureau, kind, version, desk, ct);
        return refusal is not null ? refusal.ToProblem() : AsFile(content, desk.FormOf(known!).Format, $"{known!.Name}模板{(version == 0 ? "" : $"第{version}版")}");
    }

    public static async Task<Results<FileContentHttpResult, RefusalResult>> Checked(string bureau, string kind, int version, TemplateDesk desk, CancellationToken ct)
    {
        var (known, content, refusal) = await FindAsync(bureau, kind, version, desk, ct);
        if (refusal is not null)
            return refusal.ToProblem();
        var form = desk.FormOf(known!);
        if (await TemplateCheck.WithinTimeAsync(content, form, ct) is not { } check)
            return TemplateRefusals.TooSlow.ToProblem();
        return CompiledTemplate.CheckedCopyOf(content, form.Format, check.Problems) is { } copy
            ? AsFile(copy, form.Format, $"{known!.Name}模板第{version}版（带批注）") : TemplateRefusals.NoComments.ToProblem();
    }

    /// <summary>Filled with the kind's sample data, as a file.</summary>
    public static async Task<Results<FileContentHttpResult, RefusalResult>> Sample(string bureau, string kind, int version, TemplateDesk desk, CancellationToken ct)
    {
        var (known, sample, refusal) = await SampleAsync(bureau, kind, version, desk, ct);
        return refusal is not null ? refusal.ToProblem() : AsFile(sample, desk.FormOf(known!).Format, $"{known!.Name}样例");
    }

    /// <summary>How many pages the sample has.</summary>
    public static async Task<Results<Ok<PagesView>, RefusalResult>> SamplePages(string bureau, string kind, int version, TemplateDesk desk, PagePictures pictures, CancellationToken ct)
    {
        var (known, sample, refusal) = await SampleAsync(bureau, kind, version, desk, ct);
        return refusal is not null ? refusal.ToProblem() : await PagesView.OfAsync(pictures, sample, desk.FormOf(known!).Format, ct);
    }

    public static async Task<Results<FileContentHttpResult, RefusalResult>> SamplePage(string bureau, string kind, int version, int page, TemplateDesk desk, PagePictures pictures, CancellationToken ct)
    {
        var (known, sample, refusal) = await SampleAsync(bureau, kind, version, desk, ct);
        return refusal is not null ? refusal.ToProblem() : await PagesView.PageAsync(pictures, sample, desk.FormOf(known!).Format, page, ct);
    }

    private static async Task<(DocumentKind? Kind, byte[] Content, Refusal? Refusal)> FindAsync(string bureau, string kind, int version, TemplateDesk desk, CancellationToken ct)
    {
        if (DocumentKind.Find(kind) is not { } known)
            return (null, [], DocumentRefusals.NoSuchKind(kind));
        return await desk.ContentAsync(bureau, known, version, ct) is { } content ? (known, content, null) : (known, [], TemplateRefusals.NoSuchVersion(known, version));
    }

    private static async Task<(DocumentKind? Kind, byte[] Sample, Refusal? Refusal)> SampleAsync(string bureau, string kind, int version, TemplateDesk desk, CancellationToken ct)
    {
        var (known, content, refusal) = await FindAsync(bureau, kind, version, desk, ct);
        if (refusal is not null)
            return (known, [], refusal);
        var form = desk.FormOf(known!);
        var made = await TemplateCheck.InTimeAsync(() => CompiledTemplate.Compile(content, form.Format) switch
        {
            ({ } template, _) => template.RenderDocument(DocumentIssuing.AsIssued(form.Sample)),
            var (_, problems) => new Rendering(null, [.. problems.Where(problem => !problem.IsNotice).Select(problem => new FieldFinding(problem.Code, problem.Place?.Description ?? "", problem.Message))]),
        }, ct);
        return made is null ? (known, [], TemplateRefusals.TooSlow) : made.Document is { } document ? (known, document, null) : (known, [], DocumentRefusals.NotReady(made.Findings));
    }

    private static FileContentHttpResult AsFile(byte[] content, OfficeFormat format, string name) => TypedResults.File(content, format.ContentType, name + format.Extension);
}
