namespace SpotCheck.VerifiableDraws;

/// <summary>Objects drawn for a task.</summary>
/// <param name="Drawn">Per stratum the ids in ticket order.</param>
/// <param name="Tickets">Their tickets.</param>
/// <param name="Cutoffs">Per stratum the largest drawn ticket, null where nothing is drawn.</param>
/// <param name="Root">Tree over <c>objectId|stratum|ticket</c>.</param>
public sealed record ObjectOutcome(
    IReadOnlyList<IReadOnlyList<string>> Drawn, IReadOnlyList<IReadOnlyList<Digest>> Tickets, IReadOnlyList<Digest?> Cutoffs, Digest Root);

/// <summary>Draws objects, stratum by stratum (docs/draw-protocol.md §5).</summary>
public static class ObjectDraw
{
    /// <summary>The objects with the smallest tickets of each stratum.</summary>
    /// <param name="strata">Names of the strata; every stratum of the register is among them.</param>
    /// <param name="quota">Seats per stratum, at most its rows.</param>
    /// <param name="register">The register.</param>
    /// <param name="key">K_obj.</param>
    /// <returns>Ids in ticket order with their tickets.</returns>
    public static ObjectOutcome Run(IReadOnlyList<string> strata, IReadOnlyList<long> quota, RegisterTable register, TicketKey key)
    {
        var positions = strata.Select(static (name, h) => (name, h)).ToDictionary(static p => p.name, static p => p.h, StringComparer.Ordinal);
        var stratumOf = register.StratumNames.Select(name => positions[name]).ToArray();
        var counts = new long[strata.Count];
        foreach (var (name, count) in register.StratumCounts)
            counts[positions[name]] = count;
        var selected = StratifiedSelection.Run(register, stratumOf, counts, quota, key, Cores.Count);
        return new ObjectOutcome(
            selected.Select(s => (IReadOnlyList<string>)s.Rows.Select(register.IdAt).ToArray()).ToArray(),
            selected.Select(static s => (IReadOnlyList<Digest>)s.Tickets).ToArray(),
            selected.Select(static s => s.Tickets.Length == 0 ? (Digest?)null : s.Tickets[^1]).ToArray(),
            TableText.SortedRoot(selected.SelectMany((s, h) => s.Rows.Select((row, i) => $"{register.IdAt(row)}|{strata[h]}|{s.Tickets[i]}"))));
    }
}
