using Microsoft.AspNetCore.Http.HttpResults;
using SpotCheck.DocService.Audit;
using SpotCheck.DocService.Calendar;
using SpotCheck.DocService.Draws.Log;
using SpotCheck.DocService.Http;
using SpotCheck.DocService.Identity;
using SpotCheck.DocService.Results.Runs;
using SpotCheck.DocService.Storage;

namespace SpotCheck.DocService.Results.Acts;

/// <summary>The section head publishes results or returns one; the clerk later closes a follow-up.</summary>
internal static class DecideOnResults
{
    /// <param name="Objects">Null publishes every result that waits.</param>
    /// <param name="Where">Where they are published: 国家企业信用信息公示系统.</param>
    public sealed record PublishRequest(string Where, IReadOnlyList<string>? Objects = null);

    public sealed record ReturnRequest(int Revision, string Reason);

    public sealed record CloseRequest(int Revision, DateOnly ClosedOn, string Note);

    public static async Task<Results<Ok<RunView>, RefusalResult>> Publish(
        string bureau, Guid id, PublishRequest request, Official official, SpotCheckDb db, DrawLogs logs, AuditTrail audit, TimeProvider clock, CancellationToken ct)
    {
        if (await db.FindRunAsync(bureau, id, ct) is not { } loaded)
        {
            return ResultRefusals.NoSuchRun(id).ToProblem();
        }

        if (!await DrawnTasks.IsLiveAsync(db, logs, loaded.Run, ct))
        {
            return ResultRefusals.Superseded(loaded.Run.TaskNumber).ToProblem();
        }

        if (request.Where.Trim().Length is 0 or > 200)
        {
            return new Refusal("result.published-where", "请写明公示的网站，1至200个字，例如“国家企业信用信息公示系统”。", "Say where the results are published.").ToProblem();
        }

        if (request.Objects?.FirstOrDefault(objectId => loaded.Object(objectId) is null) is { } stranger)
        {
            return ResultRefusals.NoSuchObject(stranger).ToProblem();
        }

        var chosen = loaded.Objects.Where(drawn => request.Objects is null || request.Objects.Contains(drawn.ObjectId, StringComparer.Ordinal)).ToList();
        var waiting = chosen.Select(drawn => loaded.ResultOf(drawn.ObjectId)).OfType<ObjectResult>().Where(result => result.State == ResultState.Entered).ToList();
        if (waiting.Count == 0 || (request.Objects is not null && waiting.Count < chosen.Count))
        {
            return Refusal.WrongState("result.nothing-to-publish", "所选企业中有未录入、已退回或已公示的，不能公示。请只选“待审核”的企业。", "Only entered results can be published.").ToProblem();
        }

        if (waiting.Find(result => result.EnteredBy == official.Id) is not null)
        {
            return Refusal.WrongPerson("result.own-entry", "录入结果的人不能自己审核公示。请由另一位股室负责人审核。", "Whoever entered a result cannot publish it.").ToProblem();
        }

        foreach (var result in waiting)
        {
            result.Publish(official.Id, clock.GetUtcNow(), clock.Today(), request.Where.Trim());
            audit.Record(official, "result.published", "object-result", $"{id}/{result.ObjectId}/{result.Number}", ResultState.Entered, ResultView.Of(result));
        }

        return await EnterResult.SaveAsync(db, ct) is { } stale ? stale.ToProblem() : TypedResults.Ok(RunView.Of(loaded, clock.Today()));
    }

    public static async Task<Results<Ok<ObjectView>, RefusalResult>> Return(
        string bureau, Guid id, string objectId, ReturnRequest request, Official official, SpotCheckDb db, AuditTrail audit, CancellationToken ct)
    {
        var (drawn, result, refusal) = await FindAsync(db, bureau, id, objectId, request.Revision, ct);
        if (refusal is not null)
        {
            return refusal.ToProblem();
        }

        if (result!.State != ResultState.Entered)
        {
            return ResultRefusals.WrongState(result.State, "退回").ToProblem();
        }

        if (request.Reason.Trim().Length is 0 or > 1000)
        {
            return new Refusal("result.reason-missing", "退回需要写明理由，1至1000个字。", "A reason of 1 to 1,000 characters is needed.").ToProblem();
        }

        result.Return(request.Reason.Trim());
        audit.Record(official, "result.returned", "object-result", $"{id}/{objectId}/{result.Number}", ResultState.Entered, ResultState.Returned);
        return await EnterResult.SaveAsync(db, ct) is { } stale ? stale.ToProblem() : TypedResults.Ok(ObjectView.Of(drawn!, result));
    }

    public static async Task<Results<Ok<ObjectView>, RefusalResult>> CloseFollowUp(
        string bureau, Guid id, string objectId, CloseRequest request, Official official, SpotCheckDb db, AuditTrail audit, TimeProvider clock, CancellationToken ct)
    {
        var (drawn, result, refusal) = await FindAsync(db, bureau, id, objectId, request.Revision, ct);
        if (refusal is not null)
        {
            return refusal.ToProblem();
        }

        if (!result!.FollowUps.Exists(code => code != "none") || result.FollowUpClosedOn is not null)
        {
            return Refusal.WrongState("result.no-follow-up", "这户没有待完结的后续处置。请刷新后查看。", "There is no open follow-up.").ToProblem();
        }

        if (request.ClosedOn < result.CheckedOn || request.ClosedOn > clock.Today() || request.Note.Trim().Length is 0 or > 1000)
        {
            return new Refusal("result.follow-up-closing", $"完结日期应在检查日期{result.CheckedOn:yyyy-MM-dd}至今天之间，并写明处置结果（1至1000字）。", "The closing day lies between the check and today, with a note of 1 to 1,000 characters.").ToProblem();
        }

        result.CloseFollowUp(request.ClosedOn, request.Note.Trim());
        audit.Record(official, "result.follow-up-closed", "object-result", $"{id}/{objectId}/{result.Number}", after: new { request.ClosedOn, request.Note });
        return await EnterResult.SaveAsync(db, ct) is { } stale ? stale.ToProblem() : TypedResults.Ok(ObjectView.Of(drawn!, result));
    }

    private static async Task<(RunObject? Drawn, ObjectResult? Result, Refusal? Refusal)> FindAsync(SpotCheckDb db, string bureau, Guid id, string objectId, int revision, CancellationToken ct)
    {
        if (await db.FindRunAsync(bureau, id, ct) is not { } loaded)
        {
            return (null, null, ResultRefusals.NoSuchRun(id));
        }

        if (loaded.Object(objectId) is not { } drawn)
        {
            return (null, null, ResultRefusals.NoSuchObject(objectId));
        }

        return loaded.ResultOf(objectId) is not { } result ? (drawn, null, ResultRefusals.WrongState(ResultState.Missing, "这样办理"))
            : result.Revision != revision ? (drawn, null, ResultRefusals.Stale)
            : (drawn, result, null);
    }
}
