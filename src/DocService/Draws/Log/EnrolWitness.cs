using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SpotCheck.DocService.Audit;
using SpotCheck.DocService.Http;
using SpotCheck.DocService.Identity;
using SpotCheck.DocService.Storage;
using SpotCheck.VerifiableDraws;

namespace SpotCheck.DocService.Draws.Log;

/// <summary>A witness enrols the public key of his own device. Logs opened from now on name it; those already open keep what their GENESIS says.</summary>
internal static class EnrolWitness
{
    /// <param name="PublicKey">SPKI of a P-256 key, base64.</param>
    public sealed record Request(string PublicKey);

    public sealed record Response(string Name, string PublicKey, DateTimeOffset EnrolledAt);

    public sealed record Entry(string Person, string Name, DateTimeOffset EnrolledAt);

    /// <summary>Who can be named when a log is opened.</summary>
    public static async Task<Ok<List<Entry>>> List(string bureau, SpotCheckDb db, CancellationToken ct) =>
        TypedResults.Ok(await (
            from key in db.Set<WitnessKey>().AsNoTracking()
            where key.BureauId == bureau
            join person in db.Set<Person>() on key.PersonId equals person.Id
            where person.Active
            orderby key.Name
            select new Entry(key.PersonId, key.Name, key.EnrolledAt)).ToListAsync(ct));

    public static async Task<Results<Ok<Response>, RefusalResult>> Handle(
        string bureau, Request request, Official official, SpotCheckDb db, AuditTrail audit, TimeProvider clock, CancellationToken ct)
    {
        if (!SignatureKey.TryRead(request.PublicKey, out _))
            return DrawRefusals.WitnessKey.ToProblem();
        var name = WitnessNames.Of(official);
        if (!TextRules.IsWitnessName(name))
            return DrawRefusals.WitnessName(name).ToProblem();
        if (await db.Set<WitnessKey>().AnyAsync(k => k.PersonId != official.Id && (k.PublicKey == request.PublicKey || (k.BureauId == bureau && k.Name == name)), ct))
            return DrawRefusals.WitnessKeyTaken.ToProblem();

        var key = await db.Set<WitnessKey>().FindAsync([official.Id], ct);
        audit.Record(official, "witness.enrolled", "person", official.Id, key?.PublicKey, request.PublicKey);
        if (key is null)
            db.Add(key = new WitnessKey { PersonId = official.Id, BureauId = bureau, Name = name, PublicKey = request.PublicKey, EnrolledAt = clock.GetUtcNow() });
        (key.Name, key.PublicKey, key.EnrolledAt) = (name, request.PublicKey, clock.GetUtcNow());
        await db.SaveChangesAsync(ct);
        return TypedResults.Ok(new Response(key.Name, key.PublicKey, key.EnrolledAt));
    }
}

internal static class WitnessNames
{
    /// <summary>Department and name without spaces: 纪检组·赵守正.</summary>
    public static string Of(Official official) => $"{official.DepartmentName}·{official.Name}".Replace(" ", "", StringComparison.Ordinal).Normalize();
}
