namespace SpotCheck.TemplateEngine.Docx;

/// <summary>A paragraph as a person finds it in Word, with no page number, because pages move.</summary>
/// <param name="Part">The part in Chinese: 正文, 页眉, 脚注 ….</param>
/// <param name="PartName">The part's name in the package.</param>
/// <param name="Heading">The heading above, empty for none.</param>
/// <param name="Paragraph">Number from 1 among the paragraphs outside tables; inside a table, of the cell.</param>
/// <param name="Table">Number of the table from 1, 0 outside tables.</param>
/// <param name="Row">Row from 1.</param>
/// <param name="Cell">Cell from 1.</param>
/// <param name="Text">The paragraph's text.</param>
internal sealed record Spot(string Part, string PartName, string Heading, int Paragraph, int Table, int Row, int Cell, string Text)
{
    /// <summary>Position among all paragraphs of the part, for the checked copy.</summary>
    public int Ordinal { get; init; }

    /// <summary>Address of the cell in a workbook, such as B5; empty in documents.</summary>
    public string Address { get; init; } = "";

    /// <summary>The sentence a person follows to get there.</summary>
    /// <param name="character">From 1.</param>
    public string Describe(int character)
    {
        if (Address.Length > 0)
            return $"工作表“{Part}”单元格 {Address} 第 {character} 字（“{Shorten(Text, 30)}”）";
        var heading = Heading.Length == 0 ? "" : $"“{Shorten(Heading, 20)}”之下";
        var place = Table == 0
            ? $"第 {Paragraph} 段"
            : $"第 {Table} 个表格第 {Row} 行第 {Cell} 格" + (Paragraph > 1 ? $"第 {Paragraph} 段" : "");
        return $"{Part}{heading}{place}第 {character} 字（“{Shorten(Text, 30)}”）";
    }

    private static string Shorten(string text, int length)
    {
        var line = text.Replace('\n', ' ').Replace('\t', ' ').Trim();
        return line.Length <= length ? line : string.Concat(line.AsSpan(0, length), "…");
    }
}
