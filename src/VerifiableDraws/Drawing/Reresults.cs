namespace SpotCheck.VerifiableDraws;

/// <summary>Computes the RERESULT of a REOPEN (docs/draw-protocol.md §6, replacement after recusal).</summary>
public static class Reresults
{
    /// <summary>The one RERESULT that follows.</summary>
    /// <param name="open">The OPEN that drew the teams.</param>
    /// <param name="reopen">The REOPEN.</param>
    /// <param name="basis">Teams and recusals, see <see cref="DrawHistory.BasisOf"/>.</param>
    /// <param name="contributions">All contributions to the REOPEN, in order.</param>
    /// <param name="secret">Its opened secret.</param>
    /// <param name="tablesOf">The tables of a task of the OPEN by its id.</param>
    /// <param name="seq">Index in the log that the RERESULT will have.</param>
    /// <returns>The record.</returns>
    public static ReresultRecord Of(
        OpenRecord open, ReopenRecord reopen, RedrawBasis basis, IReadOnlyList<ContribRecord> contributions, Digest secret,
        Func<string, TaskTables> tablesOf, long seq)
    {
        var seed = Seeds.Of(reopen.LeafHash, contributions, secret);
        var replacements = new List<Replacement>();
        foreach (var task in open.Tasks)
        {
            var recusals = basis.Recusals.Where(r => string.Equals(r.Task, task.Id, StringComparison.Ordinal)).ToArray();
            if (recusals.Length > 0)
                replacements.AddRange(OfTask(task, recusals, basis.Ledgers[task.Id], tablesOf(task.Id), seed));
        }

        return new ReresultRecord(open.Log, seq, reopen.Seq, seed, InOrder(replacements));
    }

    internal static Replacement[] InOrder(IEnumerable<Replacement> replacements) =>
        [.. replacements.OrderBy(static r => r.Task, Utf8Order.Comparer).ThenBy(static r => r.Object, Utf8Order.Comparer)
            .ThenBy(static r => r.Role, Utf8Order.Comparer).ThenBy(static r => r.Out, Utf8Order.Comparer)];

    internal static IEnumerable<Replacement> OfTask(
        DrawTask task, IReadOnlyList<RecuseRecord> recusals, TeamLedger ledger, TaskTables tables, Digest seed)
    {
        // Open places by (object, role), with who leaves them.
        var places = recusals
            .GroupBy(r => (r.Object, Role: ledger.RoleOf(r.Object, r.Inspector)!), static r => r.Inspector)
            .Select(static g => (g.Key.Object, g.Key.Role, Out: g.Order(StringComparer.Ordinal).ToArray()))
            .ToArray();
        var leaving = recusals.Select(static r => (r.Object, r.Inspector)).ToHashSet();
        var objects = places.Select(static p => p.Object).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
        var eligibility = new Eligibility(task, tables.Roster, tables.Conflicts);
        var slots = places.Select(p => OpenSlot(p.Object, p.Role, p.Out.Length)).ToArray();
        var problem = new AssignmentProblem(objects.Length, slots, eligibility.UnitOf);
        var tickets = new PairTickets(
            Seeds.ReinspectKey(seed, task.Id), objects, task.Roles.Select(static r => r.Name).ToArray(), tables.Roster);
        var accepted = TeamAssignment.LexicographicallyFirst(problem, FreeLoads(), tickets.InOrder(problem));
        return places.SelectMany((p, s) => Fill(p.Object, p.Role, p.Out, accepted?.Where(pair => pair.Slot == s).ToArray()));

        Slot OpenSlot(string objectId, string roleName, int need)
        {
            var role = task.Roles.ToList().FindIndex(r => string.Equals(r.Name, roleName, StringComparison.Ordinal));
            var eligible = eligibility.Of(objectId, tables.Register.AreaAt(tables.Register.Find(objectId)), role);
            foreach (var id in ledger.MembersOf(objectId).Select(static m => m.Inspector).Concat(ledger.RecusedFrom(objectId)))
                Clear(eligible, tables.Roster.IndexOf(id));
            if (task.Roles[role].DistinctUnits)
            {
                foreach (var (_, id) in ledger.MembersOf(objectId).Where(m => string.Equals(m.Role, roleName, StringComparison.Ordinal) && !leaving.Contains((objectId, m.Inspector))))
                {
                    var unit = eligibility.UnitOf[tables.Roster.IndexOf(id)];
                    for (var i = 0; i < eligibility.UnitOf.Length; i++)
                    {
                        if (eligibility.UnitOf[i] == unit)
                            Clear(eligible, i);
                    }
                }
            }

            return new Slot(Array.IndexOf(objects, objectId), role, need, eligible, task.Roles[role].DistinctUnits);
        }

        int[] FreeLoads()
        {
            var free = new long[tables.Roster.Inspectors.Count];
            Array.Fill(free, ledger.Cap + 1);
            foreach (var objectId in ledger.Objects)
            {
                foreach (var (_, id) in ledger.MembersOf(objectId).Where(m => !leaving.Contains((objectId, m.Inspector))))
                    free[tables.Roster.IndexOf(id)]--;
            }

            return free.Select(f => (int)Math.Clamp(f, 0, objects.Length)).ToArray();
        }

        IEnumerable<Replacement> Fill(string objectId, string role, string[] leave, Pair[]? arrive)
        {
            for (var i = 0; i < leave.Length; i++)
            {
                yield return arrive is null
                    ? new Replacement(task.Id, objectId, role, leave[i], "", null)
                    : new Replacement(task.Id, objectId, role, leave[i],
                        tables.Roster.Inspectors[arrive[i].Inspector].Id, tickets.Of(slots[arrive[i].Slot], arrive[i].Inspector));
            }
        }
    }

    private static void Clear(ulong[] bits, int inspector)
    {
        if (inspector >= 0)
            bits[inspector >> 6] &= ~(1UL << inspector);
    }
}
