namespace SpotCheck.DocService.Registers.Codes;

/// <summary>What came of reading an identifier somebody typed.</summary>
/// <param name="Value">The identifier in its one official spelling, or <c>null</c> when it cannot be accepted.</param>
/// <param name="Problem">Why it is refused, or what is unusual about an accepted one.</param>
/// <param name="Suggestion">What was probably meant; only when exactly one candidate passes every check.</param>
internal sealed record CodeReading(string? Value, CodeProblem? Problem = null, string? Suggestion = null)
{
    public bool Accepted => Value is not null;

    internal static CodeReading Refused(string code, string message, string? suggestion = null) =>
        new(null, new(code, suggestion is null ? message : $"{message}是否应为 {suggestion}？"), suggestion);
}

/// <summary>A stable code and a Chinese sentence.</summary>
internal sealed record CodeProblem(string Code, string Message);
