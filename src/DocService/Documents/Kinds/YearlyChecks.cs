using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using SpotCheck.DocService.Results.Runs;
using SpotCheck.DocService.Storage;

namespace SpotCheck.DocService.Documents.Kinds;

/// <summary>How often a bureau checked a firm in a year, against the cap it published (国办发〔2024〕54号).</summary>
internal static class YearlyChecks
{
    /// <summary>Checks of the firm that are done in the year, those of one run left out. A correction of a result is no second check.</summary>
    public static Task<int> DoneAsync(SpotCheckDb db, string bureau, string firm, int year, Guid except, CancellationToken ct) => (
        from result in db.Set<ObjectResult>()
        join run in db.Set<CheckRun>() on result.RunId equals run.Id
        where run.BureauId == bureau && result.ObjectId == firm && result.Number == 1 && result.RunId != except && result.CheckedOn.Year == year
        select result.RunId).Distinct().CountAsync(ct);

    /// <summary>The day each firm was last checked, those never checked left out.</summary>
    public static async Task<Dictionary<string, DateOnly>> LastDaysAsync(SpotCheckDb db, string bureau, IReadOnlyCollection<string> firms, Guid except, CancellationToken ct) => await (
        from result in db.Set<ObjectResult>()
        join run in db.Set<CheckRun>() on result.RunId equals run.Id
        where run.BureauId == bureau && firms.Contains(result.ObjectId) && result.Number == 1 && result.RunId != except
        group result by result.ObjectId into firm
        select new { firm.Key, Last = firm.Max(result => result.CheckedOn) }).ToDictionaryAsync(row => row.Key, row => row.Last, StringComparer.Ordinal, ct);

    /// <summary>A check beyond the cap needs its reason in approval and notice.</summary>
    public static IEnumerable<FieldFinding> Check(JsonObject data)
    {
        if (Whole(data["本年检查次数"]) is not { } count || Whole(data["频次上限"]) is not { } cap || count <= cap || data["超频次理由"] is not null)
            yield break;
        yield return new("documents.over-yearly-cap", "本年检查次数",
            $"这是本年度对该企业的第 {count} 次检查，超过公布的上限 {cap} 次。请改与其他任务合并检查；属于投诉举报、上级交办等确需检查的，在“超频次理由”中写明。");
    }

    private static int? Whole(JsonNode? node) => node?.GetValueKind() == JsonValueKind.Number && node.AsValue().TryGetValue<int>(out var value) ? value : null;
}
