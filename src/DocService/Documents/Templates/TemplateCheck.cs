using System.Text.Json.Nodes;
using SpotCheck.TemplateEngine.Language;
using SpotCheck.TemplateEngine.Packaging;

namespace SpotCheck.DocService.Documents.Templates;

/// <summary>One thing about a template, in a form a clerk can mend.</summary>
/// <param name="Fault">It keeps the template from being used; otherwise it is only worth a look.</param>
/// <param name="Place">Where in Word: part, heading, paragraph, character; empty where it concerns the whole file.</param>
/// <param name="Suggestion">The name that was probably meant.</param>
internal sealed record TemplateFinding(string Code, bool Fault, string Sentence, string Place, string? Part, int? Paragraph, int? Table, int? Row, int? Cell, int? Character, string? Suggestion)
{
    public static TemplateFinding Of(DocumentProblem problem, bool fault) => new(problem.Code, fault, problem.Message, problem.Place?.Description ?? "",
        problem.Place?.Part, problem.Place?.Paragraph, problem.Place?.Table, problem.Place?.Row, problem.Place?.Cell, problem.Place?.Character, problem.Suggestion);
}

/// <summary>Everything there is to say about a template of a kind: faults, the fields it uses and those it leaves out.</summary>
/// <param name="Unreadable">The file cannot be opened at all; then there is nothing to store.</param>
/// <param name="Fields">Used by the template.</param>
/// <param name="Missed">Required fields of the kind that the template nowhere uses.</param>
internal sealed record TemplateCheck(DocumentProblem? Unreadable, IReadOnlyList<TemplateFinding> Findings, IReadOnlyList<TemplateField> Fields, IReadOnlyList<DocumentField> Missed, IReadOnlyList<DocumentProblem> Problems)
{
    /// <summary>Longest time a check or a preview may take.</summary>
    public static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(10);

    /// <summary>The check, or null where it took too long.</summary>
    public static Task<TemplateCheck?> WithinTimeAsync(byte[] content, DocumentForm form, CancellationToken ct) => InTimeAsync(() => Of(content, form), ct);

    /// <summary>What comes of <paramref name="work"/>, or null when its time is up; the engine's limit of steps then ends it soon after.</summary>
    public static async Task<T?> InTimeAsync<T>(Func<T> work, CancellationToken ct)
        where T : class
    {
        try
        {
            return await Task.Run(work, ct).WaitAsync(TimeLimit, ct);
        }
        catch (TimeoutException)
        {
            return null;
        }
    }

    public int Faults => Findings.Count(finding => finding.Fault);

    public static TemplateCheck Of(byte[] content, DocumentForm form)
    {
        var (template, problems) = CompiledTemplate.Compile(content, form.Format);
        if (template is null && problems.FirstOrDefault(IsAboutTheFile) is { } unreadable)
            return new(unreadable, [], [], [], problems);
        if (template is null)
            return new(null, [.. problems.Select(problem => TemplateFinding.Of(problem, !problem.IsNotice))], [], [], problems);

        var unfit = template.CheckAgainst(WithEveryField(form));
        var rendered = template.Render(WithEveryField(form)).Problems;
        List<DocumentProblem> all = [.. problems.Concat(unfit).Concat(rendered).DistinctBy(problem => (problem.Code, problem.Message, problem.Place?.Description))];
        var used = template.Fields.All;
        var missed = form.Fields.Where(field => field.Required && !used.Any(known => Uses(known.Path, field.Path))).ToList();
        List<TemplateFinding> findings =
        [
            .. all.Select(problem => TemplateFinding.Of(problem, !problem.IsNotice)),
            .. missed.Select(field => Missing(field, $"模板没有用到必填字段“{field.Path}”{(field.Meaning.Length > 0 ? $"（{field.Meaning}）" : "")}，印出来的文件里不会有这一项。如是有意删去，可以不改。")),
        ];
        if (!used.Any(field => field.Path is VerificationCode.Field or VerificationCode.AddressField))
            findings.Add(Missing(null, form.Format == OfficeFormat.Word
                ? "模板里没有核验码，印发的文件上没有二维码。可以插入一张图片，在它的替代文字里写 {{ 核验码 }}。"
                : "模板里没有核验地址，印发的表格上没有公开核验页的网址。可以在一个单元格里写 {{ 核验地址 }}。"));
        return new(null, findings, used, missed, all);
    }

    private static TemplateFinding Missing(DocumentField? field, string sentence) =>
        new(field is null ? "documents.template-no-code" : "documents.template-field-unused", false, sentence, "", null, null, null, null, null, null, field?.Path);

    private static bool IsAboutTheFile(DocumentProblem problem) =>
        problem.Place is null && (problem.Code.StartsWith("package.", StringComparison.Ordinal) || problem.Code is "docx.not-a-document" or "xlsx.not-a-workbook");

    // 附件[].名称 is used where 附件 is joined or handed on as a whole, too.
    private static bool Uses(string used, string field) =>
        used == field || field.StartsWith(used + ".", StringComparison.Ordinal) || field.StartsWith(used + "[]", StringComparison.Ordinal) || used.StartsWith(field + ".", StringComparison.Ordinal) || used.StartsWith(field + "[", StringComparison.Ordinal);

    // The sample leaves some optional fields out; a template may use them all the same.
    private static JsonObject WithEveryField(DocumentForm form)
    {
        var data = form.Sample.DeepClone().AsObject();
        foreach (var field in form.Fields)
            Ensure(data, field.Path.Split('.'));
        return data;
    }

    private static void Ensure(JsonObject data, ReadOnlySpan<string> path)
    {
        var many = path[0].EndsWith("[]", StringComparison.Ordinal);
        var name = many ? path[0][..^2] : path[0];
        if (path.Length == 1)
        {
            data.TryAdd(name, null);
            return;
        }
        if (many)
        {
            foreach (var item in (data[name] as JsonArray)?.OfType<JsonObject>() ?? [])
                Ensure(item, path[1..]);
        }
        else if (data[name] is JsonObject inner)
        {
            Ensure(inner, path[1..]);
        }
        else if (data[name] is null)
        {
            var made = new JsonObject();
            data[name] = made;
            Ensure(made, path[1..]);
        }
    }
}
