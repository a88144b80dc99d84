namespace SpotCheck.VerifiableDraws;

/// <summary>Constants of SSD-1 (docs/draw-protocol.md).</summary>
public static class Protocol
{
    /// <summary>The identifier of this protocol in every record.</summary>
    public const string Alg = "ssd-1.sha256";

    /// <summary>The largest integer of a JSON record: 2^53 − 1.</summary>
    public const long MaxInteger = 9007199254740991;

    /// <summary>What the unchosen sources of an OPEN or REOPEN must sum to, in millibits (§3).</summary>
    public const long EntropyFloorMillibits = 64000;

    /// <summary>The largest number of secrets of a desk (§3).</summary>
    public const int MaxSecrets = 4096;
}
