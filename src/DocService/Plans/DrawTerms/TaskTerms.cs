using SpotCheck.DocService.Plans.Values;

namespace SpotCheck.DocService.Plans.DrawTerms;

/// <summary>How one task is drawn, where it differs from what the plan and the bureau's defaults say. Null = as by default.</summary>
/// <param name="Option">Which of several sample sizes of the plan, from 0.</param>
/// <param name="A">Ratio of risk class A as text (5%); the four classes are set together or not at all.</param>
/// <param name="Mode">Matching mode.</param>
/// <param name="Inspectors">Inspectors per object from the leading bureau.</param>
/// <param name="PartnerInspectors">Inspectors per object from each partner department.</param>
public sealed record TaskTerms(
    int? Option = null, string? A = null, string? B = null, string? C = null, string? D = null, MatchingMode? Mode = null, int? Inspectors = null, int? PartnerInspectors = null)
{
    public static TaskTerms None { get; } = new();

    /// <summary>For the list of changes, in Chinese; empty where nothing is set.</summary>
    public override string ToString() => string.Join("；", new[]
    {
        Option is { } option ? $"第{option + 1}种方案" : null,
        A is null ? null : $"A {A}，B {B}，C {C}，D {D}",
        Mode is { } mode ? MatchingModes.NameOf(mode) : null,
        Inspectors is { } own ? $"本机关每户{own}人" : null,
        PartnerInspectors is { } others ? $"联合部门每户{others}人" : null,
    }.OfType<string>());

    /// <returns>What is wrong with these terms for a task; null if nothing.</returns>
    public CellProblem? Check(PlanTask task)
    {
        if (Option is { } option && (task.Sample is null || option < 0 || option >= task.Sample.Options.Count))
        {
            return new("terms.no-such-option", $"{option + 1}", $"计划中这项任务有{task.Sample?.Options.Count ?? 0}种抽查方案，没有第{option + 1}种。");
        }

        if (Inspectors is < 1 or > 20 || PartnerInspectors is < 1 or > 20)
        {
            return new("terms.inspectors", $"{Inspectors ?? PartnerInspectors}", "每户检查人员应为1至20人，且全组不少于2人。");
        }

        var ratios = new[] { A, B, C, D };
        if (ratios.All(ratio => ratio is null))
        {
            return null;
        }

        if (ratios.Any(ratio => ratio is null))
        {
            return new("terms.risk-incomplete", string.Join('、', ratios.OfType<string>()), "信用风险分类比例要么四类都写，要么都不写。");
        }

        var read = ratios.Select(ratio => SampleSizeGrammar.Read(ratio!)).ToList();
        if (read.Find(reading => reading.Value?.Default.Ratio is null) is { } unread)
        {
            return unread.Problems.FirstOrDefault() ?? new("terms.risk-no-ratio", A!, "信用风险分类比例必须是百分比，例如“5%”。");
        }

        var values = read.Select(reading => reading.Value!.Default.Ratio!.Value).ToList();
        if (!new RiskRatios(values[0], values[1], values[2], values[3], values[0]).Rises)
        {
            return new("terms.risk-falls", $"A {A}，B {B}，C {C}，D {D}", "风险等级越高，比例不能越低：应为A≤B≤C≤D。");
        }

        return task.Sample?.Default.Ratio is { } planned && values[0] < planned
            ? new("terms.risk-below-plan", A!, $"计划的比例是{planned}，最低一类不能低于它。")
            : null;
    }
}

/// <summary>What a bureau wants unless a task says otherwise.</summary>
public sealed record DrawDefaults(RiskMultiples Multiples, MatchingMode Mode, int Inspectors, int PartnerInspectors)
{
    /// <summary>Two inspectors per object is the legal least (每次不得少于2人).</summary>
    public static DrawDefaults Standard { get; } = new(RiskMultiples.Default, MatchingMode.SectionAndStation, 2, 1);
}
