using System.Globalization;
using System.Text;
using System.Xml;

namespace SpotCheck.DocService.Registers.Sheets;

/// <summary>One worksheet being written, in the element order ECMA-376 part 1 §18.3.1.99 demands.</summary>
internal sealed class SheetBody : IDisposable
{
    private const double MillimetresPerInch = 25.4;
    private const int InlineListLimit = 255;

    private readonly XmlWriter xml;
    private readonly SheetLayout layout;
    private readonly StyleTable styles;
    private readonly Func<IReadOnlyList<string>, string> listReference;
    private int row;

    public SheetBody(XmlWriter xml, SheetLayout layout, StyleTable styles, Func<IReadOnlyList<string>, string> listReference)
    {
        this.xml = xml;
        this.layout = layout;
        this.styles = styles;
        this.listReference = listReference;
        xml.WriteStartDocument(standalone: true);
        xml.WriteStartElement("worksheet", WorkbookWriter.Main);
        if (layout.FitToWidth)
        {
            xml.WriteStartElement("sheetPr");
            Element("pageSetUpPr", ("fitToPage", "1"));
            xml.WriteEndElement();
        }
        View();
        Columns();
        xml.WriteStartElement("sheetData");
    }

    private void View()
    {
        if (layout is { FrozenRows: 0, FrozenColumns: 0 })
            return;
        xml.WriteStartElement("sheetViews");
        xml.WriteStartElement("sheetView");
        xml.WriteAttributeString("workbookViewId", "0");
        xml.WriteStartElement("pane");
        if (layout.FrozenColumns > 0)
            xml.WriteAttributeString("xSplit", Text(layout.FrozenColumns));
        if (layout.FrozenRows > 0)
            xml.WriteAttributeString("ySplit", Text(layout.FrozenRows));
        xml.WriteAttributeString("topLeftCell", new CellAddress(layout.FrozenRows + 1, layout.FrozenColumns + 1).ToString());
        xml.WriteAttributeString("activePane", (layout.FrozenRows > 0, layout.FrozenColumns > 0) switch
        {
            (true, true) => "bottomRight",
            (true, false) => "bottomLeft",
            _ => "topRight",
        });
        xml.WriteAttributeString("state", "frozen");
        xml.WriteEndElement();
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private void Columns()
    {
        if (layout.ColumnWidths.Count == 0)
            return;
        xml.WriteStartElement("cols");
        for (var column = 1; column <= layout.ColumnWidths.Count; column++)
            Element("col", ("min", Text(column)), ("max", Text(column)), ("width", Text(layout.ColumnWidths[column - 1])), ("customWidth", "1"));
        xml.WriteEndElement();
    }

    public void Row(IEnumerable<StyledValue> cells, double? heightPoints)
    {
        row++;
        xml.WriteStartElement("row");
        xml.WriteAttributeString("r", Text(row));
        if (heightPoints is { } height)
        {
            xml.WriteAttributeString("ht", Text(height));
            xml.WriteAttributeString("customHeight", "1");
        }
        var column = 0;
        foreach (var (value, style) in cells)
        {
            column++;
            if (value.Kind != SheetValue.Type.Empty || !style.Equals(CellStyle.Plain))
                Cell(new CellAddress(row, column), value, style);
        }
        xml.WriteEndElement();
    }

    private void Cell(CellAddress address, SheetValue value, CellStyle style)
    {
        xml.WriteStartElement("c");
        xml.WriteAttributeString("r", address.ToString());
        if (styles.Index(style, value) is var index and > 0)
            xml.WriteAttributeString("s", Text(index));
        switch (value.Kind)
        {
            case SheetValue.Type.Text:
                xml.WriteAttributeString("t", "inlineStr");
                xml.WriteStartElement("is");
                xml.WriteStartElement("t");
                var text = Escape(value.RawText!);
                if (char.IsWhiteSpace(text[0]) || char.IsWhiteSpace(text[^1]) || text.Contains('\n', StringComparison.Ordinal))
                    xml.WriteAttributeString("xml", "space", null, "preserve");
                xml.WriteString(text);
                xml.WriteEndElement();
                xml.WriteEndElement();
                break;
            case SheetValue.Type.Boolean:
                xml.WriteAttributeString("t", "b");
                xml.WriteElementString("v", value.RawNumber == 0 ? "0" : "1");
                break;
            case SheetValue.Type.Number or SheetValue.Type.Date or SheetValue.Type.Percent:
                xml.WriteElementString("v", value.RawNumber.ToString(CultureInfo.InvariantCulture));
                break;
        }
        xml.WriteEndElement();
    }

    public void End()
    {
        xml.WriteEndElement();
        if (layout.AutoFilter is { } filter)
            Element("autoFilter", ("ref", filter.ToString()));
        if (layout.MergedCells.Count > 0)
        {
            xml.WriteStartElement("mergeCells");
            xml.WriteAttributeString("count", Text(layout.MergedCells.Count));
            foreach (var range in layout.MergedCells)
                Element("mergeCell", ("ref", range.ToString()));
            xml.WriteEndElement();
        }
        DropDowns();
        Page();
        xml.WriteEndElement();
        xml.WriteEndDocument();
        xml.Dispose();
    }

    private void DropDowns()
    {
        if (layout.DropDowns.Count == 0)
            return;
        xml.WriteStartElement("dataValidations");
        xml.WriteAttributeString("count", Text(layout.DropDowns.Count));
        foreach (var list in layout.DropDowns)
        {
            xml.WriteStartElement("dataValidation");
            xml.WriteAttributeString("type", "list");
            xml.WriteAttributeString("errorStyle", list.Strict ? "stop" : "warning");
            xml.WriteAttributeString("allowBlank", "1");
            xml.WriteAttributeString("showInputMessage", "1");
            xml.WriteAttributeString("showErrorMessage", "1");
            xml.WriteAttributeString("errorTitle", "不在可选项中");
            xml.WriteAttributeString("error", "请从下拉列表中选择一项。");
            if (list.Hint is { } hint)
                xml.WriteAttributeString("prompt", hint.Length > 255 ? hint[..255] : hint);
            xml.WriteAttributeString("sqref", list.Cells.ToString());
            var inline = string.Join(',', list.Choices);
            // Excel separates inline choices by commas and takes no more than 255 characters.
            xml.WriteElementString("formula1", inline.Length <= InlineListLimit && list.Choices.All(c => c.AsSpan().IndexOfAny(",\"") < 0)
                ? $"\"{inline}\""
                : listReference(list.Choices));
            xml.WriteEndElement();
        }
        xml.WriteEndElement();
    }

    private void Page()
    {
        var (left, right, top, bottom) = layout.MarginsMillimetres;
        Element("pageMargins", ("left", Inches(left)), ("right", Inches(right)), ("top", Inches(top)), ("bottom", Inches(bottom)), ("header", Inches(8)), ("footer", Inches(8)));
        xml.WriteStartElement("pageSetup");
        xml.WriteAttributeString("paperSize", "9");
        if (layout.FitToWidth)
            xml.WriteAttributeString("fitToHeight", "0");
        xml.WriteAttributeString("orientation", layout.Landscape ? "landscape" : "portrait");
        xml.WriteEndElement();
        if (layout.Footer is { } footer)
        {
            xml.WriteStartElement("headerFooter");
            xml.WriteElementString("oddFooter", "&C" + footer);
            xml.WriteEndElement();
        }
    }

    /// <summary>Makes any string XML can hold, by <c>_xHHHH_</c> of ECMA-376 part 1 §22.9.2.19; a lone surrogate becomes U+FFFD.</summary>
    internal static string Escape(string text)
    {
        var plain = true;
        for (var at = 0; at < text.Length && plain; at++)
            plain = text[at] is >= ' ' and not '_' and < '\uD800' or '\n' or '\t' or >= '\uE000' and < '\uFFFE';
        if (plain)
            return text;

        var escaped = new StringBuilder(text.Length + 16);
        for (var at = 0; at < text.Length; at++)
        {
            var unit = text[at];
            var literal = unit == '_' && at + 6 < text.Length && text[at + 1] == 'x' && text[at + 6] == '_'
                && text.AsSpan(at + 2, 4).IndexOfAnyExcept("0123456789abcdefABCDEF") < 0;
            if (literal)
                escaped.Append("_x005F_");
            else if (char.IsHighSurrogate(unit) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]))
                escaped.Append(unit).Append(text[++at]);
            else if (char.IsSurrogate(unit))
                escaped.Append('\uFFFD');
            else if (unit is '\n' or '\t' || (unit >= ' ' && unit < '\uFFFE'))
                escaped.Append(unit);
            else
                escaped.Append(CultureInfo.InvariantCulture, $"_x{(int)unit:X4}_");
        }
        return escaped.ToString();
    }

    private void Element(string name, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        xml.WriteStartElement(name);
        foreach (var (attribute, value) in attributes)
            xml.WriteAttributeString(attribute, value);
        xml.WriteEndElement();
    }

    private static string Inches(double millimetres) => Math.Round(millimetres / MillimetresPerInch, 4).ToString(CultureInfo.InvariantCulture);

    private static string Text(double number) => number.ToString(CultureInfo.InvariantCulture);

    public void Dispose() => xml.Dispose();
}
