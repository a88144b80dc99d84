using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using SpotCheck.DocService.Http;
using SpotCheck.DocService.Plans.Sheets;
using SpotCheck.DocService.Plans.Values;
using SpotCheck.DocService.Registers;
using SpotCheck.DocService.Reports;
using SpotCheck.DocService.Results.Codes;
using SpotCheck.DocService.Results.Runs;
using Inspector = SpotCheck.DocService.Registers.Inspector;

namespace SpotCheck.DocService.Documents.Kinds;

/// <summary>工作台账: the year's tasks, checks, results and follow-up as a workbook; everything comes from the records.</summary>
internal sealed class WorkLedgerFields : IKindFields
{
    /// <summary>Rows a workbook is still pleasant to open with, and that are rendered within the limits of a template.</summary>
    public const int MostRows = 10_000;

    public async Task<Refusal?> JudgeAsync(DraftContext context, CancellationToken ct)
    {
        var (year, quarter) = (context.Subject.Year, context.Subject.Quarter);
        if (year is not >= 2015 || quarter is < 1 or > 4 || new DateOnly(year.Value, (quarter ?? 1) * 3 - 2, 1) > context.Today)
            return new("documents.no-such-period", $"“{year}年{(quarter is null ? "" : $"第{quarter}季度")}”不能编台账。请填 2015 年以后、已经开始的年度；只编到某个季度末的，再填季度（1 至 4）。", "Give a year that has begun, and for a ledger up to the end of a quarter the quarter.");
        var (until, bureau) = (UntilOf(context), context.Bureau.Id);
        var rows = await (from drawn in context.Db.Set<RunObject>()
                          join run in context.Db.Set<CheckRun>() on drawn.RunId equals run.Id
                          where run.BureauId == bureau && run.DrawnOn.Year == year && run.DrawnOn <= until
                          select drawn.ObjectId).CountAsync(ct);
        return rows <= MostRows ? null : new("documents.ledger-too-long",
            $"截至{FieldCheck.WriteDay(until)}共抽取 {rows} 户，一份台账最多 {MostRows} 户。请改为编到较早的季度末。", $"{rows} objects were drawn, at most {MostRows} fit a ledger; choose an earlier quarter.");
    }

    public async Task<JsonObject> ReadAsync(DraftContext context, CancellationToken ct)
    {
        var (year, until) = (context.Subject.Year!.Value, UntilOf(context));
        var tasks = await YearWork.ReadAsync(context.Db, context.Bureau.Id, year, until, ct);
        var register = await LedgerRegister.ReadAsync(context, tasks, ct);
        var statistics = new LedgerStatistics(tasks, register);
        return new JsonObject
        {
            ["标题"] = $"{context.Bureau.Name}\n{year}年度双随机抽查工作台账", ["单位"] = context.Bureau.Name, ["填表股室"] = context.Section, ["年度"] = year,
            ["截止日期"] = FieldCheck.WriteDay(until), ["填表日期"] = FieldCheck.WriteDay(context.Today),
            ["指标"] = LedgerFigures.Of(tasks, register, await context.Db.EnterprisesAsync(context.Bureau.Id, year, ct), until),
            ["任务"] = new JsonArray([.. tasks.Select(task => Task(task, until))]),
            ["结果类别"] = new JsonArray([.. ResultCodes.Current.Results.Select(code => (JsonNode)code.Text)]),
            ["分类"] = statistics.ByCategory(), ["月度"] = statistics.ByMonth(),
            ["名单"] = new JsonArray([.. tasks.SelectMany(task => task.Objects.Select(found => Row(task, found, register, until)))]),
        };
    }

    private static DateOnly UntilOf(DraftContext context)
    {
        var end = new DateOnly(context.Subject.Year!.Value, (context.Subject.Quarter ?? 4) * 3, 1).AddMonths(1).AddDays(-1);
        return end < context.Today ? end : context.Today;
    }

    private static JsonNode Task(YearTask task, DateOnly until) => new JsonObject
    {
        ["计划"] = Text(task.Plan), ["编号"] = task.Number, ["名称"] = task.Planned?.Name ?? task.Run!.TaskName,
        ["类型"] = task.Planned?.Type switch { SelectionType.Directed => "定向", SelectionType.Undirected => "不定向", _ => null },
        ["发起主体"] = task.Planned is { } planned ? QuarterFigures.LeadOf(planned) : null, ["联合部门"] = Text(string.Join("、", task.Planned?.Partners ?? [])),
        ["计划时间"] = Text(task.Planned?.Row[PlanColumn.Window].Trim() ?? ""), ["抽取日期"] = Day(task.Run?.DrawnOn), ["库内户数"] = task.Run?.Pool,
        ["应检查"] = task.Objects.Count, ["已检查"] = task.Count(found => found.IsChecked), ["已公示"] = task.Count(found => found.PublishedOn is not null),
        ["问题户数"] = task.Count(found => found.HasProblem), ["已处置"] = task.Count(found => found.HasProblem && found.IsSettled), ["状态"] = StateOf(task, until),
    };

    private static string StateOf(YearTask task, DateOnly until) => task switch
    {
        { IsDone: true } => "已完成",
        { Planned.Window.To: { } end } when end <= until => task.Run is null ? "逾期未抽取" : "逾期未完成",
        { Run: null } => "未抽取",
        _ => "检查中",
    };

    private static JsonNode Row(YearTask task, YearObject found, LedgerRegister register, DateOnly until)
    {
        var (target, result) = (register.Targets.GetValueOrDefault(found.Drawn.ObjectId), found.Result);
        var codes = result is null ? null : ResultCodes.Of(result.CodesVersion);
        return new JsonObject
        {
            ["任务编号"] = task.Number, ["任务名称"] = task.Planned?.Name ?? task.Run!.TaskName, ["企业名称"] = found.Drawn.Name, ["代码"] = found.Drawn.ObjectId,
            ["登记机关"] = target?.Authority, ["管辖单位"] = Text(found.Drawn.Unit), ["抽取日期"] = Day(task.Run!.DrawnOn),
            ["检查人员"] = Text(string.Join("、", found.Drawn.Inspectors.Select(id => register.Inspectors.GetValueOrDefault(id) ?? id))),
            ["检查日期"] = Day(result?.CheckedOn), ["核查方式"] = result?.Method,
            ["检查结果"] = codes is null ? null : string.Join("；", codes.Results.Where(code => result!.Codes.Contains(code.Code)).Select(code => code.Text)),
            ["问题情况"] = Text(result?.Detail ?? ""), ["后续处置"] = codes is null ? null : Text(string.Join("；", codes.FollowUps.Where(code => result!.FollowUps.Contains(code.Code)).Select(code => code.Text))),
            ["文书编号"] = result?.Document, ["公示期限"] = Day(result?.Due.Date), ["公示日期"] = Day(found.PublishedOn), ["公示情况"] = PublicationOf(found, until),
            ["完结日期"] = Day(result?.FollowUpClosedOn <= until ? result!.FollowUpClosedOn : null),
        };
    }

    private static string PublicationOf(YearObject found, DateOnly until) => found switch
    {
        { Result: null } => "未检查",
        { PublishedOn: { } day } => day <= found.Versions[0].Due.Date ? "按期公示" : "逾期公示",
        _ => found.Versions[0].Due.Date < until ? "逾期未公示" : "待公示",
    };

    private static string? Text(string text) => text.Length > 0 ? text : null;

    // A sheet sorts and filters days, so they are handed over as days and not in words.
    private static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

/// <summary>What the registers know about drawn objects and their inspectors, latest version first to count.</summary>
/// <param name="Inspectors">Names by id.</param>
internal sealed record LedgerRegister(IReadOnlyDictionary<string, Target> Targets, IReadOnlyDictionary<string, string> Inspectors)
{
    public static async Task<LedgerRegister> ReadAsync(DraftContext context, IReadOnlyList<YearTask> tasks, CancellationToken ct)
    {
        var firms = tasks.SelectMany(task => task.Objects).Select(found => found.Drawn.ObjectId).Distinct(StringComparer.Ordinal).ToList();
        var people = tasks.SelectMany(task => task.Objects).SelectMany(found => found.Drawn.Inspectors).Distinct(StringComparer.Ordinal).ToList();
        var targets = await context.Db.Set<Target>().AsNoTracking().Where(target => target.BureauId == context.Bureau.Id && firms.Contains(target.Id)).OrderBy(target => target.FromVersion).ToListAsync(ct);
        var inspectors = await context.Db.Set<Inspector>().AsNoTracking().Where(inspector => inspector.BureauId == context.Bureau.Id && people.Contains(inspector.Id)).OrderBy(inspector => inspector.FromVersion)
            .Select(inspector => new { inspector.Id, inspector.Name }).ToListAsync(ct);
        return new(
            targets.GroupBy(target => target.Id, StringComparer.Ordinal).ToDictionary(versions => versions.Key, versions => versions.Last(), StringComparer.Ordinal),
            inspectors.GroupBy(inspector => inspector.Id, StringComparer.Ordinal).ToDictionary(versions => versions.Key, versions => versions.Last().Name, StringComparer.Ordinal));
    }
}
