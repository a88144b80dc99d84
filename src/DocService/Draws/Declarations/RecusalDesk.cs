using Microsoft.EntityFrameworkCore;
using QRCoder;
using SpotCheck.DocService.Draws.Ceremonies;
using SpotCheck.DocService.Http;
using SpotCheck.DocService.Identity;
using SpotCheck.DocService.Storage;

namespace SpotCheck.DocService.Draws.Declarations;

/// <summary>The address on a recusal notice, its token behind a <c>#</c>, and the same as a QR code.</summary>
internal sealed class RecusalLinks(ServiceSettings settings)
{
    private const int PixelsPerModule = 4;

    public LinkTokens Tokens { get; } = new(settings, "spotcheck recusal link v1");

    public string TokenOf(Guid link) => Tokens.TokenOf(link);

    public string AddressOf(Guid link) => $"{settings.PublicBaseUrl.ToString().TrimEnd('/')}/recusal#{TokenOf(link)}";

    /// <summary>PNG as a data URI.</summary>
    public string QrCodeOf(Guid link)
    {
        using var code = QRCodeGenerator.GenerateQrCode(AddressOf(link), QRCodeGenerator.ECCLevel.M);
        using var picture = new PngByteQRCode(code);
        return $"data:image/png;base64,{Convert.ToBase64String(picture.GetGraphic(PixelsPerModule))}";
    }
}

/// <summary>What a link opens: one inspector's part of one draw.</summary>
internal sealed record OpenedRecusal(RecusalLink Link, Ceremony Ceremony, string BureauName)
{
    public string Section => BureauName + Ceremony.Desk;
}

/// <summary>Lets in whoever holds a good link, and nobody else.</summary>
internal sealed class RecusalDesk(SpotCheckDb db, RecusalLinks links, LinkHolders holders, TimeProvider clock)
{
    public const string TokenHeader = "X-Recusal-Token";

    /// <summary>What the request's link opens. A change holds the link's row until its transaction ends.</summary>
    public async Task<(OpenedRecusal? Opened, Refusal? Refusal)> OpenAsync(HttpRequest request, bool toChange, CancellationToken ct)
    {
        if (!LinkHolders.TryRead(request, TokenHeader, links.Tokens, out var id, out var tokenHash))
            return (null, DeclarationRefusals.UnknownLink);
        var link = toChange
            ? await db.Set<RecusalLink>().FromSql($"SELECT * FROM recusal_link WHERE id = {id} FOR UPDATE").AsNoTracking().SingleOrDefaultAsync(ct)
            : await db.Set<RecusalLink>().AsNoTracking().SingleOrDefaultAsync(l => l.Id == id, ct);
        if (link is null || !LinkHolders.Same(tokenHash, link.TokenHash))
            return (null, DeclarationRefusals.UnknownLink);
        var ceremony = await db.Set<Ceremony>().AsNoTracking().SingleAsync(c => c.Id == link.CeremonyId, ct);
        var bureau = await db.Set<Bureau>().Where(b => b.Id == ceremony.BureauId).Select(b => b.Name).SingleAsync(ct);
        var opened = new OpenedRecusal(link, ceremony, bureau);
        return Judge(opened) is { } refusal ? (null, refusal) : (opened, null);
    }

    /// <summary>Refuses whoever is signed in as an official, and writes it into the audit trail. Call it before a transaction is begun.</summary>
    public Task<Refusal?> JudgeSessionAsync(HttpRequest request, CancellationToken ct) => holders.JudgeSessionAsync(request, DeclarationRefusals.SignedIn, async () =>
    {
        var (opened, refusal) = await OpenAsync(request, toChange: false, ct);
        return (opened is null ? null : new(opened.Ceremony.BureauId, "draw.recusal-declaration-refused", "draw", opened.Ceremony.Id.ToString()), refusal);
    }, ct);

    private Refusal? Judge(OpenedRecusal opened)
    {
        if (opened.Link.WithdrawnAt is not null)
            return DeclarationRefusals.Withdrawn(opened.Section, opened.Link.WithdrawnBecause!);
        if (opened.Ceremony.State == CeremonyState.Superseded)
            return DeclarationRefusals.Over(opened.Section);
        return clock.GetUtcNow() >= opened.Link.ExpiresAt ? DeclarationRefusals.Expired(opened.Section, opened.Link.ExpiresAt) : null;
    }
}
