namespace SpotCheck.TemplateEngine.Language;

/// <summary>Ends a statement of a rendering; caught where a statement can be left out, never seen by a caller.</summary>
internal sealed class RenderFault(string code, string message, string messageEnglish, SegmentPlace place) : Exception(messageEnglish)
{
    public string Code { get; } = code;

    public string Chinese { get; } = message;

    public SegmentPlace Place { get; } = place;

    /// <summary>The template the place is in.</summary>
    public required CodeUnit Unit { get; init; }

    public string? Suggestion { get; init; }

    /// <summary>A limit was reached: the rendering as a whole ends.</summary>
    public bool IsFinal { get; init; }

    public TemplateProblem ToProblem() => Unit.Locate(new TemplateProblem(Code, Chinese, Message, Place)
    {
        Suggestion = Suggestion,
    });
}
