using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using SpotCheck.DocService.Audit;
using SpotCheck.DocService.Http;
using SpotCheck.DocService.Identity;
using SpotCheck.DocService.Plans.Sheets;
using SpotCheck.DocService.Plans.Values;
using SpotCheck.DocService.Plans.Versions;
using SpotCheck.DocService.Storage;

namespace SpotCheck.DocService.Plans.Acts;

/// <summary>A sheet as a grid shows it: only cells with text, rows and columns from 1.</summary>
internal sealed record GridPage(string Name, IReadOnlyList<GridCell> Cells, IReadOnlyList<MergedCells>? Merged = null)
{
    private const int MostCells = 200_000;
    private const int MostMerged = 5_000;

    /// <summary>JSON may hold null where a list's entry belongs; such a grid is out of range, too.</summary>
    public static Refusal? Judge(IReadOnlyList<GridPage?> pages) =>
        pages.Count is 0 or > 100 || pages.Any(page => page is null) || pages.Sum(page => (long)page!.Cells.Count) > MostCells
        || pages.Any(page => page!.Name.Length is 0 or > 64 || page.Merged is { Count: > MostMerged } || page.Merged?.Any(merged => merged is null) == true
            || page.Cells.Any(cell => cell is not { Row: >= 1 and <= 1_048_576, Column: >= 1 and <= 16_384, Text.Length: <= 32_767 }))
            ? new("plan.grid-out-of-range", "提交的表格超出范围：最多100个工作表、20万个单元格，行列从1起。请只提交计划所在的工作表。", "The grid is out of range: at most 100 sheets and 200,000 cells, rows and columns from 1.")
            : null;

    public PlanPage Page() => new(
        Name,
        [.. Cells.Where(cell => cell.Text.Length > 0).GroupBy(cell => cell.Row).OrderBy(row => row.Key)
            .Select(row => new PlanPageRow(row.Key, [.. row.DistinctBy(cell => cell.Column).OrderBy(cell => cell.Column).Select(cell => new PlanPageCell(cell.Column, cell.Text))]))],
        Merged ?? []);
}

internal sealed record GridCell(int Row, int Column, string Text);

/// <summary>From an uploaded workbook or a grid to the table of a plan.</summary>
internal static class PlanIntake
{
    /// <summary>Above this a file is no plan; the reader's own limit for typed sheets.</summary>
    public const int LargestUpload = 20 * 1024 * 1024;

    /// <summary>Either the table, with what was noticed on the way, or the refusal.</summary>
    public sealed record Result(PlanTable? Table, IReadOnlyList<CellProblem> Problems, Refusal? Refusal, string? FileName = null);

    /// <summary>The file as the whole body, or as the one file of a form.</summary>
    public static async Task<Result> ReadUploadAsync(HttpRequest request, string? fileName, IReadOnlyDictionary<string, PlanColumn> remembered, CancellationToken ct)
    {
        using var buffer = new MemoryStream();
        if (request.HasFormContentType)
        {
            if ((await request.ReadFormAsync(ct)).Files is not [var file])
            {
                return new(null, [], new("plan.no-file", "请上传一个计划文件（.xlsx 或 .csv）。", "Upload one plan file (.xlsx or .csv)."));
            }

            fileName ??= file.FileName;
            await file.CopyToAsync(buffer, ct);
        }
        else
        {
            await request.Body.CopyToAsync(buffer, ct);
        }

        buffer.Position = 0;
        var name = NameOf(fileName) ?? "计划.xlsx";
        var workbook = PlanWorkbookReader.Read(buffer, name);
        return workbook.Refusal is { } refusal ? new(null, workbook.Problems, PlanRefusals.Of(refusal)) : FromPages(workbook.Pages, workbook.Problems, remembered) with { FileName = NameOf(fileName) };
    }

    /// <summary>The bare name of a file, fit to be stored; null if there is none.</summary>
    private static string? NameOf(string? fileName) =>
        string.IsNullOrWhiteSpace(fileName) ? null : string.Concat(Path.GetFileName(fileName.Replace('\\', '/')).Where(character => !char.IsControl(character)).Take(200)) is { Length: > 0 } name ? name : null;

    public static Result FromGrid(IReadOnlyList<GridPage> pages, IReadOnlyDictionary<string, PlanColumn>? remembered = null) =>
        GridPage.Judge(pages) is { } refusal ? new(null, [], refusal) : FromPages([.. pages.Select(page => page.Page())], [], remembered);

    public static Result FromPages(IReadOnlyList<PlanPage> pages, IReadOnlyList<CellProblem> before, IReadOnlyDictionary<string, PlanColumn>? remembered = null)
    {
        var reading = PlanTableReader.Read(pages, remembered);
        IReadOnlyList<CellProblem> problems = [.. before, .. reading.Problems];
        return reading.Value is { } table ? new(table, problems, null) : new(null, problems, PlanRefusals.Of(reading.Problems[^1], problems));
    }

    /// <summary>The plan's year: as asked, otherwise from the titles.</summary>
    public static Refusal? JudgeYear(PlanTable table, int? asked, out int year)
    {
        year = asked ?? table.Year ?? 0;
        return year is >= 2015 and <= 2200
            ? null
            : new("plan.year-unknown", year == 0
                    ? "标题里没有找到计划年度（例如“2023年度”）。请在标题中写明年度，或在导入时选择年度。"
                    : $"计划年度{year}不在2015至2200之间。请核对年度。",
                "The plan's year is missing or not between 2015 and 2200.");
    }
}

/// <summary>Saves a draft somebody worked on, or says what differs, and whose it is, when somebody else was faster.</summary>
internal static class DraftSaving
{
    public static async Task<Refusal?> SaveAsync(SpotCheckDb db, LoadedVersion seen, PlanContent theirs, CancellationToken ct)
    {
        try
        {
            await db.SaveChangesAsync(ct);
            return null;
        }
        catch (DbUpdateConcurrencyException)
        {
            db.ChangeTracker.Clear();
            var current = (await db.FindVersionAsync(seen.Plan.BureauId, seen.Plan.Id, seen.Version.Number, ct))!;
            return await StaleAsync(db, current, seen.Version.Revision - 1, theirs, ct);
        }
    }

    /// <summary>A draft may be edited only in the state draft and on its latest revision.</summary>
    public static async Task<Refusal?> JudgeAsync(SpotCheckDb db, LoadedVersion loaded, int revision, PlanContent theirs, CancellationToken ct) =>
        loaded.Version.Status != PlanVersionStatus.Draft ? PlanRefusals.WrongState(loaded.Version, "修改")
        : loaded.Version.Revision != revision ? await StaleAsync(db, loaded, revision, theirs, ct)
        : null;

    /// <summary>What stands there now against what somebody wants to save, and who put it there.</summary>
    public static async Task<Refusal> StaleAsync(SpotCheckDb db, LoadedVersion current, int seen, PlanContent theirs, CancellationToken ct) =>
        PlanRefusals.Stale(seen, current.Version.Revision, PlanDifference.Between(current.Content, theirs), await LastChangeAsync(db, current, ct));

    // Every act that raises a revision is in the audit trail.
    private static Task<LastChange?> LastChangeAsync(SpotCheckDb db, LoadedVersion current, CancellationToken ct)
    {
        var id = $"{current.Plan.Id}/{current.Version.Number}";
        return LastAsync(db, current.Plan.BureauId, entry => entry.ObjectId == id, ct);
    }

    /// <summary>Who changed what any version of a plan says last, after an instant.</summary>
    public static Task<LastChange?> LastEditAsync(SpotCheckDb db, string bureau, Guid plan, DateTimeOffset since, CancellationToken ct)
    {
        var versions = $"{plan}/";
        return LastAsync(db, bureau, entry => entry.ObjectId.StartsWith(versions) && entry.At >= since && ContentActs.Contains(entry.Act), ct);
    }

    private static readonly string[] ContentActs = ["plan.imported", "plan.edited", "consultation.merged"];

    private static Task<LastChange?> LastAsync(SpotCheckDb db, string bureau, Expression<Func<AuditEntry, bool>> which, CancellationToken ct) =>
        (from entry in db.Set<AuditEntry>().AsNoTracking().Where(which)
         where entry.Bureau == bureau && entry.ObjectKind == "plan-version"
         orderby entry.Seq descending
         join person in db.Set<Person>() on entry.Official equals person.Id into people
         from person in people.DefaultIfEmpty()
         select new LastChange(person == null ? entry.Official : person.Name, entry.At)).FirstOrDefaultAsync(ct);
}
