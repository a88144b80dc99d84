using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SpotCheck.DocService.Audit;
using SpotCheck.DocService.Http;
using SpotCheck.DocService.Identity;
using SpotCheck.DocService.Storage;

namespace SpotCheck.DocService.Registers;

/// <summary>The recusals of a bureau that are in force.</summary>
internal static class ListRecusals
{
    public sealed record Entry(long Id, string TargetId, string? InspectorId, string? Unit, string Ground, DateTimeOffset DeclaredAt);

    public static async Task<Ok<IReadOnlyList<Entry>>> Handle(string bureau, SpotCheckDb db, CancellationToken ct) =>
        TypedResults.Ok<IReadOnlyList<Entry>>(await db.Set<Recusal>().AsNoTracking()
            .Where(r => r.BureauId == bureau && r.WithdrawnAt == null).OrderBy(r => r.TargetId).ThenBy(r => r.Id)
            .Select(r => new Entry(r.Id, r.TargetId, r.InspectorId, r.Unit, r.Ground, r.DeclaredAt)).ToListAsync(ct));
}

/// <summary>A clerk enters that an inspector, or a whole unit, must not check a target.</summary>
internal static class DeclareRecusal
{
    public sealed record Request(string TargetId, string Ground, string? InspectorId = null, string? Unit = null);

    public static async Task<Results<Created<ListRecusals.Entry>, RefusalResult>> Handle(
        string bureau, Request request, Official official, RegisterReading registers, SpotCheckDb db, AuditTrail audit, TimeProvider clock, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(request.InspectorId) == string.IsNullOrWhiteSpace(request.Unit))
            return RegisterRefusals.Recusal("检查人员和单位要填且只填一项").ToProblem();
        if (request.Ground.Trim().Length is 0 or > 200 || request.Ground.Any(char.IsControl))
            return RegisterRefusals.Recusal("理由为空、过长或含有控制字符").ToProblem();
        if (await UnknownAsync(bureau, request, registers, ct) is { } unknown)
            return RegisterRefusals.Recusal(unknown).ToProblem();
        if (await db.Set<Recusal>().AnyAsync(r => r.BureauId == bureau && r.TargetId == request.TargetId && r.InspectorId == request.InspectorId && r.Unit == request.Unit && r.WithdrawnAt == null, ct))
            return RegisterRefusals.RecusalKnown.ToProblem();

        var recusal = new Recusal
        {
            BureauId = bureau, TargetId = request.TargetId, InspectorId = request.InspectorId, Unit = request.Unit,
            Ground = request.Ground.Trim(), DeclaredAt = clock.GetUtcNow(), DeclaredBy = official.Id,
        };
        db.Add(recusal);
        audit.Record(official, "recusal.declared", "recusal", request.TargetId, after: request);
        await db.SaveChangesAsync(ct);
        return TypedResults.Created($"/api/bureaus/{bureau}/recusals/{recusal.Id}",
            new ListRecusals.Entry(recusal.Id, recusal.TargetId, recusal.InspectorId, recusal.Unit, recusal.Ground, recusal.DeclaredAt));
    }

    private static async Task<string?> UnknownAsync(string bureau, Request request, RegisterReading registers, CancellationToken ct)
    {
        var targets = await registers.LatestAsync(bureau, RegisterKind.Targets, ct);
        if (targets is null || !await registers.Targets(bureau, targets.Number).AnyAsync(t => t.Id == request.TargetId, ct))
            return $"检查对象名录库里没有“{request.TargetId}”";
        var inspectors = await registers.LatestAsync(bureau, RegisterKind.Inspectors, ct);
        if (inspectors is null || !await registers.Inspectors(bureau, inspectors.Number).AnyAsync(i => request.InspectorId == null ? i.Unit == request.Unit : i.Id == request.InspectorId, ct))
            return $"执法检查人员名录库里没有“{request.InspectorId ?? request.Unit}”";
        return null;
    }
}

/// <summary>A clerk withdraws a recusal; it stays on record.</summary>
internal static class WithdrawRecusal
{
    public static async Task<Results<NoContent, RefusalResult>> Handle(
        string bureau, long id, Official official, SpotCheckDb db, AuditTrail audit, TimeProvider clock, CancellationToken ct)
    {
        var recusal = await db.Set<Recusal>().SingleOrDefaultAsync(r => r.Id == id && r.BureauId == bureau && r.WithdrawnAt == null, ct);
        if (recusal is null)
            return RegisterRefusals.NoSuchRecusal.ToProblem();
        recusal.Withdraw(official.Id, clock.GetUtcNow());
        audit.Record(official, "recusal.withdrawn", "recusal", recusal.TargetId);
        await db.SaveChangesAsync(ct);
        return TypedResults.NoContent();
    }
}
