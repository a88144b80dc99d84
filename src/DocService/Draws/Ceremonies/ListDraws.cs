using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SpotCheck.DocService.Http;
using SpotCheck.DocService.Storage;

namespace SpotCheck.DocService.Draws.Ceremonies;

/// <summary>Every ceremony of the bureau, newest first; an overdue one says so.</summary>
internal static class ListDraws
{
    public sealed record DrawEntry(
        Guid Id, string Title, string Desk, CeremonyState State, string StateName, DateTimeOffset PreparedAt, DateTimeOffset Deadline, bool Overdue, long? OpenSeq, IReadOnlyList<string> Tasks);

    public static async Task<Ok<List<DrawEntry>>> Handle(string bureau, SpotCheckDb db, Reader reader, TimeProvider clock, CancellationToken ct)
    {
        var ceremonies = await db.Set<Ceremony>().AsNoTracking().Where(c => c.BureauId == bureau).OrderByDescending(c => c.PreparedAt).Take(500).ToListAsync(ct);
        var ids = ceremonies.ConvertAll(c => c.Id);
        var tasks = (await db.Set<CeremonyTask>().AsNoTracking().Where(t => ids.Contains(t.CeremonyId)).OrderBy(t => t.Position).Select(t => new { t.CeremonyId, t.TaskId }).ToListAsync(ct)).ToLookup(t => t.CeremonyId, t => t.TaskId);
        var now = clock.GetUtcNow();
        return TypedResults.Ok(ceremonies.ConvertAll(c => new DrawEntry(
            c.Id, c.Title, c.Desk, c.State, DrawRefusals.NameOf(c.State, reader), c.PreparedAt, c.Deadline, c.IsOverdue(now), c.OpenSeq, [.. tasks[c.Id]])));
    }
}
