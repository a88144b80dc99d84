using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SpotCheck.DocService.Audit;
using SpotCheck.DocService.Draws.Ceremonies;
using SpotCheck.DocService.Draws.Log;
using SpotCheck.DocService.Http;
using SpotCheck.DocService.Identity;
using SpotCheck.DocService.Storage;

namespace SpotCheck.DocService.Draws.Declarations;

/// <summary>回避告知单: a link for every inspector a draw has chosen, handed out by the section on paper or copied.</summary>
internal static class IssueRecusalLinks
{
    /// <param name="ExpiresAt">Until when a recusal can be declared.</param>
    public sealed record Request(DateTimeOffset ExpiresAt);

    public sealed record WithdrawalRequest(string Reason);

    /// <param name="Notices">One per inspector on a team now, by id.</param>
    public sealed record Response(string Bureau, string Desk, string Draw, DateTimeOffset Now, IReadOnlyList<Notice> Notices);

    /// <param name="Link">Null as long as none was made.</param>
    /// <param name="QrCode">PNG as a data URI.</param>
    /// <param name="Objects">How many objects he is to visit.</param>
    /// <param name="Answered">About how many of them he has said whether he must be recused.</param>
    public sealed record Notice(string Inspector, string Name, Guid? Link, string? Address, string? QrCode, DateTimeOffset? ExpiresAt, int Objects, int Answered);

    public static async Task<Results<Ok<Response>, RefusalResult>> List(
        string bureau, Guid id, Official official, SpotCheckDb db, DrawLogs logs, RecusalLinks links, TimeProvider clock, CancellationToken ct)
    {
        if (await CeremonyAccess.FindAsync(db, bureau, id, ct) is not { } ceremony)
            return DrawRefusals.NoSuchDraw.ToProblem();
        if ((CeremonyAccess.OfDesk(ceremony, official) ?? ceremony.Demand(CeremonyState.Drawn, CeremonyState.Redrawing)) is { } refusal)
            return refusal.ToProblem();
        return TypedResults.Ok(await ViewAsync(ceremony, official, db, logs, links, clock.GetUtcNow(), ct));
    }

    public static async Task<Results<Ok<Response>, RefusalResult>> Issue(
        string bureau, Guid id, Request request, Official official, SpotCheckDb db, DrawLogs logs, RecusalLinks links, AuditTrail audit, TimeProvider clock, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (request.ExpiresAt <= now || request.ExpiresAt > now.AddDays(90))
            return DeclarationRefusals.LinkTerms.ToProblem();
        if (await CeremonyAccess.FindAsync(db, bureau, id, ct) is null)
            return DrawRefusals.NoSuchDraw.ToProblem();
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var ceremony = await CeremonyAccess.FindLockedAsync(db, id, ct);
        if ((CeremonyAccess.OfDesk(ceremony, official) ?? ceremony.Demand(CeremonyState.Drawn, CeremonyState.Redrawing)) is { } refusal)
            return refusal.ToProblem();
        var current = await db.Set<RecusalLink>().Where(l => l.CeremonyId == id && l.WithdrawnAt == null).ToListAsync(ct);
        foreach (var over in current.Where(l => l.ExpiresAt <= now))
            over.Withdraw("已到期，另发了告知单", now);
        await db.SaveChangesAsync(ct);
        var served = current.Where(l => l.WithdrawnAt is null).Select(l => l.InspectorId).ToHashSet(StringComparer.Ordinal);
        var made = (await AssignedAsync(db, logs, ceremony, ct)).Select(a => a.Inspector).Distinct(StringComparer.Ordinal).Where(i => !served.Contains(i)).Select(i => Make(links, id, i, official, now, request.ExpiresAt)).ToList();
        db.AddRange(made);
        audit.Record(official, "draw.recusal-links-made", "draw", id.ToString(), after: new { Made = made.Count, request.ExpiresAt });
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return TypedResults.Ok(await ViewAsync(ceremony, official, db, logs, links, now, ct));
    }

    public static async Task<Results<NoContent, RefusalResult>> Withdraw(
        string bureau, Guid id, Guid link, WithdrawalRequest request, Official official, SpotCheckDb db, AuditTrail audit, TimeProvider clock, CancellationToken ct)
    {
        if (request.Reason.Trim() is not { Length: >= 2 and <= 200 } reason || reason.Any(char.IsControl))
            return new Refusal("recusal.withdrawal-reason", "没有写收回的原因，或超过 200 字。原因会显示给拿着旧链接的人，请写明。", "A reason of at most 200 characters is needed; whoever holds the link reads it.").ToProblem();
        if (await CeremonyAccess.FindAsync(db, bureau, id, ct) is not { } ceremony)
            return DrawRefusals.NoSuchDraw.ToProblem();
        if (CeremonyAccess.OfDesk(ceremony, official) is { } refusal)
            return refusal.ToProblem();
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (await db.Set<RecusalLink>().FromSql($"SELECT * FROM recusal_link WHERE id = {link} AND ceremony_id = {id} AND withdrawn_at IS NULL FOR UPDATE").SingleOrDefaultAsync(ct) is not { } found)
            return DeclarationRefusals.NoSuchLink.ToProblem();
        found.Withdraw(reason, clock.GetUtcNow());
        audit.Record(official, "draw.recusal-link-withdrawn", "draw", id.ToString(), after: new { found.Id, found.InspectorId, reason });
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return TypedResults.NoContent();
    }

    private static RecusalLink Make(RecusalLinks links, Guid ceremony, string inspector, Official official, DateTimeOffset now, DateTimeOffset expiresAt)
    {
        var id = Guid.NewGuid();
        return new() { Id = id, CeremonyId = ceremony, InspectorId = inspector, TokenHash = LinkTokens.HashOf(links.TokenOf(id)), MadeBy = official.Id, MadeAt = now, ExpiresAt = expiresAt.ToUniversalTime() };
    }

    private static async Task<List<Assignment>> AssignedAsync(SpotCheckDb db, DrawLogs logs, Ceremony ceremony, CancellationToken ct) =>
        [.. (await logs.ReadAsync(db, ceremony.LogId, log => Assignments.Of(log.HistoryOf(ceremony.OpenSeq!.Value)), ct)).Where(a => a.Live)];

    private static async Task<Response> ViewAsync(Ceremony ceremony, Official official, SpotCheckDb db, DrawLogs logs, RecusalLinks links, DateTimeOffset now, CancellationToken ct)
    {
        var assigned = (await AssignedAsync(db, logs, ceremony, ct)).GroupBy(a => a.Inspector, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal).ToList();
        var current = await db.Set<RecusalLink>().AsNoTracking().Where(l => l.CeremonyId == ceremony.Id && l.WithdrawnAt == null).ToDictionaryAsync(l => l.InspectorId, StringComparer.Ordinal, ct);
        var said = (await db.Set<RecusalDeclaration>().AsNoTracking().Where(d => d.CeremonyId == ceremony.Id).Select(d => new { d.TaskId, d.ObjectId, d.InspectorId }).ToListAsync(ct))
            .Select(d => (d.TaskId, d.ObjectId, d.InspectorId)).ToHashSet();
        var names = await DrawNames.FindAsync(db, ceremony.BureauId, [], [.. assigned.Select(g => g.Key)], ct);
        return new Response(official.BureauName, ceremony.Desk, ceremony.Title, now, [.. assigned.Select(mine =>
        {
            var link = current.GetValueOrDefault(mine.Key);
            return new Notice(mine.Key, names.Inspectors.GetValueOrDefault(mine.Key, ""), link?.Id, link is null ? null : links.AddressOf(link.Id), link is null ? null : links.QrCodeOf(link.Id), link?.ExpiresAt,
                mine.Count(), mine.Count(a => said.Contains((a.Task, a.Object, a.Inspector))));
        })]);
    }
}
