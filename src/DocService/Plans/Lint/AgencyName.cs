namespace SpotCheck.DocService.Plans.Lint;

/// <summary>The issuing bureau's name and what people write for it.</summary>
internal sealed class AgencyName(string full)
{
    public string Full { get; } = full;

    /// <summary>规范化简称: 监督管理 becomes 监管.</summary>
    public string Short { get; } = full.Replace("监督管理", "监管", StringComparison.Ordinal);

    /// <summary>Places where the name is written with one character wrong, missing or too many.</summary>
    public IEnumerable<(int Index, string Found, string Right)> Misspellings(string text) =>
        Short == Full ? Misspellings(text, Full) : Misspellings(text, Full).Concat(Misspellings(text, Short));

    /// <summary>The text contains the short form as the bureau's name, not as a part of a longer name.</summary>
    public bool UsesShort(string text) => Short != Full && text.Contains(Short, StringComparison.Ordinal);

    private static readonly int[] Differences = [0, -1, 1];

    private static IEnumerable<(int Index, string Found, string Right)> Misspellings(string text, string name)
    {
        if (name.Length < 5)
        {
            yield break;
        }

        // One slip leaves one half of the name whole, and two searches cost less than trying every place.
        var half = name.Length / 2;
        var masked = text.Replace(name, new string('\0', name.Length), StringComparison.Ordinal);
        if (!masked.Contains(name[..half], StringComparison.Ordinal) && !masked.Contains(name[half..], StringComparison.Ordinal))
        {
            yield break;
        }

        for (var start = 0; start < masked.Length; start++)
        {
            // The next place where a name may end; none can begin more than its length before.
            var end = start + name.Length - 2 < masked.Length ? masked.IndexOf(name[^1], start + name.Length - 2) : -1;
            if (end < 0)
            {
                yield break;
            }

            start = Math.Max(start, end - name.Length);
            foreach (var difference in Differences)
            {
                var length = name.Length + difference;
                if (start + length > masked.Length || masked[start + length - 1] != name[^1])
                {
                    continue;
                }

                var candidate = masked.Substring(start, length);
                var alike = length == name.Length || candidate[0] == name[0];
                if (alike && !candidate.Contains('\0', StringComparison.Ordinal) && TextDistance.IsOne(candidate, name))
                {
                    yield return (start, candidate, name);
                    start += length - 1;
                    break;
                }
            }
        }
    }
}

internal static class TextDistance
{
    /// <summary>One character replaced, missing or too many.</summary>
    public static bool IsOne(string left, string right)
    {
        if (Math.Abs(left.Length - right.Length) > 1 || left == right)
        {
            return false;
        }

        var (shorter, longer) = left.Length <= right.Length ? (left, right) : (right, left);
        var start = 0;
        while (start < shorter.Length && shorter[start] == longer[start])
        {
            start++;
        }

        return shorter.Length == longer.Length
            ? shorter.AsSpan(start + 1).SequenceEqual(longer.AsSpan(start + 1))
            : shorter.AsSpan(start).SequenceEqual(longer.AsSpan(start + 1));
    }
}
