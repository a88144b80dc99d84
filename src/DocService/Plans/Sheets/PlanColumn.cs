using System.Text.RegularExpressions;
using SpotCheck.DocService.Plans.Values;

namespace SpotCheck.DocService.Plans.Sheets;

/// <summary>What a column of a plan sheet says. The order is the order in which a new plan shows them.</summary>
public enum PlanColumn
{
    Sequence,
    PlanNumber,
    PlanName,
    TaskNumber,
    TaskName,
    SelectionType,
    Items,
    Scope,
    SampleSize,
    Frequency,
    ObjectCount,
    RiskPolicy,
    Window,
    Lead,
    Partners,
    Subject,
    Level,
    Method,
    MatchingMode,
    Remark,
}

/// <summary>The headers seen in real plans (domain: columns seen in the plans of seven bureaus), first the one a new plan uses.</summary>
public static partial class PlanHeaders
{
    private static readonly Dictionary<PlanColumn, string[]> Names = new()
    {
        [PlanColumn.Sequence] = ["序号", "编号", "项次"],
        [PlanColumn.PlanNumber] = ["抽查计划编号", "计划编号"],
        [PlanColumn.PlanName] = ["抽查计划名称", "年度计划名称", "计划名称"],
        [PlanColumn.TaskNumber] = ["抽查任务编号", "任务编号"],
        [PlanColumn.TaskName] = ["抽查任务名称", "任务名称", "抽查名称", "检查任务名称"],
        [PlanColumn.SelectionType] = ["抽查类型", "抽取类型", "任务类型", "类型"],
        [PlanColumn.Items] = ["抽查事项", "抽查事项名称", "检查事项", "抽查内容", "检查内容", "抽查检查事项"],
        [PlanColumn.Scope] = ["抽查对象范围", "抽查对象", "检查对象", "检查对象范围", "抽查检查对象", "抽查范围", "抽取范围"],
        [PlanColumn.SampleSize] = ["抽查比例/数量", "抽查比例", "抽查比例及频次", "比例", "抽查比例和频次", "抽取比例", "抽查比例或数量", "比例/数量", "比例及频次"],
        [PlanColumn.Frequency] = ["抽查频次", "频次", "抽查频率", "频率"],
        [PlanColumn.ObjectCount] = ["抽查数量", "抽查户数", "户数", "主体数量", "数量", "抽取数量"],
        [PlanColumn.RiskPolicy] = ["信用风险分类管理", "信用风险分类", "信用风险分类要求", "信用风险分类监管", "智慧监管", "风险分类"],
        [PlanColumn.Window] = ["抽查起止时间", "抽查检查起止时间", "抽查时间", "起止时间", "检查时间", "抽查检查时间", "实施时间", "检查起止时间", "完成时限"],
        [PlanColumn.Lead] = ["发起主体/指导单位", "发起部门", "发起主体", "指导单位", "牵头部门", "发起单位", "牵头单位", "责任处室", "责任股室", "牵头", "发起部门/单位"],
        [PlanColumn.Partners] = ["联合部门", "配合部门", "参与部门", "协同部门", "配合单位", "联合单位", "参与单位"],
        [PlanColumn.Subject] = ["抽查检查主体", "抽查主体", "检查主体", "实施主体", "检查单位", "实施部门", "实施单位"],
        [PlanColumn.Level] = ["实施层级", "抽查层级", "组织层级"],
        [PlanColumn.Method] = ["检查方式", "抽查方式"],
        [PlanColumn.MatchingMode] = ["人员匹配方式", "匹配方式", "抽取方式", "随机方式", "匹配模式"],
        [PlanColumn.Remark] = ["备注", "说明"],
    };

    private static readonly Dictionary<string, PlanColumn> ByName = Names
        .SelectMany(pair => pair.Value.Select(name => (Name: Key(name), Column: pair.Key)))
        .Distinct()
        .ToDictionary(pair => pair.Name, pair => pair.Column, StringComparer.Ordinal);

    /// <summary>Longer texts are no headers.</summary>
    public const int LongestHeader = 60;

    /// <summary>As <see cref="Recognise(string)"/>, then by what a bureau has said its own headers mean (by <see cref="Key"/>).</summary>
    public static PlanColumn? Recognise(string header, IReadOnlyDictionary<string, PlanColumn>? remembered) =>
        Recognise(header) ?? (remembered is not null && header.Length <= LongestHeader && remembered.TryGetValue(Key(header), out var column) ? column : null);

    /// <summary>The header a new plan uses for a column.</summary>
    public static string NameOf(PlanColumn column) => Names[column][0];

    /// <summary>All headers understood for a column, for messages.</summary>
    public static IReadOnlyList<string> NamesOf(PlanColumn column) => Names[column];

    /// <summary>Which column a header names; null if none. White space, brackets and a leading number do not matter.</summary>
    public static PlanColumn? Recognise(string header) =>
        header.Length <= LongestHeader && ByName.TryGetValue(Key(header), out var column) ? column : null;

    /// <summary>The header says that its numbers are percentages (比例（%）).</summary>
    public static bool SaysPercent(string header) => header.AsSpan().ContainsAny('%', '％');

    /// <summary>A header as it is compared: without white space, brackets and leading number.</summary>
    internal static string Key(string header) =>
        Decoration().Replace(PlanText.Compact(header), "").Replace('或', '/').Replace('、', '/').Replace('和', '及').TrimEnd(':', '*');

    [GeneratedRegex(@"\([^()]*\)|%|^\d+[.、]|^\*", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Decoration();
}
