namespace SpotCheck.TemplateEngine.Packaging;

/// <summary>What a template or data package may weigh at most. Every limit raises a problem; nothing is cut off.</summary>
public sealed record PackageLimits
{
    /// <summary>The limits for templates: 64 MB packed, 256 MB unpacked, 4,096 entries.</summary>
    public static PackageLimits Default { get; } = new();

    /// <summary>Bytes of the package itself.</summary>
    public long PackedBytes { get; init; } = 64L << 20;

    /// <summary>Bytes of all entries together once inflated; what a zip bomb runs into.</summary>
    public long UnpackedBytes { get; init; } = 256L << 20;

    /// <summary>Number of entries.</summary>
    public int Entries { get; init; } = 4096;

    /// <summary>Nesting of elements in one XML part.</summary>
    public int XmlDepth { get; init; } = 200;

    /// <summary>Bytes of one XML part that holds tags, inflated.</summary>
    public long TemplatePartBytes { get; init; } = 48L << 20;
}
