using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SpotCheck.DocService.Storage;

namespace SpotCheck.DocService.Audit;

/// <summary>Recomputes the chain of the whole trail: unbroken, or the first entry that does not fit.</summary>
internal static class CheckAuditChain
{
    public sealed record Response(long Entries, string LastHash, long? FirstBroken);

    public static async Task<Ok<Response>> Handle(SpotCheckDb db, CancellationToken ct)
    {
        var answer = await db.Database.SqlQuery<Response>($"""
            SELECT count(*) AS "Entries", coalesce((SELECT hash FROM audit_entry ORDER BY seq DESC LIMIT 1), '') AS "LastHash",
                min(seq) FILTER (WHERE NOT fits) AS "FirstBroken"
            FROM (SELECT seq, seq = row_number() OVER w
                AND previous_hash = coalesce(lag(hash) OVER w, repeat('0', 64))
                AND hash = audit_entry_hash(e) AS fits
                FROM audit_entry e WINDOW w AS (ORDER BY seq)) checked
            """).SingleAsync(ct);
        return TypedResults.Ok(answer);
    }
}
