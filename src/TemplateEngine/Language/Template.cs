using System.Buffers;

namespace SpotCheck.TemplateEngine.Language;

/// <summary>
/// A template that was parsed once and can be rendered any number of times, on any number of threads.
/// </summary>
public sealed class Template
{
    private readonly bool _isFaulty;

    private Template(IReadOnlyList<TemplateSegment> segments, TemplateOptions options, string? file, TextSource? source)
    {
        Options = options;
        File = file;
        Unit = new CodeUnit { Segments = segments, File = file, Source = source, Options = options };
        var problems = new List<TemplateProblem>();
        if (source is not null)
            problems.AddRange(source.Problems);
        try
        {
            Syntax = Parser.Parse(segments, options, problems);
            if (problems.Count == 0)
                Compiler.Compile(Syntax, Unit);
        }
        catch (InsufficientExecutionStackException)
        {
            Syntax = new Block([]);
            problems.Add(ProblemText.TooDeep(SegmentPlace.None, options.MaxNesting));
        }

        _isFaulty = problems.Exists(p => !p.IsNotice);
        Problems = [.. problems.Select(Unit.Locate).OrderBy(p => p.Place.Segment).ThenBy(p => p.Place.Offset)];
    }

    /// <summary>The options it was parsed with.</summary>
    public TemplateOptions Options { get; }

    /// <summary>The name it was parsed under, null for none.</summary>
    public string? File { get; }

    /// <summary>Every fault found while parsing, in the order of the text. A template with faults cannot be rendered.</summary>
    public IReadOnlyList<TemplateProblem> Problems { get; }

    internal CodeUnit Unit { get; }

    internal Block Syntax { get; }

    /// <summary>Parses a list of segments, such as a Word part was cut into.</summary>
    /// <param name="segments">In output order; kept, not copied.</param>
    /// <param name="options">How to parse.</param>
    /// <param name="file">A name for messages.</param>
    public static Template Parse(
        IReadOnlyList<TemplateSegment> segments, TemplateOptions? options = null, string? file = null) =>
        new(segments, options ?? TemplateOptions.Default, file, null);

    /// <summary>Parses a text template.</summary>
    /// <param name="text">The text with its tags.</param>
    /// <param name="file">A name for messages.</param>
    /// <param name="options">How to parse.</param>
    public static Template ParseText(string text, string file = "template", TemplateOptions? options = null)
    {
        options ??= TemplateOptions.Default;
        var source = new TextSource(text, options);
        return new Template(source.Segments, options, file, source);
    }

    /// <summary>Renders into a buffer.</summary>
    /// <param name="model">The data; null for none. Names assigned by the template do not appear in it.</param>
    /// <param name="output">Takes UTF-8.</param>
    /// <param name="options">Clock, includes, limits.</param>
    /// <returns>The faults; where there is one, what was written is not to be used.</returns>
    public RenderResult Render(ScriptObject? model, IBufferWriter<byte> output, RenderOptions? options = null) =>
        Render(model, new BufferOutput(output), options);

    /// <summary>Renders into an output of the caller's own.</summary>
    /// <inheritdoc cref="Render(ScriptObject?, IBufferWriter{byte}, RenderOptions?)"/>
    public RenderResult Render(ScriptObject? model, TemplateOutput output, RenderOptions? options = null)
    {
        if (_isFaulty)
            return new RenderResult(Problems);
        var context = new RenderContext(model, output, options ?? RenderOptions.Default, Options.Extensions, Unit);
        context.Run(Unit);
        output.Flush();
        return new RenderResult(context.Problems);
    }
}

/// <summary>How a rendering went.</summary>
/// <param name="Problems">Every fault; empty where all went well.</param>
public sealed record RenderResult(IReadOnlyList<TemplateProblem> Problems)
{
    /// <summary>Whether the output can be used.</summary>
    public bool Succeeded => Problems.Count == 0;
}
