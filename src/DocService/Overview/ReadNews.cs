using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SpotCheck.DocService.Audit;
using SpotCheck.DocService.Documents;
using SpotCheck.DocService.Draws.Ceremonies;
using SpotCheck.DocService.Http;
using SpotCheck.DocService.Identity;
using SpotCheck.DocService.Plans.Versions;
using SpotCheck.DocService.Results.Runs;
using SpotCheck.DocService.Storage;

namespace SpotCheck.DocService.Overview;

/// <summary>What other people of the bureau did since the caller's last visit. Read from the audit trail, so nothing is forgotten and nothing is kept twice.</summary>
internal static class ReadNews
{
    private const int MostEntries = 50;
    private static readonly TimeSpan FirstVisit = TimeSpan.FromDays(7);

    /// <param name="Text">Who did what, in Chinese.</param>
    /// <param name="Journey">Where it leads: plan, draw, documents, results.</param>
    public sealed record Entry(DateTimeOffset At, string By, string Act, string Text, string Journey, string ObjectKind, string ObjectId, int Times);

    /// <param name="Since">The last visit; null on the first, which shows the last seven days.</param>
    /// <param name="UpTo">Say this to <c>/news/seen</c> once the list has been read.</param>
    public sealed record Response(DateTimeOffset? Since, long UpTo, IReadOnlyList<Entry> Entries, int More);

    public sealed record SeenRequest(long UpTo);

    public static async Task<Ok<Response>> Handle(string bureau, Official official, SpotCheckDb db, TimeProvider clock, CancellationToken ct)
    {
        var visit = await db.Set<PersonVisit>().AsNoTracking().SingleOrDefaultAsync(visit => visit.PersonId == official.Id, ct);
        var (seen, from) = (visit?.SeenUpTo ?? 0, visit is null ? clock.GetUtcNow() - FirstVisit : DateTimeOffset.MinValue);
        var found = await db.Set<AuditEntry>().AsNoTracking()
            .Where(entry => entry.Bureau == bureau && entry.Official != official.Id && entry.Seq > seen && entry.At >= from && ActPhrases.Acts.Contains(entry.Act))
            .OrderByDescending(entry => entry.Seq).Take(2_000).ToListAsync(ct);
        var last = await db.Set<AuditEntry>().MaxAsync(entry => (long?)entry.Seq, ct) ?? 0;
        var actors = found.Select(entry => entry.Official).Distinct(StringComparer.Ordinal).ToList();
        var people = await db.Set<Person>().AsNoTracking().Where(person => actors.Contains(person.Id)).ToDictionaryAsync(person => person.Id, person => person.Name, StringComparer.Ordinal, ct);
        var names = await NamesAsync(db, bureau, found, ct);
        // A section head publishes a run object by object; the reader wants one line.
        var groups = found.GroupBy(entry => (entry.Official, entry.Act, Subject: SubjectOf(entry))).ToList();
        var entries = groups.Take(MostEntries).Select(group =>
        {
            var (text, journey) = ActPhrases.Of(group.Key.Act);
            var by = people.GetValueOrDefault(group.Key.Official, "系统");
            var name = names.GetValueOrDefault(group.Key.Subject);
            return new Entry(group.First().At, by, group.Key.Act, $"{by}{text}{(name is null ? "" : $"“{name}”")}{(group.Count() > 1 ? $"（{group.Count()} 次）" : "")}", journey, group.First().ObjectKind, group.Key.Subject, group.Count());
        });
        return TypedResults.Ok(new Response(visit?.At, last, [.. entries], Math.Max(0, groups.Count - MostEntries)));
    }

    public static async Task<Results<NoContent, RefusalResult>> Seen(string bureau, SeenRequest request, Official official, SpotCheckDb db, TimeProvider clock, CancellationToken ct)
    {
        var last = await db.Set<AuditEntry>().MaxAsync(entry => (long?)entry.Seq, ct) ?? 0;
        if (request.UpTo < 0 || request.UpTo > last)
            return new Refusal("news.not-yet", "这一条还不存在，不能标为已读。请刷新后重试。", "There is no such entry yet.").ToProblem();
        // Two windows may say it at once; the further one counts.
        await db.Database.ExecuteSqlAsync($"""
            INSERT INTO person_visit (person_id, seen_up_to, at) VALUES ({official.Id}, {request.UpTo}, {clock.GetUtcNow()})
            ON CONFLICT (person_id) DO UPDATE SET seen_up_to = greatest(person_visit.seen_up_to, excluded.seen_up_to), at = excluded.at
            """, ct);
        return TypedResults.NoContent();
    }

    // plan-version ids end in the version, object-result ids in object and number: the plan and the run are what is named.
    private static string SubjectOf(AuditEntry entry) => entry.ObjectId.Split('/')[0];

    private static async Task<Dictionary<string, string>> NamesAsync(SpotCheckDb db, string bureau, List<AuditEntry> found, CancellationToken ct)
    {
        var ids = found.Select(SubjectOf).Distinct(StringComparer.Ordinal).Select(text => Guid.TryParse(text, out var id) ? id : Guid.Empty).Where(id => id != Guid.Empty).ToList();
        var plans = await db.Set<AnnualPlan>().AsNoTracking().Where(plan => plan.BureauId == bureau && ids.Contains(plan.Id)).Select(plan => new { plan.Id, Name = plan.Title }).ToListAsync(ct);
        var draws = await db.Set<Ceremony>().AsNoTracking().Where(draw => draw.BureauId == bureau && ids.Contains(draw.Id)).Select(draw => new { draw.Id, Name = draw.Title }).ToListAsync(ct);
        var runs = await db.Set<CheckRun>().AsNoTracking().Where(run => run.BureauId == bureau && ids.Contains(run.Id)).Select(run => new { run.Id, Name = run.TaskName }).ToListAsync(ct);
        var documents = await db.Set<OfficialDocument>().AsNoTracking().Where(document => document.BureauId == bureau && ids.Contains(document.Id)).Select(document => new { document.Id, Name = document.Kind }).ToListAsync(ct);
        var named = documents.Select(document => new { document.Id, Name = DocumentKind.Find(document.Name)?.Name ?? "公文" });
        return plans.Concat(draws).Concat(runs).Concat(named).ToDictionary(entry => entry.Id.ToString(), entry => entry.Name, StringComparer.Ordinal);
    }
}
