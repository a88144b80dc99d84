namespace SpotCheck.DocService.Registers.Sample;

/// <summary>SplitMix64 (Steele, Lea, Flood 2014): the same numbers on every machine and version, for sample data only.</summary>
internal sealed class SampleDice(ulong seed)
{
    private ulong state = seed;

    private ulong Next()
    {
        var mixed = state += 0x9E3779B97F4A7C15;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }

    /// <summary>0 to below <paramref name="below"/>.</summary>
    public int Number(int below) => (int)(Next() % (ulong)below);

    public T One<T>(IReadOnlyList<T> of) => of[Number(of.Count)];

    public DateOnly Day(DateOnly first, DateOnly last) => first.AddDays(Number(last.DayNumber - first.DayNumber + 1));
}
