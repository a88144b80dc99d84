namespace SpotCheck.Verifier;

/// <summary>What the process answers: 0–2 are answers about evidence, the rest follow sysexits.</summary>
internal static class ExitCodes
{
    public const int Genuine = 0;
    public const int Altered = 1;
    public const int Incomplete = 2;
    public const int Usage = 64;
    public const int NoInput = 66;
    public const int Unavailable = 69;
}
