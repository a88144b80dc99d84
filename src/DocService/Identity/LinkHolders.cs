using System.Security.Cryptography;
using SpotCheck.DocService.Audit;
using SpotCheck.DocService.Http;
using SpotCheck.DocService.Storage;

namespace SpotCheck.DocService.Identity;

/// <summary>People without an account, known by the link they hold: whose token a request carries, and that no official speaks for them.</summary>
internal sealed class LinkHolders(SpotCheckDb db, AuditTrail audit)
{
    /// <summary>What an official tried in the place of a link's holder.</summary>
    public sealed record Attempt(string Bureau, string Act, string ObjectKind, string ObjectId);

    /// <summary>The token and its link, if it was made here. It travels in the header only: no address, no log and no other site ever sees it, and a foreign page cannot set it.</summary>
    public static bool TryRead(HttpRequest request, string header, LinkTokens tokens, out Guid link, out byte[] tokenHash)
    {
        var token = request.Headers[header] is [{ } only] ? only : null;
        var known = tokens.TryRead(token, out link);
        tokenHash = known ? LinkTokens.HashOf(token!) : [];
        return known;
    }

    public static bool Same(byte[] tokenHash, byte[] stored) => CryptographicOperations.FixedTimeEquals(stored, tokenHash);

    /// <summary>
    /// Papers with links pass through the hands of officials. Whoever is signed in as one is therefore refused, and the attempt stands in the
    /// audit trail. Call it before a transaction is begun.
    /// </summary>
    /// <param name="open">What the request's link opens as an attempt on it, or why it opens nothing.</param>
    public async Task<Refusal?> JudgeSessionAsync(HttpRequest request, Refusal signedIn, Func<Task<(Attempt? Attempt, Refusal? Refusal)>> open, CancellationToken ct)
    {
        if (SignInClaims.IdentifierOf(request.HttpContext.User) is not { } official)
            return null;
        var (attempt, refusal) = await open();
        if (attempt is null)
            return refusal;
        audit.RecordRefused(official, attempt.Bureau, attempt.Act, attempt.ObjectKind, attempt.ObjectId);
        await db.SaveChangesAsync(ct);
        return signedIn;
    }
}
