using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using SpotCheck.DocService.Draws.Ceremonies;
using SpotCheck.DocService.Http;
using SpotCheck.DocService.Identity;
using SpotCheck.DocService.Plans.DrawTerms;
using SpotCheck.DocService.Plans.Versions;
using SpotCheck.DocService.Registers;
using SpotCheck.DocService.Storage;
using SpotCheck.VerifiableDraws;

namespace SpotCheck.DocService.Draws.Preparation;

/// <summary>Gathers what one task needs: the plan row, the targets in scope, the inspectors of the day, the recusals in force.</summary>
internal sealed class TaskMaterials(SpotCheckDb db, RegisterReading registers, TimeProvider clock)
{
    public async Task<(TaskDraft? Task, Refusal? Refusal)> GatherAsync(string bureau, PrepareDraw.TaskChoice choice, bool salted, Official official, CancellationToken ct)
    {
        if (await db.FindDrawableTaskAsync(bureau, choice.Plan, choice.Task, ct) is not { } task)
            return (null, Refusal.NotFound("draw.no-such-task", $"已通过的计划中没有任务 {choice.Task}。请先通过计划，再从计划中选择任务。", $"No adopted plan has task {choice.Task}."));
        var round = choice.Round ?? 1;
        if (round < 1 || round > Math.Max(1, task.TimesPerYear))
            return (null, new Refusal("draw.round", $"任务 {choice.Task} 每年抽 {task.TimesPerYear} 次，没有第 {round} 次。请核对计划。", $"Task {choice.Task} is drawn {task.TimesPerYear} times a year; there is no round {round}."));
        if (choice.Slack is < 0 or > 1000)
            return (null, new Refusal("draw.slack", "工作量余量应为 0 到 1000。", "The slack is 0 to 1000."));
        if (task.Ratios is null && task.Count is null)
            return (null, new Refusal("draw.no-sample-size", $"任务 {choice.Task} 没有可用的抽查比例或数量。请在计划中补充后再抽取。", $"Task {choice.Task} has neither a ratio nor a number."));

        var targetVersion = await registers.CloseAsync(bureau, RegisterKind.Targets, official, ct);
        var rosterVersion = await registers.CloseAsync(bureau, RegisterKind.Inspectors, official, ct);
        if (targetVersion is null || rosterVersion is null)
            return (null, Refusal.WrongState("draw.no-register", "本单位还没有检查对象名录库或执法检查人员名录库。请先导入名录。", "This bureau has no register of targets or inspectors yet."));
        if (await ScopeAsync(bureau, targetVersion.Value, choice, task, ct) is not { } scope)
            return (null, new Refusal("draw.scope-unknown", $"名录库里找不到“{task.Task.Scope?.Objects}”这类对象。请在名录库中补上监管标签，或在准备抽取时指定对象范围。",
                $"The register knows no targets called '{task.Task.Scope?.Objects}'. Tag them, or give the scope explicitly."));

        var by = task.Task.UsesRiskClasses || task.Ratios is { } r && RiskStrata.Differ(r) ? StratifyBy.Risk : StratifyBy.Nothing;
        var targets = await registers.TargetsAsync(bureau, targetVersion.Value, scope, by, ct);
        var today = DateOnly.FromDateTime(clock.GetUtcNow().ToOffset(TimeSpan.FromHours(8)).DateTime);
        var roster = await RosterAsync(bureau, rosterVersion.Value, today, task, ct);
        var conflicts = await registers.ConflictsAsync(bureau, targets, roster, ct);

        var profile = salted ? RegisterProfile.Salted : RegisterProfile.Public;
        if (!RegisterTable.TryBuild(profile, targets.Select(t => new RegisterRow(t.Id, t.Stratum, t.Area, salted ? RandomNumberGenerator.GetHexString(32, lowercase: true) : null)), out var register, out var violation)
            || !RosterTable.TryBuild(roster.Select(i => new VerifiableDraws.Inspector(i.Id, i.Unit, i.Qualifications)), out var inspectors, out violation)
            || !ConflictsTable.TryBuild(conflicts.Select(c => new Conflict(c.TargetId, c.InspectorId)), out var recusals, out violation))
            return (null, DrawRefusals.Protocol(violation));
        var planText = round == 1 ? task.Text : $"{task.Text}\n第{round}次";
        var (strata, total) = RiskStrata.Of(register, task);
        return (new TaskDraft(task.Number, planText, new TaskConditions(profile, strata, total, task.Roles, choice.Slack ?? 1, choice.VisitGroup), new TaskTables(register, inspectors, recusals)), null);
    }

    private async Task<TargetScope?> ScopeAsync(string bureau, int version, PrepareDraw.TaskChoice choice, DrawableTask task, CancellationToken ct)
    {
        if (choice.Scope is { } given)
            return given;
        if (task.Task.Scope is not { } planned)
            return null;
        var scope = await registers.ScopeAsync(bureau, version, planned.Objects, planned.Exclusions, task.Task.Name, ct);
        return planned.CutOff is { } last ? scope is null ? null : scope with { RegisteredUpTo = planned.CutOffIncluded ? last : last.AddDays(-1) } : scope;
    }

    // A partner's inspectors stand in its own register; the bureau's roster comes first.
    private async Task<IReadOnlyList<RosterRow>> RosterAsync(string bureau, int version, DateOnly today, DrawableTask task, CancellationToken ct)
    {
        var roster = (await registers.RosterAsync(bureau, version, today, ct)).ToList();
        foreach (var partner in task.Partners.Where(p => !roster.Exists(i => i.Unit == p)))
        {
            var other = await PartnerAsync(bureau, partner, ct);
            if (other is null || await registers.LatestAsync(other, RegisterKind.Inspectors, ct) is not { } theirs)
                continue;
            roster.AddRange((await registers.RosterAsync(other, theirs.Number, today, ct)).Where(i => !roster.Exists(own => own.Id == i.Id)).Select(i => i with { Unit = partner }));
        }

        return roster;
    }

    // Plans name partners loosely (市场监管): the bureau of that name nearest to our own, which begins with the same place.
    private async Task<string?> PartnerAsync(string bureau, string partner, CancellationToken ct)
    {
        var all = await db.Set<Bureau>().AsNoTracking().ToListAsync(ct);
        var own = all.Find(b => b.Id == bureau)!.Name;
        return all.Where(b => b.Id != bureau && (b.Name.Contains(partner, StringComparison.Ordinal) || b.ShortName.Contains(partner, StringComparison.Ordinal)))
            .OrderByDescending(b => b.Name.Zip(own).TakeWhile(pair => pair.First == pair.Second).Count()).ThenBy(b => b.Id, StringComparer.Ordinal)
            .FirstOrDefault()?.Id;
    }
}
