namespace SpotCheck.TemplateEngine.Language;

/// <summary>A piece of a template: either bytes that are written as they stand, or the code of one tag.</summary>
public abstract class TemplateSegment
{
    private protected TemplateSegment()
    {
    }
}

/// <summary>Bytes that go to the output as they stand.</summary>
/// <param name="bytes">UTF-8 text or XML; may be empty.</param>
public sealed class RawSegment(ReadOnlyMemory<byte> bytes) : TemplateSegment
{
    /// <summary>What is written.</summary>
    public ReadOnlyMemory<byte> Bytes { get; } = bytes;

    /// <summary>
    /// The caller's own note, handed back with the segment in <see cref="TemplateOutput.WriteRaw"/>, for example a
    /// piece that is already compressed.
    /// </summary>
    public object? Note { get; init; }
}

/// <summary>The code between <c>{{</c> and <c>}}</c>, without these marks and without whitespace marks.</summary>
/// <param name="code">Statements, separated by line ends or <c>;</c>.</param>
public sealed class CodeSegment(string code) : TemplateSegment
{
    /// <summary>The code.</summary>
    public string Code { get; } = code;

    /// <summary>How values printed by this tag are written.</summary>
    public OutputEscape Escape { get; init; } = OutputEscape.None;

    /// <summary>
    /// Spaces before the tag on its line where nothing else stands before it: every further line of a printed value
    /// is indented by them. Empty for none.
    /// </summary>
    public string Indent { get; init; } = "";

    /// <summary>The caller's own note, handed back in <see cref="TemplateOutput"/> while the tag prints.</summary>
    public object? Note { get; init; }
}

/// <summary>How text coming out of a value is written.</summary>
public enum OutputEscape
{
    /// <summary>As it is.</summary>
    None,

    /// <summary>
    /// As XML 1.0 text or attribute value: <c>&amp; &lt; &gt; "</c> as entities; characters XML cannot hold are left out.
    /// </summary>
    XmlText,
}

/// <summary>A place in a template's segments.</summary>
/// <param name="Segment">Index into the list the template was parsed from.</param>
/// <param name="Offset">UTF-16 code units from the beginning of <see cref="CodeSegment.Code"/>.</param>
/// <param name="Length">UTF-16 code units; 0 for a point.</param>
public readonly record struct SegmentPlace(int Segment, int Offset, int Length)
{
    /// <summary>No place: the fault concerns the template as a whole.</summary>
    public static SegmentPlace None => new(-1, 0, 0);
}
