using System.Globalization;
using System.Numerics;

namespace SpotCheck.DocService.Plans.Values;

/// <summary>抽查比例: an exact fraction from above 0 to 1, in lowest terms. No floating point, because the draw needs the exact number.</summary>
public readonly record struct SamplingRatio : IComparable<SamplingRatio>
{
    private SamplingRatio(long numerator, long denominator) => (Numerator, Denominator) = (numerator, denominator);

    public long Numerator { get; }

    public long Denominator { get; }

    public static SamplingRatio All { get; } = new(1, 1);

    public bool IsAll => Numerator == Denominator;

    public decimal Value => (decimal)Numerator / Denominator;

    public static SamplingRatio Of(long numerator, long denominator)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(numerator, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(denominator, numerator);
        var divisor = (long)BigInteger.GreatestCommonDivisor(numerator, denominator);
        return new(numerator / divisor, denominator / divisor);
    }

    public static SamplingRatio Percent(long percent) => Of(percent, 100);

    /// <summary>This ratio times num/den, at most 1.</summary>
    public SamplingRatio TimesAtMostAll(long numerator, long denominator)
    {
        var top = (BigInteger)Numerator * numerator;
        var bottom = (BigInteger)Denominator * denominator;
        if (top >= bottom)
        {
            return All;
        }

        var divisor = BigInteger.GreatestCommonDivisor(top, bottom);
        return Of((long)(top / divisor), (long)(bottom / divisor));
    }

    /// <summary>How many of <paramref name="pool"/> objects are to be drawn: rounded up, so that a small pool is never drawn to nothing (draw-protocol §5).</summary>
    public int CountOf(int pool) => (int)((((BigInteger)pool * Numerator) + Denominator - 1) / Denominator);

    /// <summary>The smallest pool of which this ratio is at least one whole object.</summary>
    public long SmallestWholePool => (Denominator + Numerator - 1) / Numerator;

    public int CompareTo(SamplingRatio other) =>
        ((BigInteger)Numerator * other.Denominator).CompareTo((BigInteger)other.Numerator * Denominator);

    public static bool operator <(SamplingRatio left, SamplingRatio right) => left.CompareTo(right) < 0;

    public static bool operator >(SamplingRatio left, SamplingRatio right) => left.CompareTo(right) > 0;

    public static bool operator <=(SamplingRatio left, SamplingRatio right) => left.CompareTo(right) <= 0;

    public static bool operator >=(SamplingRatio left, SamplingRatio right) => left.CompareTo(right) >= 0;

    /// <summary>As a percentage where it ends within six digits (<c>2.5%</c>), otherwise as a fraction.</summary>
    public override string ToString()
    {
        var percent = Value * 100;
        return decimal.Round(percent, 6) == percent
            ? percent.ToString("0.######", CultureInfo.InvariantCulture) + "%"
            : string.Create(CultureInfo.InvariantCulture, $"{Numerator}/{Denominator}");
    }
}
