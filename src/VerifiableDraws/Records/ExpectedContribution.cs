namespace SpotCheck.VerifiableDraws;

/// <summary>Where the randomness of a contribution comes from (docs/draw-protocol.md §3).</summary>
public enum EntropySource
{
    /// <summary>Throws of a six-sided die.</summary>
    Dice6,

    /// <summary>Throws of a ten-sided die.</summary>
    D10,

    /// <summary>A future issue of the lottery 快乐8.</summary>
    Kl8,

    /// <summary>A phrase committed in advance; chosen, so it counts nothing.</summary>
    Phrase,
}

/// <summary>A contribution an OPEN or REOPEN waits for.</summary>
/// <param name="By">Who contributes.</param>
/// <param name="Source">Where it comes from.</param>
/// <param name="Count">Number of throws for <c>dice6</c> and <c>d10</c>, 1–1000; otherwise 0.</param>
/// <param name="Issue">Seven digits for <c>kl8</c>; otherwise null.</param>
/// <param name="Commit">Commitment for <c>phrase</c>; otherwise null.</param>
public sealed record ExpectedContribution(string By, EntropySource Source, int Count, string? Issue, Digest? Commit)
{
    /// <summary>Throws of a six-sided die.</summary>
    /// <param name="by">Who throws.</param>
    /// <param name="count">How often, exactly.</param>
    /// <returns>The expectation.</returns>
    public static ExpectedContribution Dice6(string by, int count) => new(by, EntropySource.Dice6, count, null, null);

    /// <summary>Throws of a ten-sided die.</summary>
    /// <param name="by">Who throws.</param>
    /// <param name="count">How often, exactly.</param>
    /// <returns>The expectation.</returns>
    public static ExpectedContribution D10(string by, int count) => new(by, EntropySource.D10, count, null, null);

    /// <summary>A future 快乐8 issue.</summary>
    /// <param name="by">Who reports the numbers.</param>
    /// <param name="issue">Seven digits.</param>
    /// <returns>The expectation.</returns>
    public static ExpectedContribution Kl8(string by, string issue) => new(by, EntropySource.Kl8, 0, issue, null);

    /// <summary>A phrase committed in advance.</summary>
    /// <param name="by">Whose phrase.</param>
    /// <param name="commit"><see cref="Phrases.Commit"/>.</param>
    /// <returns>The expectation.</returns>
    public static ExpectedContribution Phrase(string by, Digest commit) => new(by, EntropySource.Phrase, 0, null, commit);

    /// <summary>The unchosen randomness it brings, in thousandths of a bit, rounded down per throw.</summary>
    public long Millibits => Source switch
    {
        EntropySource.Dice6 => 2584L * Count,
        EntropySource.D10 => 3321L * Count,
        EntropySource.Kl8 => 61600,
        _ => 0,
    };

    /// <summary>The source's name in records.</summary>
    public string SourceName => NameOf(Source);

    internal static string NameOf(EntropySource source) => source switch
    {
        EntropySource.Dice6 => "dice6",
        EntropySource.D10 => "d10",
        EntropySource.Kl8 => "kl8",
        _ => "phrase",
    };

    internal static EntropySource ReadSource(Fields fields) => fields.OneOf("source", "dice6", "d10", "kl8", "phrase") switch
    {
        "dice6" => EntropySource.Dice6,
        "d10" => EntropySource.D10,
        "kl8" => EntropySource.Kl8,
        _ => EntropySource.Phrase,
    };

    internal JcsObject ToJson() => JcsObject.Of(("by", By), ("source", SourceName), Source switch
    {
        EntropySource.Kl8 => ("issue", Issue!),
        EntropySource.Phrase => ("commit", Commit!.Value),
        _ => ("count", (JcsValue)(long)Count),
    });

    internal static ExpectedContribution Read(JcsValue value, string where, FormatJournal journal)
    {
        var own = (value as JcsObject)?.Find("source") is JcsString s
            ? s.Value switch { "kl8" => "issue", "phrase" => "commit", _ => "count" }
            : "count";
        var fields = new Fields(value, where, journal, "by", "source", own);
        var (by, source) = (fields.Name("by"), ReadSource(fields));
        return source switch
        {
            EntropySource.Kl8 => Kl8(by, fields.Text("issue", static t => TextRules.IsDigits(t, 7), "seven digits")),
            EntropySource.Phrase => Phrase(by, fields.Hash("commit")),
            _ => new ExpectedContribution(by, source, (int)fields.Integer("count", 1, 1000), null, null),
        };
    }
}
