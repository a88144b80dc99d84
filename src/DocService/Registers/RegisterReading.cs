using Microsoft.EntityFrameworkCore;
using SpotCheck.DocService.Identity;
using SpotCheck.DocService.Storage;

namespace SpotCheck.DocService.Registers;

/// <summary>A target as a draw takes it: one row of the register table of docs/draw-protocol.md §2.</summary>
internal sealed record TargetRow(string Id, string Stratum, string Area);

/// <summary>An inspector as a draw takes him: one row of the roster table.</summary>
/// <param name="Qualifications">Ascending.</param>
internal sealed record RosterRow(string Id, string Unit, IReadOnlyList<string> Qualifications);

/// <summary>A pair that must not meet: one row of the conflicts table.</summary>
internal sealed record ConflictRow(string TargetId, string InspectorId);

/// <summary>How targets fall into strata.</summary>
internal enum StratifyBy
{
    /// <summary>One stratum, <c>全部</c>.</summary>
    Nothing,

    /// <summary>低风险, 一般风险, 较高风险, 高风险, 未分类.</summary>
    Risk,
}

/// <summary>What plans, draws and documents ask of the registers.</summary>
internal sealed class RegisterReading(SpotCheckDb db, TimeProvider clock)
{
    /// <summary>The stratum when nothing divides the register.</summary>
    public const string WholeStratum = "全部";

    /// <summary>The newest version, open or closed, or <c>null</c> when the bureau has no such register yet.</summary>
    public Task<RegisterVersion?> LatestAsync(string bureau, RegisterKind kind, CancellationToken ct) =>
        db.Set<RegisterVersion>().Where(v => v.BureauId == bureau && v.Kind == kind).OrderByDescending(v => v.Number).FirstOrDefaultAsync(ct);

    /// <summary>
    /// Closes the newest version if it is open and gives its number, or <c>null</c> when there is none.
    /// Takes effect with the caller's <c>SaveChangesAsync</c>, in the same transaction as the draw that needs it; waits for a running import.
    /// </summary>
    public async Task<int?> CloseAsync(string bureau, RegisterKind kind, Official by, CancellationToken ct)
    {
        // The lock an import holds while it writes; without a surrounding transaction it is released at once.
        await db.Database.ExecuteSqlAsync($"SELECT 1 FROM register WHERE bureau_id = {bureau} AND kind = {kind.Code()} FOR UPDATE", ct);
        var latest = await LatestAsync(bureau, kind, ct);
        if (latest is { State: VersionState.Open })
            latest.Close(by.Id, clock.GetUtcNow());
        return latest?.Number;
    }

    /// <summary>Targets of a version within a scope, ascending by id.</summary>
    public async Task<IReadOnlyList<TargetRow>> TargetsAsync(string bureau, int version, TargetScope scope, StratifyBy by, CancellationToken ct)
    {
        var rows = await Within(Targets(bureau, version), scope).OrderBy(t => t.Id).Select(t => new { t.Id, t.RiskClass, t.Area }).ToListAsync(ct);
        return [.. rows.Select(t => new TargetRow(t.Id, by == StratifyBy.Risk ? RiskClass.Stratum(t.RiskClass) : WholeStratum, t.Area ?? ""))];
    }

    /// <summary>How many targets a scope holds, by stratum; for forecasts.</summary>
    public async Task<IReadOnlyDictionary<string, int>> CountAsync(string bureau, int version, TargetScope scope, CancellationToken ct)
    {
        var counts = await Within(Targets(bureau, version), scope).GroupBy(t => t.RiskClass).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(ct);
        return counts.ToDictionary(c => RiskClass.Stratum(c.Key), c => c.Count, StringComparer.Ordinal);
    }

    /// <summary>Inspectors of a version who may be drawn on a day: active, with a certificate that is not out of date. Ascending by id.</summary>
    public async Task<IReadOnlyList<RosterRow>> RosterAsync(string bureau, int version, DateOnly on, CancellationToken ct)
    {
        var rows = await Inspectors(bureau, version)
            .Where(i => i.Active && i.CertificateNumber != null && (i.CertificateUntil == null || i.CertificateUntil >= on))
            .OrderBy(i => i.Id).Select(i => new { i.Id, i.Unit, i.Qualifications }).ToListAsync(ct);
        return [.. rows.Select(i => new RosterRow(i.Id, i.Unit, [.. (i.Qualifications ?? []).Order(Utf8Order)]))];
    }

    /// <summary>The recusals in force, those of a whole unit expanded to its inspectors, ascending.</summary>
    public async Task<IReadOnlyList<ConflictRow>> ConflictsAsync(string bureau, IReadOnlyCollection<TargetRow> targets, IReadOnlyCollection<RosterRow> roster, CancellationToken ct)
    {
        var wanted = targets.Select(t => t.Id).ToHashSet(StringComparer.Ordinal);
        var ofUnit = roster.ToLookup(i => i.Unit, i => i.Id, StringComparer.Ordinal);
        var recusals = await db.Set<Recusal>().AsNoTracking().Where(r => r.BureauId == bureau && r.WithdrawnAt == null).ToListAsync(ct);
        return
        [
            .. recusals.Where(r => wanted.Contains(r.TargetId))
                .SelectMany(r => (r.InspectorId is { } one ? [one] : ofUnit[r.Unit!]).Select(inspector => new ConflictRow(r.TargetId, inspector)))
                .Distinct()
                .OrderBy(c => c.TargetId, StringComparer.Ordinal).ThenBy(c => c.InspectorId, StringComparer.Ordinal),
        ];
    }

    /// <summary>What the words of a plan mean in this register; <c>null</c> when it knows no such targets.</summary>
    public async Task<TargetScope?> ScopeAsync(string bureau, int version, string objects, IReadOnlyList<string> exclusions, string taskTitle, CancellationToken ct)
    {
        var tags = await Targets(bureau, version).Where(t => t.Tags != null).SelectMany(t => t.Tags!).Distinct().ToListAsync(ct);
        var types = await Targets(bureau, version).Where(t => t.EntityType != null).Select(t => t.EntityType!).Distinct().ToListAsync(ct);
        return ScopeWords.Resolve(objects, exclusions, taskTitle, tags, types);
    }

    /// <summary>The rows of a version, whole.</summary>
    public IQueryable<Target> Targets(string bureau, int version) => db.Set<Target>().AsNoTracking()
        .Where(t => t.BureauId == bureau && t.FromVersion <= version && (t.ToVersion == null || t.ToVersion > version));

    /// <inheritdoc cref="Targets"/>
    public IQueryable<Inspector> Inspectors(string bureau, int version) => db.Set<Inspector>().AsNoTracking()
        .Where(i => i.BureauId == bureau && i.FromVersion <= version && (i.ToVersion == null || i.ToVersion > version));

    internal static IQueryable<Target> Within(IQueryable<Target> targets, TargetScope scope)
    {
        if (scope.EntityTypes.Count > 0)
            targets = targets.Where(t => scope.EntityTypes.Contains(t.EntityType!));
        if (scope.Industries.Count > 0)
            targets = targets.Where(t => scope.Industries.Contains(t.Industry!));
        if (scope.Regions.Count > 0)
            targets = targets.Where(t => scope.Regions.Contains(t.Region!));
        if (scope.Areas.Count > 0)
            targets = targets.Where(t => scope.Areas.Contains(t.Area!));
        if (scope.RiskClasses.Count > 0)
            targets = targets.Where(t => scope.RiskClasses.Contains(t.RiskClass!));
        if (scope.Tags.Count > 0)
            targets = targets.Where(t => t.Tags!.Any(tag => scope.Tags.Contains(tag)));
        if (scope.Without.Count > 0)
            targets = targets.Where(t => (t.Tags == null || !t.Tags.Any(tag => scope.Without.Contains(tag))) && (t.EntityType == null || !scope.Without.Contains(t.EntityType)));
        if (scope.RegisteredUpTo is { } last)
            targets = targets.Where(t => t.RegisteredOn == null || t.RegisteredOn <= last);
        return targets;
    }

    // The protocol's order is by UTF-8 bytes, which for names beyond the basic plane differs from UTF-16.
    private static readonly Comparer<string> Utf8Order = Comparer<string>.Create((a, b) =>
        System.Text.Encoding.UTF8.GetBytes(a).AsSpan().SequenceCompareTo(System.Text.Encoding.UTF8.GetBytes(b)));
}
