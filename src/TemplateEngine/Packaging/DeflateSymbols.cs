using System.Numerics;

namespace SpotCheck.TemplateEngine.Packaging;

/// <summary>Symbols and extra bits of match lengths and distances (RFC 1951, 3.2.5).</summary>
internal static class DeflateSymbols
{
    public const int EndOfBlock = 256;
    public const int LiteralCount = 286;
    public const int DistanceCount = 30;
    public const int ShortestMatch = 3;
    public const int LongestMatch = 258;
    public const int FarthestMatch = 32768;

    /// <summary>Symbol, extra bits and their number for a match of 3 to 258 bytes.</summary>
    public static (int Symbol, int Extra, int ExtraBits) Length(int length)
    {
        if (length == LongestMatch)
            return (285, 0, 0);
        var value = length - ShortestMatch;
        if (value < 8)
            return (257 + value, 0, 0);
        var bits = BitOperations.Log2((uint)value) - 2;
        return (257 + 4 * bits + (value >> bits), value & ((1 << bits) - 1), bits);
    }

    /// <summary>Symbol, extra bits and their number for a distance of 1 to 32,768.</summary>
    public static (int Symbol, int Extra, int ExtraBits) Distance(int distance)
    {
        var value = distance - 1;
        if (value < 4)
            return (value, 0, 0);
        var bits = BitOperations.Log2((uint)value) - 1;
        return (2 * bits + (value >> bits), value & ((1 << bits) - 1), bits);
    }
}
