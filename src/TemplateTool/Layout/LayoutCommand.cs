namespace SpotCheck.TemplateTool.Layout;

/// <summary><c>layout FILE [--kind file|letter|notice|form]</c>: measures a .docx or .pdf on its printed pages, one line per check.</summary>
internal static class LayoutCommand
{
    /// <returns>0 when no check failed, 1 when one did, 2 when the file or the command line is at fault.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments, TextWriter output, TextWriter errors, CancellationToken cancel)
    {
        if (arguments is ["--table", var templates])
            return Directory.Exists(templates) ? await TableAsync(templates, output, errors, cancel) : await MissingAsync(templates, errors);
        DocumentKind? kind = null;
        if (arguments is [var file, "--kind", var name] && Enum.TryParse<DocumentKind>(name, ignoreCase: true, out var parsed) && Enum.IsDefined(parsed))
            kind = parsed;
        else if (arguments is [var only])
            file = only;
        else
        {
            await errors.WriteLineAsync("usage: TemplateTool layout FILE.docx|FILE.pdf [--kind file|letter|notice|form]");
            await errors.WriteLineAsync("       TemplateTool layout --table TEMPLATES");
            return 2;
        }
        if (!File.Exists(file))
            return await MissingAsync(file, errors);
        try
        {
            var report = await LayoutReport.OfAsync(file, kind, cancel);
            await WriteAsync(report, output);
            return report.Passed ? 0 : 1;
        }
        catch (Exception fault) when (fault is ExternalProgramException or InvalidDataException or System.Xml.XmlException)
        {
            await errors.WriteLineAsync($"error: {fault.Message}");
            return 2;
        }
    }

    private static async Task<int> TableAsync(string templates, TextWriter output, TextWriter errors, CancellationToken cancel)
    {
        try
        {
            return await LayoutTable.WriteAsync(templates, output, cancel);
        }
        catch (Exception fault) when (fault is ExternalProgramException or InvalidDataException or System.Xml.XmlException)
        {
            await errors.WriteLineAsync($"error: {fault.Message}");
            return 2;
        }
    }

    private static async Task<int> MissingAsync(string path, TextWriter errors)
    {
        await errors.WriteLineAsync($"error: there is no '{path}'");
        return 2;
    }

    private static async Task WriteAsync(LayoutReport report, TextWriter output)
    {
        var kind = report.Kind switch { DocumentKind.File => "公文格式", DocumentKind.Letter => "信函格式", DocumentKind.Notice => "公告和通知书", _ => "表单" };
        await output.WriteLineAsync($"{kind}，{report.Pages} 页");
        foreach (var finding in report.Findings)
        {
            var outcome = finding.Outcome switch { Outcome.Pass => "合格", Outcome.Warning => "提示", Outcome.Fail => "不合格", _ => "不适用" };
            await output.WriteLineAsync($"{finding.Id} {outcome} {finding.Subject}：{finding.Measured}{(finding.Band.Length == 0 ? "" : $"（要求 {finding.Band}）")}");
        }
        foreach (var face in report.Faces)
            await output.WriteLineAsync(face.IsSubstitute ? $"字体 {face.Requested}：本机没有，用 {face.Used} 代替" : $"字体 {face.Requested}：已安装");
        var counted = report.Findings.CountBy(finding => finding.Outcome).ToDictionary();
        await output.WriteLineAsync($"合格 {counted.GetValueOrDefault(Outcome.Pass)}，提示 {counted.GetValueOrDefault(Outcome.Warning)}，不合格 {counted.GetValueOrDefault(Outcome.Fail)}，不适用 {counted.GetValueOrDefault(Outcome.NotApplicable)}");
    }
}
