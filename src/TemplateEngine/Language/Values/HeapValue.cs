using System.Numerics;

namespace SpotCheck.TemplateEngine.Language;

/// <summary>What a <see cref="Value"/> refers to when its 64 bits are not enough.</summary>
public abstract class HeapValue
{
    /// <summary>The kind every value referring to this object has.</summary>
    public ValueKind Kind { get; }

    private protected HeapValue(ValueKind kind) => Kind = kind;
}

/// <summary>Marks a value whose 64 bits hold everything: one shared object a kind.</summary>
internal sealed class ValueTag : HeapValue
{
    public static readonly ValueTag Bool = new(ValueKind.Bool);
    public static readonly ValueTag Int = new(ValueKind.Int);
    public static readonly ValueTag Single = new(ValueKind.Single);
    public static readonly ValueTag Double = new(ValueKind.Double);
    public static readonly ValueTag TimeSpan = new(ValueKind.TimeSpan);

    private ValueTag(ValueKind kind) : base(kind)
    {
    }
}

internal sealed class BoxedBigInteger(BigInteger number) : HeapValue(ValueKind.BigInt)
{
    public BigInteger Number { get; } = number;
}

internal sealed class BoxedDecimal(decimal number) : HeapValue(ValueKind.Decimal)
{
    public decimal Number { get; } = number;
}

internal sealed class BoxedDate(DateTimeOffset instant) : HeapValue(ValueKind.Date)
{
    public DateTimeOffset Instant { get; } = instant;
}

/// <summary>Whole numbers from <see cref="First"/> upwards or downwards to <see cref="Last"/>.</summary>
internal sealed class ValueRange(long first, long last, bool isEmpty) : HeapValue(ValueKind.Range)
{
    public long First { get; } = first;

    public long Last { get; } = last;

    public bool IsEmpty { get; } = isEmpty;

    public int Step => Last < First ? -1 : 1;

    public BigInteger ExactCount => IsEmpty ? 0 : BigInteger.Abs((BigInteger)Last - First) + 1;

    /// <summary>Elements, or <see cref="long.MaxValue"/> where there are more.</summary>
    public long Count => ExactCount > long.MaxValue ? long.MaxValue : (long)ExactCount;

    public long At(long index) => First + Step * index;
}

/// <summary>
/// A value the language carries but cannot write itself: a picture, rich text, a page break. It compares by
/// reference, joins texts as <see cref="AsText"/>, and reaches the output through
/// <see cref="RenderOptions.CustomValues"/>.
/// </summary>
public abstract class CustomValue() : HeapValue(ValueKind.Custom)
{
    /// <summary>What stands for the value where only text can stand (joined to a string, compared).</summary>
    public abstract string AsText { get; }
}

/// <summary>Writes the values a caller has put into the model or returned from its own functions.</summary>
public interface ICustomValueWriter
{
    /// <summary>Writes <paramref name="value"/> at the present place of <paramref name="output"/>.</summary>
    void Write(CustomValue value, TemplateOutput output);
}
