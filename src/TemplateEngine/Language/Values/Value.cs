using System.Numerics;
using System.Runtime.CompilerServices;

namespace SpotCheck.TemplateEngine.Language;

/// <summary>
/// One value of the template language in 16 bytes: a reference that also tells the kind, and 64 bits. Numbers,
/// booleans and intervals take no memory of their own; <c>default</c> is null.
/// </summary>
public readonly struct Value : IEquatable<Value>
{
    private readonly object? _reference;
    private readonly long _bits;

    private Value(object? reference, long bits)
    {
        _reference = reference;
        _bits = bits;
    }

    /// <summary>Nothing.</summary>
    public static Value Null => default;

    /// <summary>The boolean <c>true</c>.</summary>
    public static Value True => new(ValueTag.Bool, 1);

    /// <summary>The boolean <c>false</c>.</summary>
    public static Value False => new(ValueTag.Bool, 0);

    /// <summary>What the value holds.</summary>
    public ValueKind Kind
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            if (_reference is null)
                return ValueKind.Null;
            return _reference.GetType() == typeof(string)
                ? ValueKind.String
                : Unsafe.As<HeapValue>(_reference).Kind;
        }
    }

    /// <summary>Whether the value is nothing.</summary>
    public bool IsNull => _reference is null;

    /// <summary>Everything but null and <c>false</c> is true: 0 and empty text are true, too.</summary>
    public bool IsTruthy => _reference is not null && (!ReferenceEquals(_reference, ValueTag.Bool) || _bits != 0);

    /// <summary>Whether the value is a number of any kind.</summary>
    public bool IsNumber => Kind is >= ValueKind.Int and <= ValueKind.Decimal;

    internal long Bits => _bits;

    internal object? Reference => _reference;

    /// <summary>The text, or null where the value is none.</summary>
    public string? AsString => _reference as string;

    /// <summary>The list, or null where the value is none.</summary>
    public ScriptArray? AsArray => _reference as ScriptArray;

    /// <summary>The object, or null where the value is none.</summary>
    public ScriptObject? AsObject => _reference as ScriptObject;

    /// <summary>The function, or null where the value is none.</summary>
    public ScriptFunction? AsFunction => _reference as ScriptFunction;

    /// <summary>The caller's own value, or null where the value is none.</summary>
    public CustomValue? AsCustom => _reference as CustomValue;

    internal ValueRange? AsRange => _reference as ValueRange;

    /// <summary>The 64-bit whole number; 0 where the value is none.</summary>
    public long AsInt64 => ReferenceEquals(_reference, ValueTag.Int) ? _bits : 0;

    /// <summary>The boolean; <c>false</c> where the value is none.</summary>
    public bool AsBool => ReferenceEquals(_reference, ValueTag.Bool) && _bits != 0;

    /// <summary>The instant; the first day of year 1 where the value is none.</summary>
    public DateTimeOffset AsDate => _reference is BoxedDate date ? date.Instant : default;

    /// <summary>The interval; zero where the value is none.</summary>
    public TimeSpan AsTimeSpan =>
        ReferenceEquals(_reference, ValueTag.TimeSpan) ? new TimeSpan(_bits) : TimeSpan.Zero;

    internal double RawDouble => BitConverter.Int64BitsToDouble(_bits);

    internal BigInteger RawBigInteger => ((BoxedBigInteger)_reference!).Number;

    internal decimal RawDecimal => ((BoxedDecimal)_reference!).Number;

    /// <summary>A boolean.</summary>
    public static Value From(bool value) => value ? True : False;

    /// <summary>A whole number.</summary>
    public static Value From(long value) => new(ValueTag.Int, value);

    /// <summary>A whole number of any size; one of 64 bits is kept in them.</summary>
    public static Value From(BigInteger value) =>
        value >= long.MinValue && value <= long.MaxValue
            ? From((long)value)
            : new Value(new BoxedBigInteger(value), 0);

    /// <summary>A binary fraction of 32 bits.</summary>
    public static Value From(float value) => new(ValueTag.Single, BitConverter.DoubleToInt64Bits(value));

    /// <summary>A binary fraction of 64 bits.</summary>
    public static Value From(double value) => new(ValueTag.Double, BitConverter.DoubleToInt64Bits(value));

    /// <summary>A decimal fraction.</summary>
    public static Value From(decimal value) => new(new BoxedDecimal(value), 0);

    /// <summary>Text; null where <paramref name="value"/> is.</summary>
    public static Value From(string? value) => new(value, 0);

    /// <summary>An instant.</summary>
    public static Value From(DateTimeOffset value) => new(new BoxedDate(value), 0);

    /// <summary>A day, at midnight with no offset.</summary>
    public static Value From(DateOnly value) => From(new DateTimeOffset(value, TimeOnly.MinValue, TimeSpan.Zero));

    /// <summary>An interval.</summary>
    public static Value From(TimeSpan value) => new(ValueTag.TimeSpan, value.Ticks);

    /// <summary>A list, object, function or custom value; null where <paramref name="value"/> is.</summary>
    public static Value From(HeapValue? value)
    {
        if (value is ValueTag)
            throw new ArgumentException("A tag is no value.", nameof(value));
        return new Value(value, 0);
    }

    /// <summary>Text.</summary>
    public static implicit operator Value(string? value) => From(value);

    /// <summary>A whole number.</summary>
    public static implicit operator Value(long value) => From(value);

    /// <summary>A whole number.</summary>
    public static implicit operator Value(int value) => From((long)value);

    /// <summary>A boolean.</summary>
    public static implicit operator Value(bool value) => From(value);

    /// <summary>A binary fraction.</summary>
    public static implicit operator Value(double value) => From(value);

    /// <summary>A decimal fraction.</summary>
    public static implicit operator Value(decimal value) => From(value);

    /// <summary>An instant.</summary>
    public static implicit operator Value(DateTimeOffset value) => From(value);

    /// <summary>A day.</summary>
    public static implicit operator Value(DateOnly value) => From(value);

    /// <summary>A list, object, function or custom value.</summary>
    public static implicit operator Value(HeapValue? value) => From(value);

    /// <summary>Whether both are the same kind and content; lists and objects compare by reference.</summary>
    public bool Equals(Value other)
    {
        if (ReferenceEquals(_reference, other._reference))
            return _bits == other._bits;
        return (_reference, other._reference) switch
        {
            (string left, string right) => string.Equals(left, right, StringComparison.Ordinal),
            (BoxedBigInteger left, BoxedBigInteger right) => left.Number == right.Number,
            (BoxedDecimal left, BoxedDecimal right) => left.Number == right.Number,
            (BoxedDate left, BoxedDate right) => left.Instant == right.Instant,
            _ => false,
        };
    }

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Value other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _reference switch
    {
        null => 0,
        string text => string.GetHashCode(text, StringComparison.Ordinal),
        BoxedBigInteger big => big.Number.GetHashCode(),
        BoxedDecimal money => money.Number.GetHashCode(),
        BoxedDate date => date.Instant.GetHashCode(),
        _ => HashCode.Combine(RuntimeHelpers.GetHashCode(_reference), _bits),
    };

    /// <summary>Same as <see cref="Equals(Value)"/>; the language's <c>==</c> is wider.</summary>
    public static bool operator ==(Value left, Value right) => left.Equals(right);

    /// <summary>Opposite of <c>==</c>.</summary>
    public static bool operator !=(Value left, Value right) => !left.Equals(right);

    /// <summary>The text a template would print.</summary>
    public override string ToString() => ValueText.Of(this, ValueFormat.Invariant);
}
