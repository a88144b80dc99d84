using SpotCheck.DocService.Calendar;
using SpotCheck.DocService.Results.Codes;
using SpotCheck.DocService.Results.Runs;

namespace SpotCheck.DocService.Results.Acts;

internal enum RunState
{
    /// <summary>待执行: nothing entered.</summary>
    Waiting,

    /// <summary>执行中</summary>
    Running,

    /// <summary>已完成: every result published.</summary>
    Done,

    /// <summary>已被替代: the draw was superseded; nothing more is entered.</summary>
    Superseded,
}

/// <param name="Checked">Objects with a result, published or not.</param>
/// <param name="Overdue">Checked, not published, and past the last day.</param>
internal sealed record RunSummary(
    Guid Id, Guid Draw, string TaskNumber, string TaskName, string Scope, DateOnly DrawnOn, int Pool, int Drawn, int Checked, int Published, int Overdue, int FollowUpsOpen, RunState State)
{
    public static RunSummary Of(LoadedRun loaded, DateOnly today, bool live = true)
    {
        var latest = loaded.Latest.Values.ToList();
        var published = latest.Count(result => result.State == ResultState.Published);
        return new(
            loaded.Run.Id, loaded.Run.CeremonyId, loaded.Run.TaskNumber, loaded.Run.TaskName, loaded.Run.Scope, loaded.Run.DrawnOn, loaded.Run.Pool,
            loaded.Objects.Count, latest.Count, published,
            latest.Count(result => result.State != ResultState.Published && result.Due.Date < today),
            latest.Count(result => result.FollowUps.Any(code => code != "none") && result.FollowUpClosedOn is null),
            !live ? RunState.Superseded : latest.Count == 0 ? RunState.Waiting : published == loaded.Objects.Count ? RunState.Done : RunState.Running);
    }
}

internal sealed record RunView(RunSummary Summary, IReadOnlyList<string> Items, string CalendarVersion, IReadOnlyList<ObjectView> Objects)
{
    public static RunView Of(LoadedRun loaded, DateOnly today, bool live = true) => new(
        RunSummary.Of(loaded, today, live), loaded.Run.Items, Calendar.WorkingDays.Loaded.Version,
        [.. loaded.Objects.Select(drawn => ObjectView.Of(drawn, loaded.ResultOf(drawn.ObjectId)))]);
}

internal sealed record ObjectView(
    string ObjectId, string Name, string Unit, string Stratum, IReadOnlyList<string> Inspectors, ResultState State, string StateName, ResultView? Result)
{
    public static ObjectView Of(RunObject drawn, ObjectResult? result) => new(
        drawn.ObjectId, drawn.Name, drawn.Unit, drawn.Stratum, drawn.Inspectors, result?.State ?? ResultState.Missing,
        ResultRefusals.NameOf(result?.State ?? ResultState.Missing), result is null ? null : ResultView.Of(result));
}

/// <param name="Shown">The categories as text, as they are published.</param>
/// <param name="DueProvisional">The last day crosses into a year whose holidays are not announced.</param>
internal sealed record ResultView(
    int Number, int Revision, DateOnly CheckedOn, IReadOnlyList<string> Codes, string Shown, string Detail, IReadOnlyList<string> FollowUps, string FollowUpsShown, string? Document, string Method,
    DateOnly DueOn, bool DueProvisional, string? CorrectedBecause, string? ReturnedBecause, DateOnly? PublishedOn, string? PublishedWhere, bool Late, DateOnly? FollowUpClosedOn, string? FollowUpNote)
{
    public static ResultView Of(ObjectResult result)
    {
        var codes = ResultCodes.Of(result.CodesVersion);
        return new(
            result.Number, result.Revision, result.CheckedOn, result.Codes,
            string.Join("；", codes.Results.Where(code => result.Codes.Contains(code.Code)).Select(code => code.Text)),
            result.Detail, result.FollowUps, string.Join("；", codes.FollowUps.Where(code => result.FollowUps.Contains(code.Code)).Select(code => code.Text)), result.Document, result.Method,
            result.Due.Date, result.Due.Provisional, result.CorrectedBecause, result.ReturnedBecause, result.PublishedOn, result.PublishedWhere, result.Late, result.FollowUpClosedOn, result.FollowUpNote);
    }
}
