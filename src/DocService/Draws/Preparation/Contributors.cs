using Microsoft.AspNetCore.Http.HttpResults;
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
    /// <param name="MayThrow">May throw dice and read lottery numbers; a phrase may come from anybody listed.</param>
    public sealed record Entry(string Person, string Name, bool MayThrow);

    /// <summary>For the form that prepares a draw.</summary>
    public static async Task<Results<Ok<List<Entry>>, RefusalResult>> List(string bureau, SpotCheckDb db, CancellationToken ct)
    {
        if (await ShowLog.CurrentAsync(db, bureau, ct) is not { } log)
            return DrawRefusals.NoLog.ToProblem();
        var people = await People(db, bureau).ToListAsync(ct);
        return TypedResults.Ok(people.Where(p => p.Roles.Any(r => r is Role.Clerk or Role.SectionHead or Role.Witness))
            .Select(p => new Entry(p.Id, $"{p.Department}·{p.Name}", MayThrow(log, p.Roles))).OrderByDescending(p => p.MayThrow).ThenBy(p => p.Person, StringComparer.Ordinal).ToList());
    }

    /// <param name="witness">Who throws where a choice names nobody; null for the log's only witness.</param>
    /// <param name="chosen">In order; none for 25 six-sided dice.</param>
    public static async Task<(IReadOnlyList<ExpectedThrow>? Expects, Refusal? Refusal)> ResolveAsync(
        SpotCheckDb db, StoredLog log, string bureau, string? witness, IReadOnlyList<PrepareDraw.SourceChoice>? chosen, CancellationToken ct)
    {
        var witnesses = await db.Set<LogWitness>().AsNoTracking().Where(w => w.LogId == log.Id).ToDictionaryAsync(w => w.PersonId, w => w.Name, StringComparer.Ordinal, ct);
        var main = witness ?? (witnesses.Count == 1 ? witnesses.Keys.Single() : null);
        if (main is null)
            return (null, new Refusal("draw.choose-witness", $"请指定由谁掷骰子（本单位日志有 {witnesses.Count} 位见证人）。", $"Name who throws the dice; the log has {witnesses.Count} witnesses."));

        var choices = chosen is { Count: > 0 } sources ? sources : [new PrepareDraw.SourceChoice("dice6", Expectations.Dice, null, null, null)];
        var people = await People(db, bureau).ToDictionaryAsync(p => p.Id, StringComparer.Ordinal, ct);
        var expects = new List<ExpectedThrow>();
        foreach (var choice in choices)
        {
            var id = choice.Person ?? main;
            // A phrase adds to the dice and may come from anybody; chance is thrown by a witness.
            if (!people.TryGetValue(id, out var person) || (choice.Source != "phrase" && !MayThrow(log, person.Roles)))
                return (null, new Refusal("draw.not-a-witness", $"“{id}”不是本单位的见证人，不能掷骰子。请选择岗位为见证人的人员。", $"'{id}' is not a witness of this bureau."));
            var name = witnesses.GetValueOrDefault(id) ?? $"{person.Department}·{person.Name}".Normalize();
            expects.Add(new ExpectedThrow(id, name, choice.Source, choice.Count, choice.Issue, choice.Commit));
        }

        return (expects, null);
    }

    /// <summary>A witness; in a log without cosigning witnesses also the section's own people.</summary>
    public static bool MayThrow(StoredLog log, IReadOnlyCollection<Role> roles) =>
        roles.Contains(Role.Witness) || (log.Cosignatures == 0 && (roles.Contains(Role.Clerk) || roles.Contains(Role.SectionHead)));

    public static IQueryable<ActivePerson> People(SpotCheckDb db, string bureau) =>
        from p in db.Set<Person>().AsNoTracking()
        where p.BureauId == bureau && p.Active
        join d in db.Set<Department>() on p.DepartmentId equals d.Id
        select new ActivePerson(p.Id, p.Name, d.Name, p.Roles);

    internal sealed record ActivePerson(string Id, string Name, string Department, IReadOnlyList<Role> Roles);
}
