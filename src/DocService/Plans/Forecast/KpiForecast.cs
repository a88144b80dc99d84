using SpotCheck.DocService.Plans.Values;

namespace SpotCheck.DocService.Plans.Forecast;

/// <summary>What a key figure is, in one version: two bureaus use different words and limits for the same thing.</summary>
/// <param name="Version">Definition version; a changed numerator, denominator or threshold gets a new one.</param>
public sealed record KpiDefinition(string Code, string Name, int Version, SamplingRatio Threshold, string Numerator, string Denominator, string Source);

/// <summary>What a plan, carried out as written, makes of a key figure.</summary>
/// <param name="NumeratorLow">The least it can be; null where the register does not say.</param>
/// <param name="NumeratorHigh">The most it can be; equal to the least where it is exact.</param>
/// <param name="Note">What the figure rests on or what is missing, in Chinese.</param>
public sealed record KpiForecast(KpiDefinition Definition, long? NumeratorLow, long? NumeratorHigh, long? Denominator, KpiVerdict Verdict, string Note)
{
    public static KpiForecast Of(KpiDefinition definition, long? low, long? high, long? denominator, string note)
    {
        var verdict = (low, high, denominator) switch
        {
            (_, _, null) or (null, null, _) => KpiVerdict.Unknown,
            (_, _, 0) => KpiVerdict.NotApplicable,
            ({ } least, _, { } of) when Reaches(definition.Threshold, least, of) => KpiVerdict.Met,
            (_, { } most, { } of) when !Reaches(definition.Threshold, most, of) => KpiVerdict.Missed,
            _ => KpiVerdict.Uncertain,
        };
        return new(definition, low, high, denominator, verdict, note);
    }

    private static bool Reaches(SamplingRatio threshold, long part, long of) =>
        (System.Numerics.BigInteger)part * threshold.Denominator >= (System.Numerics.BigInteger)of * threshold.Numerator;
}

public enum KpiVerdict
{
    Met,
    Missed,
    Uncertain,
    Unknown,
    NotApplicable,
}
