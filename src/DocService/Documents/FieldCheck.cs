using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace SpotCheck.DocService.Documents;

/// <summary>Something about the data of a document that keeps it from being signed.</summary>
/// <param name="Path">Where: <c>附件[1].任务[3].抽查比例</c>, items counted from 1.</param>
internal sealed record FieldFinding(string Code, string Path, string Sentence);

/// <summary>Holds data against the fields of a document: what is missing, of the wrong kind, or unknown.</summary>
internal static partial class FieldCheck
{
    private const int LongestText = 4000;

    // A kind's list of fields lives as long as the service.
    private static readonly ConditionalWeakTable<IReadOnlyList<DocumentField>, HashSet<string>> KnownPaths = [];

    public static IReadOnlyList<FieldFinding> Check(IReadOnlyList<DocumentField> fields, JsonObject data, bool beforeIssue)
    {
        var findings = new List<FieldFinding>();
        foreach (var field in fields.Where(field => !beforeIssue || field.Source != FieldSource.Issue))
        {
            foreach (var (place, value) in At(data, field.Path.Split('.'), ""))
                Judge(field, place, value, findings);
        }
        findings.AddRange(Unknown(fields, data));
        return findings;
    }

    /// <summary>Members that no field is called: a typing mistake would otherwise be lost in silence.</summary>
    public static IEnumerable<FieldFinding> Unknown(IReadOnlyList<DocumentField> fields, JsonObject data)
    {
        var known = KnownPaths.GetValue(fields, all => all.SelectMany(field => Prefixes(field.Path)).ToHashSet(StringComparer.Ordinal));
        return from path in Paths(data, "")
               where !known.Contains(path.Pattern)
               select new FieldFinding("documents.unknown-field", path.Place, $"没有叫“{path.Place}”的字段。请核对字段名，或者去掉它。");
    }

    private static void Judge(DocumentField field, string place, JsonNode? value, List<FieldFinding> findings)
    {
        if (value is null || (value is JsonArray { Count: 0 } && field is { MayBeEmpty: false, Type: FieldType.List or FieldType.TextList }) || (value is JsonValue text && text.GetValueKind() == JsonValueKind.String && text.GetValue<string>().Trim().Length == 0))
        {
            if (field.Required)
                findings.Add(new("documents.field-missing", place, $"缺少“{place}”{(field.Meaning.Length > 0 ? $"（{field.Meaning}）" : "")}。{(field.Example.Length > 0 ? $"例如：{field.Example}。" : "")}请补充后再试。"));
            return;
        }
        if (WrongKind(field, value) is { } expected)
            findings.Add(new("documents.field-kind", place, $"“{place}”应当是{expected}，现在是 {Shown(value)}。请改正后再试。"));
    }

    private static string? WrongKind(DocumentField field, JsonNode value)
    {
        var kind = value.GetValueKind();
        return field.Type switch
        {
            FieldType.Text when kind != JsonValueKind.String => "文本",
            FieldType.Text when value.GetValue<string>() is { Length: > LongestText } => $"不超过 {LongestText} 字的文本",
            FieldType.Text when value.GetValue<string>().Any(character => char.IsControl(character) && character is not ('\n' or '\t')) => "没有控制字符的文本",
            FieldType.Whole when kind != JsonValueKind.Number || !long.TryParse(value.ToJsonString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _) => "整数",
            FieldType.Day when kind != JsonValueKind.String || ReadDay(value.GetValue<string>()) is null => "形如“2023年2月6日”的日期（月、日不编虚位，日历上有这一天）",
            FieldType.Truth when kind is not (JsonValueKind.True or JsonValueKind.False) => "真或者假",
            FieldType.List when value is not JsonArray items || items.Any(item => item is not JsonObject) => "列表，每一项有自己的字段",
            FieldType.TextList when value is not JsonArray texts || texts.Any(item => item is null || item.GetValueKind() != JsonValueKind.String || item.GetValue<string>().Length is 0 or > LongestText) => "文本的列表",
            _ => null,
        };
    }

    /// <summary>A day as official documents write it; null for anything else, also for 2月30日.</summary>
    public static DateOnly? ReadDay(string text) =>
        DayForm().IsMatch(text) && DateOnly.TryParseExact(text, "yyyy年M月d日", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    public static string WriteDay(DateOnly day) => string.Create(CultureInfo.InvariantCulture, $"{day.Year}年{day.Month}月{day.Day}日");

    // The field's value in every item of the lists on the way; where a list is missing or empty there is nothing to ask for.
    private static IEnumerable<(string Place, JsonNode? Value)> At(JsonNode? node, ReadOnlyMemory<string> path, string place)
    {
        var step = path.Span[0];
        var many = step.EndsWith("[]", StringComparison.Ordinal);
        var name = many ? step[..^2] : step;
        var here = place.Length == 0 ? name : $"{place}.{name}";
        var member = (node as JsonObject)?[name];
        if (path.Length == 1)
            return [(here, member)];
        if (!many)
            return At(member, path[1..], here);
        return member is JsonArray items ? items.SelectMany((item, i) => item is JsonObject ? At(item, path[1..], $"{here}[{i + 1}]") : []) : [];
    }

    private static IEnumerable<string> Prefixes(string path)
    {
        yield return path;
        for (var dot = path.IndexOf('.', StringComparison.Ordinal); dot >= 0; dot = path.IndexOf('.', dot + 1))
            yield return path[..dot].EndsWith("[]", StringComparison.Ordinal) ? path[..(dot - 2)] : path[..dot];
    }

    private static IEnumerable<(string Pattern, string Place)> Paths(JsonObject data, string prefix, string placePrefix = "")
    {
        foreach (var (name, value) in data)
        {
            var (pattern, place) = (prefix + name, placePrefix + name);
            yield return (pattern, place);
            var inner = value switch
            {
                JsonObject member => Paths(member, pattern + ".", place + "."),
                JsonArray items => items.SelectMany((item, i) => item is JsonObject member ? Paths(member, pattern + "[].", $"{place}[{i + 1}].") : []),
                _ => [],
            };
            foreach (var path in inner)
                yield return path;
        }
    }

    private static string Shown(JsonNode value)
    {
        var text = value.ToJsonString(new JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        return text.Length <= 40 ? text : text[..40] + "…";
    }

    [GeneratedRegex(@"^\d{4}年(?:[1-9]|1[0-2])月(?:[1-9]|[12]\d|3[01])日$", RegexOptions.None, 10_000)]
    private static partial Regex DayForm();
}
