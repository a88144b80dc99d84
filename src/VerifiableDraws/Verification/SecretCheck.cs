namespace SpotCheck.VerifiableDraws;

/// <summary>Check 6 <c>secret</c>: every secret was fixed in GENESIS and none skipped or used twice.</summary>
internal static class SecretCheck
{
    public static Alteration? Run(VerificationCase subject)
    {
        var desks = new Dictionary<string, (long Next, long LastSeq)>(StringComparer.Ordinal);
        foreach (var opening in subject.Records.OfType<IOpening>())
        {
            if (subject.Genesis is { } genesis)
            {
                if (genesis.Desks.FirstOrDefault(d => string.Equals(d.Name, opening.Desk, StringComparison.Ordinal)) is not { } desk)
                    return subject.Altered(new Violation("desk", "a desk of GENESIS", Violation.Quote(opening.Desk)), opening.Seq);
                if (SecretTree.Check(opening.Server, desk) is { } violation)
                    return subject.Altered(violation, opening.Seq);
            }

            var (next, lastSeq) = desks.GetValueOrDefault(opening.Desk);
            var skipped = opening.Server.Index - next;
            if (skipped < 0 || subject.FreeBetween(lastSeq, opening.Seq) < skipped)
                return subject.Altered(new Violation("server.index", $"{next}, the number of earlier OPEN and REOPEN records of the desk", $"{opening.Server.Index}"), opening.Seq);
            if (skipped > 0)
                subject.Miss($"{skipped} earlier OPEN or REOPEN of desk {opening.Desk} between records {lastSeq} and {opening.Seq}", opening.Seq);
            desks[opening.Desk] = (opening.Server.Index + 1, opening.Seq);
            subject.Count();
        }

        return Reveals(subject);
    }

    private static Alteration? Reveals(VerificationCase subject)
    {
        foreach (var record in subject.Records)
        {
            var (open, secret) = record switch
            {
                RevealRecord r => (r.Open, r.Secret),
                VoidRecord v => (v.Open, v.Secret),
                _ => (-1, default),
            };
            if (open < 0 || subject.Find(open) is not IOpening opening)
                continue;
            var commit = SecretTree.CommitTo(secret);
            if (commit != opening.Server.Commit)
                return subject.Altered(new Violation("secret", $"a secret with commitment {opening.Server.Commit}", $"{commit}"), record.Seq);
            subject.Count();
        }

        return null;
    }
}
