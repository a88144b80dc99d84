namespace SpotCheck.TemplateEngine.Language;

/// <summary>The name an author probably meant.</summary>
internal static class Suggestions
{
    /// <summary>The nearest of <paramref name="known"/>, null where none is near enough to be meant.</summary>
    public static string? Nearest(string found, IEnumerable<string> known)
    {
        string? best = null;
        var bestDistance = int.MaxValue;
        foreach (var candidate in known)
        {
            var distance = Distance(found, candidate);
            if (distance < bestDistance || (distance == bestDistance && best is not null && IsPreferred(found, candidate, best)))
                (best, bestDistance) = (candidate, distance);
        }

        // Chinese names are short: one wrong character of two is still a hint, two of two are another name.
        var longest = Math.Max(found.Length, best?.Length ?? 0);
        return bestDistance <= Math.Max(1, longest / 3) && bestDistance < longest ? best : null;
    }

    // Of two equally near names the one of the same length: characters are mistaken more often than left out.
    private static bool IsPreferred(string found, string candidate, string best)
    {
        var (difference, bestDifference) = (Math.Abs(candidate.Length - found.Length), Math.Abs(best.Length - found.Length));
        return difference < bestDifference || (difference == bestDifference && string.CompareOrdinal(candidate, best) < 0);
    }

    public static string Chinese(string? suggestion) => suggestion is null ? "" : $"是不是想写“{suggestion}”？";

    public static string English(string? suggestion) => suggestion is null ? "" : $" Did you mean {suggestion}?";

    // Optimal string alignment: insertions, deletions, replacements, and two neighbours swapped.
    private static int Distance(string a, string b)
    {
        const int TooLong = 100;
        if (a.Length > TooLong || b.Length > TooLong || Math.Abs(a.Length - b.Length) > TooLong / 4)
            return int.MaxValue;

        var beforeLast = new int[b.Length + 1];
        var last = new int[b.Length + 1];
        var row = new int[b.Length + 1];
        for (var j = 0; j <= b.Length; j++)
            last[j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var same = char.ToLowerInvariant(a[i - 1]) == char.ToLowerInvariant(b[j - 1]);
                row[j] = Math.Min(Math.Min(last[j], row[j - 1]) + 1, last[j - 1] + (same ? 0 : 1));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    row[j] = Math.Min(row[j], beforeLast[j - 2] + 1);
            }

            (beforeLast, last, row) = (last, row, beforeLast);
        }

        return last[b.Length];
    }
}
