using SpotCheck.VerifiableDraws;

namespace SpotCheck.DocService.Draws.Ceremonies;

/// <summary>Expected contributions between the ceremony's row and the log's record.</summary>
internal static class Expectations
{
    /// <summary>25 dice carry more than the 64 bits the protocol asks for.</summary>
    public const int Dice = 25;

    public static IReadOnlyList<ExpectedContribution> Of(IEnumerable<ExpectedThrow> throws) => [.. throws.Select(Of)];

    /// <summary>Null where source and field do not fit each other.</summary>
    public static ExpectedContribution? TryOf(ExpectedThrow expected) => expected switch
    {
        { Source: "dice6", Count: >= 1 and <= 1000 } => ExpectedContribution.Dice6(expected.By, expected.Count.Value),
        { Source: "d10", Count: >= 1 and <= 1000 } => ExpectedContribution.D10(expected.By, expected.Count.Value),
        { Source: "kl8", Issue: { } issue } when TextRules.IsDigits(issue, 7) => ExpectedContribution.Kl8(expected.By, issue),
        { Source: "phrase" } when Digest.TryParse(expected.Commit, out var commit) => ExpectedContribution.Phrase(expected.By, commit),
        _ => null,
    };

    private static ExpectedContribution Of(ExpectedThrow expected) =>
        TryOf(expected) ?? throw new InvalidOperationException("A ceremony expects a contribution of no known source.");
}
