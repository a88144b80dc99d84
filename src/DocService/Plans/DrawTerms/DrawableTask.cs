using SpotCheck.DocService.Plans.Sheets;
using SpotCheck.DocService.Plans.Values;
using SpotCheck.VerifiableDraws;

namespace SpotCheck.DocService.Plans.DrawTerms;

/// <summary>A task of an adopted plan with everything a draw and a consultation need to know from the plan.</summary>
/// <param name="Number">Stable number, unique in the bureau: 2023-006.</param>
/// <param name="Text">The plan row as one text, the same for the same row: what a draw commits to.</param>
/// <param name="Ratios">One per risk class; null where the plan gives a number of objects.</param>
/// <param name="Count">Total number of objects; null where the plan gives a ratio.</param>
/// <param name="Roles">Team of the leading bureau, then one role per partner department.</param>
public sealed record DrawableTask(
    string Number, PlanTask Task, string Text, RiskRatios? Ratios, int? Count, int? LeastCount, int TimesPerYear, MatchingMode Mode, IReadOnlyList<TeamRole> Roles)
{
    public IReadOnlyList<string> Partners => Task.Partners;

    /// <param name="stations">Stations of the bureau (监管所).</param>
    /// <param name="sections">Its sections; the lead section is used where it is one of them, otherwise all.</param>
    public static DrawableTask Of(string number, PlanTask task, TaskTerms terms, DrawDefaults defaults, IReadOnlyList<string> sections, IReadOnlyList<string> stations)
    {
        var option = task.Sample?.Options[terms.Option ?? 0];
        var mode = terms.Mode ?? MatchingModes.Read(task.Row[PlanColumn.MatchingMode]) ?? defaults.Mode;
        var lead = task.Lead?.Section is { } section && sections.Contains(section, StringComparer.Ordinal) ? [section] : sections;
        IReadOnlyList<TeamRole> own = MatchingModes.Roles(mode, lead, stations, terms.Inspectors ?? defaults.Inspectors, []);
        var partners = task.Partners.Select(partner => new TeamRole(partner, terms.PartnerInspectors ?? defaults.PartnerInspectors, [partner], [], UnitMatch.Any, false));
        return new(
            number,
            task,
            TextOf(number, task),
            option?.Ratio is { } ratio ? RatiosOf(ratio, task, terms, defaults) : null,
            option is { Ratio: null } ? option.Count : null,
            option is { Ratio: not null } ? option.Count : null,
            option?.TimesPerYear ?? 1,
            mode,
            [.. own, .. partners]);
    }

    private static RiskRatios RatiosOf(SamplingRatio ratio, PlanTask task, TaskTerms terms, DrawDefaults defaults)
    {
        if (terms is { A: { } a, B: { } b, C: { } c, D: { } d })
        {
            return new(Read(a), Read(b), Read(c), Read(d), ratio);
        }

        return task.UsesRiskClasses ? defaults.Multiples.Of(ratio) : RiskRatios.Same(ratio);
    }

    private static SamplingRatio Read(string text) => SampleSizeGrammar.Read(text).Value!.Default.Ratio!.Value;

    /// <summary>One field of a plan row's text, as a draw keeps it; empty if the row has none.</summary>
    public static string FieldOf(string text, PlanColumn column)
    {
        var start = PlanHeaders.NameOf(column) + "：";
        return text.Split('\n').FirstOrDefault(line => line.StartsWith(start, StringComparison.Ordinal))?[start.Length..] ?? "";
    }

    private static string TextOf(string number, PlanTask task) => string.Join(
        '\n',
        task.Row.Cells.OrderBy(pair => pair.Key).Select(pair => $"{PlanHeaders.NameOf(pair.Key)}：{pair.Value.Text.Trim().ReplaceLineEndings(" ")}").Prepend(number));
}
