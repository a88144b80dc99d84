namespace SpotCheck.VerifiableDraws;

/// <summary>Computes the RESULT of an OPEN from what is committed and contributed.</summary>
public static class Results
{
    /// <summary>The one RESULT that follows.</summary>
    /// <param name="open">The OPEN; its tables are those given and its quotas those of <see cref="Quotas"/>.</param>
    /// <param name="contributions">All contributions, in order.</param>
    /// <param name="secret">The opened secret of the OPEN.</param>
    /// <param name="tablesOf">The tables of a task by its id.</param>
    /// <param name="seq">Index in the log that the RESULT will have.</param>
    /// <returns>The record.</returns>
    public static ResultRecord Of(
        OpenRecord open, IReadOnlyList<ContribRecord> contributions, Digest secret, Func<string, TaskTables> tablesOf, long seq)
    {
        var seed = Seeds.Of(open.LeafHash, contributions, secret);
        return new ResultRecord(open.Log, seq, open.Seq, seed, open.Tasks.Select(t => OfTask(t, tablesOf(t.Id), seed)).ToArray());
    }

    /// <summary>The result of one task under a seed; also what a preview with a simulated seed computes.</summary>
    /// <param name="task">The task.</param>
    /// <param name="tables">Its tables.</param>
    /// <param name="seed">R.</param>
    /// <returns>Drawn objects and teams.</returns>
    public static TaskResult OfTask(DrawTask task, TaskTables tables, Digest seed)
    {
        var objects = Objects(task, tables.Register, seed);
        var teams = TeamDraw.Run(task, tables, objects.Drawn.SelectMany(static d => d), Seeds.InspectorKey(seed, task.Id));
        return new TaskResult(task.Id, teams.Cap, objects.Drawn, objects.Cutoffs, teams.Teams, teams.Infeasible, objects.Root, teams.Root);
    }

    /// <summary>The drawn objects of one task under a seed, with their tickets.</summary>
    /// <param name="task">The task.</param>
    /// <param name="register">Its register.</param>
    /// <param name="seed">R.</param>
    /// <returns>Ids and tickets per stratum.</returns>
    public static ObjectOutcome Objects(DrawTask task, RegisterTable register, Digest seed) =>
        ObjectDraw.Run(task.Strata.Select(static s => s.Id).ToArray(), task.Quota, register, Seeds.ObjectKey(seed, task));
}
