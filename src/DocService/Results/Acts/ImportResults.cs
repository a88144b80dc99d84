using Microsoft.AspNetCore.Http.HttpResults;
using SpotCheck.DocService.Audit;
using SpotCheck.DocService.Calendar;
using SpotCheck.DocService.Draws.Log;
using SpotCheck.DocService.Http;
using SpotCheck.DocService.Identity;
using SpotCheck.DocService.Results.Codes;
using SpotCheck.DocService.Results.Runs;
using SpotCheck.DocService.Results.Sheets;
using SpotCheck.DocService.Storage;

namespace SpotCheck.DocService.Results.Acts;

/// <summary>Results of a run from a filled-in sheet: every row is checked, and either all are entered or none. With <c>check=true</c> nothing is entered: for a clerk who is still typing.</summary>
internal static class ImportResults
{
    public const int LargestUpload = 20 * 1024 * 1024;

    /// <param name="Entered">Rows entered; of a check, rows that would be.</param>
    /// <param name="Unchanged">Rows that say what is already entered.</param>
    public sealed record Response(int Entered, int Unchanged, RunView Run);

    public static async Task<Results<FileContentHttpResult, RefusalResult>> Sheet(string bureau, Guid id, SpotCheckDb db, CancellationToken ct) =>
        await db.FindRunAsync(bureau, id, ct) is { } loaded
            ? TypedResults.File(ResultSheet.Write(loaded), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", $"{loaded.Run.TaskNumber}检查结果.xlsx")
            : ResultRefusals.NoSuchRun(id).ToProblem();

    public static async Task<Results<Ok<Response>, RefusalResult>> Handle(
        string bureau, Guid id, string? fileName, bool? check, HttpRequest request, Official official, SpotCheckDb db, DrawLogs logs, AuditTrail audit, TimeProvider clock, CancellationToken ct)
    {
        if (await db.FindRunAsync(bureau, id, ct) is not { } loaded)
        {
            return ResultRefusals.NoSuchRun(id).ToProblem();
        }

        if (!await DrawnTasks.IsLiveAsync(db, logs, loaded.Run, ct))
        {
            return ResultRefusals.Superseded(loaded.Run.TaskNumber).ToProblem();
        }

        using var buffer = new MemoryStream();
        var name = fileName is { Length: > 0 and <= 200 } ? fileName : "检查结果.xlsx";
        if (request.HasFormContentType)
        {
            if ((await request.ReadFormAsync(ct)).Files is not [var file])
            {
                return new Refusal("result.no-file", "请上传一个检查结果文件（.xlsx 或 .csv）。", "Upload one result sheet (.xlsx or .csv).").ToProblem();
            }

            name = Path.GetFileName(file.FileName);
            await file.CopyToAsync(buffer, ct);
        }
        else
        {
            await request.Body.CopyToAsync(buffer, ct);
        }

        buffer.Position = 0;
        var (rows, problems, refused) = ResultSheet.Read(buffer, name);
        if (refused is not null)
        {
            return new Refusal(refused.Code, refused.Message, refused.Code).ToProblem();
        }

        var (entered, unchanged, faults) = EnterAll(db, loaded, rows, official, audit, clock);
        IReadOnlyList<ResultRowProblem> all = [.. problems.Concat(faults).OrderBy(problem => problem.Row)];
        if (all.Count > 0)
        {
            return new Refusal("result.rows-refused", $"有{all.Select(problem => problem.Row).Distinct().Count()}行不能导入，全部未写入。第一处在{all[0].Cell}：{all[0].Reason}请改正后重新导入。", $"{all.Count} problems; nothing was entered.")
            {
                Details = new Dictionary<string, object?>(StringComparer.Ordinal) { ["rows"] = all },
            }.ToProblem();
        }

        if (check == true)
        {
            db.ChangeTracker.Clear();
            return TypedResults.Ok(new Response(entered, unchanged, RunView.Of((await db.FindRunAsync(bureau, id, ct))!, clock.Today())));
        }

        if (await EnterResult.SaveAsync(db, ct) is { } stale)
        {
            return stale.ToProblem();
        }

        db.ChangeTracker.Clear();
        return TypedResults.Ok(new Response(entered, unchanged, RunView.Of((await db.FindRunAsync(bureau, id, ct))!, clock.Today())));
    }

    private static (int Entered, int Unchanged, List<ResultRowProblem> Problems) EnterAll(
        SpotCheckDb db, LoadedRun loaded, IReadOnlyList<ResultRow> rows, Official official, AuditTrail audit, TimeProvider clock)
    {
        var (entered, unchanged) = (0, 0);
        var problems = new List<ResultRowProblem>();
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var row in rows)
        {
            void Add(string code, string sentence) => problems.Add(new(row.Row, row.CellOf(code), code, row.ObjectId, sentence));

            if (loaded.Object(row.ObjectId) is not { } drawn)
            {
                Add("result.not-drawn", $"“{row.ObjectId}”不在这次抽取的名单里。请核对统一社会信用代码。");
                continue;
            }

            if (!seen.TryAdd(row.ObjectId, row.Row))
            {
                Add("result.twice", $"“{drawn.Name}”在第{seen[row.ObjectId]}行已经有结果，一户只填一行。");
                continue;
            }

            var latest = loaded.ResultOf(row.ObjectId);
            if (row.Complete && latest is not null && IsSame(latest, row.Request))
            {
                unchanged++;
                continue;
            }

            var found = row.Request.Findings().Problems(ResultCodes.Current, loaded.Run.DrawnOn, clock.Today());
            foreach (var (code, sentence) in found.Where(problem => row.Concerns(problem.Code)))
            {
                Add(code, sentence);
            }

            if (found.Count > 0 || !row.Complete)
            {
                continue;
            }

            var (_, refusal) = EnterResult.Enter(db, loaded, drawn, row.Request with { Revision = latest?.Revision }, official, audit, clock);
            if (refusal is not null)
            {
                Add(refusal.Code, refusal.Chinese);
            }
            else
            {
                entered++;
            }
        }

        return (entered, unchanged, problems);
    }

    private static bool IsSame(ObjectResult result, EnterResult.Request request)
    {
        var found = request.Findings();
        return result.State != ResultState.Returned && result.CheckedOn == found.CheckedOn && result.Codes.Order(StringComparer.Ordinal).SequenceEqual(found.Codes.Order(StringComparer.Ordinal), StringComparer.Ordinal)
            && result.Detail == found.Detail && result.FollowUps.Order(StringComparer.Ordinal).SequenceEqual(found.FollowUps.Order(StringComparer.Ordinal), StringComparer.Ordinal)
            && result.Document == found.Document && result.Method == found.Method;
    }
}
