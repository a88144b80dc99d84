namespace SpotCheck.VerifiableDraws;

/// <summary>Verifies evidence packages (docs/draw-protocol.md §7).</summary>
public static class Verification
{
    /// <summary>Names of all checks in the order in which they are made.</summary>
    public static readonly IReadOnlyList<string> CheckNames =
    [
        "format", "checkpoint", "inclusion", "consistency", "order", "secret", "entropy",
        "contribution", "tables", "quota", "seed", "drawn", "teams", "redraw",
    ];

    private static readonly IReadOnlyList<Func<VerificationCase, Alteration?>> Steps =
    [
        FormatCheck.Composition, LogChecks.Checkpoints, LogChecks.Inclusion, LogChecks.Consistency,
        OrderCheck.Run, SecretCheck.Run, ContributionChecks.Entropy, ContributionChecks.Values,
        TablesCheck.Run, OutcomeChecks.Quota, OutcomeChecks.Seed, OutcomeChecks.Drawn, OutcomeChecks.Teams, OutcomeChecks.Redraw,
    ];

    /// <summary>Verifies a package.</summary>
    /// <param name="package">Its files.</param>
    /// <param name="publishedGenesis"><c>hex(leaf(JCS(GENESIS)))</c> as published elsewhere, or null where the caller compares it himself.</param>
    /// <param name="checkDone">Told after each check, for progress.</param>
    /// <returns>The answer with all checks. Never throws for any bytes.</returns>
    public static VerificationReport Verify(EvidencePackage package, Digest? publishedGenesis = null, Action<CheckOutcome>? checkDone = null)
    {
        if (!package.Files.TryGetValue(Certificate.FileName, out var file))
            return Unreadable(null, null, checkDone);
        if (!Certificate.TryParse(file.Span, out var certificate, out var violation))
            return Unreadable(violation.Inside(Certificate.FileName), Certificate.RecordAt(file.Span, violation.Where), checkDone);
        return Verify(new VerificationCase(package, certificate, publishedGenesis), checkDone);
    }

    private static VerificationReport Verify(VerificationCase subject, Action<CheckOutcome>? checkDone)
    {
        var outcomes = new List<CheckOutcome>();
        Alteration? altered = null;
        for (var i = 0; i < Steps.Count; i++)
        {
            subject.Begin(CheckNames[i]);
            altered ??= Steps[i](subject);
            var state = altered is null
                ? subject.IsMissingSomething(CheckNames[i]) ? CheckState.Incomplete : CheckState.Passed
                : string.Equals(altered.Check, CheckNames[i], StringComparison.Ordinal) ? CheckState.Failed : CheckState.NotReached;
            outcomes.Add(new CheckOutcome(CheckNames[i], state, state == CheckState.NotReached ? 0 : subject.Examined));
            checkDone?.Invoke(outcomes[^1]);
        }

        var answer = altered is not null ? VerificationAnswer.Altered
            : subject.Missing.Count > 0 ? VerificationAnswer.Incomplete
            : VerificationAnswer.Genuine;
        return new VerificationReport(answer, outcomes, altered, subject.Missing, subject.Certificate, subject.Genesis?.LeafHash);
    }

    private static VerificationReport Unreadable(Violation? violation, long? record, Action<CheckOutcome>? checkDone)
    {
        var first = new CheckOutcome(CheckNames[0], violation is null ? CheckState.Incomplete : CheckState.Failed, 0);
        CheckOutcome[] outcomes = [first, .. CheckNames.Skip(1).Select(static n => new CheckOutcome(n, CheckState.NotReached, 0))];
        foreach (var outcome in outcomes)
            checkDone?.Invoke(outcome);
        return violation is null
            ? new VerificationReport(VerificationAnswer.Incomplete, outcomes, null, [new MissingItem(CheckNames[0], null, Certificate.FileName)], null, null)
            : new VerificationReport(VerificationAnswer.Altered, outcomes, new Alteration(CheckNames[0], record, violation), [], null, null);
    }
}
