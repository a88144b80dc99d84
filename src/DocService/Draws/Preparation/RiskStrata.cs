using SpotCheck.DocService.Plans.DrawTerms;
using SpotCheck.DocService.Plans.Values;
using SpotCheck.DocService.Registers;
using SpotCheck.VerifiableDraws;

namespace SpotCheck.DocService.Draws.Preparation;

/// <summary>Strata with the ratios of the plan.</summary>
internal static class RiskStrata
{
    public static bool Differ(RiskRatios ratios) => ratios.A != ratios.B || ratios.B != ratios.C || ratios.C != ratios.D;

    /// <returns>One stratum per class that occurs, ascending; a total where the plan gives a number, or a least number above what the ratios give.</returns>
    public static (IReadOnlyList<Stratum> Strata, long? Total) Of(RegisterTable register, DrawableTask task)
    {
        var strata = register.StratumCounts.Select(s => task.Ratios is { } ratios
            ? new Stratum(s.Key, s.Value, RatioOf(ratios, s.Key).Numerator, RatioOf(ratios, s.Key).Denominator)
            : new Stratum(s.Key, s.Value, 1, 1)).ToList();
        if (task.Ratios is null)
            return (strata, Math.Min(task.Count!.Value, register.Size));
        return task.LeastCount is { } least && Quotas.Of(strata, null).Sum() < least ? (strata, Math.Min(least, register.Size)) : (strata, null);
    }

    private static SamplingRatio RatioOf(RiskRatios ratios, string stratum) =>
        ratios.Of(RiskClass.All.FirstOrDefault(risk => RiskClass.Stratum(risk) == stratum));
}
