using SpotCheck.VerifiableDraws;

namespace SpotCheck.DocService.Draws.Ceremonies;

/// <summary>What a task draws and who inspects, without its place in the log.</summary>
/// <param name="Strata">Every stratum of the register, ascending, with its rows and its ratio.</param>
/// <param name="Total">Null for at least the ratio of each stratum; otherwise the number of objects over all strata.</param>
/// <param name="CapAdd">Slack over the smallest feasible load.</param>
/// <param name="VisitGroup">Tasks of one group draw overlapping samples (进一次门).</param>
internal sealed record TaskConditions(
    RegisterProfile Profile, IReadOnlyList<Stratum> Strata, long? Total, IReadOnlyList<TeamRole> Roles, int CapAdd, string? VisitGroup)
{
    /// <summary>The task as the log carries it.</summary>
    public DrawTask ToTask(string id, string planText, long attempt, long? previous, TableCommitment register, TableCommitment roster, TableCommitment conflicts) =>
        new(id, Digest.OfText(planText), attempt, previous, Profile, register, roster, conflicts, Strata, Total, Quotas.Of(Strata, Total), Roles, CapAdd, VisitGroup);
}

/// <summary>One task put together for a ceremony: conditions, plan row and the three tables that will be frozen.</summary>
internal sealed record TaskDraft(string Id, string PlanText, TaskConditions Conditions, TaskTables Tables)
{
    public DrawTask ToTask(long attempt = 1, long? previous = null) => Conditions.ToTask(
        Id, PlanText, attempt, previous, Tables.Register.Commitment, Tables.Roster.Commitment, Tables.Conflicts.Commitment);
}
