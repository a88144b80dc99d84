using System.Buffers;
using System.Collections.Concurrent;
using SpotCheck.TemplateEngine.Language;
using SpotCheck.TemplateEngine.Packaging;

namespace SpotCheck.TemplateEngine.Docx;

/// <summary>
/// A Word template that was read and compiled once and can be rendered any number of times, on any number of threads.
/// The same data give the same bytes.
/// </summary>
public sealed class DocxTemplate
{
    private const int LargestKeptBuffer = 1 << 20;
    private const int MostKeptBuffers = 16;

    private readonly Template _template;
    private readonly DocxProgram _program;
    private readonly PieceOutputPool _outputs;
    private readonly ConcurrentBag<ArrayBufferWriter<byte>> _buffers = [];

    private DocxTemplate(Template template, DocxProgram program)
    {
        _template = template;
        _program = program;
        _outputs = new(program.Pieces);
    }

    /// <summary>The template as the language sees it: all parts with tags, one behind the other.</summary>
    public Template Language => _template;

    /// <summary>Reads a template.</summary>
    /// <param name="package">A .docx file; never trusted.</param>
    /// <param name="options">Limits and language options; null for the default.</param>
    /// <returns>The template, or every fault found in it.</returns>
    public static DocxCompilation Compile(ReadOnlyMemory<byte> package, DocxOptions? options = null)
    {
        options ??= DocxOptions.Default;
        var faults = new FaultList();
        if (PackageParts.TryOpen(package, options.Limits, PackageKind.Document, out var parts) is { } fault)
            return new(null, [fault]);
        var compiler = new DocxCompiler(parts, options, faults);
        var program = compiler.Compile();
        if (program is null)
            return new(null, faults.Faults);
        var template = Template.Parse(program.Segments, DocumentFunctions.AddTo(options.Language));
        foreach (var problem in template.Problems)
            faults.Add(program.Locate(problem));

        // What the language takes for a pair may stand in two parts, such as the body and a footer.
        if (faults.Faults.Count == 0)
        {
            foreach (var tag in compiler.Loose)
                faults.Add(DocxFaults.AloneInPart(tag.Tag));
        }

        return faults.Faults.Any(found => !found.IsNotice)
            ? new(null, faults.Faults)
            : new(new DocxTemplate(template, program), faults.Faults);
    }

    /// <summary>Renders into a buffer.</summary>
    /// <param name="model">The data; null for none.</param>
    /// <param name="output">Takes the .docx package.</param>
    /// <param name="options">Clock, limits, culture; null for the default.</param>
    /// <returns>The faults; where there is one, nothing was written.</returns>
    public IReadOnlyList<DocumentProblem> Render(ScriptObject? model, IBufferWriter<byte> output, RenderOptions? options = null)
    {
        var steps = _outputs.Rent();
        try
        {
            var problems = Render(model, steps, options);
            if (problems.Count == 0)
                _program.Package.Write(steps, output);
            return problems;
        }
        finally
        {
            _outputs.Return(steps);
        }
    }

    /// <summary>What the document says, line by line, as <see cref="DocumentText.TryRead"/> would read it, without a package being made.</summary>
    /// <param name="model">The data; null for none.</param>
    /// <param name="options">Clock, limits, culture; null for the default.</param>
    /// <returns>The lines, or the faults that keep it from being rendered; neither where it is larger than can be read again.</returns>
    public DocxLines RenderText(ScriptObject? model, RenderOptions? options = null)
    {
        var steps = _outputs.Rent();
        try
        {
            var problems = Render(model, steps, options);
            return problems.Count > 0 ? new([], problems) : new(_program.Package.ReadText(steps), []);
        }
        finally
        {
            _outputs.Return(steps);
        }
    }

    private IReadOnlyList<DocumentProblem> Render(ScriptObject? model, PieceOutput steps, RenderOptions? options)
    {
        var result = _template.Render(model, steps, WithValues(options));
        if (!result.Succeeded)
            return [.. result.Problems.Select(_program.Locate)];
        if (steps.HasStrayText)
            return [DocxFaults.StrayText];
        if (steps.IsBroken)
            return [DocxFaults.BrokenBlocks];
        return steps.Problem is { } slot ? [DocxFaults.NotAPicture(_program.Pieces.Pictures[slot].Tag)] : [];
    }

    /// <summary>A fault of the language – such as an unknown field found by <see cref="TemplateFields"/> – with its place in the document.</summary>
    public DocumentProblem Locate(TemplateProblem problem) => _program.Locate(problem);

    private static readonly RenderOptions Defaults = RenderOptions.Default with { CustomValues = new DocxValueWriter(null) };

    private static RenderOptions WithValues(RenderOptions? options) =>
        options is null || ReferenceEquals(options, RenderOptions.Default) ? Defaults : options with { CustomValues = new DocxValueWriter(options.CustomValues) };

    /// <summary>Renders into an array.</summary>
    /// <inheritdoc cref="Render(ScriptObject?, IBufferWriter{byte}, RenderOptions?)"/>
    public DocxRendering Render(ScriptObject? model, RenderOptions? options = null)
    {
        if (!_buffers.TryTake(out var output))
            output = new ArrayBufferWriter<byte>(16 * 1024);
        output.ResetWrittenCount();
        var problems = Render(model, output, options);
        var document = problems.Count == 0 ? output.WrittenSpan.ToArray() : null;
        if (output.Capacity <= LargestKeptBuffer && _buffers.Count < MostKeptBuffers)
            _buffers.Add(output);
        return new(document, problems);
    }
}

/// <summary>How a template is read.</summary>
public sealed record DocxOptions
{
    /// <summary>The default limits and the language as it stands.</summary>
    public static DocxOptions Default { get; } = new();

    /// <summary>Sizes of packages and parts.</summary>
    public PackageLimits Limits { get; init; } = PackageLimits.Default;

    /// <summary>Options of the language.</summary>
    public TemplateOptions Language { get; init; } = TemplateOptions.Default;

    /// <summary>
    /// Gives the documents a template may take in with <c>{{ include '附件.docx' }}</c>, by their file name as the author
    /// wrote it (never to be trusted), or null (or nothing) for one that is not there.
    /// Null: none can be taken in.
    /// </summary>
    public Func<string, ReadOnlyMemory<byte>?>? Documents { get; init; }

    /// <summary>Tags in one template at most. Default 20,000.</summary>
    public int MaxTags { get; init; } = 20_000;
}

/// <summary>A template, or why there is none.</summary>
/// <param name="Template">Null where a fault was found.</param>
/// <param name="Problems">Every fault and notice.</param>
public sealed record DocxCompilation(DocxTemplate? Template, IReadOnlyList<DocumentProblem> Problems);

/// <summary>The lines of a document, or why there are none.</summary>
/// <param name="Lines">In reading order, empty ones too.</param>
/// <param name="Problems">Every fault.</param>
public sealed record DocxLines(IReadOnlyList<DocumentLine> Lines, IReadOnlyList<DocumentProblem> Problems);

/// <summary>A document, or why there is none.</summary>
/// <param name="Document">The .docx package; null where a fault was found.</param>
/// <param name="Problems">Every fault.</param>
public sealed record DocxRendering(byte[]? Document, IReadOnlyList<DocumentProblem> Problems);
