using SpotCheck.DocService.Http;
using SpotCheck.VerifiableDraws;

namespace SpotCheck.DocService.Draws.Ceremonies;

/// <summary>Expected contributions between the ceremony's row and the log's record.</summary>
internal static class Expectations
{
    /// <summary>25 dice carry more than the 64 bits the protocol asks for.</summary>
    public const int Dice = 25;

    public static IReadOnlyList<ExpectedContribution> Of(IEnumerable<ExpectedThrow> throws) => [.. throws.Select(Of)];

    /// <summary>What is wrong with the sources or their order; null if nothing.</summary>
    public static Refusal? Judge(IReadOnlyList<ExpectedThrow> expects)
    {
        if (expects.Any(e => TryOf(e) is null))
            return new Refusal("draw.source", "随机来源不对：骰子写次数（1 到 1000），快乐8 写 7 位期号，短语写承诺值（64 位十六进制）。",
                "A source is wrong: dice need a count, kl8 a seven-digit issue, a phrase its commitment.");
        var phrases = expects.TakeWhile(e => e.Source == "phrase").Count();
        return expects.Skip(phrases).Any(e => e.Source == "phrase")
            ? new Refusal("draw.phrase-last", "短语必须排在骰子和快乐8 之前：先定短语再掷骰，才没有人能挑选结果。", "A phrase comes before the dice, so that nobody can choose.")
            : null;
    }

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
