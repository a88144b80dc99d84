namespace SpotCheck.DocService.Registers;

/// <summary>信用风险分类 of 国市监信发〔2022〕6号: A low, B ordinary, C raised, D high. Not every target has one.</summary>
internal static class RiskClass
{
    /// <summary>The stratum of targets without a class.</summary>
    public const string Unclassified = "未分类";

    public static IReadOnlyList<string> All { get; } = ["A", "B", "C", "D"];

    /// <summary>A → A（低风险）.</summary>
    public static string Chinese(string risk) => risk switch
    {
        "A" => "A（低风险）",
        "B" => "B（一般风险）",
        "C" => "C（较高风险）",
        "D" => "D（高风险）",
        _ => Unclassified,
    };

    /// <summary>The stratum of a draw by risk: A → 低风险, none → 未分类.</summary>
    public static string Stratum(string? risk) => risk switch
    {
        "A" => "低风险",
        "B" => "一般风险",
        "C" => "较高风险",
        "D" => "高风险",
        _ => Unclassified,
    };

    /// <summary>Reads <c>A</c>, <c>A级</c>, <c>低风险</c>, <c>A（低风险）</c> and the like; <c>null</c> when it is none.</summary>
    public static string? Read(string text)
    {
        var compact = string.Concat(text.Normalize(System.Text.NormalizationForm.FormKC).ToUpperInvariant()
            .Where(c => !char.IsWhiteSpace(c) && c is not ('(' or ')' or '-'))).Replace("信用", "", StringComparison.Ordinal);
        var word = compact.TrimStart('A', 'B', 'C', 'D').TrimStart('类', '级').Replace("风险", "", StringComparison.Ordinal).Replace("等级", "", StringComparison.Ordinal);
        var letter = compact is [>= 'A' and <= 'D', ..] ? compact[..1] : null;
        var named = word switch
        {
            "" => letter,
            "低" => "A",
            "一般" or "中" or "中低" => "B",
            "较高" or "中高" => "C",
            "高" => "D",
            _ => null,
        };
        return letter is null || letter == named ? named : null;
    }
}
