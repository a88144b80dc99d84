namespace SpotCheck.TemplateEngine.Language;

/// <summary>What a <see cref="Value"/> holds.</summary>
public enum ValueKind : byte
{
    /// <summary>Nothing; prints as empty text.</summary>
    Null,

    /// <summary><c>true</c> or <c>false</c>.</summary>
    Bool,

    /// <summary>A whole number of 64 bits.</summary>
    Int,

    /// <summary>A whole number beyond 64 bits.</summary>
    BigInt,

    /// <summary>A binary fraction of 32 bits (<c>1.5f</c>).</summary>
    Single,

    /// <summary>A binary fraction of 64 bits.</summary>
    Double,

    /// <summary>A decimal fraction of 128 bits (<c>1.5m</c>); money.</summary>
    Decimal,

    /// <summary>Text.</summary>
    String,

    /// <summary>An instant with its offset from UTC.</summary>
    Date,

    /// <summary>An interval of time.</summary>
    TimeSpan,

    /// <summary>Whole numbers from one to another (<c>1..5</c>), produced when asked for.</summary>
    Range,

    /// <summary>A list, see <see cref="ScriptArray"/>.</summary>
    Array,

    /// <summary>Named members, see <see cref="ScriptObject"/>.</summary>
    Object,

    /// <summary>Something that can be called, see <see cref="ScriptFunction"/>.</summary>
    Function,

    /// <summary>A value only the caller knows how to write, see <see cref="CustomValue"/>.</summary>
    Custom,
}
