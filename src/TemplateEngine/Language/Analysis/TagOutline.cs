namespace SpotCheck.TemplateEngine.Language;

/// <summary>What one statement of a tag does to the block structure.</summary>
public enum TagRole
{
    /// <summary>Prints or computes; opens and closes nothing.</summary>
    Statement,

    /// <summary>Opens a block: <c>if</c>, <c>for</c>, <c>while</c>, <c>tablerow</c>, <c>case</c>, <c>with</c>, <c>capture</c>, <c>wrap</c>, <c>func</c>, <c>do</c>.</summary>
    Open,

    /// <summary>Divides the open block: <c>else</c>, <c>else if</c>, <c>when</c>.</summary>
    Middle,

    /// <summary>Closes the open block: <c>end</c>.</summary>
    Close,
}

/// <summary>A statement of a tag, for callers that must know which tags belong together before they parse.</summary>
/// <param name="Role">What it does to the block structure.</param>
/// <param name="Keyword">Its first word; empty for an expression.</param>
/// <param name="Offset">Where it starts in the tag's code.</param>
public readonly record struct TagStatement(TagRole Role, string Keyword, int Offset);
