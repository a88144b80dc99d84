using System.Text.RegularExpressions;

namespace SpotCheck.DocService.Documents;

internal enum FieldType
{
    /// <summary>文本</summary>
    Text,

    /// <summary>整数</summary>
    Whole,

    /// <summary>日期文本: 2023年2月6日</summary>
    Day,

    /// <summary>真假</summary>
    Truth,

    /// <summary>列表: objects with fields of their own</summary>
    List,

    /// <summary>文本列表</summary>
    TextList,
}

internal enum FieldSource
{
    /// <summary>系统: from the plan, the bureau, the records; the clerk may change it.</summary>
    System,

    /// <summary>填写: by the clerk.</summary>
    Clerk,

    /// <summary>记录: from draws, checks, results and counts alone; nobody types it.</summary>
    Record,

    /// <summary>签发: when the document is issued; nobody types it.</summary>
    Issue,
}

/// <summary>One field of a document.</summary>
/// <param name="Path"><c>任务.名称</c>, <c>附件[].名称</c>: members with dots, <c>[]</c> for every item of a list.</param>
/// <param name="MayBeEmpty">A list that may have no items.</param>
internal sealed record DocumentField(string Path, string Meaning, FieldType Type, bool Required, bool MayBeEmpty, FieldSource Source, string Example);

/// <summary>The fields of a document, read from the table in its <c>fields.md</c>: one list for people and for the service.</summary>
internal static partial class FieldSheet
{
    private static readonly Dictionary<string, FieldType> Types = new(StringComparer.Ordinal)
    {
        ["文本"] = FieldType.Text, ["整数"] = FieldType.Whole, ["日期文本"] = FieldType.Day, ["真假"] = FieldType.Truth, ["列表"] = FieldType.List, ["文本列表"] = FieldType.TextList,
    };

    private static readonly Dictionary<string, FieldSource> Sources = new(StringComparer.Ordinal)
    {
        ["系统"] = FieldSource.System, ["填写"] = FieldSource.Clerk, ["记录"] = FieldSource.Record, ["签发"] = FieldSource.Issue,
    };

    /// <exception cref="FormatException">A row of the table cannot be read; the message names it.</exception>
    public static IReadOnlyList<DocumentField> Read(string markdown)
    {
        var rows = markdown.Split('\n').Select(line => line.Trim()).Where(line => line.StartsWith('|')).Skip(2).Select(Cells);
        return [.. rows.Select(Field)];
    }

    private static DocumentField Field(string[] cells)
    {
        if (cells is not [var path, var meaning, var type, var required, var source, var example]
            || !Types.TryGetValue(type, out var kind) || !Sources.TryGetValue(source, out var from) || !RequiredForm().IsMatch(required))
            throw new FormatException($"fields.md: the row '{string.Join(" | ", cells)}' is not field, meaning, type, required, source, example.");
        return new(path, meaning, kind, required.StartsWith('是'), required.Contains("可空", StringComparison.Ordinal), from, example);
    }

    private static string[] Cells(string line) => [.. line.Trim('|').Split('|').Select(cell => cell.Trim())];

    [GeneratedRegex("^(?:是|否|是（可空）)$", RegexOptions.None, 10_000)]
    private static partial Regex RequiredForm();
}
