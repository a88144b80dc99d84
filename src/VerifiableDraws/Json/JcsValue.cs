namespace SpotCheck.VerifiableDraws;

/// <summary>A JSON value of the restricted kind that SSD-1 allows (docs/draw-protocol.md §1): no fractions, no duplicate keys.</summary>
public abstract class JcsValue
{
    private protected JcsValue()
    {
    }

    /// <summary>What the value is, for messages: <c>object</c>, <c>array</c>, <c>string</c>, <c>integer</c>, <c>boolean</c> or <c>null</c>.</summary>
    public abstract string TypeName { get; }

    /// <summary>A string.</summary>
    public static implicit operator JcsValue(string value) => new JcsString(value);

    /// <summary>An integer.</summary>
    public static implicit operator JcsValue(long value) => new JcsInteger(value);

    /// <summary>A boolean.</summary>
    public static implicit operator JcsValue(bool value) => new JcsBoolean(value);

    /// <summary>A digest as 64 hex characters.</summary>
    public static implicit operator JcsValue(Digest value) => new JcsString(value.ToString());

    /// <summary>Short text for messages, at most some 120 characters.</summary>
    /// <returns>The value as JSON, or its kind where it is long.</returns>
    public override string ToString() => this switch
    {
        JcsString s => Violation.Quote(s.Value),
        JcsInteger i => i.Value.ToString(System.Globalization.CultureInfo.InvariantCulture),
        JcsBoolean b => b.Value ? "true" : "false",
        JcsArray a => $"array of {a.Items.Count}",
        _ => TypeName,
    };
}

/// <summary>An object with distinct keys.</summary>
/// <param name="members">Keys and values; the keys are distinct.</param>
public sealed class JcsObject(IReadOnlyList<KeyValuePair<string, JcsValue>> members) : JcsValue
{
    /// <summary>Keys and values in the order of the file.</summary>
    public IReadOnlyList<KeyValuePair<string, JcsValue>> Members { get; } = members;

    /// <inheritdoc/>
    public override string TypeName => "object";

    /// <summary>The value of a key, or null where there is none.</summary>
    /// <param name="key">The key.</param>
    /// <returns>The value.</returns>
    public JcsValue? Find(string key)
    {
        for (var i = 0; i < Members.Count; i++)
        {
            if (string.Equals(Members[i].Key, key, StringComparison.Ordinal))
                return Members[i].Value;
        }

        return null;
    }

    /// <summary>Builds an object.</summary>
    /// <param name="members">Keys and values; the keys are distinct.</param>
    /// <returns>The object.</returns>
    public static JcsObject Of(params IEnumerable<(string Key, JcsValue Value)> members) =>
        new(members.Select(m => KeyValuePair.Create(m.Key, m.Value)).ToArray());
}

/// <summary>An array.</summary>
/// <param name="items">Its items.</param>
public sealed class JcsArray(IReadOnlyList<JcsValue> items) : JcsValue
{
    /// <summary>The items in order.</summary>
    public IReadOnlyList<JcsValue> Items { get; } = items;

    /// <inheritdoc/>
    public override string TypeName => "array";

    /// <summary>Builds an array.</summary>
    /// <param name="items">Its items.</param>
    /// <returns>The array.</returns>
    public static JcsArray Of(IEnumerable<JcsValue> items) => new(items.ToArray());

    /// <summary>Builds an array of digests.</summary>
    /// <param name="items">Its items.</param>
    /// <returns>The array of hex strings.</returns>
    public static JcsArray Of(IEnumerable<Digest> items) => new(items.Select(static d => (JcsValue)d).ToArray());

    /// <summary>Builds an array of strings.</summary>
    /// <param name="items">Its items.</param>
    /// <returns>The array.</returns>
    public static JcsArray Of(IEnumerable<string> items) => new(items.Select(static s => (JcsValue)s).ToArray());

    /// <summary>Builds an array of integers.</summary>
    /// <param name="items">Its items.</param>
    /// <returns>The array.</returns>
    public static JcsArray Of(IEnumerable<long> items) => new(items.Select(static n => (JcsValue)n).ToArray());
}

/// <summary>A string in NFC.</summary>
/// <param name="value">The text.</param>
public sealed class JcsString(string value) : JcsValue
{
    /// <summary>The text.</summary>
    public string Value { get; } = value;

    /// <inheritdoc/>
    public override string TypeName => "string";
}

/// <summary>An integer with |n| ≤ 2^53 − 1.</summary>
/// <param name="value">The number.</param>
public sealed class JcsInteger(long value) : JcsValue
{
    /// <summary>The number.</summary>
    public long Value { get; } = value;

    /// <inheritdoc/>
    public override string TypeName => "integer";
}

/// <summary>True or false.</summary>
/// <param name="value">Which.</param>
public sealed class JcsBoolean(bool value) : JcsValue
{
    /// <summary>Which.</summary>
    public bool Value { get; } = value;

    /// <inheritdoc/>
    public override string TypeName => "boolean";
}

/// <summary>Null.</summary>
public sealed class JcsNull : JcsValue
{
    /// <summary>The one null.</summary>
    public static readonly JcsNull Instance = new();

    private JcsNull()
    {
    }

    /// <inheritdoc/>
    public override string TypeName => "null";
}
