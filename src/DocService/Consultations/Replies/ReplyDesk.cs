using Microsoft.EntityFrameworkCore;
using SpotCheck.DocService.Consultations.Letters;
using SpotCheck.DocService.Documents;
using SpotCheck.DocService.Http;
using SpotCheck.DocService.Identity;
using SpotCheck.DocService.Storage;

namespace SpotCheck.DocService.Consultations.Replies;

/// <summary>What a link opens.</summary>
internal sealed record OpenedLink(ReplyLink Link, ConsultationLetter Letter, string BureauName)
{
    public IReadOnlyList<TaskField> Fields { get; } = ReplyJson.Read<IReadOnlyList<TaskField>>(Letter.Fields);
}

/// <summary>Lets in whoever holds a good link, and nobody else.</summary>
internal sealed class ReplyDesk(SpotCheckDb db, LetterLinks links, LinkHolders holders, TimeProvider clock)
{
    public const string TokenHeader = "X-Reply-Token";

    /// <summary>A link for a letter, to be saved with what it belongs to.</summary>
    public ReplyLink Make(ConsultationLetter letter, Guid id, DateTimeOffset expiresAt, string by) => new()
    {
        Id = id, ConsultationId = letter.Id, TokenHash = LinkTokens.HashOf(links.TokenOf(id)), MadeBy = by, MadeAt = clock.GetUtcNow(), ExpiresAt = expiresAt,
    };

    /// <summary>What the request's link opens, for reading or for changing. A change holds the link's row until its transaction ends.</summary>
    public async Task<(OpenedLink? Opened, Refusal? Refusal)> OpenAsync(HttpRequest request, bool toChange, CancellationToken ct)
    {
        if (!LinkHolders.TryRead(request, TokenHeader, links.Tokens, out var id, out var tokenHash))
            return (null, ReplyRefusals.UnknownLink);
        var link = toChange
            ? await db.Set<ReplyLink>().FromSql($"SELECT * FROM reply_link WHERE id = {id} FOR UPDATE").SingleOrDefaultAsync(ct)
            : await db.Set<ReplyLink>().AsNoTracking().SingleOrDefaultAsync(l => l.Id == id, ct);
        if (link is null || !LinkHolders.Same(tokenHash, link.TokenHash))
            return (null, ReplyRefusals.UnknownLink);

        var letter = await db.Set<ConsultationLetter>().AsNoTracking().SingleAsync(l => l.Id == link.ConsultationId, ct);
        var bureau = await db.Set<Bureau>().Where(b => b.Id == letter.BureauId).Select(b => b.Name).SingleAsync(ct);
        return await JudgeAsync(link, letter, bureau, toChange, ct) is { } refusal ? (null, refusal) : (new(link, letter, bureau), null);
    }

    /// <summary>Refuses whoever is signed in as an official, and writes it into the audit trail. Call it before a transaction is begun.</summary>
    public Task<Refusal?> JudgeSessionAsync(HttpRequest request, CancellationToken ct) => holders.JudgeSessionAsync(request, ReplyRefusals.SignedIn, async () =>
    {
        var (opened, refusal) = await OpenAsync(request, toChange: false, ct);
        return (opened is null ? null : new(opened.Letter.BureauId, "consultation.answer-refused", "consultation", opened.Letter.Id.ToString()), refusal);
    }, ct);

    /// <summary>The answer that counts, by whichever way it came.</summary>
    public Task<ConsultationReply> AnswerOfAsync(Guid consultation, CancellationToken ct) =>
        db.Set<ConsultationReply>().AsNoTracking().Where(r => r.ConsultationId == consultation && r.State == ReplyState.Final).OrderByDescending(r => r.ReceivedAt).ThenByDescending(r => r.Id).FirstAsync(ct);

    private async Task<Refusal?> JudgeAsync(ReplyLink link, ConsultationLetter letter, string bureau, bool toChange, CancellationToken ct)
    {
        if (link.RevokedAt is not null)
            return ReplyRefusals.Revoked(bureau, link.RevokedBecause!);
        if (await db.Set<OfficialDocument>().AnyAsync(d => d.Id == letter.DocumentId && d.State == DocumentState.Voided, ct))
            return ReplyRefusals.Voided(bureau, letter.Number);
        if (link.UsedAt is not null)
        {
            return toChange ? ReplyRefusals.Used(bureau, (await AnswerOfAsync(letter.Id, ct)).Receipt!) : null;
        }
        return clock.GetUtcNow() >= link.ExpiresAt ? ReplyRefusals.Expired(bureau, letter.Number, link.ExpiresAt) : null;
    }
}
