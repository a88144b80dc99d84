namespace SpotCheck.DocService.Registers.Sheets;

/// <summary>Something wrong with a file: a stable code for programs, a sentence for the clerk.</summary>
/// <param name="Code">Stable, English, starts with <c>sheet.</c>.</param>
/// <param name="Message">Chinese: where, what was found, what is allowed, what to do next.</param>
internal sealed record SheetProblem(string Code, string Message);

/// <summary>
/// Carries a refusal out of the lazily read depths of a file to <see cref="SheetFile.Read{T}"/>, which turns it into a value.
/// </summary>
internal sealed class SheetRefusedException : Exception
{
    public SheetRefusedException(string code, string message, Exception? cause = null)
        : base(code, cause) => Problem = new(code, message);

    public SheetProblem Problem { get; }
}

/// <summary>How much of a file may be read.</summary>
internal sealed record SheetLimits
{
    /// <summary>The file as uploaded.</summary>
    public long MaxFileBytes { get; init; } = 256L << 20;

    /// <summary>All parts together once unpacked; also the limit of a single part.</summary>
    public long MaxUnpackedBytes { get; init; } = 4L << 30;

    /// <summary>Unpacked to packed size of one part over 16 MiB. Real sheets stay under 60; a bomb reaches 1000.</summary>
    public int MaxRatio { get; init; } = 200;

    /// <summary>Parts in the package. Workbooks with many pictures have some hundred.</summary>
    public int MaxEntries { get; init; } = 10_000;

    /// <summary>Table of shared strings, as UTF-8; beyond 64 MiB it is kept on disk.</summary>
    public long MaxSharedStringBytes { get; init; } = 1L << 30;

    /// <summary>Non-empty rows of one sheet: Excel's own limit.</summary>
    public int MaxRows { get; init; } = 1_048_576;

    /// <summary>Columns of one row.</summary>
    public int MaxColumns { get; init; } = 16_384;

    /// <summary>UTF-16 units in one cell: Excel's own limit.</summary>
    public int MaxCellCharacters { get; init; } = 32_767;

    /// <summary>Merged ranges of one sheet.</summary>
    public int MaxMergedRanges { get; init; } = 100_000;

    /// <summary>For registers: a million rows.</summary>
    public static SheetLimits Register { get; } = new();

    /// <summary>For sheets a person typed: plans, results, monthly records.</summary>
    public static SheetLimits Typed { get; } = new()
    {
        MaxFileBytes = 20L << 20, MaxUnpackedBytes = 256L << 20, MaxSharedStringBytes = 32L << 20,
        MaxRows = 100_000, MaxMergedRanges = 20_000,
    };
}
