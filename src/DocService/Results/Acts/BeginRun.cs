using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SpotCheck.DocService.Audit;
using SpotCheck.DocService.Calendar;
using SpotCheck.DocService.Draws.Log;
using SpotCheck.DocService.Http;
using SpotCheck.DocService.Identity;
using SpotCheck.DocService.Plans.DrawTerms;
using SpotCheck.DocService.Plans.Sheets;
using SpotCheck.DocService.Plans.Values;
using SpotCheck.DocService.Results.Runs;
using SpotCheck.DocService.Storage;

namespace SpotCheck.DocService.Results.Acts;

/// <summary>A clerk takes over the drawn objects of a task, to enter their results.</summary>
internal static class BeginRun
{
    /// <param name="Draw">The ceremony.</param>
    /// <param name="Task">The task's number in it.</param>
    public sealed record Request(Guid Draw, string Task);

    public static async Task<Results<Created<RunView>, RefusalResult>> Handle(
        string bureau, Request request, Official official, SpotCheckDb db, DrawLogs logs, AuditTrail audit, TimeProvider clock, CancellationToken ct)
    {
        if (await DrawnTasks.FindAsync(db, logs, bureau, request.Draw, request.Task, ct) is not { } drawn)
        {
            return Refusal.WrongState(
                "result.not-drawn-yet", $"任务“{request.Task}”在这次抽取中还没有有效的名单（未抽取、已作废、人员回避待重抽或检查人员不足）。请先完成抽取。",
                $"Task '{request.Task}' has no live result in this draw yet.").ToProblem();
        }

        if (await db.Set<CheckRun>().AnyAsync(run => run.CeremonyId == request.Draw && run.TaskNumber == request.Task, ct))
        {
            return AlreadyBegun(request.Task).ToProblem();
        }

        var names = await ObjectNames.FindAsync(db, bureau, [.. drawn.Objects.Select(found => found.Id)], ct);
        var name = DrawableTask.FieldOf(drawn.PlanText, PlanColumn.TaskName);
        var run = new CheckRun
        {
            Id = Guid.CreateVersion7(clock.GetUtcNow()), BureauId = bureau, CeremonyId = request.Draw, TaskNumber = request.Task, TaskName = name.Length > 0 ? name : request.Task,
            Scope = DrawableTask.FieldOf(drawn.PlanText, PlanColumn.Scope), Items = [.. ItemListGrammar.Read(DrawableTask.FieldOf(drawn.PlanText, PlanColumn.Items))],
            Pool = drawn.Pool, DrawnOn = drawn.DrawnOn, BegunBy = official.Id, BegunAt = clock.GetUtcNow(),
        };
        var objects = drawn.Objects.Select(found => new RunObject
        {
            RunId = run.Id, ObjectId = found.Id, Name = names.GetValueOrDefault(found.Id, found.Id), Unit = found.Area, Stratum = found.Stratum, Inspectors = [.. found.Inspectors],
        }).OrderBy(found => found.ObjectId, StringComparer.Ordinal).ToList();
        db.Add(run);
        db.AddRange(objects);
        audit.Record(official, "check-run.begun", "check-run", run.Id.ToString(), after: objects.Select(found => found.ObjectId));
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException fault) when (fault.InnerException is System.Data.Common.DbException { SqlState: "23505" })
        {
            return AlreadyBegun(request.Task).ToProblem();
        }

        return TypedResults.Created($"/api/bureaus/{bureau}/check-runs/{run.Id}", RunView.Of(new(run, objects, new Dictionary<string, ObjectResult>(StringComparer.Ordinal)), clock.Today()));
    }

    private static Refusal AlreadyBegun(string task) => Refusal.WrongState(
        "result.run-exists", $"任务“{task}”的检查已经建立。请在检查任务列表中打开。", $"The check run of task '{task}' exists already.");
}
