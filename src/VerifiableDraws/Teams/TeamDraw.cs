namespace SpotCheck.VerifiableDraws;

/// <summary>Teams for the drawn objects of a task.</summary>
/// <param name="Cap">L, or 0 where infeasible.</param>
/// <param name="Teams">In ascending id order; without members where infeasible.</param>
/// <param name="Infeasible">Null, or the objects that cannot be staffed even alone, ascending.</param>
/// <param name="Root">Tree over <c>objectId|role|inspectorId|ticket</c>.</param>
public sealed record TeamOutcome(long Cap, IReadOnlyList<Team> Teams, IReadOnlyList<string>? Infeasible, Digest Root);

/// <summary>Draws teams (docs/draw-protocol.md §6).</summary>
public static class TeamDraw
{
    /// <summary>The one assignment that follows from the tickets.</summary>
    /// <param name="task">Roles and slack.</param>
    /// <param name="tables">The committed tables.</param>
    /// <param name="objects">Ids of the drawn objects, all in the register, in any order.</param>
    /// <param name="key">K_ins.</param>
    /// <returns>The teams, or the objects that nobody can staff.</returns>
    public static TeamOutcome Run(DrawTask task, TaskTables tables, IEnumerable<string> objects, TicketKey key)
    {
        var ids = objects.Order(StringComparer.Ordinal).ToArray();
        var problem = ProblemOf(task, tables, ids);
        var unstaffable = TeamAssignment.Unstaffable(problem);
        if (unstaffable.Count > 0)
            return new TeamOutcome(0, ids.Select(static id => new Team(id, [])).ToArray(), unstaffable.Select(o => ids[o]).ToArray(), Merkle.EmptyRoot);
        var cap = (long)TeamAssignment.SmallestLoad(problem) + task.CapAdd;
        var tickets = new PairTickets(key, ids, task.Roles.Select(static r => r.Name).ToArray(), tables.Roster);
        // A load beyond the number of objects binds nobody.
        var capacity = TeamAssignment.Uniform(problem, (int)Math.Min(cap, ids.Length));
        var accepted = TeamAssignment.LexicographicallyFirst(problem, capacity, tickets.InOrder(problem))
            ?? throw new InvalidOperationException("The smallest feasible load is not feasible.");
        return Outcome(cap, task, tables.Roster, ids, problem, tickets, accepted);
    }

    /// <summary>Which objects nobody could staff, even if they were drawn alone.</summary>
    /// <param name="task">Roles and units.</param>
    /// <param name="tables">Its tables.</param>
    /// <param name="objects">Ids of the register, drawn or not, in any order.</param>
    /// <returns>Their ids, ascending; empty where every object can be staffed.</returns>
    public static IReadOnlyList<string> Unstaffable(DrawTask task, TaskTables tables, IEnumerable<string> objects)
    {
        var ids = objects.Order(StringComparer.Ordinal).ToArray();
        return [.. TeamAssignment.Unstaffable(ProblemOf(task, tables, ids)).Select(o => ids[o])];
    }

    private static AssignmentProblem ProblemOf(DrawTask task, TaskTables tables, string[] ids)
    {
        var eligibility = new Eligibility(task, tables.Roster, tables.Conflicts);
        var slots = new List<Slot>(ids.Length * task.Roles.Count);
        for (var o = 0; o < ids.Length; o++)
        {
            var area = tables.Register.AreaAt(tables.Register.Find(ids[o]));
            for (var r = 0; r < task.Roles.Count; r++)
                slots.Add(new Slot(o, r, task.Roles[r].Need, eligibility.Of(ids[o], area, r), task.Roles[r].DistinctUnits));
        }

        return new AssignmentProblem(ids.Length, slots, eligibility.UnitOf);
    }

    private static TeamOutcome Outcome(
        long cap, DrawTask task, RosterTable roster, string[] ids, AssignmentProblem problem, PairTickets tickets, IReadOnlyList<Pair> accepted)
    {
        var members = ids.Select(static _ => new List<TeamMember>()).ToArray();
        foreach (var pair in accepted)
        {
            var slot = problem.Slots[pair.Slot];
            members[slot.Object].Add(new TeamMember(
                task.Roles[slot.Role].Name, roster.Inspectors[pair.Inspector].Id, tickets.Of(slot, pair.Inspector)));
        }

        // Pairs were accepted in ascending ticket order, so every team is in that order.
        var teams = ids.Select((id, o) => new Team(id, members[o])).ToArray();
        return new TeamOutcome(cap, teams, null, RootOf(teams));
    }

    /// <summary>The tree over the members of teams.</summary>
    /// <param name="teams">Teams in any order.</param>
    /// <returns><c>teamsRoot</c>.</returns>
    public static Digest RootOf(IEnumerable<Team> teams) => TableText.SortedRoot(
        teams.SelectMany(static t => t.Members, static (t, m) => $"{t.Object}|{m.Role}|{m.Inspector}|{m.Ticket}"));
}
