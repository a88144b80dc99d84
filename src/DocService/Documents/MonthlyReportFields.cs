using System.Text.Json.Nodes;

namespace SpotCheck.DocService.Documents;

/// <summary>What the monthly form takes from the bureau and from its documents of the month.</summary>
internal static class MonthlyReportFields
{
    public static JsonObject Of(string bureau, int year, int month, DateOnly today, IEnumerable<(string Title, string Number)> issued)
    {
        // A county's form must not speak of the city, and the other way round.
        var (own, area) = bureau.Contains('县', StringComparison.Ordinal) ? ("县本级", "全县") : bureau.Contains('区', StringComparison.Ordinal) ? ("区本级", "全区") : ("市本级", "全市");
        return new JsonObject
        {
            ["标题"] = $"{(own == "市本级" ? "市" : own[..1])}有关部门\n“双随机、一公开”监管工作月报表",
            ["填报单位"] = bureau,
            ["填表日期"] = FieldCheck.WriteDay(today),
            ["年份"] = year,
            ["月份"] = month,
            ["本级"] = own,
            ["区域"] = area,
            ["会议"] = new JsonArray(),
            ["文件"] = new JsonArray([.. issued.Select(document => new JsonObject { ["名称"] = document.Title, ["文号"] = document.Number })]),
            ["培训"] = new JsonArray(),
        };
    }
}
