using Microsoft.EntityFrameworkCore;
using SpotCheck.DocService.Identity;
using SpotCheck.DocService.Storage;

namespace SpotCheck.DocService.Documents.Kinds;

/// <summary>What many drafts of one request, or of one step of a batch, have in common: read once.</summary>
internal sealed class DraftMemory
{
    private readonly Dictionary<string, (Bureau Bureau, string Office)> bureaus = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> sections = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Bureau, Guid Run), RunFacts?> runs = [];

    /// <summary>The bureau, and who prints what it issues: its office where it has one.</summary>
    public async Task<(Bureau Bureau, string Office)> BureauAsync(SpotCheckDb db, string id, CancellationToken ct)
    {
        if (bureaus.TryGetValue(id, out var known))
            return known;
        var bureau = await db.Set<Bureau>().AsNoTracking().SingleAsync(found => found.Id == id, ct);
        var hasOffice = await db.Set<Department>().AnyAsync(department => department.BureauId == id && department.Name == "办公室", ct);
        return bureaus[id] = (bureau, hasOffice ? bureau.Name + "办公室" : bureau.Name);
    }

    public async Task<string> SectionAsync(SpotCheckDb db, string person, CancellationToken ct) => sections.TryGetValue(person, out var known) ? known
        : sections[person] = await (from found in db.Set<Person>() join department in db.Set<Department>() on found.DepartmentId equals department.Id where found.Id == person select department.Name).SingleAsync(ct);

    public async Task<RunFacts?> RunAsync(SpotCheckDb db, string bureau, Guid run, CancellationToken ct) =>
        runs.TryGetValue((bureau, run), out var known) ? known : runs[(bureau, run)] = await RunFacts.FindAsync(db, bureau, run, ct);
}
