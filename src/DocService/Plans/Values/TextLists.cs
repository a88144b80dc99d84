using System.Text.RegularExpressions;

namespace SpotCheck.DocService.Plans.Values;

/// <summary>抽查事项: one or more items, separated by ； or line breaks, or numbered. A 、 is part of a name (设立、变更情况).</summary>
public static partial class ItemListGrammar
{
    public static IReadOnlyList<string> Read(string text) =>
        [.. Separator().Split(text).Select(item => Number().Replace(item.Trim(), "").Trim().TrimEnd('。', ';', '；')).Where(item => item.Length > 0)];

    [GeneratedRegex(@"[；;\r\n]+|(?<=\D)(?=\d{1,2}[、.．]\D)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Separator();

    [GeneratedRegex(@"^(?:\d{1,2}[、.．]|[（(]\d{1,2}[）)])", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Number();
}

/// <summary>联合部门, 配合部门: the departments that check together with the lead.</summary>
public static partial class DepartmentListGrammar
{
    public static IReadOnlyList<string> Read(string text) =>
        [.. Separator().Split(text).Select(name => Ending().Replace(name.Trim(), "").Trim()).Where(name => name.Length > 0 && name is not ("无" or "-" or "—" or "/"))
            .Distinct(StringComparer.Ordinal)];

    [GeneratedRegex(@"[、，,；;/／\r\n。]+|(?<=[局委办处股所队])和(?=\p{IsCJKUnifiedIdeographs})", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Separator();

    [GeneratedRegex("(?:配合|参与|参加|协助|等部门|等)$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Ending();
}

/// <summary>发起主体: agency and section in one text (县市场监督管理局网监股组织发起).</summary>
/// <param name="Agency">The agency as written; null where only a section stands.</param>
/// <param name="Section">The section that starts and runs the task; null where only an agency stands.</param>
public sealed partial record LeadName(string? Agency, string? Section)
{
    public static LeadName Read(string text)
    {
        var name = Ending().Replace(PlanText.Compact(text), "");
        var split = AgencyThenSection().Match(name);
        if (split.Success)
        {
            return new(split.Groups["agency"].Value, split.Groups["section"].Value);
        }

        return AgencyAlone().IsMatch(name) ? new(name, null) : new(null, name.Length == 0 ? null : name);
    }

    [GeneratedRegex("(?:组织发起|组织实施|负责发起|发起|牵头|负责)$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Ending();

    [GeneratedRegex("^(?<agency>.+?(?:管理局|商务局|局|委员会))(?<section>.*(?:股|科|处|室|所|队|中心|办))$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex AgencyThenSection();

    [GeneratedRegex("(?:局|委员会|委|厅|政府|总队)$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex AgencyAlone();
}

public enum SelectionType
{
    /// <summary>不定向: from the whole pool.</summary>
    Undirected,

    /// <summary>定向: from a part of the pool chosen by type, industry, area or tag.</summary>
    Directed,
}

public static class SelectionTypeGrammar
{
    public static CellReading<object> Problem(string text) => Read(text) is null
        ? CellReading<object>.Refused("type.unknown", text.Trim(), "抽查类型只能是“定向”或“不定向”。")
        : new(null, []);

    /// <summary>定向, 不定向 and their longer forms; null for anything else.</summary>
    public static SelectionType? Read(string text) => PlanText.Compact(text) switch
    {
        "定向" or "定向抽查" or "定向抽取" => SelectionType.Directed,
        "不定向" or "不定向抽查" or "不定向抽取" or "非定向" => SelectionType.Undirected,
        _ => null,
    };
}
