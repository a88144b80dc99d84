namespace SpotCheck.VerifiableDraws;

/// <summary>Commitments to chosen phrases (docs/draw-protocol.md §3).</summary>
public static class Phrases
{
    /// <summary><c>H(utf8(nonce ‖ text))</c>.</summary>
    /// <param name="nonce">32 lower-case hex characters.</param>
    /// <param name="text">1–1000 characters.</param>
    /// <returns>The commitment for <see cref="ExpectedContribution.Phrase"/>.</returns>
    public static Digest Commit(string nonce, string text) => Digest.OfText(nonce + text);
}

/// <summary>Whether contributions keep what their OPEN expects (checks <c>entropy</c> and <c>contribution</c>).</summary>
public static class Contributions
{
    /// <summary>Checks that the unchosen sources of an opening carry enough randomness and no issue is named twice.</summary>
    /// <param name="opening">An OPEN or REOPEN.</param>
    /// <param name="earlierIssues">Issues named by the OPEN and its earlier REOPENs.</param>
    /// <returns>Null, or what is wrong.</returns>
    public static Violation? CheckEntropy(IOpening opening, IEnumerable<string> earlierIssues)
    {
        var sum = opening.Expects.Sum(static e => e.Millibits);
        if (sum < Protocol.EntropyFloorMillibits)
            return new Violation("expects", $"at least {Protocol.EntropyFloorMillibits} millibits that nobody chooses", $"{sum}");
        var issues = earlierIssues.ToHashSet(StringComparer.Ordinal);
        for (var i = 0; i < opening.Expects.Count; i++)
        {
            if (opening.Expects[i].Issue is { } issue && !issues.Add(issue))
                return new Violation($"expects[{i}].issue", "an issue not named before", issue);
        }

        return null;
    }

    /// <summary>Checks a contribution against the expectation at its position.</summary>
    /// <param name="contribution">The contribution.</param>
    /// <param name="expected">The expectation.</param>
    /// <returns>Null, or what is wrong.</returns>
    public static Violation? Check(ContribRecord contribution, ExpectedContribution expected)
    {
        if (!string.Equals(contribution.By, expected.By, StringComparison.Ordinal))
            return new Violation("by", Violation.Quote(expected.By), Violation.Quote(contribution.By));
        if (contribution.Source != expected.Source)
            return new Violation("source", expected.SourceName, ExpectedContribution.NameOf(contribution.Source));
        return CheckValue(contribution.Value, expected);
    }

    /// <summary>Checks the value of a contribution, as soon as somebody types it.</summary>
    /// <param name="value">The value.</param>
    /// <param name="expected">The expectation.</param>
    /// <returns>Null, or what is wrong.</returns>
    public static Violation? CheckValue(ContributionValue value, ExpectedContribution expected)
    {
        if (expected.Source == EntropySource.Phrase != value.Nonce is not null)
            return new Violation("value", expected.Source == EntropySource.Phrase ? "nonce and text" : "a string", value.Nonce is null ? "a string" : "an object");
        return expected.Source switch
        {
            EntropySource.Dice6 => CheckDigits(value.Text, expected.Count, '1', '6'),
            EntropySource.D10 => CheckDigits(value.Text, expected.Count, '0', '9'),
            EntropySource.Kl8 => CheckKl8(value.Text),
            _ => CheckPhrase(value, expected.Commit!.Value),
        };
    }

    private static Violation? CheckDigits(string text, int count, char least, char most) =>
        text.Length == count && text.All(c => c >= least && c <= most)
            ? null
            : new Violation("value", $"exactly {count} digits {least}-{most}", Violation.Quote(text));

    private static Violation? CheckKl8(string text)
    {
        var numbers = text.Split(' ');
        var valid = numbers.Length == 20
            && numbers.All(static n => TextRules.IsDigits(n, 2) && string.CompareOrdinal(n, "01") >= 0 && string.CompareOrdinal(n, "80") <= 0)
            && numbers.Zip(numbers.Skip(1)).All(static p => string.CompareOrdinal(p.First, p.Second) < 0);
        return valid ? null : new Violation("value", "20 different numbers 01-80, ascending, one space between", Violation.Quote(text));
    }

    private static Violation? CheckPhrase(ContributionValue value, Digest commit)
    {
        if (!TextRules.IsLowerHex(value.Nonce, 32))
            return new Violation("value.nonce", "32 lower-case hex characters", Violation.Quote(value.Nonce!));
        if (!TextRules.IsFreeText(value.Text))
            return new Violation("value.text", "text of 1-1000 characters without control characters and line breaks", Violation.Quote(value.Text));
        var found = Phrases.Commit(value.Nonce!, value.Text);
        return found == commit ? null : new Violation("value", $"commitment {commit}", $"{found}");
    }
}
