using System.Text;
using SpotCheck.TemplateEngine.Docx;
using SpotCheck.TemplateEngine.Language;

namespace SpotCheck.TemplateTool.Layout;

/// <summary><c>layout --table FOLDER</c>: every template of a folder filled with its sample, document by check, as a table in Markdown.</summary>
internal static class LayoutTable
{
    /// <returns>0 when no check failed, 1 when one did.</returns>
    public static async Task<int> WriteAsync(string templates, TextWriter output, CancellationToken cancel)
    {
        var folder = Directory.CreateTempSubdirectory("spotcheck-table-");
        try
        {
            var names = Directory.GetDirectories(templates).Where(path => File.Exists(Path.Combine(path, "template.docx"))).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal).ToList();
            foreach (var name in names)
                await File.WriteAllBytesAsync(Path.Combine(folder.FullName, name + ".docx"), Render(Path.Combine(templates, name)), cancel);
            var reports = await LayoutReport.OfManyAsync([.. names.Select(name => Path.Combine(folder.FullName, name + ".docx"))], null, cancel);
            await output.WriteAsync(Markdown([.. names.Zip(reports, (name, report) => (name, (IReadOnlyList<LayoutReport>)[report]))]));
            return reports.All(report => report.Passed) ? 0 : 1;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>One row a document: ✓ measured and passed each time, ○ passed wherever there was something to measure, – never anything to measure, △ warned, ✗ failed; then why not, and what failed.</summary>
    public static string Markdown(IReadOnlyList<(string Name, IReadOnlyList<LayoutReport> Reports)> documents)
    {
        var ids = documents[0].Reports[0].Findings.Select(finding => finding.Id).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        var table = new StringBuilder("| 文种 | " + string.Join(" | ", ids.Select(id => id[1..])) + " | 合格 | 不适用 |\n");
        table.Append("|---|" + string.Concat(Enumerable.Repeat("---|", ids.Count + 2)) + "\n");
        foreach (var (name, reports) in documents)
        {
            var marks = ids.ConvertAll(id => Mark([.. reports.Select(report => report.Findings.Where(finding => finding.Id == id).Max(finding => Weight(finding.Outcome)))]));
            table.Append($"| {name} | {string.Join(" | ", marks)} | {marks.Count(mark => mark is "✓" or "○")} | {marks.Count(mark => mark == "–")} |\n");
        }
        table.Append('\n');
        foreach (var (name, reports) in documents)
        {
            if (NeverMeasured(reports) is { Count: > 0 } never)
                table.Append($"* {name}不适用：{string.Join("；", never)}。\n");
            foreach (var finding in reports.SelectMany(report => report.Findings).Where(finding => finding.Outcome is Outcome.Fail or Outcome.Warning))
                table.Append($"* {name} {finding.Id} {finding.Subject}：{finding.Measured}（要求 {finding.Band}）\n");
        }
        return table.ToString();
    }

    private static byte[] Render(string folder)
    {
        var template = DocxTemplate.Compile(File.ReadAllBytes(Path.Combine(folder, "template.docx")));
        var sample = JsonValues.ReadObject(File.ReadAllBytes(Path.Combine(folder, "sample.json")));
        return template.Template?.Render(sample).Document ?? throw new InvalidDataException($"{folder} cannot be rendered with its sample; run 'check' on it");
    }

    // Checks that no report measured, those with one reason together.
    private static List<string> NeverMeasured(IReadOnlyList<LayoutReport> reports) =>
        [.. reports.SelectMany(report => report.Findings).GroupBy(finding => finding.Id, StringComparer.Ordinal).Where(same => same.All(finding => finding.Outcome == Outcome.NotApplicable))
            .Select(same => same.First()).GroupBy(finding => finding.Measured, StringComparer.Ordinal).Select(same => $"{string.Join("、", same.Select(finding => finding.Id))} {same.Key}")];

    private static string Mark(IReadOnlyList<int> weights) => weights.Max() switch { 3 => "✗", 2 => "△", 1 => weights.All(weight => weight == 1) ? "✓" : "○", _ => "–" };

    private static int Weight(Outcome outcome) => outcome switch { Outcome.Fail => 3, Outcome.Warning => 2, Outcome.Pass => 1, _ => 0 };
}
