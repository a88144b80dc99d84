using SpotCheck.TemplateEngine.Packaging;

namespace SpotCheck.TemplateEngine.Docx;

/// <summary>A paragraph of a Word document, or a row of one of its tables.</summary>
/// <param name="Text">As a reader sees it; the cells of a row with a tab between them.</param>
/// <param name="Place">Where, in Chinese: 第 12 段, 第 1 个表格第 3 行.</param>
/// <param name="Cells">The texts of a row's cells, several paragraphs of a cell with <c>\n</c> between them; null for a paragraph.</param>
public sealed record DocumentLine(string Text, string Place, IReadOnlyList<string>? Cells = null);

/// <summary>What a Word document says, line by line: the body with its text boxes, without headers, notes and what was deleted.</summary>
public static class DocumentText
{
    /// <summary>Reads a document that nobody vouches for.</summary>
    /// <param name="package">A .docx file.</param>
    /// <param name="limits">What it may weigh; null for the default.</param>
    /// <param name="lines">Its lines in reading order, empty ones too; empty where it cannot be read.</param>
    /// <returns>Why it cannot be read (no zip, encrypted, with macros, with parts outside the file …), or null.</returns>
    public static DocumentProblem? TryRead(ReadOnlyMemory<byte> package, PackageLimits? limits, out IReadOnlyList<DocumentLine> lines)
    {
        lines = [];
        if (PackageParts.TryOpen(package, limits ?? PackageLimits.Default, PackageKind.Document, out var parts) is { } unfit)
            return unfit;
        var reading = new LineReading(limits ?? PackageLimits.Default);
        if (parts.TryVisit(parts.Main, reading.Read) is { } broken)
            return broken;
        lines = reading.Lines;
        return null;
    }

    /// <summary>The lines of a package's main part; none where it cannot be read.</summary>
    internal static IReadOnlyList<DocumentLine> LinesOf(PackageParts parts)
    {
        var reading = new LineReading(PackageLimits.Default);
        return parts.TryVisit(parts.Main, reading.Read) is null ? reading.Lines : [];
    }

    /// <summary>The lines of a main part's XML; none where it cannot be read within the default limits.</summary>
    internal static IReadOnlyList<DocumentLine> LinesOf(string part, byte[] content)
    {
        var reading = new LineReading(PackageLimits.Default);
        return MarkupReader.TryVisit(part, content, PackageLimits.Default, reading.Read) is null ? reading.Lines : [];
    }
}
