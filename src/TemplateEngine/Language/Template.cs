using System.Buffers;

namespace SpotCheck.TemplateEngine.Language;

/// <summary>
/// A template that was parsed once and can be rendered any number of times, on any number of threads.
/// </summary>
public sealed class Template
{
    private readonly IReadOnlyList<TemplateSegment> _segments;

    private Template(IReadOnlyList<TemplateSegment> segments, TemplateOptions options, string? file)
    {
        _segments = segments;
        Options = options;
        File = file;
    }

    /// <summary>The options it was parsed with.</summary>
    public TemplateOptions Options { get; }

    /// <summary>The name it was parsed under, null for none.</summary>
    public string? File { get; }

    /// <summary>Every fault found while parsing. A template with faults cannot be rendered.</summary>
    public IReadOnlyList<TemplateProblem> Problems { get; } = [];

    /// <summary>Parses a list of segments, such as a Word part was cut into.</summary>
    /// <param name="segments">In output order; kept, not copied.</param>
    /// <param name="options">How to parse.</param>
    /// <param name="file">A name for messages.</param>
    public static Template Parse(
        IReadOnlyList<TemplateSegment> segments, TemplateOptions? options = null, string? file = null) =>
        new(segments, options ?? TemplateOptions.Default, file);

    /// <summary>Parses a text template.</summary>
    /// <param name="text">The text with its tags.</param>
    /// <param name="file">A name for messages.</param>
    /// <param name="options">How to parse.</param>
    public static Template ParseText(string text, string file = "template", TemplateOptions? options = null) =>
        Parse([new RawSegment(System.Text.Encoding.UTF8.GetBytes(text))], options, file);

    /// <summary>Renders into a buffer.</summary>
    /// <param name="model">The data; null for none. It is not changed at its top level.</param>
    /// <param name="output">Takes UTF-8.</param>
    /// <param name="options">Clock, includes, limits.</param>
    /// <returns>The faults; where there is one, what was written is not to be used.</returns>
    public RenderResult Render(ScriptObject? model, IBufferWriter<byte> output, RenderOptions? options = null)
    {
        var buffered = new BufferOutput(output);
        return Render(model, buffered, options);
    }

    /// <summary>Renders into an output of the caller's own.</summary>
    /// <inheritdoc cref="Render(ScriptObject?, IBufferWriter{byte}, RenderOptions?)"/>
    public RenderResult Render(ScriptObject? model, TemplateOutput output, RenderOptions? options = null)
    {
        foreach (var segment in _segments)
        {
            if (segment is RawSegment raw)
                output.WriteRaw(raw);
        }

        output.Flush();
        return new RenderResult(Problems);
    }
}

/// <summary>How a rendering went.</summary>
/// <param name="Problems">Every fault; empty where all went well.</param>
public sealed record RenderResult(IReadOnlyList<TemplateProblem> Problems)
{
    /// <summary>Whether the output can be used.</summary>
    public bool Succeeded => Problems.Count == 0;
}
