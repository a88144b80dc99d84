using System.Text.Json.Nodes;

namespace SpotCheck.DocService.Documents;

/// <summary>A file that several agencies issue together (GB/T 9704-2012, 7.2.4, 7.3.5): its title names them, the lead is the bureau whose number it bears.</summary>
internal static class JointAgencies
{
    private const string Field = "联合机关";

    // The smallest size of the mark holds sixteen characters a line.
    private const int LongestName = 16;

    /// <summary>Where the clerk names agencies and no title of his own, the title begins with all of them instead of the lead alone.</summary>
    public static void NameIn(JsonObject below, JsonObject given)
    {
        var agencies = Names(given);
        if (agencies.Count < 2 || below.TextOf("标题") is not { } title || below.TextOf("发文机关") is not { } lead)
            return;
        title = title.Replace("\n", "", StringComparison.Ordinal);
        if (title.StartsWith(lead, StringComparison.Ordinal))
            below["标题"] = TitleArrangement.Arrange(agencies, title[lead.Length..]);
    }

    public static IEnumerable<FieldFinding> Check(JsonObject data)
    {
        var agencies = Names(data);
        if (agencies.Count == 0)
            yield break;
        if (agencies.Count == 1)
            yield return Finding($"只写了“{agencies[0]}”一家。联合发文至少两家，主办机关也要写；单独发文请留空。");
        else if (data.TextOf("发文机关") is { } lead && agencies[0] != lead)
            yield return Finding($"排在第一的是“{agencies[0]}”。联合发文用主办机关的字号，主办机关“{lead}”应当排在第一。");
        foreach (var twice in agencies.GroupBy(name => name, StringComparer.Ordinal).Where(same => same.Count() > 1))
            yield return Finding($"“{twice.Key}”写了 {twice.Count()} 次。请只写一次。");
        foreach (var name in agencies.Where(name => name.Length > LongestName))
            yield return Finding($"“{name}”有 {name.Length} 字，标志里一行最多 {LongestName} 字。请改用规范化简称。");
        if (agencies.Count > 1 && data["代章"]?.GetValueKind() == System.Text.Json.JsonValueKind.True)
            yield return new("documents.joint-agencies", "代章", "联合发文由各机关分别盖章，不印“（代章）”。请把“代章”改为否。");
    }

    private static FieldFinding Finding(string sentence) => new("documents.joint-agencies", Field, $"“{Field}”：{sentence}");

    private static List<string> Names(JsonObject data) =>
        data[Field] is not JsonArray names ? [] : [.. names.OfType<JsonValue>().Select(name => name.TryGetValue<string>(out var text) ? text.Trim() : "").Where(text => text.Length > 0)];
}
