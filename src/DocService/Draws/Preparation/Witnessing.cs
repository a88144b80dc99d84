using Microsoft.EntityFrameworkCore;
using SpotCheck.DocService.Draws.Ceremonies;
using SpotCheck.DocService.Draws.Log;
using SpotCheck.DocService.Http;
using SpotCheck.DocService.Identity;
using SpotCheck.DocService.Storage;

namespace SpotCheck.DocService.Draws.Preparation;

/// <summary>Whether a draw about to be approved has the witnesses its log asks for, in office today.</summary>
internal static class Witnessing
{
    /// <returns>Null if it has, or if the bureau's log needs none.</returns>
    public static async Task<Refusal?> JudgeAsync(SpotCheckDb db, Ceremony ceremony, CancellationToken ct)
    {
        var log = await db.Set<StoredLog>().AsNoTracking().SingleAsync(l => l.Id == ceremony.LogId, ct);
        var people = await Contributors.People(db, ceremony.BureauId).ToDictionaryAsync(p => p.Id, p => p.Roles, StringComparer.Ordinal, ct);
        var absent = ceremony.Expects.FirstOrDefault(e => !people.TryGetValue(e.Person, out var roles) || (e.Source != "phrase" && !Contributors.MayThrow(log, roles)));
        if (absent is not null)
            return DrawRefusals.NoWitness($"“{absent.By}”已停用或不再是见证人，不能录入开抽单上的那一项", $"{absent.By} is no longer in office as a witness");

        var witnesses = await db.Set<LogWitness>().AsNoTracking().Where(w => w.LogId == log.Id).Select(w => w.PersonId).ToListAsync(ct);
        var inOffice = witnesses.Count(id => people.TryGetValue(id, out var roles) && roles.Contains(Role.Witness));
        return inOffice < log.Cosignatures
            ? DrawRefusals.NoWitness($"本单位的日志要求 {log.Cosignatures} 位见证人联署，在岗的登记见证人只有 {inOffice} 位", $"the log needs {log.Cosignatures} cosigning witnesses and {inOffice} are in office")
            : null;
    }
}
