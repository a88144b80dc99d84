using System.Globalization;
using System.Xml;
using SpotCheck.DocService.Registers.Sheets;

namespace SpotCheck.DocService.Workbooks.Writing;

/// <summary>Writes one worksheet part, in the element order ECMA-376 part 1 §18.3.1.99 demands.</summary>
internal sealed class SheetSnapshotWriter(XmlWriter xml, SnapshotSheet sheet, StyleWriter styles, bool active)
{
    public void Write(Func<IReadOnlyList<string>, string> listReference)
    {
        xml.WriteStartElement("worksheet", WorkbookWriter.Main);
        Properties();
        View();
        if (sheet is not { ColumnWidth: null, RowHeight: null })
            Empty("sheetFormatPr", ("defaultColWidth", sheet.ColumnWidth), ("defaultRowHeight", sheet.RowHeight ?? 13.5));
        Columns();
        xml.WriteStartElement("sheetData");
        foreach (var row in sheet.Rows)
            Row(row);
        xml.WriteEndElement();
        if (sheet.Filter is { } filter)
            Empty("autoFilter", ("ref", filter));
        if (sheet.Merged.Count > 0)
        {
            xml.WriteStartElement("mergeCells");
            Attribute("count", sheet.Merged.Count);
            foreach (var range in sheet.Merged)
                Empty("mergeCell", ("ref", range));
            xml.WriteEndElement();
        }
        Rules(listReference);
        Page();
        xml.WriteEndElement();
    }

    private void Properties()
    {
        if (sheet is not ({ TabColour: not null } or { Page.FitToPage: true }))
            return;
        xml.WriteStartElement("sheetPr");
        if (sheet.TabColour is { } colour)
            Empty("tabColor", ("rgb", "FF" + colour.ToUpperInvariant()));
        if (sheet.Page is { FitToPage: true })
            Empty("pageSetUpPr", ("fitToPage", 1));
        xml.WriteEndElement();
    }

    private void View()
    {
        xml.WriteStartElement("sheetViews");
        xml.WriteStartElement("sheetView");
        Attribute("showGridLines", sheet.GridLines ? null : 0);
        Attribute("tabSelected", active ? 1 : null);
        Attribute("workbookViewId", 0);
        if (sheet is { FrozenRows: > 0 } or { FrozenColumns: > 0 })
        {
            Empty("pane",
                ("xSplit", sheet.FrozenColumns > 0 ? sheet.FrozenColumns : null),
                ("ySplit", sheet.FrozenRows > 0 ? sheet.FrozenRows : null),
                ("topLeftCell", new CellAddress(sheet.FrozenRows + 1, sheet.FrozenColumns + 1).ToString()),
                ("activePane", sheet.FrozenRows == 0 ? "topRight" : sheet.FrozenColumns == 0 ? "bottomLeft" : "bottomRight"),
                ("state", "frozen"));
        }
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private void Columns()
    {
        if (sheet.Columns.Count == 0)
            return;
        xml.WriteStartElement("cols");
        foreach (var columns in sheet.Columns)
        {
            Empty("col", ("min", columns.First), ("max", columns.Last), ("width", columns.Width ?? sheet.ColumnWidth ?? 8.43), ("customWidth", columns.Width is null ? null : 1),
                ("hidden", columns.Hidden ? 1 : null), ("style", columns.Style is { } style ? styles.Number(style) : null));
        }
        xml.WriteEndElement();
    }

    private void Row(SnapshotRow row)
    {
        xml.WriteStartElement("row");
        Attribute("r", row.Row);
        Attribute("s", row.Style is { } style ? styles.Number(style) : null);
        Attribute("customFormat", row.Style is null ? null : 1);
        Attribute("ht", row.Height);
        Attribute("customHeight", row.Height is null ? null : 1);
        Attribute("hidden", row.Hidden ? 1 : null);
        foreach (var cell in row.Cells)
            Cell(new(row.Row, cell.Column), cell);
        xml.WriteEndElement();
    }

    private void Cell(CellAddress address, SnapshotCell cell)
    {
        xml.WriteStartElement("c");
        Attribute("r", address.ToString());
        var look = styles.Number(cell.Style, cell.Formula is null && cell.Text is { Length: > 0 } ? cell.Text : null);
        Attribute("s", look == 0 ? null : look);
        if (cell.Formula is { } formula)
            WithFormula(formula, cell);
        else if (cell.Text is { Length: > 0 } text)
            Inline(text);
        else
            Value(cell, cell.Flag is not null ? "b" : cell.Error is not null ? "e" : null);
        xml.WriteEndElement();
    }

    private void WithFormula(string formula, SnapshotCell cell)
    {
        Attribute("t", cell.Text is not null ? "str" : cell.Flag is not null ? "b" : cell.Error is not null ? "e" : null);
        xml.WriteElementString("f", formula);
        if (cell.Text is { } text)
            xml.WriteElementString("v", SheetBody.Escape(text));
        else
            Value(cell, null);
    }

    private void Value(SnapshotCell cell, string? type)
    {
        Attribute("t", type);
        var value = cell.Number?.ToString("R", CultureInfo.InvariantCulture) ?? (cell.Flag is { } flag ? flag ? "1" : "0" : cell.Error);
        if (value is not null)
            xml.WriteElementString("v", value);
    }

    private void Inline(string text)
    {
        Attribute("t", "inlineStr");
        xml.WriteStartElement("is");
        xml.WriteStartElement("t");
        if (char.IsWhiteSpace(text[0]) || char.IsWhiteSpace(text[^1]) || text.Contains('\n', StringComparison.Ordinal))
            xml.WriteAttributeString("xml", "space", null, "preserve");
        xml.WriteString(SheetBody.Escape(text));
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private void Rules(Func<IReadOnlyList<string>, string> listReference)
    {
        if (sheet.Validations.Count == 0)
            return;
        xml.WriteStartElement("dataValidations");
        Attribute("count", sheet.Validations.Count);
        foreach (var rule in sheet.Validations)
        {
            xml.WriteStartElement("dataValidation");
            Attribute("type", rule.Kind);
            Attribute("errorStyle", rule.Severity is null or "stop" ? null : rule.Severity);
            Attribute("operator", rule.Operator);
            Attribute("allowBlank", rule.AllowBlank ? 1 : null);
            Attribute("showInputMessage", 1);
            Attribute("showErrorMessage", rule.Severity is null ? null : 1);
            foreach (var (name, text) in new[] { ("errorTitle", rule.ErrorTitle), ("error", rule.Error), ("promptTitle", rule.PromptTitle), ("prompt", rule.Prompt) })
                Attribute(name, text is null ? null : SheetBody.Escape(text));
            Attribute("sqref", rule.Cells);
            xml.WriteElementString("formula1", rule.Choices is { } choices ? listReference(choices) : rule.First);
            if (rule.Second is { } second)
                xml.WriteElementString("formula2", second);
            xml.WriteEndElement();
        }
        xml.WriteEndElement();
    }

    private void Page()
    {
        if (sheet.Page is not { } page)
            return;
        if (page.Margins is { } margins)
            Empty("pageMargins", ("left", margins[0]), ("right", margins[1]), ("top", margins[2]), ("bottom", margins[3]), ("header", margins[4]), ("footer", margins[5]));
        Empty("pageSetup", ("paperSize", page.Paper), ("fitToWidth", page.FitWidth == 1 ? null : page.FitWidth), ("fitToHeight", page.FitHeight == 1 ? null : page.FitHeight),
            ("orientation", page.Landscape ? "landscape" : "portrait"));
        if (page is { Header: null, Footer: null })
            return;
        xml.WriteStartElement("headerFooter");
        if (page.Header is { } header)
            xml.WriteElementString("oddHeader", SheetBody.Escape(header));
        if (page.Footer is { } footer)
            xml.WriteElementString("oddFooter", SheetBody.Escape(footer));
        xml.WriteEndElement();
    }

    private void Empty(string name, params ReadOnlySpan<(string Name, object? Value)> attributes)
    {
        xml.WriteStartElement(name);
        foreach (var (attribute, value) in attributes)
            Attribute(attribute, value);
        xml.WriteEndElement();
    }

    private void Attribute(string name, object? value)
    {
        if (value is not null)
            xml.WriteAttributeString(name, Convert.ToString(value, CultureInfo.InvariantCulture));
    }
}
