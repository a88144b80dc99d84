using SpotCheck.DocService.Plans;
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
        var rows = (await YearWork.ReadAsync(db, bureau, year, until, ct)).Where(task => task.Planned is not null).Select(task => (Lead: LeadOf(task.Planned!), Task: task)).ToList();
        var leads = rows.GroupBy(row => row.Lead, StringComparer.Ordinal).Select(group => Sum(group.Key, group, until)).ToList();
        var ranked = leads.Where(lead => lead.Drawn > 0).OrderByDescending(Order).ToList();
        return new(Sum("合计", rows, until), [.. leads.Select(lead => lead with { Rank = lead.Drawn == 0 ? null : 1 + ranked.Count(other => Order(other).CompareTo(Order(lead)) > 0) })
            .OrderBy(lead => lead.Rank ?? int.MaxValue).ThenBy(lead => lead.Lead, StringComparer.Ordinal)]);
    }

    private static (decimal Published, decimal Settled) Order(LeadFigures lead) => (Part(lead.Published, lead.Checked), Part(lead.Settled, lead.WithProblem));

    private static decimal Part(int part, int of) => of == 0 ? 0 : part / (decimal)of;

    /// <summary>发起 section of a task, as the bulletin and the ledger group by it.</summary>
    public static string LeadOf(PlanTask task) => task.Lead is { } lead ? lead.Section ?? lead.Agency ?? NoLead : NoLead;

    private static LeadFigures Sum(string lead, IEnumerable<(string Lead, YearTask Task)> rows, DateOnly until)
    {
        var tasks = rows.Select(row => row.Task).ToList();
        int Of(Func<YearObject, bool> which) => tasks.Sum(task => task.Count(which));
        return new(lead, null, tasks.Count, tasks.Count(task => task.IsDone), tasks.Count(task => task.Planned!.Window?.To <= until && !task.IsDone),
            Of(_ => true), Of(found => found.IsChecked), Of(found => found.PublishedOn is not null), Of(found => found.HasProblem), Of(found => found.HasProblem && found.IsSettled),
            tasks.Count(task => task.Planned!.IsJoint), tasks.Count(task => task.Planned!.UsesRiskClasses));
    }
}
