using System.Xml.Linq;
using static SpotCheck.TemplateTool.Authoring.Markup;

namespace SpotCheck.TemplateTool.Authoring;

/// <summary>One cell of a form: its paragraphs, each in a style, over one or more columns.</summary>
internal sealed record FormCell(int Span, string Align, params (string Style, string Text)[] Paragraphs)
{
    /// <summary><c>restart</c> or <c>continue</c> where cells are merged downwards.</summary>
    public string? Merge { get; init; }

    public static FormCell Label(string text, int span = 1) => new(span, "center", ("FormLabel", text));

    public static FormCell Answer(string text, int span = 1) => new(span, "center", ("FormText", text));

    public static FormCell Centred(string text, int span = 1) => new(span, "center", ("FormCentred", text));

    public static FormCell Section(string text, int span) => new(span, "center", ("FormSection", text));

    /// <summary>Room to write, with the line for signature and day at its lower edge.</summary>
    public static FormCell Opinion(string text, string signature, int span) => new(span, "bottom", ("FormText", text), ("FormSign", signature));
}

/// <summary>The table of a form: rows of cells over fixed columns. Rows never break over pages.</summary>
/// <param name="widths">Of the columns, in twips.</param>
internal sealed class FormGrid(params int[] widths)
{
    private const int LowestRow = 500;

    public int Columns => widths.Length;

    public XElement Table(params object?[] rows) => Tables.Grid(widths, rows);

    public XElement Row(params FormCell[] cells) => Row(LowestRow, false, cells);

    /// <summary>A row of at least this height in twips.</summary>
    public XElement Tall(int height, params FormCell[] cells) => Row(height, false, cells);

    /// <summary>A row that stands again on top of every page the table goes on to.</summary>
    public XElement Head(params FormCell[] cells) => Row(LowestRow, true, cells);

    private XElement Row(int height, bool repeated, FormCell[] cells)
    {
        var column = 0;
        var row = E("tr", E("trPr", E("cantSplit"), Value("trHeight", height), repeated ? E("tblHeader") : null));
        foreach (var cell in cells)
        {
            var width = widths.Skip(column).Take(cell.Span).Sum();
            row.Add(Tables.Cell(width, cell.Span, [.. cell.Paragraphs.Select(part => Paragraph(part.Style, part.Text))], cell.Merge, cell.Align));
            column += cell.Span;
        }
        return column == widths.Length ? row : throw new ArgumentException($"A row has {column} of {widths.Length} columns.", nameof(cells));
    }
}
