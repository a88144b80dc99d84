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
            await WriteAsync(names, reports, output);
            return reports.All(report => report.Passed) ? 0 : 1;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static byte[] Render(string folder)
    {
        var template = DocxTemplate.Compile(File.ReadAllBytes(Path.Combine(folder, "template.docx")));
        var sample = JsonValues.ReadObject(File.ReadAllBytes(Path.Combine(folder, "sample.json")));
        return template.Template?.Render(sample).Document ?? throw new InvalidDataException($"{folder} cannot be rendered with its sample; run 'check' on it");
    }

    private static async Task WriteAsync(List<string> names, IReadOnlyList<LayoutReport> reports, TextWriter output)
    {
        var ids = reports[0].Findings.Select(finding => finding.Id).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        await output.WriteLineAsync("| 文种 | " + string.Join(" | ", ids.Select(id => id[1..])) + " | 合格 | 不适用 |");
        await output.WriteLineAsync("|---|" + string.Concat(Enumerable.Repeat("---|", ids.Count + 2)));
        foreach (var (name, report) in names.Zip(reports))
        {
            var outcomes = ids.ConvertAll(id => report.Findings.Where(finding => finding.Id == id).Max(finding => Weight(finding.Outcome)));
            var marks = new StringBuilder($"| {name} |");
            foreach (var outcome in outcomes)
                marks.Append(outcome switch { 3 => " ✗ |", 2 => " △ |", 1 => " ✓ |", _ => " – |" });
            await output.WriteLineAsync($"{marks} {outcomes.Count(outcome => outcome == 1)} | {outcomes.Count(outcome => outcome == 0)} |");
        }
        await output.WriteLineAsync();
        foreach (var (name, report) in names.Zip(reports))
        {
            var reasons = report.Findings.Where(finding => finding.Outcome == Outcome.NotApplicable).GroupBy(finding => finding.Measured, StringComparer.Ordinal)
                .Select(same => $"{string.Join(" ", same.Select(finding => finding.Id))} {same.Key}");
            await output.WriteLineAsync($"* {name} 不适用：{string.Join("；", reasons)}。");
            foreach (var finding in report.Findings.Where(finding => finding.Outcome is Outcome.Fail or Outcome.Warning))
                await output.WriteLineAsync($"  * {finding.Id} {finding.Subject}：{finding.Measured}（要求 {finding.Band}）");
        }
    }

    private static int Weight(Outcome outcome) => outcome switch { Outcome.Fail => 3, Outcome.Warning => 2, Outcome.Pass => 1, _ => 0 };
}
