using Microsoft.EntityFrameworkCore;
using SpotCheck.DocService.Draws.Ceremonies;
using SpotCheck.DocService.Draws.Log;
using SpotCheck.DocService.Http;
using SpotCheck.DocService.Identity;
using SpotCheck.DocService.Storage;

namespace SpotCheck.DocService.Draws.Preparation;

/// <summary>Who throws what at a ceremony.</summary>
internal static class Contributors
{
    public static async Task<(IReadOnlyList<ExpectedThrow>? Expects, Refusal? Refusal)> ResolveAsync(
        SpotCheckDb db, StoredLog log, string bureau, PrepareDraw.Request request, CancellationToken ct)
    {
        var witnesses = await db.Set<LogWitness>().AsNoTracking().Where(w => w.LogId == log.Id).ToDictionaryAsync(w => w.PersonId, w => w.Name, StringComparer.Ordinal, ct);
        var main = request.Witness ?? (witnesses.Count == 1 ? witnesses.Keys.Single() : null);
        if (main is null)
            return (null, new Refusal("draw.choose-witness", $"请指定由谁掷骰子（本单位日志有 {witnesses.Count} 位见证人）。", $"Name who throws the dice; the log has {witnesses.Count} witnesses."));

        var choices = request.Sources is { Count: > 0 } sources ? sources : [new PrepareDraw.SourceChoice("dice6", Expectations.Dice, null, null, null)];
        var expects = new List<ExpectedThrow>();
        foreach (var choice in choices)
        {
            var id = choice.Person ?? main;
            var person = await (
                from p in db.Set<Person>().AsNoTracking()
                where p.Id == id && p.BureauId == bureau && p.Active
                join d in db.Set<Department>() on p.DepartmentId equals d.Id
                select new { p.Name, p.Roles, Department = d.Name }).SingleOrDefaultAsync(ct);
            // A phrase adds to the dice and may come from anybody; chance is thrown by a witness.
            if (person is null || (choice.Source != "phrase" && !person.Roles.Contains(Role.Witness)))
                return (null, new Refusal("draw.not-a-witness", $"“{id}”不是本单位的见证人，不能掷骰子。请选择岗位为见证人的人员。", $"'{id}' is not a witness of this bureau."));
            var name = witnesses.GetValueOrDefault(id) ?? $"{person.Department}·{person.Name}".Normalize();
            expects.Add(new ExpectedThrow(id, name, choice.Source, choice.Count, choice.Issue, choice.Commit));
        }

        return (expects, null);
    }
}
