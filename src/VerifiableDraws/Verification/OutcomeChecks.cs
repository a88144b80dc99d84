namespace SpotCheck.VerifiableDraws;

/// <summary>Checks 10–14: quotas, seeds, drawn objects, teams and re-draws are computed again and compared.</summary>
internal static class OutcomeChecks
{
    public static Alteration? Quota(VerificationCase subject)
    {
        foreach (var open in subject.Opens)
        {
            for (var i = 0; i < open.Tasks.Count; i++)
            {
                var task = open.Tasks[i];
                var quota = Quotas.Of(task.Strata, task.Total);
                for (var h = 0; h < quota.Count; h++)
                {
                    if (quota[h] != task.Quota[h])
                        return subject.Altered(new Violation($"tasks[{i}].quota[{h}]", $"{quota[h]}", $"{task.Quota[h]}"), open.Seq);
                }

                subject.Count();
            }
        }

        return null;
    }

    public static Alteration? Seed(VerificationCase subject)
    {
        foreach (var progress in subject.Histories.SelectMany(static h => h.Openings).OrderBy(static p => p.Outcome?.Seq))
        {
            var stated = progress.Outcome switch { ResultRecord r => r.Seed, ReresultRecord r => r.Seed, _ => (Digest?)null };
            if (stated is null || progress.Reveal is null || !progress.HasAllContributions)
                continue;
            var seed = Seeds.Of(progress.Opening.LeafHash, progress.Contributions, progress.Reveal.Secret);
            if (seed != stated)
                return subject.Altered(new Violation("seed", $"{seed}", $"{stated}"), progress.Outcome!.Seq);
            subject.Count();
        }

        return null;
    }

    public static Alteration? Drawn(VerificationCase subject)
    {
        foreach (var history in subject.Histories)
        {
            if (history.Result is not { } result)
                continue;
            var (expected, found) = (history.Open.Tasks.Select(static t => t.Id), result.Tasks.Select(static t => t.Id));
            if (Difference.OfLists("tasks", expected.ToArray(), found.ToArray()) is { } other)
                return subject.Altered(other, result.Seq);
            for (var i = 0; i < result.Tasks.Count; i++)
            {
                if (!subject.Tables.TryGetValue((history.Open.Seq, result.Tasks[i].Id), out var tables))
                    continue;
                var objects = Results.Objects(history.Open.Tasks[i], tables.Register, result.Seed);
                if (Compare(objects, result.Tasks[i]) is { } violation)
                    return subject.Altered(violation.Inside($"tasks[{i}]"), result.Seq);
                subject.Count(objects.Drawn.Sum(static d => d.Count));
            }
        }

        return null;
    }

    public static Alteration? Teams(VerificationCase subject)
    {
        foreach (var history in subject.Histories)
        {
            if (history.Result is not { } result)
                continue;
            for (var i = 0; i < result.Tasks.Count; i++)
            {
                var stated = result.Tasks[i];
                if (!subject.Tables.TryGetValue((history.Open.Seq, stated.Id), out var tables))
                    continue;
                var teams = TeamDraw.Run(history.Open.Tasks[i], tables, stated.Drawn.SelectMany(static d => d), Seeds.InspectorKey(result.Seed, stated.Id));
                if (Compare(teams, stated) is { } violation)
                    return subject.Altered(violation.Inside($"tasks[{i}]"), result.Seq);
                subject.Count(teams.Teams.Count);
            }
        }

        return null;
    }

    public static Alteration? Redraw(VerificationCase subject)
    {
        foreach (var history in subject.Histories)
        {
            foreach (var progress in history.Openings)
            {
                if (progress.Outcome is not ReresultRecord result || progress.Opening is not ReopenRecord reopen || history.BasisOf(reopen) is not { } basis)
                    continue;
                if (Redraw(subject, history, basis, result) is { } violation)
                    return subject.Altered(violation, result.Seq);
                subject.Count(result.Replacements.Count);
            }
        }

        return null;
    }

    private static Violation? Redraw(VerificationCase subject, DrawHistory history, RedrawBasis basis, ReresultRecord result)
    {
        var expected = new List<Replacement>();
        var known = new HashSet<string>(StringComparer.Ordinal);
        foreach (var task in history.Open.Tasks)
        {
            if (!subject.Tables.TryGetValue((history.Open.Seq, task.Id), out var tables) || !basis.Ledgers.TryGetValue(task.Id, out var ledger))
                continue;
            known.Add(task.Id);
            var recusals = basis.Recusals.Where(r => string.Equals(r.Task, task.Id, StringComparison.Ordinal)).ToArray();
            if (recusals.Length > 0)
                expected.AddRange(Reresults.OfTask(task, recusals, ledger, tables, result.Seed));
        }

        // Places of tasks whose tables are withheld cannot be computed; all others are compared.
        var comparable = basis.Recusals.All(r => known.Contains(r.Task));
        var found = comparable ? result.Replacements : result.Replacements.Where(r => known.Contains(r.Task)).ToArray();
        return Difference.OfLists("replacements", Reresults.InOrder(expected).Select(Text).ToArray(), found.Select(Text).ToArray());
    }

    private static string Text(Replacement r) => $"{r.Task}|{r.Object}|{r.Role}|{r.Out}|{r.In}|{r.Ticket?.ToString() ?? ""}";

    private static Violation? Compare(ObjectOutcome computed, TaskResult stated)
    {
        if (stated.Drawn.Count != computed.Drawn.Count)
            return new Violation("drawn", $"{computed.Drawn.Count} strata", $"{stated.Drawn.Count}");
        for (var h = 0; h < computed.Drawn.Count; h++)
        {
            if (Difference.OfLists($"drawn[{h}]", computed.Drawn[h], stated.Drawn[h]) is { } violation)
                return violation;
        }

        return Difference.OfLists("cutoffs", Texts(computed.Cutoffs), Texts(stated.Cutoffs))
            ?? Difference.Of("drawnRoot", $"{computed.Root}", $"{stated.DrawnRoot}");
    }

    private static string[] Texts(IReadOnlyList<Digest?> cutoffs) => cutoffs.Select(static c => c?.ToString() ?? "").ToArray();

    private static Violation? Compare(TeamOutcome computed, TaskResult stated) =>
        Difference.Of("cap", $"{computed.Cap}", $"{stated.Cap}")
        ?? Difference.Of("infeasible", Joined(computed.Infeasible), Joined(stated.Infeasible))
        ?? Difference.OfLists("teams", computed.Teams.Select(Text).ToArray(), stated.Teams.Select(Text).ToArray())
        ?? Difference.Of("teamsRoot", $"{computed.Root}", $"{stated.TeamsRoot}");

    private static string Joined(IReadOnlyList<string>? ids) => ids is null ? "no such key" : string.Join(",", ids);

    private static string Text(Team team) =>
        team.Object + ": " + string.Join(", ", team.Members.Select(static m => $"{m.Role} {m.Inspector} {m.Ticket}"));
}

/// <summary>The first difference between what follows and what is stated.</summary>
internal static class Difference
{
    public static Violation? Of(string where, string expected, string found) =>
        string.Equals(expected, found, StringComparison.Ordinal) ? null : new Violation(where, expected, found);

    public static Violation? OfLists(string where, IReadOnlyList<string> expected, IReadOnlyList<string> found)
    {
        for (var i = 0; i < Math.Min(expected.Count, found.Count); i++)
        {
            if (!string.Equals(expected[i], found[i], StringComparison.Ordinal))
                return new Violation($"{where}[{i}]", expected[i], found[i]);
        }

        return expected.Count == found.Count ? null : new Violation(where, $"{expected.Count} items", $"{found.Count}");
    }
}
