using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SpotCheck.DocService.Http;
using SpotCheck.DocService.Identity;
using SpotCheck.DocService.Plans.Sheets;
using SpotCheck.DocService.Plans.Values;
using SpotCheck.DocService.Registers;
using SpotCheck.DocService.Storage;

namespace SpotCheck.DocService.Plans.ItemList;

/// <summary>Rows for a plan sheet out of the item list: name, items, scope, ratio within the limit, section. The clerk reads and changes them.</summary>
internal static class ProposeRows
{
    private const int MostItems = 100;
    private static readonly string[] WholePopulations = ["企业", "个体工商户", "农民专业合作社"];

    public sealed record Request(IReadOnlyList<string> Numbers);

    /// <param name="Cells">The texts to write, by the plan's columns.</param>
    /// <param name="Objects">Objects the register holds in this scope; null where it knows none.</param>
    /// <param name="Drawn">How many the proposed ratio draws of them.</param>
    /// <param name="Notes">Limits and what the clerk still has to decide, in Chinese.</param>
    public sealed record Row(IReadOnlyList<string> Numbers, IReadOnlyDictionary<PlanColumn, string> Cells, string Basis, string? RatioLimit, int? TimesLimit, int? Objects, int? Drawn, IReadOnlyList<string> Notes);

    public static async Task<Results<Ok<List<Row>>, RefusalResult>> Handle(string bureau, Request request, Official official, SpotCheckDb db, RegisterReading registers, CancellationToken ct)
    {
        if (request.Numbers.Count is 0 or > MostItems || request.Numbers.Any(number => number is null))
            return new Refusal("item.choose-some", $"请选择 1 至 {MostItems} 个抽查事项。", $"Choose 1 to {MostItems} items.").ToProblem();
        var items = await db.Set<InspectionItem>().AsNoTracking().Where(item => item.BureauId == bureau && request.Numbers.Contains(item.Number)).ToListAsync(ct);
        if (request.Numbers.FirstOrDefault(number => !items.Exists(item => item.Number == number)) is { } missing)
            return EditItems.NoSuchItem(missing).ToProblem();
        if (items.Find(item => !item.Active) is { } inactive)
            return Refusal.WrongState("item.inactive", $"编号“{inactive.Number}”的事项已失效，不能列入计划。请选择有效的事项。", $"Item '{inactive.Number}' is inactive.").ToProblem();

        var version = (await registers.LatestAsync(bureau, RegisterKind.Targets, ct))?.Number;
        var rows = new List<Row>();
        // Items on the same objects under the same section are one task: one visit checks them all.
        foreach (var group in items.OrderBy(item => request.Numbers.ToList().IndexOf(item.Number)).GroupBy(item => (item.Objects, item.Section)))
            rows.Add(await RowAsync(bureau, [.. group], version, registers, ct));
        return TypedResults.Ok(rows);
    }

    private static async Task<Row> RowAsync(string bureau, List<InspectionItem> items, int? version, RegisterReading registers, CancellationToken ct)
    {
        var objects = items[0].Objects.Trim();
        var limit = items.Select(item => item.Content.Limit).OfType<SamplingRatio>().Order().Select(ratio => (SamplingRatio?)ratio).FirstOrDefault();
        var limitText = items.FirstOrDefault(item => item.Content.Limit is { } ratio && limit is { } least && ratio.CompareTo(least) == 0)?.RatioLimit;
        var pool = version is { } number && objects.Length > 0 && await registers.ScopeAsync(bureau, number, objects, [], items[0].Name, ct) is { } scope
            ? (await registers.CountAsync(bureau, number, scope, ct)).Values.Sum()
            : (int?)null;
        var drawn = pool is { } known && limit is { } share ? share.CountOf(known) : (int?)null;
        var cells = new Dictionary<PlanColumn, string>
        {
            [PlanColumn.TaskName] = items.Count == 1 ? $"{objects}{items[0].Name}双随机抽查" : $"{objects}双随机抽查",
            [PlanColumn.SelectionType] = WholePopulations.Contains(objects) ? "不定向" : "定向",
            [PlanColumn.Items] = string.Join('；', items.Select(item => item.Name)),
            [PlanColumn.Scope] = objects.Length == 0 ? "" : "全县" + objects,
            [PlanColumn.SampleSize] = limitText ?? "",
            [PlanColumn.Lead] = items[0].Section,
            [PlanColumn.Method] = items[0].Method,
        };
        return new(
            [.. items.Select(item => item.Number)], cells.Where(cell => cell.Value.Length > 0).ToDictionary(),
            string.Join('；', items.Select(item => item.Basis).Distinct(StringComparer.Ordinal)), limitText, items.Min(item => item.TimesLimit), pool, drawn,
            [.. Notes(items, limitText, pool, drawn)]);
    }

    private static IEnumerable<string> Notes(List<InspectionItem> items, string? limit, int? pool, int? drawn)
    {
        yield return limit is null ? "重点检查事项不设比例上限，请填写抽查比例。" : $"抽查比例不超过 {limit}，已按上限填写，请按监管实际确定。";
        if (items.Min(item => item.TimesLimit) is { } times)
            yield return $"每年最多抽查 {times} 次。";
        if (pool is null)
            yield return "名录库里没有找到这类对象，请核对抽查对象范围。";
        else if (drawn is { } count)
            yield return $"名录库现有 {pool} 户，按此比例抽 {count} 户。";
        yield return "请填写抽查起止时间。";
    }
}
