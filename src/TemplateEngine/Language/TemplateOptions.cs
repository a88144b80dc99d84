namespace SpotCheck.TemplateEngine.Language;

/// <summary>How templates are parsed.</summary>
public sealed record TemplateOptions
{
    /// <summary>Scriban's language as it stands.</summary>
    public static TemplateOptions Default { get; } = new();

    /// <summary>
    /// Accepts “ ” ‘ ’ as quotes around strings, because Word types them by itself. Inside a string opened by a
    /// curly quote the matching curly quote ends it.
    /// </summary>
    public bool AcceptCurlyQuotes { get; init; }

    /// <summary>Deepest nesting of blocks and expressions. Default 100.</summary>
    public int MaxNesting { get; init; } = 100;

    /// <summary>
    /// Further objects and functions of the caller, known to every template parsed with these options beside
    /// <c>array</c>, <c>date</c> … and <c>公文</c>. Null for none; must be frozen.
    /// </summary>
    public ScriptObject? Extensions { get; init; }
}

/// <summary>What one rendering may use and how far it may go.</summary>
public sealed record RenderOptions
{
    /// <summary>No clock, no includes, the default limits.</summary>
    public static RenderOptions Default { get; } = new();

    /// <summary>The time <c>date.now</c> gives; null: asking for it is a fault.</summary>
    public DateTimeOffset? Now { get; init; }

    /// <summary>Offset from UTC of dates in the data that name none. Default zero.</summary>
    public TimeSpan Offset { get; init; }

    /// <summary>Numbers for <c>math.random</c> and <c>math.uuid</c>: each call fills a span. Null: asking is a fault.</summary>
    public Action<Memory<byte>>? Randomness { get; init; }

    /// <summary>Templates for <c>include</c>; null: including is a fault.</summary>
    public ITemplateLoader? Loader { get; init; }

    /// <summary>Writes values of kind <see cref="ValueKind.Custom"/>; null: their text is written.</summary>
    public ICustomValueWriter? CustomValues { get; init; }

    /// <summary>Culture of dates and numbers, as <c>zh-CN</c>; empty for the invariant one. Default empty.</summary>
    public string Culture { get; init; } = "";

    /// <summary>Whether a name the data does not have is a fault instead of null. Default false, as in Scriban.</summary>
    public bool StrictFields { get; init; }

    /// <summary>Loop steps of one rendering, all loops together. Default 500,000.</summary>
    public long MaxSteps { get; init; } = 500_000;

    /// <summary>Bytes of output. Default 64 MB.</summary>
    public long MaxOutputBytes { get; init; } = 64L << 20;

    /// <summary>Calls inside calls, includes among them. Default 100.</summary>
    public int MaxDepth { get; init; } = 100;

    /// <summary>Characters of one text made by a template. Default 8 million.</summary>
    public int MaxStringLength { get; init; } = 8_000_000;

    /// <summary>Time for one regular expression. Default 250 ms.</summary>
    public TimeSpan RegexTime { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>Faults reported by one rendering. Default 50.</summary>
    public int MaxProblems { get; init; } = 50;
}

/// <summary>Gives the templates that <c>include</c> names.</summary>
public interface ITemplateLoader
{
    /// <summary>The parsed template, or null where there is none of that name (or the name is not allowed).</summary>
    /// <param name="name">As the including template wrote it; never to be trusted.</param>
    Template? Load(string name);
}
