using System.Globalization;
using Microsoft.EntityFrameworkCore;
using SpotCheck.DocService.Identity;
using SpotCheck.DocService.Results.Runs;
using SpotCheck.DocService.Storage;

namespace SpotCheck.DocService.Reports;

/// <summary>Counts a month from the records and results of a bureau. Changes nothing.</summary>
internal static class MonthFigures
{
    private const string NoUnit = "未划分管辖单位";

    public static async Task<MonthlyReport> OfAsync(SpotCheckDb db, string bureauId, int year, int month, DateOnly today, CancellationToken ct)
    {
        var bureau = await db.Set<Bureau>().AsNoTracking().SingleAsync(found => found.Id == bureauId, ct);
        var (first, last) = (new DateOnly(year, month, 1), new DateOnly(year, month, DateTime.DaysInMonth(year, month)));
        var records = await db.Set<MonthRecord>().AsNoTracking().Where(record => record.BureauId == bureauId && record.HeldOn >= first && record.HeldOn <= last)
            .OrderBy(record => record.HeldOn).ThenBy(record => record.Name).ToListAsync(ct);
        var form = await db.Set<MonthForm>().AsNoTracking().SingleOrDefaultAsync(found => found.BureauId == bureauId && found.Year == year && found.Month == month, ct);
        var level = LevelOf(bureau.Name);
        return new(
            $"{level}有关部门\n“双随机、一公开”监管工作月报表",
            bureau.Name, $"{today.Year}年{today.Month}月{today.Day}日", year, month, $"{level}本级", $"全{level}",
            [.. records.Where(record => record.Kind == MonthRecordKind.Meeting).Select(record => new MonthlyMeeting(record.Name, $"{record.HeldOn.Month}月{record.HeldOn.Day}日"))],
            Documents(records, _ => true),
            [.. records.Where(record => record.Kind == MonthRecordKind.Training).Select(record => new MonthlyTraining(record.Name, record.People!.Value, record.Content ?? ""))],
            await ChecksAsync(db, bureauId, first, last, records, form, ct),
            await UnitsAsync(db, bureauId, first, last, ct),
            form?.Contact ?? "", form?.Telephone ?? "", form?.Mobile);
    }

    /// <summary>Fields of the form nobody has filled in yet, by their Chinese names.</summary>
    public static IReadOnlyList<string> MissingIn(MonthlyReport report) =>
    [
        .. report.Contact.Length == 0 ? ["联系人"] : Array.Empty<string>(),
        .. report.Telephone.Length == 0 ? ["联系电话"] : Array.Empty<string>(),
        .. report.Checks.Website.Length == 0 ? ["抽查.公示网站"] : Array.Empty<string>(),
    ];

    /// <summary>The level in the bureau's name: 县 in 泽州县市场监督管理局, 市 in 邯郸市商务局 (市场 is no level).</summary>
    public static string LevelOf(string bureauName)
    {
        var place = bureauName.Replace("市场", "", StringComparison.Ordinal);
        return new[] { "县", "旗", "区", "市", "州", "盟", "省" }.FirstOrDefault(level => place.IndexOf(level, StringComparison.Ordinal) > 0) ?? "本";
    }

    private static List<MonthlyDocument> Documents(IEnumerable<MonthRecord> records, Func<MonthRecord, bool> which) =>
        [.. records.Where(record => record.Kind == MonthRecordKind.Document && which(record)).Select(record => new MonthlyDocument(record.Name, record.Number!))];

    private static async Task<MonthlyChecks> ChecksAsync(
        SpotCheckDb db, string bureauId, DateOnly first, DateOnly last, List<MonthRecord> records, MonthForm? form, CancellationToken ct)
    {
        var runs = await db.Set<CheckRun>().AsNoTracking()
            .Where(run => run.BureauId == bureauId && ((run.DrawnOn >= first && run.DrawnOn <= last)
                || db.Set<ObjectResult>().Any(result => result.RunId == run.Id && result.Number == 1 && result.CheckedOn >= first && result.CheckedOn <= last)))
            .OrderBy(run => run.DrawnOn).ThenBy(run => run.TaskNumber)
            .Select(run => new
            {
                Run = run,
                Drawn = db.Set<RunObject>().Count(drawn => drawn.RunId == run.Id),
                Checked = db.Set<ObjectResult>().Count(result => result.RunId == run.Id && result.Number == 1 && result.CheckedOn >= first && result.CheckedOn <= last),
                Published = db.Set<ObjectResult>().Count(result => result.RunId == run.Id && result.Number == 1 && result.CheckedOn >= first && result.CheckedOn <= last && result.State == ResultState.Published),
                Where = db.Set<ObjectResult>().Where(result => result.RunId == run.Id && result.PublishedWhere != null).Select(result => result.PublishedWhere).FirstOrDefault(),
            }).ToListAsync(ct);
        var items = runs.SelectMany(row => row.Run.Items).Distinct(StringComparer.Ordinal).ToList();
        var (due, published) = (runs.Sum(row => row.Checked), runs.Sum(row => row.Published));
        return new(
            Documents(records, record => record.OrdersChecks),
            [.. runs.Select(row => new MonthlyTask(row.Run.TaskName, row.Run.Scope, row.Run.Pool, row.Drawn, Share(row.Drawn, row.Run.Pool), row.Checked))],
            form?.MajorItems ?? items.Count,
            form?.MinorItems ?? items.SelectMany(item => item.Split('、', StringSplitOptions.RemoveEmptyEntries)).Distinct(StringComparer.Ordinal).Count(),
            items, due, published, Share(published, due),
            form is { Website.Length: > 0 } ? form.Website : runs.Select(row => row.Where).FirstOrDefault(where => where is not null) ?? "");
    }

    private static async Task<List<MonthlyUnit>> UnitsAsync(SpotCheckDb db, string bureauId, DateOnly first, DateOnly last, CancellationToken ct)
    {
        var rows = await (
            from result in db.Set<ObjectResult>().AsNoTracking()
            join drawn in db.Set<RunObject>() on new { result.RunId, result.ObjectId } equals new { drawn.RunId, drawn.ObjectId }
            join run in db.Set<CheckRun>() on result.RunId equals run.Id
            where run.BureauId == bureauId && result.Number == 1 && result.CheckedOn >= first && result.CheckedOn <= last
            group result by drawn.Unit into unit
            select new { Unit = unit.Key, Checked = unit.Count(), Published = unit.Count(result => result.State == ResultState.Published) }).ToListAsync(ct);
        return [.. rows.OrderBy(row => row.Unit.Length == 0).ThenBy(row => row.Unit, StringComparer.Ordinal).Select(row => new MonthlyUnit(row.Unit.Length == 0 ? NoUnit : row.Unit, row.Checked, row.Published))];
    }

    /// <summary>A share as the form shows it: 10%, 12.5%, and — where there is nothing to divide by.</summary>
    public static string Share(int part, int of) => of == 0
        ? "—"
        : Math.Round(part * 100m / of, 1, MidpointRounding.AwayFromZero).ToString("0.#", CultureInfo.InvariantCulture) + "%";
}
