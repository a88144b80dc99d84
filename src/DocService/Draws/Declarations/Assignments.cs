using SpotCheck.DocService.Draws.Ceremonies;
using SpotCheck.DocService.Plans.DrawTerms;
using SpotCheck.DocService.Plans.Sheets;
using SpotCheck.DocService.Storage;
using SpotCheck.VerifiableDraws;

namespace SpotCheck.DocService.Draws.Declarations;

/// <summary>One object on the list of one inspector.</summary>
/// <param name="Live">Whether the task's result still counts.</param>
/// <param name="Recused">A RECUSE is in the log and waits for the re-draw.</param>
internal sealed record Assignment(string Task, string Object, string Role, string Inspector, bool Live, bool Recused);

/// <summary>Objects of a draw for which a result was entered; they were visited, so nobody can be recused from them any more. Given by the feature that keeps results.</summary>
internal delegate Task<IReadOnlySet<(string Task, string Object)>> VisitedObjects(SpotCheckDb db, Guid ceremony, CancellationToken ct);

internal static class Assignments
{
    /// <summary>The teams as they are now.</summary>
    public static IReadOnlyList<Assignment> Of(DrawHistory history) =>
    [
        .. from task in history.Open.Tasks
           let ledger = history.LedgerOf(task.Id)
           where ledger is not null
           from drawn in ledger.Objects
           from member in ledger.MembersOf(drawn)
           select new Assignment(task.Id, drawn, member.Role, member.Inspector, history.IsLive(task.Id), ledger.IsRecused(drawn, member.Inspector)),
    ];

    /// <summary>抽查任务名称 out of the plan row; the number where the row has none.</summary>
    public static string NameOf(CeremonyTask task) => DrawableTask.FieldOf(task.PlanText, PlanColumn.TaskName) is { Length: > 0 } name ? name : task.TaskId;
}
