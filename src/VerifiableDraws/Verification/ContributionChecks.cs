namespace SpotCheck.VerifiableDraws;

/// <summary>Checks 7 <c>entropy</c> and 8 <c>contribution</c>.</summary>
internal static class ContributionChecks
{
    public static Alteration? Entropy(VerificationCase subject)
    {
        foreach (var history in subject.Histories)
        {
            var issues = new List<string>();
            foreach (var opening in history.Openings.Select(static p => p.Opening))
            {
                if (Contributions.CheckEntropy(opening, issues) is { } violation)
                    return subject.Altered(violation, opening.Seq);
                issues.AddRange(opening.Expects.Select(static e => e.Issue).OfType<string>());
                subject.Count();
            }
        }

        return null;
    }

    public static Alteration? Values(VerificationCase subject)
    {
        var contributions = subject.Histories.SelectMany(static h => h.Openings)
            .SelectMany(static p => p.Contributions, static (p, c) => (Contribution: c, Expected: p.Opening.Expects[(int)c.Position]))
            .OrderBy(static p => p.Contribution.Seq);
        foreach (var (contribution, expected) in contributions)
        {
            if (Contributions.Check(contribution, expected) is { } violation)
                return subject.Altered(violation, contribution.Seq);
            subject.Count();
        }

        return null;
    }
}
