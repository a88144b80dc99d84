namespace SpotCheck.TemplateTool;

/// <summary>What a format of templates offers; one implementation a kind of file.</summary>
internal interface ITemplateFormat
{
    /// <summary>File name endings with their dot, lower case.</summary>
    IReadOnlyList<string> Extensions { get; }

    /// <summary>Renders; the faults where there are any, and then nothing in <paramref name="output"/> counts.</summary>
    IReadOnlyList<string> Render(string path, byte[]? data, Stream output, TimeProvider clock);

    /// <summary>Everything that is wrong with a template, checked against sample data where there are some.</summary>
    CheckReport Check(string path, byte[]? data);

    /// <summary>A copy of the template with each fault as a comment at its place; null where the format has no comments.</summary>
    byte[]? CheckedCopy(string path, byte[]? data) => null;

    /// <summary>What a template takes, as lines to read or as a JSON schema.</summary>
    FieldsReport Fields(string path, bool asSchema);
}

/// <summary>Faults keep a template from being used; notices do not.</summary>
internal sealed record CheckReport(IReadOnlyList<string> Faults, IReadOnlyList<string> Notices, IReadOnlyList<string> Fields);

internal sealed record FieldsReport(IReadOnlyList<string> Faults, string Text);

/// <summary>The verbs of the tool. Exit codes: 0 well, 1 the template or its data is faulty, 2 the command is.</summary>
internal sealed class Commands(Stream output, TextWriter errors, TimeProvider clock)
{
    private const int Well = 0;
    private const int Faulty = 1;
    private const int Misused = 2;

    private const string Usage =
        """
        render TEMPLATE --data FILE.json --out FILE   填充模板；--out - 写到标准输出；数据也可以是 .xlsx
        check  TEMPLATE [--data SAMPLE.json] [--out COPY.docx]
                                                      检查模板，列出所有错误和用到的字段；COPY 是带批注的副本
        fields TEMPLATE [--schema]                    列出模板用到的字段；--schema 输出 JSON Schema
        new    DOCUMENT --out FILE                    生成一份公文模板
        layout FILE [--kind file|letter|notice|form]         量出版式是否合乎 GB/T 9704
        layout --table TEMPLATES                      量一个文件夹里所有模板的样本，输出文种与检查项的对照表
        """;

    private static readonly ITemplateFormat[] s_formats = [new TextFormat(), OfficeFormat.Word, OfficeFormat.Excel];

    public int Run(string[] args)
    {
        if (CommandLine.Parse(args, out var problem) is not { } command)
            return Misuse(problem);
        var extension = Path.GetExtension(command.Template).ToLowerInvariant();
        var format = Array.Find(s_formats, f => f.Extensions.Contains(extension, StringComparer.Ordinal));
        if (format is null)
        {
            var known = string.Join(" ", s_formats.SelectMany(f => f.Extensions));
            return Misuse($"不认识扩展名“{extension}”，可以是：{known}。");
        }

        if (!File.Exists(command.Template))
            return Misuse($"找不到模板文件 {command.Template}。");
        if (command.Data is not null && !File.Exists(command.Data))
            return Misuse($"找不到数据文件 {command.Data}。");
        try
        {
            var data = command.Data is null ? null : File.ReadAllBytes(command.Data);
            return command.Verb switch
            {
                "render" => Render(format, command, data),
                "check" => Check(format, command, data),
                _ => Fields(format, command),
            };
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return Misuse($"文件不能读写：{failure.Message}");
        }
    }

    private int Render(ITemplateFormat format, CommandLine command, byte[]? data)
    {
        if (command.Out is null)
            return Misuse("请用 --out 指定输出文件，或 --out - 写到标准输出。");
        using var rendered = new MemoryStream();
        var faults = format.Render(command.Template, data, rendered, clock);
        if (faults.Count > 0)
            return Report(faults);

        if (string.Equals(command.Out, "-", StringComparison.Ordinal))
        {
            rendered.WriteTo(output);
            output.Flush();
        }
        else
        {
            WriteWhole(command.Out, rendered);
        }

        return Well;
    }

    // A reader must never find half a document under the name of a whole one.
    private static void WriteWhole(string path, MemoryStream content)
    {
        var partial = path + ".partial";
        using (var file = File.Create(partial))
            content.WriteTo(file);
        File.Move(partial, path, overwrite: true);
    }

    private int Check(ITemplateFormat format, CommandLine command, byte[]? data)
    {
        var report = format.Check(command.Template, data);
        if (command.Out is not null && format.CheckedCopy(command.Template, data) is { } copy)
            WriteWhole(command.Out, new MemoryStream(copy));
        foreach (var notice in report.Notices)
            errors.WriteLine(notice);
        if (report.Faults.Count > 0)
            return Report(report.Faults);
        Write(string.Join('\n', report.Fields) + (report.Fields.Count > 0 ? "\n" : ""));
        return Well;
    }

    private int Fields(ITemplateFormat format, CommandLine command)
    {
        var report = format.Fields(command.Template, command.IsSchema);
        if (report.Faults.Count > 0)
            return Report(report.Faults);
        Write(report.Text);
        return Well;
    }

    private void Write(string text)
    {
        output.Write(System.Text.Encoding.UTF8.GetBytes(text));
        output.Flush();
    }

    private int Report(IReadOnlyList<string> faults)
    {
        foreach (var fault in faults)
            errors.WriteLine(fault);
        return Faulty;
    }

    private int Misuse(string problem)
    {
        errors.WriteLine(problem);
        errors.WriteLine(Usage);
        return Misused;
    }
}
