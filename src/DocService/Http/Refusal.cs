namespace SpotCheck.DocService.Http;

/// <summary>What a user could cause and can mend: a stable English code for programs, a sentence for people.</summary>
/// <param name="Code">Stable, <c>area.what-is-wrong</c>.</param>
/// <param name="Chinese">Where, what was found, what is allowed, what to do next.</param>
/// <param name="English">The same for <c>Accept-Language: en</c>.</param>
/// <param name="Status">4xx. 400 malformed, 403 wrong person, 404 not here, 409 wrong state, 413 too large, 422 not acceptable content.</param>
internal sealed record Refusal(string Code, string Chinese, string English, int Status = StatusCodes.Status422UnprocessableEntity)
{
    /// <summary>More for programs, such as the rows at fault; written as members of the ProblemDetails.</summary>
    public IReadOnlyDictionary<string, object?>? Details { get; init; }

    public RefusalResult ToProblem() => new(this);

    public static Refusal NotFound(string code, string chinese, string english) => new(code, chinese, english, StatusCodes.Status404NotFound);

    public static Refusal WrongState(string code, string chinese, string english) => new(code, chinese, english, StatusCodes.Status409Conflict);

    public static Refusal WrongPerson(string code, string chinese, string english) => new(code, chinese, english, StatusCodes.Status403Forbidden);
}
