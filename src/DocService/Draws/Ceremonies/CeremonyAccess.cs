using Microsoft.EntityFrameworkCore;
using SpotCheck.DocService.Draws.Log;
using SpotCheck.DocService.Http;
using SpotCheck.DocService.Identity;
using SpotCheck.DocService.Storage;
using SpotCheck.VerifiableDraws;

namespace SpotCheck.DocService.Draws.Ceremonies;

/// <summary>What the use cases of a ceremony share: finding it under the log's lock, whose act it is, and following the log.</summary>
internal static class CeremonyAccess
{
    public static Task<Ceremony?> FindAsync(SpotCheckDb db, string bureau, Guid id, CancellationToken ct) =>
        db.Set<Ceremony>().SingleOrDefaultAsync(c => c.Id == id && c.BureauId == bureau, ct);

    /// <summary>Reads the ceremony anew, alone until the caller's transaction ends: another act may have come first.</summary>
    public static async Task<Ceremony> FindLockedAsync(SpotCheckDb db, Guid id, CancellationToken ct)
    {
        db.ChangeTracker.Clear();
        await db.Database.ExecuteSqlAsync($"SELECT 1 FROM ceremony WHERE id = {id} FOR UPDATE", ct);
        return await db.Set<Ceremony>().SingleAsync(c => c.Id == id, ct);
    }

    /// <summary>A ceremony belongs to the section that runs it.</summary>
    public static Refusal? OfDesk(Ceremony ceremony, Official official) =>
        official.DepartmentName == ceremony.Desk ? null : DrawRefusals.OtherDesk;

    public static Task<List<CeremonyTask>> TasksAsync(SpotCheckDb db, Guid ceremony, CancellationToken ct) =>
        db.Set<CeremonyTask>().AsNoTracking().Where(t => t.CeremonyId == ceremony).OrderBy(t => t.Position).ToListAsync(ct);

    public static async Task<Dictionary<string, TaskTables>> TablesAsync(SpotCheckDb db, Guid ceremony, CancellationToken ct)
    {
        var tables = new Dictionary<string, TaskTables>(StringComparer.Ordinal);
        foreach (var task in await TasksAsync(db, ceremony, ct))
            tables[task.TaskId] = await FrozenTables.ReadAsync(db, task, ct);
        return tables;
    }

    /// <summary>The state of an opened ceremony as its history says.</summary>
    public static CeremonyState StateOf(DrawHistory history) => history switch
    {
        { Pending: { Opening: ReopenRecord } } => CeremonyState.Redrawing,
        { Pending: { HasAllContributions: true } } => CeremonyState.Contributed,
        { Pending: not null } => CeremonyState.Opened,
        { Result: null } => CeremonyState.Void,
        _ when history.Open.Tasks.All(t => history.Superseded.ContainsKey(t.Id)) => CeremonyState.Superseded,
        _ => CeremonyState.Drawn,
    };

    /// <summary>Appends a record of a ceremony if the protocol allows it, and lets the ceremony follow.</summary>
    public static Refusal? Append(LogSession session, DrawHistory history, Ceremony ceremony, LogRecord record)
    {
        if (history.Apply(record) is { } violation)
            return DrawRefusals.Protocol(violation);
        session.Append(record);
        ceremony.Follow(StateOf(history));
        return null;
    }

    /// <summary>Instants in records are Beijing time, as on the paper.</summary>
    public static string Instant(DateTimeOffset at) => at.ToOffset(TimeSpan.FromHours(8)).ToString("yyyy-MM-dd'T'HH:mm:sszzz", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Section and name, as <c>approvedBy</c> in records.</summary>
    public static string NameOf(Official official) => $"{official.BureauName}{official.DepartmentName} {official.Name}".Normalize();
}
