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
        var stratumOf = register.StratumNames.Select(name => strata.ToList().IndexOf(name)).ToArray();
        var candidates = strata.Select(static _ => new List<(Digest Ticket, int Row)>()).ToArray();
        for (var row = 0; row < register.Size; row++)
        {
            var stratum = stratumOf[register.StratumOf[row]];
            if (quota[stratum] > 0)
                candidates[stratum].Add((key.Ticket(register.TicketMessage(row)), row));
        }

        var drawn = candidates.Select((list, h) => Smallest(list, (int)quota[h], register)).ToArray();
        var ids = drawn.Select(d => (IReadOnlyList<string>)d.Select(c => register.IdAt(c.Row)).ToArray()).ToArray();
        return new ObjectOutcome(
            ids,
            drawn.Select(static d => (IReadOnlyList<Digest>)d.Select(static c => c.Ticket).ToArray()).ToArray(),
            drawn.Select(static d => d.Count == 0 ? (Digest?)null : d[^1].Ticket).ToArray(),
            TableText.SortedRoot(drawn.SelectMany((d, h) => d.Select(c => $"{register.IdAt(c.Row)}|{strata[h]}|{c.Ticket}"))));
    }

    private static List<(Digest Ticket, int Row)> Smallest(List<(Digest Ticket, int Row)> candidates, int count, RegisterTable register)
    {
        candidates.Sort((x, y) => x.Ticket != y.Ticket
            ? x.Ticket.CompareTo(y.Ticket)
            : register.IdBytes(x.Row).SequenceCompareTo(register.IdBytes(y.Row)));
        return candidates.GetRange(0, count);
    }
}
