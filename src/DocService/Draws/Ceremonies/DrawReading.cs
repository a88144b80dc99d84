using Microsoft.EntityFrameworkCore;
using SpotCheck.DocService.Draws.Declarations;
using SpotCheck.DocService.Draws.Log;
using SpotCheck.DocService.Draws.Publication;
using SpotCheck.DocService.Http;
using SpotCheck.DocService.Identity;
using SpotCheck.DocService.Storage;
using SpotCheck.VerifiableDraws;
using static SpotCheck.DocService.Draws.Ceremonies.ShowDraw;

namespace SpotCheck.DocService.Draws.Ceremonies;

/// <summary>Reads a ceremony from its row, its frozen tables and the log.</summary>
internal static class DrawReading
{
    public static async Task<Response> ReadAsync(Ceremony ceremony, SpotCheckDb db, DrawLogs logs, ServiceSettings settings, Reader reader, DateTimeOffset now, CancellationToken ct)
    {
        var stored = await CeremonyAccess.TasksAsync(db, ceremony.Id, ct);
        var tables = await CeremonyAccess.TablesAsync(db, ceremony.Id, ct);
        var log = await db.Set<StoredLog>().AsNoTracking().SingleAsync(l => l.Id == ceremony.LogId, ct);
        var people = await db.Set<Person>().AsNoTracking().Where(p => p.Id == ceremony.PreparedBy || p.Id == ceremony.ApprovedBy).ToDictionaryAsync(p => p.Id, p => p.Name, StringComparer.Ordinal, ct);
        var draw = await logs.ReadAsync(db, ceremony.LogId, memory => Describe(ceremony, stored, tables, log, memory, reader, now), ct);
        // After the log: a record that came in between has its time, too.
        var times = await db.Set<StoredRecord>().AsNoTracking().Where(r => r.LogId == ceremony.LogId && r.Seq >= ceremony.OpenSeq).ToDictionaryAsync(r => r.Seq, r => r.AppendedAt, ct);
        var drawn = draw.Tasks.SelectMany(t => t.Outcome?.Drawn ?? []).ToList();
        var names = await DrawNames.FindAsync(db, ceremony.BureauId,
            [.. drawn.Select(d => d.Object).Distinct()], [.. drawn.SelectMany(d => d.Team).Select(m => m.Inspector).Concat(draw.Recusals.Select(r => r.Inspector)).Distinct()], ct);
        return draw with
        {
            Events = [.. draw.Events.Select(e => e with { At = times[e.Seq] })],
            PreparedByName = people[ceremony.PreparedBy], ApprovedByName = ceremony.ApprovedBy is { } head ? people[head] : null,
            PublicPage = ceremony.OpenSeq is null ? null : $"{settings.PublicBaseUrl.ToString().TrimEnd('/')}/public/log#{draw.Genesis[..12]}-{ceremony.OpenSeq}",
            VerifierAddress = ServedVerifiers.AddressForPapers(settings), ObjectNames = names.Objects, InspectorNames = names.Inspectors, WaitingDeclarations = await ListDeclarations.WaitingAsync(db, ceremony.Id, ct),
        };
    }

    private static Response Describe(
        Ceremony ceremony, List<CeremonyTask> stored, Dictionary<string, TaskTables> tables, StoredLog policy, DrawLog log, Reader reader, DateTimeOffset now)
    {
        var history = ceremony.OpenSeq is { } seq ? log.HistoryOf(seq) : null;
        var newest = history?.Openings[^1];
        var pending = history?.PendingRecusals.Select(r => r.Seq).ToHashSet() ?? [];
        return new Response(
            ceremony.Id, ceremony.Title, ceremony.Desk, ceremony.State, DrawRefusals.NameOf(ceremony.State, reader), ceremony.PreparedBy, ceremony.PreparedAt, ceremony.ApprovedBy, ceremony.ApprovedAt,
            ceremony.CurrentDeadline, ceremony.IsOverdue(now), ceremony.OpenSeq, history?.Open.LeafHash.ToString(),
            [.. ceremony.CurrentExpects.Select((e, n) => new ContributionEntry(e.Person, e.By, e.Source, e.Count, e.Issue, newest?.Contributions.Count > n, newest?.Contributions.ElementAtOrDefault(n)?.Value.Text, e.Commit))],
            history?.Result?.Seed.ToString(), stored.ConvertAll(task => Describe(task, tables[task.TaskId], history)),
            history is null ? [] : [.. log.Records.OfType<RecuseRecord>().Where(r => r.Open == ceremony.OpenSeq).Select(r => new RecusalEntry(r.Seq, r.Task, r.Object, r.Inspector, r.Ground, pending.Contains(r.Seq)))],
            policy.Cosignatures, DrawPolicies.NoteOf(policy, reader), "", null, ceremony.State == CeremonyState.Redrawing,
            history is null ? [] : [.. history.Openings.Select(o => o.Outcome).OfType<ReresultRecord>().SelectMany(r => r.Replacements)],
            history is null ? [] : [.. DrawEvents.Of(log, history.Open.Seq).Select(r => new Event(r.Seq, r.Kind, default, DrawEvents.Sentence(r, reader)))],
            log.Genesis.LeafHash.ToString(), log.Origin, null, VerifierPage.Sha256, "", new Dictionary<string, string>(), new Dictionary<string, string>(), 0);
    }

    private static TaskEntry Describe(CeremonyTask stored, TaskTables tables, DrawHistory? history)
    {
        var terms = stored.Terms;
        var quota = Quotas.Of(terms.Strata, terms.Total);
        var result = history?.Result?.Tasks.Single(t => t.Id == stored.TaskId);
        return new TaskEntry(
            stored.TaskId, stored.PlanText, Digest.OfText(stored.PlanText).ToString(), history?.Open.Tasks.Single(t => t.Id == stored.TaskId).Attempt,
            terms.Profile == RegisterProfile.Salted, terms.Total, Describe(tables.Register.Commitment), Describe(tables.Roster.Commitment), Describe(tables.Conflicts.Commitment),
            [.. terms.Strata.Select((s, h) => new StratumEntry(s.Id, s.Count, s.Numerator, s.Denominator, quota[h], result?.Cutoffs[h]?.ToString() ?? ""))], terms.Roles,
            result is null ? null : Describe(result, tables.Register, history!));
    }

    private static TableEntry Describe(TableCommitment table) => new(table.Root.ToString(), table.Size);

    private static TaskOutcome Describe(TaskResult drawn, RegisterTable register, DrawHistory history)
    {
        var task = history.Open.Tasks.Single(t => t.Id == drawn.Id);
        var ledger = history.LedgerOf(task.Id)!;
        var key = Seeds.ObjectKey(history.Result!.Seed, task);
        return new TaskOutcome(
            history.IsLive(task.Id), drawn.Cap, key.Value.ToString(),
            [.. drawn.Drawn.SelectMany((ids, h) => ids.Select((id, rank) => new DrawnObject(
                id, task.Strata[h].Id, rank + 1, key.Ticket(Messages.Of(register, id)).ToString(), Messages.Of(register, id),
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
