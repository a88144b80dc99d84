using System.Buffers;
using System.Security.Cryptography;
using System.Text.Json;
using SpotCheck.TemplateEngine.Language;
using SpotCheck.TemplateEngine.Xlsx;

namespace SpotCheck.TemplateTool;

/// <summary>Plain-text templates.</summary>
internal sealed class TextFormat : ITemplateFormat
{
    public IReadOnlyList<string> Extensions { get; } = [".txt", ".scriban"];

    public IReadOnlyList<string> Render(string path, byte[]? data, Stream output, TimeProvider clock)
    {
        if (Read(path, out var unread) is not { } template)
            return [unread];
        if (template.Problems.Count > 0)
            return Lines(template.Problems);
        if (SampleData.Read(data, out var fault) is not { } model)
            return [fault];

        var buffer = new ArrayBufferWriter<byte>();
        var result = template.Render(model, buffer, OptionsFor(template, path, clock.GetLocalNow()));
        output.Write(buffer.WrittenSpan);
        return Lines(result.Problems);
    }

    public CheckReport Check(string path, byte[]? data)
    {
        if (Read(path, out var unread) is not { } template)
            return new CheckReport([unread], [], []);
        var fields = TemplateFields.Of([template], new FolderLoader(path, template.Options));
        var lines = FieldLines.Of(fields);
        if (data is null || template.Problems.Count > 0)
            return new CheckReport(Lines(template.Problems), [], lines);
        if (SampleData.Read(data, out var fault) is not { } sample)
            return new CheckReport([fault], [], lines);

        // What only shows when it runs (a date that is none, a division by zero) is found by running it.
        var buffer = new ArrayBufferWriter<byte>();
        var rendered = template.Render(sample, buffer, OptionsFor(template, path, TimeProvider.System.GetLocalNow()));
        var problems = fields.Check(sample).Concat(rendered.Problems).ToList();
        return new CheckReport(
            [.. Lines(problems.Where(p => !p.IsNotice)).Distinct(StringComparer.Ordinal)],
            [.. Lines(problems.Where(p => p.IsNotice)).Distinct(StringComparer.Ordinal)],
            lines);
    }

    public FieldsReport Fields(string path, bool asSchema)
    {
        if (Read(path, out var unread) is not { } template)
            return new FieldsReport([unread], "");
        if (template.Problems.Count > 0)
            return new FieldsReport(Lines(template.Problems), "");
        var fields = TemplateFields.Of([template], new FolderLoader(path, template.Options));
        return new FieldsReport([], asSchema ? fields.ToJsonSchema() : string.Concat(FieldLines.Of(fields).Select(line => line + "\n")));
    }

    private static Template? Read(string path, out string fault)
    {
        fault = "";
        if (TextFile.Read(path) is { } text)
            return Template.ParseText(text, path);
        fault = $"{path}:1:1: template.not-utf8: 模板文件不是 UTF-8 编码（可能是 ANSI，即 GBK）。请用记事本打开，“另存为”时编码选 UTF-8。";
        return null;
    }

    private static RenderOptions OptionsFor(Template template, string path, DateTimeOffset now) => new()
    {
        Now = now,
        Offset = now.Offset,
        Randomness = bytes => RandomNumberGenerator.Fill(bytes.Span),
        Loader = new FolderLoader(path, template.Options),
    };

    private static List<string> Lines(IEnumerable<TemplateProblem> problems) =>
        [.. problems.OrderBy(p => p.File, StringComparer.Ordinal).ThenBy(p => p.Line).ThenBy(p => p.Column).Select(p => p.ToString())];
}

/// <summary>The data of a rendering.</summary>
internal static class SampleData
{
    /// <summary>An empty object where there are none; null where they cannot be read.</summary>
    public static ScriptObject? Read(byte[]? data, out string fault)
    {
        fault = "";
        if (data is null)
            return new ScriptObject();
        if (data.AsSpan().StartsWith("PK"u8))
            return ReadWorkbook(data, out fault);
        try
        {
            return JsonValues.ReadObject(data);
        }
        catch (JsonException failure)
        {
            fault = $"data:{failure.LineNumber + 1}:{failure.BytePositionInLine + 1}: data.not-json: 数据文件要是一个 JSON 对象：{failure.Message}";
            return null;
        }
    }

    /// <summary>Each sheet of a workbook as a list of objects, named by the headings of its first row.</summary>
    private static ScriptObject? ReadWorkbook(byte[] data, out string fault)
    {
        var (reader, problem) = SheetReader.Open(data);
        var model = new ScriptObject();
        for (var sheet = 0; reader is not null && problem is null && sheet < reader.Sheets.Count; sheet++)
            model.Set(reader.Sheets[sheet], reader.Records(sheet, out problem) ?? new ScriptArray());
        fault = problem is null ? "" : $"data: {problem.Code}: {problem.Message}";
        return problem is null ? model : null;
    }
}

/// <summary>Fields as lines to read: path, tab, what they are used for.</summary>
internal static class FieldLines
{
    private static readonly (FieldUse Use, string Name)[] s_names =
    [
        (FieldUse.List, "列表"), (FieldUse.Object, "对象"), (FieldUse.Date, "日期"), (FieldUse.Number, "数字"),
        (FieldUse.Scalar, "文字"), (FieldUse.Condition, "条件"),
    ];

    public static List<string> Of(TemplateFields fields) =>
        [.. fields.All.Select(f => $"{f.Path}\t{Describe(f.Use)}{(f.IsOptional ? "（可缺）" : "")}")];

    private static string Describe(FieldUse use) =>
        use == FieldUse.None ? "未知" : string.Join("、", s_names.Where(n => use.HasFlag(n.Use)).Select(n => n.Name));
}
