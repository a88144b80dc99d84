namespace SpotCheck.Bench;

/// <summary>One line a benchmark. Each prints its figures beside the physical limit measured in the same run.</summary>
internal static class Verbs
{
    public static readonly SortedDictionary<string, Func<string[], int>> All = new(StringComparer.Ordinal)
    {
        ["batch"] = Batch.Run,
        ["draws"] = Draws.Run,
        ["draws-agreement"] = DrawsPackages.Agree,
        ["draws-mutations"] = DrawsPackages.Mutate,
        ["draws-packages"] = DrawsPackages.Write,
        ["import"] = Import.Run,
        ["letters"] = Letters.Run,
        ["machine"] = Machine.Run,
        ["sheets"] = Sheets.Run,
        ["texts"] = Texts.Run,
    };
}
