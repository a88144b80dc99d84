namespace SpotCheck.VerifiableDraws;

/// <summary>The three answers a verifier gives (docs/draw-protocol.md §7).</summary>
public enum VerificationAnswer
{
    /// <summary>Everything is there and agrees.</summary>
    Genuine,

    /// <summary>Something contradicts.</summary>
    Altered,

    /// <summary>Nothing contradicts, but something is absent.</summary>
    Incomplete,
}

/// <summary>How one check ended.</summary>
public enum CheckState
{
    /// <summary>Everything it looks at agrees.</summary>
    Passed,

    /// <summary>What is there agrees, something is absent.</summary>
    Incomplete,

    /// <summary>Something contradicts.</summary>
    Failed,

    /// <summary>An earlier check failed, so this one was not made.</summary>
    NotReached,
}

/// <summary>One check of the list.</summary>
/// <param name="Name">Stable name, such as <c>inclusion</c>.</param>
/// <param name="State">How it ended.</param>
/// <param name="Examined">How many things it looked at.</param>
public sealed record CheckOutcome(string Name, CheckState State, long Examined);

/// <summary>What contradicts.</summary>
/// <param name="Check">Name of the first check that fails.</param>
/// <param name="Record">Seq of the record, or null where it is not about one.</param>
/// <param name="Violation">Where, what was expected, what was found.</param>
public sealed record Alteration(string Check, long? Record, Violation Violation);

/// <summary>What is absent.</summary>
/// <param name="Check">Name of the check that misses it.</param>
/// <param name="Record">Seq of the record concerned, or null.</param>
/// <param name="What">What is absent, in English.</param>
public sealed record MissingItem(string Check, long? Record, string What);

/// <summary>What a verifier found.</summary>
/// <param name="Answer">Genuine, altered or incomplete.</param>
/// <param name="Checks">All checks in their order.</param>
/// <param name="Altered">What contradicts first; null unless altered.</param>
/// <param name="Missing">Everything that is absent.</param>
/// <param name="Certificate">The certificate, where it could be read.</param>
/// <param name="GenesisHash"><c>leaf(JCS(GENESIS))</c> of the package, where GENESIS is there; compare it with the published one.</param>
public sealed record VerificationReport(
    VerificationAnswer Answer, IReadOnlyList<CheckOutcome> Checks, Alteration? Altered, IReadOnlyList<MissingItem> Missing,
    Certificate? Certificate, Digest? GenesisHash);
