namespace SpotCheck.TemplateEngine.Language;

/// <summary>One fault of a template, or of its data, in a form a clerk can mend.</summary>
/// <param name="Code">Stable name, <c>template.…</c>.</param>
/// <param name="Message">Chinese sentence: what was found, what is allowed, what to do.</param>
/// <param name="MessageEnglish">The same for developers.</param>
/// <param name="Place">Where it was noticed.</param>
public sealed record TemplateProblem(string Code, string Message, string MessageEnglish, SegmentPlace Place)
{
    /// <summary>A second place that belongs to it, for example the tag that opened an unclosed block.</summary>
    public SegmentPlace? Related { get; init; }

    /// <summary>What would have been right here, null where that cannot be said.</summary>
    public string? Expected { get; init; }

    /// <summary>The name the author probably meant, null for none.</summary>
    public string? Suggestion { get; init; }

    /// <summary>The file, where the template has one (included templates have their own).</summary>
    public string? File { get; init; }

    /// <summary>Line from 1, for text templates; 0 otherwise.</summary>
    public int Line { get; init; }

    /// <summary>Column from 1 in UTF-16 code units, for text templates; 0 otherwise.</summary>
    public int Column { get; init; }

    /// <summary>A notice does not keep a template from being rendered; a fault does.</summary>
    public bool IsNotice { get; init; }

    /// <summary><c>file:line:column: code: message</c>, the form editors understand.</summary>
    public override string ToString() =>
        Line > 0 ? $"{File}:{Line}:{Column}: {Code}: {Message}" : $"{Code}: {Message}";
}
