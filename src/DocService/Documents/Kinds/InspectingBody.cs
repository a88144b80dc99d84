using System.Text.Json.Nodes;
using SpotCheck.DocService.Plans.Lint;

namespace SpotCheck.DocService.Documents.Kinds;

/// <summary>检查主体 and 发文机关 are two things: a coordination office may send a document out, but never inspect (国办发〔2024〕54号).</summary>
internal static class InspectingBody
{
    private static readonly string[] Fields = ["检查主体", "检查机关"];

    /// <summary>The bureau as inspecting body; null for a coordination office, so that the clerk has to name one.</summary>
    public static string? Of(string bureau) => CoordinationOffice.IsOne(bureau) ? null : bureau;

    /// <summary>Every place where a coordination office would be printed as the inspecting body.</summary>
    public static IEnumerable<FieldFinding> Check(JsonObject data)
    {
        // What is served on a firm is sealed by whoever inspects it.
        var served = data.ContainsKey("检查人员") && data.ContainsKey("署名");
        return Members(data, "").Where(member => (Fields.Contains(member.Name, StringComparer.Ordinal) || (served && member.Place == "署名")) && CoordinationOffice.IsOne(member.Text))
            .Select(member => new FieldFinding("documents.coordination-office", member.Place,
                $"“{member.Place}”写的是“{member.Text}”，它是议事协调机构，不得作为检查主体。请改为依法具有行政检查职权的机关，例如本级市场监督管理局；发文机关可以不改。"));
    }

    private static IEnumerable<(string Place, string Name, string Text)> Members(JsonNode? node, string place) => node switch
    {
        JsonObject members => members.SelectMany(member =>
        {
            var here = place.Length == 0 ? member.Key : $"{place}.{member.Key}";
            return member.Value is JsonValue value && value.TryGetValue<string>(out var text) ? [(here, member.Key, text)] : Members(member.Value, here);
        }),
        JsonArray items => items.SelectMany((item, i) => Members(item, $"{place}[{i + 1}]")),
        _ => [],
    };
}
