using System.Security.Cryptography;
using System.Text.Json;
using SpotCheck.DocService.Identity;
using SpotCheck.DocService.Storage;

namespace SpotCheck.DocService.Audit;

/// <summary>
/// Records official acts. An entry is saved with the act itself by the same <c>SaveChangesAsync</c>, so there is never one without the other.
/// What changed is kept as a hash only: the trail proves, it does not copy personal data.
/// </summary>
internal sealed class AuditTrail(SpotCheckDb db, TimeProvider clock)
{
    private static readonly JsonSerializerOptions Json = JsonSerializerOptions.Web;

    /// <param name="by">Who acts.</param>
    /// <param name="act">Stable English name of the act, <c>plan.adopted</c>.</param>
    /// <param name="objectKind">What it is done to, <c>plan-version</c>.</param>
    /// <param name="objectId">Its identifier.</param>
    /// <param name="before">Its state before, or null where it did not exist. Hashed, not kept.</param>
    /// <param name="after">Its state after, or null where it no longer exists. Hashed, not kept.</param>
    public void Record(Official by, string act, string objectKind, string objectId, object? before = null, object? after = null) =>
        Add(by.Id, by.BureauId, act, objectKind, objectId, before, after);

    /// <summary>An act of the service itself, such as loading the sample county.</summary>
    public void RecordSystem(string bureau, string act, string objectKind, string objectId, object? before = null, object? after = null) =>
        Add("system", bureau, act, objectKind, objectId, before, after);

    /// <summary>An attempt that was refused, by somebody who is signed in; he need not be a person of the table.</summary>
    /// <param name="by">As the sign-in names him.</param>
    public void RecordRefused(string by, string bureau, string act, string objectKind, string objectId) => Add(by, bureau, act, objectKind, objectId, null, null);

    private void Add(string official, string bureau, string act, string objectKind, string objectId, object? before, object? after) =>
        db.Add(new AuditEntry
        {
            At = clock.GetUtcNow(),
            Official = official,
            Bureau = bureau,
            Act = act,
            ObjectKind = objectKind,
            ObjectId = objectId,
            BeforeHash = HashOf(before),
            AfterHash = HashOf(after),
        });

    private static string? HashOf(object? state) =>
        state is null ? null : Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(state, state.GetType(), Json)));
}
