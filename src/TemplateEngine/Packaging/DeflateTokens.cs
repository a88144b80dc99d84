namespace SpotCheck.TemplateEngine.Packaging;

/// <summary>A token of deflate: a literal byte when <paramref name="Length"/> is 0, else a match.</summary>
internal readonly record struct DeflateToken(byte Literal, int Length, int Distance);

/// <summary>Finds repetitions inside one stretch of bytes (LZ77); slow and thorough, for templates being compiled.</summary>
internal static class DeflateTokens
{
    private const int LongestChain = 256;
    private const int GoodMatch = 64;

    public static List<DeflateToken> Of(ReadOnlySpan<byte> bytes)
    {
        var tokens = new List<DeflateToken>();
        var heads = new Dictionary<int, int>();
        var previous = new int[bytes.Length];
        var at = 0;
        while (at < bytes.Length)
        {
            var (length, distance) = Longest(bytes, at, heads, previous);
            if (length >= DeflateSymbols.ShortestMatch && length < GoodMatch && at + 1 < bytes.Length)
            {
                Remember(bytes, at, heads, previous);
                var (later, laterDistance) = Longest(bytes, at + 1, heads, previous);
                if (later > length)
                {
                    tokens.Add(new(bytes[at], 0, 0));
                    at++;
                    (length, distance) = (later, laterDistance);
                }
            }

            if (length < DeflateSymbols.ShortestMatch)
                (length, distance) = (0, 0);
            tokens.Add(new(bytes[at], length, distance));
            for (var end = at + Math.Max(1, length); at < end; at++)
                Remember(bytes, at, heads, previous);
        }

        return tokens;
    }

    private static (int Length, int Distance) Longest(ReadOnlySpan<byte> bytes, int at, Dictionary<int, int> heads, int[] previous)
    {
        var (best, distance) = (0, 0);
        if (at + DeflateSymbols.ShortestMatch > bytes.Length || !heads.TryGetValue(Key(bytes, at), out var candidate))
            return (0, 0);
        for (var step = 0; step < LongestChain && candidate >= 0 && at - candidate <= DeflateSymbols.FarthestMatch; step++)
        {
            var limit = Math.Min(DeflateSymbols.LongestMatch, bytes.Length - at);
            var length = bytes.Slice(at, limit).CommonPrefixLength(bytes[candidate..]);
            if (length > best)
                (best, distance) = (length, at - candidate);
            if (best == limit)
                break;
            candidate = previous[candidate] - 1;
        }

        return (best, distance);
    }

    private static void Remember(ReadOnlySpan<byte> bytes, int at, Dictionary<int, int> heads, int[] previous)
    {
        if (at + DeflateSymbols.ShortestMatch > bytes.Length)
            return;
        var key = Key(bytes, at);
        if (heads.TryGetValue(key, out var head) && head == at)
            return;
        previous[at] = heads.TryGetValue(key, out head) ? head + 1 : 0;
        heads[key] = at;
    }

    private static int Key(ReadOnlySpan<byte> bytes, int at) => bytes[at] | bytes[at + 1] << 8 | bytes[at + 2] << 16;
}
