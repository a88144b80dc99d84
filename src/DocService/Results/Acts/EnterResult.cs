using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SpotCheck.DocService.Audit;
using SpotCheck.DocService.Calendar;
using SpotCheck.DocService.Draws.Log;
using SpotCheck.DocService.Http;
using SpotCheck.DocService.Identity;
using SpotCheck.DocService.Results.Codes;
using SpotCheck.DocService.Results.Runs;
using SpotCheck.DocService.Storage;

namespace SpotCheck.DocService.Results.Acts;

/// <summary>A clerk enters or mends the result of one object; of a published one he enters a correction with its reason.</summary>
internal static class EnterResult
{
    /// <param name="Revision">The revision the clerk saw; null where there was no result yet.</param>
    /// <param name="CorrectedBecause">Needed to correct a published result.</param>
    public sealed record Request(
        DateOnly CheckedOn, IReadOnlyList<string> Codes, string Method, string Detail = "", IReadOnlyList<string>? FollowUps = null, string? Document = null,
        int? Revision = null, string? CorrectedBecause = null)
    {
        public CheckFindings Findings() => new(CheckedOn, Entries(Codes), Detail.Trim(), Entries(FollowUps ?? []), string.IsNullOrWhiteSpace(Document) ? null : Document.Trim(), Method);

        /// <summary>JSON may hold null where a code belongs; an empty code is an unknown one.</summary>
        private static List<string> Entries(IReadOnlyList<string?> codes) => [.. codes.Select(code => code ?? "").Distinct(StringComparer.Ordinal)];
    }

    public static async Task<Results<Ok<ObjectView>, RefusalResult>> Handle(
        string bureau, Guid id, string objectId, Request request, Official official, SpotCheckDb db, DrawLogs logs, AuditTrail audit, TimeProvider clock, CancellationToken ct)
    {
        if (await db.FindRunAsync(bureau, id, ct) is not { } loaded)
        {
            return ResultRefusals.NoSuchRun(id).ToProblem();
        }

        if (!await DrawnTasks.IsLiveAsync(db, logs, loaded.Run, ct))
        {
            return ResultRefusals.Superseded(loaded.Run.TaskNumber).ToProblem();
        }

        if (loaded.Object(objectId) is not { } drawn)
        {
            return ResultRefusals.NoSuchObject(objectId).ToProblem();
        }

        var (result, refusal) = Enter(db, loaded, drawn, request, official, audit, clock);
        if (refusal is not null)
        {
            return refusal.ToProblem();
        }

        return await SaveAsync(db, ct) is { } stale ? stale.ToProblem() : TypedResults.Ok(ObjectView.Of(drawn, result));
    }

    /// <summary>Changes the tracked result or adds one; the caller saves.</summary>
    public static (ObjectResult? Result, Refusal? Refusal) Enter(
        SpotCheckDb db, LoadedRun loaded, RunObject drawn, Request request, Official official, AuditTrail audit, TimeProvider clock)
    {
        var found = request.Findings();
        if (found.Problems(ResultCodes.Current, loaded.Run.DrawnOn, clock.Today()) is { Count: > 0 } problems)
        {
            return (null, ResultRefusals.Of(problems));
        }

        var latest = loaded.ResultOf(drawn.ObjectId);
        if (latest?.Revision is { } current && request.Revision != current)
        {
            return (null, ResultRefusals.Stale);
        }

        var correction = latest?.State == ResultState.Published;
        if (correction && request.CorrectedBecause?.Trim() is not { Length: > 0 and <= 1000 })
        {
            return (null, new("result.correction-reason", "这户的结果已经公示。更正需要写明原因（1至1000字），更正后重新审核公示。", "The result is published; a correction needs its reason."));
        }

        var due = WorkingDays.Loaded.After(found.CheckedOn, WorkingDays.PublicationTerm);
        var before = latest is null ? null : ResultView.Of(latest);
        var now = clock.GetUtcNow();
        if (latest is null || correction)
        {
            latest = new()
            {
                RunId = loaded.Run.Id, ObjectId = drawn.ObjectId, Number = (latest?.Number ?? 0) + 1, CodesVersion = ResultCodes.Current.Version, CorrectedBecause = correction ? request.CorrectedBecause!.Trim() : null,
                CheckedOn = found.CheckedOn, Codes = [.. found.Codes], Detail = found.Detail, FollowUps = [.. found.FollowUps], Document = found.Document, Method = found.Method,
                DueOn = due.Date, DueProvisional = due.Provisional, CalendarVersion = WorkingDays.Loaded.Version, EnteredBy = official.Id, EnteredAt = now,
            };
            db.Add(latest);
        }
        else
        {
            latest.Enter(found, due, WorkingDays.Loaded.Version, official.Id, now);
        }

        audit.Record(official, correction ? "result.corrected" : "result.entered", "object-result", $"{loaded.Run.Id}/{drawn.ObjectId}/{latest.Number}", before, ResultView.Of(latest));
        return (latest, null);
    }

    public static async Task<Refusal?> SaveAsync(SpotCheckDb db, CancellationToken ct)
    {
        try
        {
            await db.SaveChangesAsync(ct);
            return null;
        }
        catch (DbUpdateConcurrencyException)
        {
            return ResultRefusals.Stale;
        }
        catch (DbUpdateException fault) when (fault.InnerException is System.Data.Common.DbException { SqlState: "23505" or "P0001" })
        {
            return ResultRefusals.Stale;
        }
    }
}
