namespace SpotCheck.DocService.Plans.Values;

/// <summary>What is wrong or doubtful in the text of one cell. The code is stable English, the sentences are for the user.</summary>
/// <param name="Found">The part of the text in question.</param>
/// <param name="Reason">Why, and what is allowed.</param>
/// <param name="Fix">The whole text of the cell as it should be, where that can be told; otherwise null.</param>
public sealed record CellProblem(string Code, string Found, string Reason, string? Fix = null);

/// <summary>A cell's text read by a grammar: the value, if there is one, and what was noticed. A value with problems is usable; no value always has a problem.</summary>
public sealed record CellReading<T>(T? Value, IReadOnlyList<CellProblem> Problems)
    where T : class
{
    public static CellReading<T> Of(T value, params IReadOnlyList<CellProblem> problems) => new(value, problems);

    public static CellReading<T> Refused(string code, string found, string reason, string? fix = null) =>
        new(null, [new CellProblem(code, found, reason, fix)]);
}
