using System.Buffers;
using SpotCheck.TemplateEngine.Docx;
using SpotCheck.TemplateEngine.Language;
using SpotCheck.TemplateEngine.Packaging;

namespace SpotCheck.TemplateEngine.Xlsx;

/// <summary>
/// An Excel template that was read and compiled once and can be rendered any number of times, on any number of threads.
/// The same data give the same bytes.
/// </summary>
public sealed class XlsxTemplate
{
    private readonly WorkbookProgram _program;

    private XlsxTemplate(Template template, WorkbookProgram program)
    {
        Language = template;
        _program = program;
    }

    /// <summary>The template as the language sees it: all sheets, one behind the other.</summary>
    public Template Language { get; }

    /// <summary>Reads a template.</summary>
    /// <param name="package">An .xlsx file; never trusted.</param>
    /// <param name="options">Limits and language options; null for the default.</param>
    /// <returns>The template, or every fault found in it.</returns>
    public static XlsxCompilation Compile(ReadOnlyMemory<byte> package, XlsxOptions? options = null)
    {
        options ??= XlsxOptions.Default;
        if (PackageParts.TryOpen(package, options.Limits, PackageKind.Workbook, out var parts) is { } fault)
            return new(null, [fault]);
        var faults = new FaultList();
        var program = new WorkbookCompiler(parts, faults).Compile();
        if (program is null)
            return new(null, faults.Faults);

        var language = options.Language with { Extensions = (options.Language.Extensions ?? new ScriptObject()).With(SheetFlow.CellFunction, CellValueWriter.Function).Freeze() };
        var template = Template.Parse(program.Segments, language);
        foreach (var problem in template.Problems)
            faults.Add(program.Locate(problem));

        // Tags move to the edges of rows, so that two strays might be taken for a pair.
        if (faults.Faults.Count == 0)
        {
            foreach (var tag in program.Loose)
                faults.Add(XlsxFaults.Unpaired(tag));
        }

        return faults.Faults.Any(found => !found.IsNotice)
            ? new(null, faults.Faults)
            : new(new XlsxTemplate(template, program), faults.Faults);
    }

    /// <summary>Renders a workbook into a buffer; rows are coded as they come, so that memory grows with the packed file alone.</summary>
    /// <param name="model">The data; null for none.</param>
    /// <param name="output">Takes the .xlsx package.</param>
    /// <param name="options">Clock, limits, culture; null for the default.</param>
    /// <returns>The faults; where there is one, nothing was written.</returns>
    public IReadOnlyList<DocumentProblem> Render(ScriptObject? model, IBufferWriter<byte> output, RenderOptions? options = null)
    {
        var rendering = new SheetOutput(_program);
        var result = Language.Render(model, rendering, (options ?? RenderOptions.Default) with { CustomValues = new CellValueWriter() });
        if (!result.Succeeded)
            return [.. result.Problems.Select(_program.Locate)];
        if (rendering.Problem is { } problem)
            return [problem];
        if (rendering.Parts.Count != _program.Rendered.Count)
            return [XlsxFaults.BrokenBlocks];
        _program.Write(rendering, output);
        return [];
    }

    /// <summary>Renders a workbook into an array.</summary>
    /// <inheritdoc cref="Render(ScriptObject?, IBufferWriter{byte}, RenderOptions?)"/>
    public XlsxRendering Render(ScriptObject? model, RenderOptions? options = null)
    {
        var output = new ArrayBufferWriter<byte>();
        var problems = Render(model, output, options);
        return new(problems.Count == 0 ? output.WrittenSpan.ToArray() : null, problems);
    }

    /// <summary>A fault of the language – such as an unknown field found by <see cref="TemplateFields"/> – with its cell.</summary>
    public DocumentProblem Locate(TemplateProblem problem) => _program.Locate(problem);
}

/// <summary>How a template is read.</summary>
public sealed record XlsxOptions
{
    /// <summary>The default limits and the language as it stands.</summary>
    public static XlsxOptions Default { get; } = new();

    /// <summary>Sizes of packages and parts.</summary>
    public PackageLimits Limits { get; init; } = PackageLimits.Default;

    /// <summary>Options of the language.</summary>
    public TemplateOptions Language { get; init; } = TemplateOptions.Default;
}

/// <summary>A template, or why there is none.</summary>
/// <param name="Template">Null where a fault was found.</param>
/// <param name="Problems">Every fault and notice.</param>
public sealed record XlsxCompilation(XlsxTemplate? Template, IReadOnlyList<DocumentProblem> Problems);

/// <summary>A workbook, or why there is none.</summary>
/// <param name="Workbook">The .xlsx package; null where a fault was found.</param>
/// <param name="Problems">Every fault.</param>
public sealed record XlsxRendering(byte[]? Workbook, IReadOnlyList<DocumentProblem> Problems);
