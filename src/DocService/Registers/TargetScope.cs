namespace SpotCheck.DocService.Registers;

/// <summary>Which targets of a register a task may draw (抽查对象范围). An empty list does not restrict.</summary>
internal sealed record TargetScope
{
    public static TargetScope Everything { get; } = new();

    /// <summary>主体类型, any of these.</summary>
    public IReadOnlyList<string> EntityTypes { get; init; } = [];

    /// <summary>监管标签, any of these.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>监管标签 or 主体类型 that take a target out again (除…).</summary>
    public IReadOnlyList<string> Without { get; init; } = [];

    public IReadOnlyList<string> Industries { get; init; } = [];

    public IReadOnlyList<string> Regions { get; init; } = [];

    /// <summary>管辖单位, any of these.</summary>
    public IReadOnlyList<string> Areas { get; init; } = [];

    public IReadOnlyList<string> RiskClasses { get; init; } = [];

    /// <summary>Only targets registered on this day or before; one without a date of registration stays in.</summary>
    public DateOnly? RegisteredUpTo { get; init; }
}

/// <summary>Finds what the words of a plan's 抽查对象范围 mean in a given register.</summary>
internal static class ScopeWords
{
    private static readonly string[] Anybody = ["市场主体", "经营主体", "检查对象", "监管对象"];

    // Ways plans speak of the targets that registers know under another name.
    private static readonly Dictionary<string, string> Synonyms = new(StringComparer.Ordinal)
    {
        ["在用计量器具"] = "计量器具使用单位",
        ["计量器具"] = "计量器具使用单位",
        ["食品经营者"] = "食品销售者",
        ["药品零售企业"] = "药店",
        ["个体户"] = "个体工商户",
        ["农专社"] = "农民专业合作社",
        ["专业合作社"] = "农民专业合作社",
        ["成品油零售企业"] = "成品油销售企业",
        ["加油站点"] = "加油站",
    };

    /// <summary>The scope, or <c>null</c> when the register knows no such targets.</summary>
    /// <param name="objects">The kind of targets, without 全县 and the like: <c>药店</c>, <c>在用计量器具</c>, <c>登记备案的市场主体</c>.</param>
    /// <param name="exclusions">What the plan takes out: <c>眼镜配制单位</c>.</param>
    /// <param name="taskTitle">Looked at only when the scope says no more than "market entities".</param>
    /// <param name="knownTags">All tags of the register.</param>
    /// <param name="knownEntityTypes">All entity types of the register.</param>
    public static TargetScope? Resolve(
        string objects, IReadOnlyList<string> exclusions, string taskTitle, IReadOnlyCollection<string> knownTags, IReadOnlyCollection<string> knownEntityTypes)
    {
        var wanted = objects.Trim();
        if (Anybody.Any(word => wanted.EndsWith(word, StringComparison.Ordinal)))
        {
            return LongestIn(taskTitle, knownTags) is { } tag
                ? TargetScope.Everything with { Tags = [tag], Without = exclusions }
                : TargetScope.Everything with { Without = exclusions };
        }
        wanted = Synonyms.GetValueOrDefault(wanted, wanted);
        if (knownTags.Contains(wanted))
            return new() { Tags = [wanted], Without = exclusions };
        if (knownEntityTypes.Contains(wanted))
            return new() { EntityTypes = [wanted], Without = exclusions };
        if (LongestIn(wanted, knownTags) is { } contained)
            return new() { Tags = [contained], Without = exclusions };
        return LongestIn(wanted, knownEntityTypes) is { } type ? new() { EntityTypes = [type], Without = exclusions } : null;
    }

    private static string? LongestIn(string text, IEnumerable<string> words) =>
        words.Where(word => text.Contains(word, StringComparison.Ordinal)).OrderByDescending(word => word.Length).ThenBy(word => word, StringComparer.Ordinal).FirstOrDefault();
}
