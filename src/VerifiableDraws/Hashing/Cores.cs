namespace SpotCheck.VerifiableDraws;

/// <summary>How many cores long computations use.</summary>
internal static class Cores
{
    // The outcome never depends on it, so it is no setting.
#pragma warning disable RS0030 // The number of cores is no input of any result.
    public static readonly int Count = Environment.ProcessorCount;
#pragma warning restore RS0030
}
