using System.Text.Json.Nodes;
using SpotCheck.DocService.Reports;
using SpotCheck.DocService.Results.Codes;

namespace SpotCheck.DocService.Documents.Kinds;

/// <summary>The drawn objects of a ledger counted by 管辖单位, 登记机关 and 地区: by category of result and by month.</summary>
internal sealed class LedgerStatistics(IReadOnlyList<YearTask> tasks, LedgerRegister register)
{
    private const string Unknown = "未登记";

    private readonly List<YearObject> objects = [.. tasks.SelectMany(task => task.Objects)];

    public JsonArray ByCategory() => [.. Dimensions().Select(dimension => (JsonNode)new JsonObject
    {
        ["维度"] = dimension.Name, ["行"] = new JsonArray([.. dimension.Groups.Select(group => Categories(group.Name, group.Objects))]),
    })];

    public JsonArray ByMonth() => [.. Dimensions().Select(dimension => (JsonNode)new JsonObject
    {
        ["维度"] = dimension.Name,
        ["行"] = new JsonArray([.. dimension.Groups.SelectMany(group => new JsonNode[]
        {
            Months(group.Name, "检查", group.Objects.Where(found => found.IsChecked).Select(found => found.Versions[0].CheckedOn)),
            Months(group.Name, "公示", group.Objects.Select(found => found.PublishedOn).OfType<DateOnly>()),
        })]),
    })];

    private static JsonNode Categories(string name, List<YearObject> group) => new JsonObject
    {
        ["名称"] = name, ["应检查"] = group.Count, ["已检查"] = group.Count(found => found.IsChecked), ["已公示"] = group.Count(found => found.PublishedOn is not null),
        // Counted by its words: a later version of the table keeps the words of what it keeps.
        ["结果"] = new JsonArray([.. ResultCodes.Current.Results.Select(code => (JsonNode)new JsonObject
        {
            ["户数"] = group.Count(found => found.Result is { } result && ResultCodes.Of(result.CodesVersion).Results.Any(own => own.Text == code.Text && result.Codes.Contains(own.Code))),
        })]),
        ["问题户数"] = group.Count(found => found.HasProblem), ["已处置"] = group.Count(found => found.HasProblem && found.IsSettled),
    };

    private static JsonNode Months(string name, string what, IEnumerable<DateOnly> days)
    {
        var counts = days.CountBy(day => day.Month).ToDictionary();
        return new JsonObject { ["名称"] = name, ["项目"] = what, ["月"] = new JsonArray([.. Enumerable.Range(1, 12).Select(month => (JsonNode)new JsonObject { ["户数"] = counts.GetValueOrDefault(month) })]) };
    }

    private IEnumerable<(string Name, IEnumerable<(string Name, List<YearObject> Objects)> Groups)> Dimensions()
    {
        yield return ("管辖单位", Grouped(found => found.Drawn.Unit));
        yield return ("登记机关", Grouped(found => register.Targets.GetValueOrDefault(found.Drawn.ObjectId)?.Authority));
        yield return ("地区", Grouped(found => register.Targets.GetValueOrDefault(found.Drawn.ObjectId)?.Region));
    }

    private IEnumerable<(string Name, List<YearObject> Objects)> Grouped(Func<YearObject, string?> key) => objects
        .GroupBy(found => key(found) is { Length: > 0 } name ? name : Unknown, StringComparer.Ordinal)
        .OrderBy(group => group.Key == Unknown).ThenBy(group => group.Key, StringComparer.Ordinal).Select(group => (group.Key, group.ToList()));
}
