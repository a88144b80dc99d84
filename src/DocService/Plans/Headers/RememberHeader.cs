using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SpotCheck.DocService.Audit;
using SpotCheck.DocService.Http;
using SpotCheck.DocService.Identity;
using SpotCheck.DocService.Plans.Sheets;
using SpotCheck.DocService.Storage;

namespace SpotCheck.DocService.Plans.Headers;

/// <summary>A clerk says once what a header of this bureau's sheets means; from then on every sheet is read so.</summary>
internal static class RememberHeader
{
    private const int MostHeaders = 500;

    /// <param name="Column">Null forgets the header.</param>
    public sealed record Request(string Header, PlanColumn? Column);

    public sealed record Entry(string Header, PlanColumn Column, string ColumnName);

    /// <param name="Columns">Every meaning a header can have, with the name a new plan uses.</param>
    public sealed record Response(IReadOnlyList<Entry> Remembered, IReadOnlyList<Meaning> Columns);

    public sealed record Meaning(PlanColumn Column, string Name);

    public static async Task<Ok<Response>> Read(string bureau, SpotCheckDb db, CancellationToken ct) => TypedResults.Ok(await AllAsync(db, bureau, ct));

    public static async Task<Results<Ok<Response>, RefusalResult>> Set(
        string bureau, Request request, Official official, SpotCheckDb db, AuditTrail audit, TimeProvider clock, CancellationToken ct)
    {
        var key = PlanHeaders.Key(request.Header);
        if (request.Header.Length > PlanHeaders.LongestHeader || key.Length == 0 || (request.Column is { } column && !Enum.IsDefined(column)))
            return new Refusal("plan.header-unusable", $"表头应为 1 至 {PlanHeaders.LongestHeader} 个字，含义应是计划的一种列。请核对后重试。", "A header has 1 to 60 characters and means one of the plan's columns.").ToProblem();
        if (PlanHeaders.Recognise(request.Header) is { } known)
            return Refusal.WrongState("plan.header-known", $"系统已认得表头“{request.Header.Trim()}”，它是“{PlanHeaders.NameOf(known)}”，不能改作别的列。请在表中改用其他表头。", $"This header is known as {known} and keeps that meaning.").ToProblem();

        var stored = await db.Set<RememberedHeader>().FindAsync([bureau, key], ct);
        if (stored is null && await db.Set<RememberedHeader>().CountAsync(header => header.BureauId == bureau, ct) >= MostHeaders)
            return Refusal.WrongState("plan.too-many-headers", $"已记住 {MostHeaders} 个表头，不能再多。请先删除不用的。", $"{MostHeaders} headers are remembered already.").ToProblem();
        audit.Record(official, request.Column is null ? "plan-header.forgotten" : "plan-header.remembered", "plan-header", key, stored?.Column?.ToString(), request.Column?.ToString());
        if (request.Column is null && stored is not null)
            db.Remove(stored);
        else if (request.Column is not null && stored is null)
            db.Add(new RememberedHeader { BureauId = bureau, Header = key, Column = request.Column, SetBy = official.Id, SetAt = clock.GetUtcNow() });
        else if (stored is not null)
            (stored.Column, stored.SetBy, stored.SetAt) = (request.Column, official.Id, clock.GetUtcNow());
        await db.SaveChangesAsync(ct);
        return TypedResults.Ok(await AllAsync(db, bureau, ct));
    }

    private static async Task<Response> AllAsync(SpotCheckDb db, string bureau, CancellationToken ct)
    {
        var remembered = await db.RememberedHeadersAsync(bureau, ct);
        return new(
            [.. remembered.OrderBy(header => header.Key, StringComparer.Ordinal).Select(header => new Entry(header.Key, header.Value, PlanHeaders.NameOf(header.Value)))],
            [.. Enum.GetValues<PlanColumn>().Select(column => new Meaning(column, PlanHeaders.NameOf(column)))]);
    }
}
