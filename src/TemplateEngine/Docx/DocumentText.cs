using System.Globalization;
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
        if (parts.TryReadMarkup(parts.Main, out var root) is { } broken)
            return broken;
        lines = LinesOf(root);
        return null;
    }

    /// <summary>The lines of a main part.</summary>
    internal static IReadOnlyList<DocumentLine> LinesOf(MarkupElement root)
    {
        var reading = new Reading();
        reading.Walk(root);
        return reading.Lines;
    }

    private sealed class Reading
    {
        private int _paragraphs;
        private int _tables;

        public List<DocumentLine> Lines { get; } = [];

        public void Walk(MarkupElement container)
        {
            foreach (var child in container.Elements.ToList())
            {
                if (child.IsWord("p"))
                    AddParagraph(child);
                else if (child.IsWord("tbl"))
                    AddTable(child);
                else if (!child.IsWord("del") && !child.IsWord("moveFrom"))
                    Walk(child);
            }
        }

        private void AddParagraph(MarkupElement paragraph)
        {
            Lines.Add(new(Of(paragraph), string.Create(CultureInfo.InvariantCulture, $"第 {++_paragraphs} 段")));
            foreach (var box in paragraph.Descendants().Where(element => element.IsWord("txbxContent") && element.Parent!.Paragraph() == paragraph).ToList())
                Walk(box);
        }

        private void AddTable(MarkupElement table)
        {
            var number = ++_tables;
            var rows = 0;
            foreach (var row in TableGrid.Rows(table))
            {
                var cells = TableGrid.Cells(row).Select(cell => string.Join('\n', cell.Descendants().Where(element => element.IsWord("p")).Select(Of))).ToList();
                Lines.Add(new(string.Join('\t', cells), string.Create(CultureInfo.InvariantCulture, $"第 {number} 个表格第 {++rows} 行"), cells));
            }
        }

        private static string Of(MarkupElement paragraph) =>
            ParagraphText.Of(paragraph).Text.Replace(ParagraphText.Object.ToString(), "", StringComparison.Ordinal).Replace("\u00AD", "", StringComparison.Ordinal);
    }
}
