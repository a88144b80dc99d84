using System.Text.RegularExpressions;

namespace SpotCheck.DocService.Documents;

/// <summary>What is wrong in a text of a document whatever the document: cited numbers, things left open.</summary>
internal static partial class DocumentTextRules
{
    public static IEnumerable<FieldFinding> Check(string place, string text)
    {
        foreach (var (found, reading) in DocumentNumber.FaultyCitations(text))
            yield return new(reading.Faults[0].Code, place, $"“{place}”中引用的“{found}”写法不对：{reading.Faults[0].Sentence}请改为“{reading.Number}”。");
        if (LeftOpen().Match(text) is { Success: true } open)
            yield return new("documents.left-open", place, $"“{place}”中还有没有填的“{open.Value}”。请填写或者删去。");
        if (place == "发文机关标志" && text.Length > 20)
            yield return new("documents.mark-too-long", place, $"发文机关标志“{text}”有 {text.Length} 字，一行最多 20 字。请改用规范化简称。");
        if (place == "标题" && text.Split('\n').FirstOrDefault(line => line.Length > 20) is { } line)
            yield return new("documents.title-line", place, $"标题的一行“{line}”有 {line.Length} 字，2 号字一行最多 20 字。请在词语之间换行。");
    }

    [GeneratedRegex(@"\{\{|\}\}|××+|[xX]{2,}|待定|_{3,}", RegexOptions.None, 10_000)]
    private static partial Regex LeftOpen();
}
