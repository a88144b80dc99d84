namespace SpotCheck.Bench;

/// <summary>One line a benchmark. Each prints its figures beside the physical limit measured in the same run.</summary>
internal static class Verbs
{
    public static readonly SortedDictionary<string, Func<string[], int>> All = new(StringComparer.Ordinal)
    {
        ["letters"] = Letters.Run,
        ["machine"] = Machine.Run,
        ["texts"] = Texts.Run,
    };
}
