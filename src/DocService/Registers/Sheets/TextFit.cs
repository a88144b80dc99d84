namespace SpotCheck.DocService.Registers.Sheets;

/// <summary>How high a row must be so that wrapped text fits. Excel does not compute it for written files.</summary>
internal static class TextFit
{
    // 宋体 at 11 pt in Excel: a line takes 13.5 pt, about 1.23 of its size; a hair more keeps LibreOffice from clipping.
    private const double LineFactor = 1.28;
    private const double DefaultFontPoints = 11;
    private const double PaddingCharacters = 0.8;

    /// <summary>Lines a text takes in a column.</summary>
    /// <param name="text">Line feeds break.</param>
    /// <param name="columnCharacters">Column width as in <see cref="SheetLayout.ColumnWidths"/>; for merged columns their sum.</param>
    /// <param name="fontPoints">Size of the text.</param>
    public static int Lines(string text, double columnCharacters, double fontPoints)
    {
        var room = Math.Max(2, (columnCharacters - PaddingCharacters) * DefaultFontPoints / fontPoints);
        var lines = 0;
        foreach (var paragraph in text.Split('\n'))
        {
            double used = 0;
            lines++;
            foreach (var rune in paragraph.EnumerateRunes())
            {
                var width = Width(rune.Value);
                if (used + width > room)
                {
                    lines++;
                    used = 0;
                }
                used += width;
            }
        }
        return lines;
    }

    /// <summary>The height in points of a row that shows every text in full; at most 409, the greatest Excel allows.</summary>
    /// <param name="cells">Text, column width in characters and font size of each cell.</param>
    public static double HeightPoints(IEnumerable<(string Text, double ColumnCharacters, double FontPoints)> cells)
    {
        double height = 0;
        foreach (var (text, columnCharacters, fontPoints) in cells)
            height = Math.Max(height, Lines(text, columnCharacters, fontPoints) * fontPoints * LineFactor + 3);
        return Math.Min(409, Math.Ceiling(height * 4) / 4);
    }

    // Unicode TR 11: wide and full-width characters take two columns; ambiguous punctuation (“”…—) is wide in a Chinese face.
    private static int Width(int rune) => rune is >= 0x2010 and <= 0x203B or >= 0x2460 and <= 0x24FF or >= 0x2E80 and <= 0xFFDC or >= 0xFFE0 and <= 0xFFE6 or >= 0x1F300 ? 2 : 1;
}
