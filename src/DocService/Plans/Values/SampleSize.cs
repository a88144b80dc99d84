namespace SpotCheck.DocService.Plans.Values;

/// <summary>抽查比例/数量: how many objects a task draws. Several options where the plan leaves a choice (每年1次20%；或者每年2次各10%); the first is the one used until somebody chooses.</summary>
/// <param name="Remark">What stood in brackets or after the value (实际以…为准), without the brackets.</param>
public sealed record SampleSize(IReadOnlyList<SampleOption> Options, string? Remark)
{
    public SampleOption Default => Options[0];
}

/// <summary>One way to fulfil a sample size. At least one of ratio, count and times is there.</summary>
/// <param name="Ratio">Share of the pool at each draw.</param>
/// <param name="Count">Number of objects; beside a ratio it is the least number.</param>
/// <param name="AtLeast">The value is a lower limit (≥, 不低于, 以上).</param>
/// <param name="TimesPerYear">How many draws a year; 1 unless the text says otherwise.</param>
/// <param name="EachTime">The text says that the value holds for every draw (各, 每次).</param>
public sealed record SampleOption(SamplingRatio? Ratio, int? Count, bool AtLeast, int TimesPerYear, bool EachTime)
{
    /// <summary>Objects one draw takes from a pool of this size; null where the option gives only a frequency.</summary>
    public int? CountOf(int pool) => (Ratio, Count) switch
    {
        ({ } ratio, { } least) => Math.Min(pool, Math.Max(least, ratio.CountOf(pool))),
        ({ } ratio, null) => ratio.CountOf(pool),
        (null, { } count) => Math.Min(pool, count),
        _ => null,
    };
}
