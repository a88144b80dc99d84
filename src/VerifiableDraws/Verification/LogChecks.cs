namespace SpotCheck.VerifiableDraws;

/// <summary>Checks 2–4: signatures, inclusion, consistency.</summary>
internal static class LogChecks
{
    public static Alteration? Checkpoints(VerificationCase subject)
    {
        if (subject.PublishedGenesis is { } published && subject.Genesis is { } genesis && genesis.LeafHash != published)
            return subject.Altered(new Violation("GENESIS", $"the published GENESIS {published}", $"{genesis.LeafHash}"), 0);
        if (Read(subject, subject.Certificate.Checkpoint, "checkpoint", 0, out var newest) is { } altered)
            return altered;
        subject.Newest = newest;
        var checkpoints = new List<Checkpoint>();
        for (var i = 0; i < subject.Certificate.OpenCheckpoints.Count; i++)
        {
            var where = $"openCheckpoints[{i}]";
            altered = Read(subject, subject.Certificate.OpenCheckpoints[i], where, subject.Genesis?.Cosignatures ?? 0, out var checkpoint);
            if (altered is not null)
                return altered;
            if (checkpoints.Count > 0 && checkpoints[^1].Size >= checkpoint!.Size)
                return subject.Altered(new Violation(where, $"a size above {checkpoints[^1].Size}", $"{checkpoint.Size}"));
            checkpoints.Add(checkpoint!);
        }

        subject.OpenCheckpoints = checkpoints;
        return null;
    }

    public static Alteration? Inclusion(VerificationCase subject)
    {
        var newest = subject.Newest!;
        foreach (var carried in subject.Certificate.Records)
        {
            var seq = carried.Record.Seq;
            if (seq >= newest.Size)
                return subject.Altered(new Violation("seq", $"less than the checkpoint's size {newest.Size}", $"{seq}"), seq);
            var root = Merkle.RootFromInclusion(carried.Record.LeafHash, seq, newest.Size, carried.Path);
            if (root != newest.Root)
                return subject.Altered(new Violation("path", $"the checkpoint's root {newest.Root}", root is { } r ? $"{r}" : $"a proof of {carried.Path.Count} hashes"), seq);
            subject.Count();
        }

        return null;
    }

    public static Alteration? Consistency(VerificationCase subject)
    {
        var newest = subject.Newest!;
        var proofs = subject.Certificate.Consistency;
        var at = 0;
        foreach (var checkpoint in subject.OpenCheckpoints)
        {
            var where = $"consistency[{at}]";
            if (checkpoint.Size > newest.Size)
                return subject.Altered(new Violation(where, $"open checkpoints up to the checkpoint's size {newest.Size}", $"{checkpoint.Size}"));
            if (at == proofs.Count || proofs[at].From > checkpoint.Size)
            {
                subject.Miss($"consistency proof from {checkpoint.Size} to {newest.Size}");
                continue;
            }

            var proof = proofs[at++];
            if (proof.From != checkpoint.Size || proof.To != newest.Size)
                return subject.Altered(new Violation(where, $"from {checkpoint.Size} to {newest.Size}", $"from {proof.From} to {proof.To}"));
            if (!Merkle.IsConsistent(checkpoint.Size, checkpoint.Root, newest.Size, newest.Root, proof.Proof))
                return subject.Altered(new Violation(where + ".proof", $"roots {checkpoint.Root} and {newest.Root}", "a proof that leads to others"));
            subject.Count();
        }

        return at == proofs.Count
            ? null
            : subject.Altered(new Violation($"consistency[{at}]", "one proof per open checkpoint", $"{proofs.Count} proofs"));
    }

    private static Alteration? Read(VerificationCase subject, string note, string where, int cosignatures, out Checkpoint? checkpoint)
    {
        if (!Checkpoint.TryParse(note, out checkpoint, out var violation))
            return subject.Altered(violation.Inside(where));
        if (!string.Equals(checkpoint.Origin, subject.Certificate.Log, StringComparison.Ordinal))
            return subject.Altered(new Violation(where + ".note line 1", Violation.Quote(subject.Certificate.Log), Violation.Quote(checkpoint.Origin)));
        subject.Count();
        // Without GENESIS nobody's keys are known; its absence is reported by check 1.
        return subject.Genesis is { } genesis && checkpoint.CheckSignatures(genesis, cosignatures) is { } wrong
            ? subject.Altered(wrong.Inside(where))
            : null;
    }
}
