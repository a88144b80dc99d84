using Microsoft.AspNetCore.Http.HttpResults;
using SpotCheck.DocService.Draws.Log;
using SpotCheck.DocService.Http;
using SpotCheck.DocService.Storage;
using SpotCheck.VerifiableDraws;

namespace SpotCheck.DocService.Draws.Ceremonies;

/// <summary>A ceremony with everything a person at it wants to see: what is drawn from what, how far it is, the drawn list with ticket and rank, the teams as they are now.</summary>
internal static class ShowDraw
{
    public sealed record Response(
        Guid Id, string Title, string Desk, CeremonyState State, string StateName, string PreparedBy, DateTimeOffset PreparedAt, string? ApprovedBy, DateTimeOffset? ApprovedAt,
        DateTimeOffset Deadline, bool Overdue, long? OpenSeq, string? OpenHash, IReadOnlyList<ContributionEntry> Contributions, string? Seed, IReadOnlyList<TaskEntry> Tasks,
        IReadOnlyList<RecusalEntry> Recusals, int CosignaturesNeeded, string? PolicyNote);

    public sealed record ContributionEntry(string Person, string By, string Source, int? Count, string? Issue, bool Received, string? Value);

    public sealed record StratumEntry(string Id, long Count, long Numerator, long Denominator, long Quota);

    public sealed record TaskEntry(
        string Id, string PlanText, TableEntry Register, TableEntry Roster, TableEntry Conflicts, IReadOnlyList<StratumEntry> Strata, IReadOnlyList<TeamRole> Roles, TaskOutcome? Outcome);

    public sealed record TableEntry(string Root, long Size);

    public sealed record TaskOutcome(bool Live, long Cap, IReadOnlyList<DrawnObject> Drawn, IReadOnlyList<string> Infeasible);

    /// <param name="Rank">Place in its stratum, from 1.</param>
    /// <param name="Ticket">Check it by hand: <c>printf '%s%s' "$KEY" "$OBJECT" | sha256sum</c>.</param>
    public sealed record DrawnObject(string Object, string Stratum, int Rank, string Ticket, IReadOnlyList<Member> Team);

    public sealed record Member(string Role, string Inspector, bool Recused);

    public sealed record RecusalEntry(long Seq, string Task, string Object, string Inspector, string Ground, bool Pending);

    public static async Task<Results<Ok<Response>, RefusalResult>> Handle(string bureau, Guid id, SpotCheckDb db, DrawLogs logs, TimeProvider clock, CancellationToken ct)
    {
        if (await CeremonyAccess.FindAsync(db, bureau, id, ct) is not { } ceremony)
            return DrawRefusals.NoSuchDraw.ToProblem();
        var stored = await CeremonyAccess.TasksAsync(db, id, ct);
        var tables = await CeremonyAccess.TablesAsync(db, id, ct);
        return TypedResults.Ok(await logs.ReadAsync(db, ceremony.LogId, log => Describe(ceremony, stored, tables, log, clock.GetUtcNow()), ct));
    }

    private static Response Describe(Ceremony ceremony, List<CeremonyTask> stored, Dictionary<string, TaskTables> tables, DrawLog log, DateTimeOffset now)
    {
        var history = ceremony.OpenSeq is { } seq ? log.HistoryOf(seq) : null;
        var waiting = history is null ? null : history.Openings[^1];
        var pending = history?.PendingRecusals.Select(r => r.Seq).ToHashSet() ?? [];
        return new Response(
            ceremony.Id, ceremony.Title, ceremony.Desk, ceremony.State, DrawRefusals.NameOf(ceremony.State), ceremony.PreparedBy, ceremony.PreparedAt, ceremony.ApprovedBy, ceremony.ApprovedAt,
            ceremony.Deadline, ceremony.IsOverdue(now), ceremony.OpenSeq, history?.Open.LeafHash.ToString(),
            [.. ceremony.Expects.Select((e, n) => new ContributionEntry(e.Person, e.By, e.Source, e.Count, e.Issue, waiting?.Contributions.Count > n, waiting?.Contributions.ElementAtOrDefault(n)?.Value.Text))],
            history?.Result?.Seed.ToString(), stored.ConvertAll(task => Describe(task, tables[task.TaskId], history)),
            history is null ? [] : [.. log.Records.OfType<RecuseRecord>().Where(r => r.Open == ceremony.OpenSeq).Select(r => new RecusalEntry(r.Seq, r.Task, r.Object, r.Inspector, r.Ground, pending.Contains(r.Seq)))],
            log.Genesis.Cosignatures,
            log.Genesis.Cosignatures > 0 ? null : "本单位的抽取日志不要求见证人联署：开抽单先于掷骰子形成，只有本单位自己能证明。");
    }

    private static TaskEntry Describe(CeremonyTask stored, TaskTables tables, DrawHistory? history)
    {
        var quota = Quotas.Of(stored.Terms.Strata, stored.Terms.Total);
        return new TaskEntry(
            stored.TaskId, stored.PlanText, Describe(tables.Register.Commitment), Describe(tables.Roster.Commitment), Describe(tables.Conflicts.Commitment),
            [.. stored.Terms.Strata.Select((s, h) => new StratumEntry(s.Id, s.Count, s.Numerator, s.Denominator, quota[h]))], stored.Terms.Roles,
            history?.Result is { } result ? Describe(stored, tables.Register, result, history) : null);
    }

    private static TableEntry Describe(TableCommitment table) => new(table.Root.ToString(), table.Size);

    private static TaskOutcome Describe(CeremonyTask stored, RegisterTable register, ResultRecord result, DrawHistory history)
    {
        var task = history.Open.Tasks.Single(t => t.Id == stored.TaskId);
        var drawn = result.Tasks.Single(t => t.Id == stored.TaskId);
        var ledger = history.LedgerOf(task.Id)!;
        var key = Seeds.ObjectKey(result.Seed, task);
        return new TaskOutcome(
            history.IsLive(task.Id), drawn.Cap,
            [.. drawn.Drawn.SelectMany((ids, h) => ids.Select((id, rank) => new DrawnObject(
                id, task.Strata[h].Id, rank + 1, key.Ticket(Messages.Of(register, id)).ToString(),
                [.. ledger.MembersOf(id).Select(m => new Member(m.Role, m.Inspector, ledger.IsRecused(id, m.Inspector)))])))],
            drawn.Infeasible ?? []);
    }
}

internal static class Messages
{
    /// <summary>What a row's ticket is taken of: its id, and its salt where the profile has one (docs/draw-protocol.md §5).</summary>
    public static string Of(RegisterTable register, string id) =>
        register.Profile == RegisterProfile.Salted ? $"{id}|{register.Row(register.Find(id)).Salt}" : id;
}
