using Microsoft.EntityFrameworkCore;
using SpotCheck.DocService.Plans;
using SpotCheck.DocService.Plans.Versions;
using SpotCheck.DocService.Results.Codes;
using SpotCheck.DocService.Results.Runs;
using SpotCheck.DocService.Storage;

namespace SpotCheck.DocService.Reports;

/// <summary>How the year's plans stand on a day, for one 发起 section or for all.</summary>
/// <param name="Rank">By share published, then by share settled; equal ones share a rank; null where nothing was drawn.</param>
/// <param name="Done">Tasks whose objects all have a published result.</param>
/// <param name="Overdue">Tasks past their window that are not done.</param>
/// <param name="Drawn">应检查户数.</param>
/// <param name="Published">Of the checked ones.</param>
/// <param name="Settled">Of those with a problem: follow-up closed, or none needed.</param>
internal sealed record LeadFigures(string Lead, int? Rank, int Planned, int Done, int Overdue, int Drawn, int Checked, int Published, int WithProblem, int Settled, int Joint, int UsingRisk);

/// <summary>The year's tasks up to a day, section by section.</summary>
internal sealed record QuarterFigures(LeadFigures All, IReadOnlyList<LeadFigures> ByLead)
{
    private const string NoLead = "未写明发起主体";

    /// <param name="until">Last day that counts.</param>
    public static async Task<QuarterFigures> OfAsync(SpotCheckDb db, string bureau, int year, DateOnly until, CancellationToken ct)
    {
        var tasks = await TasksAsync(db, bureau, year, ct);
        var runs = await RunsAsync(db, bureau, year, until, ct);
        var rows = tasks.ConvertAll(task => (Lead: LeadOf(task.Task), task.Task, Run: runs.GetValueOrDefault(task.Number)));
        var leads = rows.GroupBy(row => row.Lead, StringComparer.Ordinal).Select(group => Sum(group.Key, group, until)).ToList();
        var ranked = leads.Where(lead => lead.Drawn > 0).OrderByDescending(Order).ToList();
        return new(Sum("合计", rows, until), [.. leads.Select(lead => lead with { Rank = lead.Drawn == 0 ? null : 1 + ranked.Count(other => Order(other).CompareTo(Order(lead)) > 0) })
            .OrderBy(lead => lead.Rank ?? int.MaxValue).ThenBy(lead => lead.Lead, StringComparer.Ordinal)]);
    }

    private static (decimal Published, decimal Settled) Order(LeadFigures lead) => (Part(lead.Published, lead.Checked), Part(lead.Settled, lead.WithProblem));

    private static decimal Part(int part, int of) => of == 0 ? 0 : part / (decimal)of;

    private static string LeadOf(PlanTask task) => task.Lead is { } lead ? lead.Section ?? lead.Agency ?? NoLead : NoLead;

    private static async Task<List<(string Number, PlanTask Task)>> TasksAsync(SpotCheckDb db, string bureau, int year, CancellationToken ct)
    {
        var tasks = new List<(string, PlanTask)>();
        foreach (var plan in await db.Set<AnnualPlan>().AsNoTracking().Where(plan => plan.BureauId == bureau && plan.Year == year).OrderBy(plan => plan.Ordinal).Select(plan => plan.Id).ToListAsync(ct))
        {
            if (await db.FindAdoptedAsync(bureau, plan, ct) is { } adopted)
                tasks.AddRange(adopted.Content.TaskNumbers.Zip(adopted.Tasks));
        }
        return tasks;
    }

    // The run of a task's newest draw; a superseded one was followed by another.
    private static async Task<Dictionary<string, RunCounts>> RunsAsync(SpotCheckDb db, string bureau, int year, DateOnly until, CancellationToken ct)
    {
        var runs = await db.Set<CheckRun>().AsNoTracking().Where(run => run.BureauId == bureau && run.DrawnOn.Year == year && run.DrawnOn <= until).OrderBy(run => run.BegunAt).ToListAsync(ct);
        var newest = runs.GroupBy(run => run.TaskNumber, StringComparer.Ordinal).Select(same => same.Last()).ToList();
        var ids = newest.ConvertAll(run => run.Id);
        var drawn = await db.Set<RunObject>().Where(found => ids.Contains(found.RunId)).GroupBy(found => found.RunId).Select(group => new { group.Key, Count = group.Count() }).ToDictionaryAsync(row => row.Key, row => row.Count, ct);
        var results = (await db.Set<ObjectResult>().AsNoTracking().Where(result => ids.Contains(result.RunId) && result.CheckedOn <= until).OrderBy(result => result.Number).ToListAsync(ct)).ToLookup(result => result.RunId);
        return newest.ToDictionary(run => run.TaskNumber, run => RunCounts.Of(drawn.GetValueOrDefault(run.Id), results[run.Id], until), StringComparer.Ordinal);
    }

    private static LeadFigures Sum(string lead, IEnumerable<(string Lead, PlanTask Task, RunCounts? Run)> rows, DateOnly until)
    {
        var list = rows.ToList();
        int Of(Func<RunCounts, int> count) => list.Sum(row => row.Run is { } run ? count(run) : 0);
        return new(lead, null, list.Count, list.Count(row => row.Run is { IsDone: true }), list.Count(row => row.Task.Window?.To <= until && row.Run is not { IsDone: true }),
            Of(run => run.Drawn), Of(run => run.Checked), Of(run => run.Published), Of(run => run.WithProblem), Of(run => run.Settled), list.Count(row => row.Task.IsJoint), list.Count(row => row.Task.UsesRiskClasses));
    }

    private sealed record RunCounts(int Drawn, int Checked, int Published, int WithProblem, int Settled)
    {
        public bool IsDone => Drawn > 0 && Published == Drawn;

        public static RunCounts Of(int drawn, IEnumerable<ObjectResult> results, DateOnly until)
        {
            var firms = results.GroupBy(result => result.ObjectId, StringComparer.Ordinal).Select(versions => versions.ToList()).ToList();
            var problems = firms.ConvertAll(versions => versions[^1]).FindAll(HasProblem);
            return new(drawn, firms.Count, firms.Count(versions => versions.Any(result => result.PublishedOn <= until)), problems.Count, problems.Count(result => IsSettled(result, until)));
        }

        private static bool HasProblem(ObjectResult result) => ResultCodes.Of(result.CodesVersion).Results.Any(code => code.Problem && result.Codes.Contains(code.Code));

        private static bool IsSettled(ObjectResult result, DateOnly until) => result.FollowUps.TrueForAll(code => code == "none") || result.FollowUpClosedOn <= until;
    }
}
