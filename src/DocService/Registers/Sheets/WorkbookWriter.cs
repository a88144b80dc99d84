using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Xml;

namespace SpotCheck.DocService.Registers.Sheets;

/// <summary>
/// Writes an .xlsx from top to bottom without holding it: <see cref="BeginSheet"/>, then <see cref="Row(IEnumerable{StyledValue}, double?)"/>
/// for each row, at last <see cref="Complete"/>. The same calls give the same bytes (on one version of .NET), since no
/// clock enters and every id is a number in order.
/// </summary>
/// <remarks>ECMA-376 part 1 §18 (SpreadsheetML) and part 2 (packages). Text is written as inline strings, never as formula.</remarks>
internal sealed class WorkbookWriter : IDisposable
{
    internal const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    internal const string Relationships = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string ListSheet = "_选项";

    // The first moment a zip can express; a real time would make two equal workbooks differ.
    private static readonly DateTimeOffset FixedTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly ZipArchive archive;
    private readonly StyleTable styles = new();
    private readonly List<SheetLayout> sheets = [];
    private readonly List<(string Name, string Reference)> names = [];
    private readonly List<IReadOnlyList<string>> longLists = [];
    private SheetBody? body;

    /// <param name="output">Receives the file; need not be seekable; stays open.</param>
    public WorkbookWriter(Stream output) => archive = new(output, ZipArchiveMode.Create, leaveOpen: true, Encoding.UTF8);

    /// <summary>Ends the sheet before and begins another.</summary>
    /// <exception cref="ArgumentException">The name is one Excel cannot hold, or taken.</exception>
    public void BeginSheet(SheetLayout layout)
    {
        if (layout.Name.Length is 0 or > 31 || layout.Name.AsSpan().IndexOfAny(@":\/?*[]") >= 0 || layout.Name[0] == '\'' || layout.Name[^1] == '\'')
            throw new ArgumentException($"Excel cannot name a sheet '{layout.Name}'.", nameof(layout));
        if (sheets.Exists(s => string.Equals(s.Name, layout.Name, StringComparison.OrdinalIgnoreCase)))
            throw new ArgumentException($"There are two sheets named '{layout.Name}'.", nameof(layout));
        EndSheet();
        sheets.Add(layout);
        if (layout.RepeatedRows is { } rows)
            names.Add(("_xlnm.Print_Titles:" + (sheets.Count - 1), $"{Quoted(layout.Name)}!${rows.First}:${rows.Last}"));
        if (layout.AutoFilter is { } filter)
            names.Add(("_xlnm._FilterDatabase:" + (sheets.Count - 1), $"{Quoted(layout.Name)}!{Absolute(filter)}"));
        body = new(Part($"xl/worksheets/sheet{sheets.Count}.xml"), layout, styles, ListReference);
    }

    /// <summary>Adds a row; the first value stands in column A.</summary>
    /// <param name="cells">A value without content and with the plain style is left out.</param>
    /// <param name="heightPoints">Fixed height, or none for Excel's default.</param>
    public void Row(IEnumerable<StyledValue> cells, double? heightPoints = null) =>
        (body ?? throw new InvalidOperationException("Begin a sheet first.")).Row(cells, heightPoints);

    /// <inheritdoc cref="Row(IEnumerable{StyledValue}, double?)"/>
    public void Row(params ReadOnlySpan<StyledValue> cells) => Row(cells.ToArray(), null);

    /// <summary>Names a range, for machines that look for it later.</summary>
    /// <param name="name">Letters, digits and <c>_</c>, not like a cell address.</param>
    public void DefineName(string name, string sheet, CellRange range) => names.Add((name, $"{Quoted(sheet)}!{Absolute(range)}"));

    /// <summary>Writes what remains. Without it the output is no workbook.</summary>
    public void Complete()
    {
        EndSheet();
        WriteLongLists();
        WritePart("xl/styles.xml", styles.Write);
        WritePart("xl/workbook.xml", WriteWorkbook);
        WritePart("xl/_rels/workbook.xml.rels", WriteWorkbookRelations);
        WritePart("_rels/.rels", xml =>
        {
            xml.WriteStartElement("Relationships", "http://schemas.openxmlformats.org/package/2006/relationships");
            Relation(xml, "rId1", "officeDocument", "xl/workbook.xml");
            xml.WriteEndElement();
        });
        WritePart("[Content_Types].xml", WriteContentTypes);
    }

    private void EndSheet()
    {
        body?.End();
        body = null;
    }

    private string ListReference(IReadOnlyList<string> choices)
    {
        var known = longLists.FindIndex(list => list.SequenceEqual(choices, StringComparer.Ordinal));
        if (known < 0)
        {
            longLists.Add(choices);
            known = longLists.Count - 1;
        }
        var column = CellAddress.ColumnName(known + 1);
        return $"{Quoted(ListSheet)}!${column}$1:${column}${choices.Count}";
    }

    private void WriteLongLists()
    {
        if (longLists.Count == 0)
            return;
        BeginSheet(new() { Name = ListSheet, Hidden = true });
        for (var row = 0; row < longLists.Max(list => list.Count); row++)
            Row(longLists.Select(list => (StyledValue)(row < list.Count ? list[row] : null)));
        EndSheet();
    }

    private void WriteWorkbook(XmlWriter xml)
    {
        xml.WriteStartElement("workbook", Main);
        xml.WriteAttributeString("xmlns", "r", null, Relationships);
        xml.WriteStartElement("bookViews");
        xml.WriteStartElement("workbookView");
        xml.WriteAttributeString("activeTab", Math.Max(0, sheets.FindIndex(s => !s.Hidden)).ToString(CultureInfo.InvariantCulture));
        xml.WriteEndElement();
        xml.WriteEndElement();
        xml.WriteStartElement("sheets");
        for (var index = 0; index < sheets.Count; index++)
        {
            xml.WriteStartElement("sheet");
            xml.WriteAttributeString("name", sheets[index].Name);
            xml.WriteAttributeString("sheetId", (index + 1).ToString(CultureInfo.InvariantCulture));
            if (sheets[index].Hidden)
                xml.WriteAttributeString("state", "hidden");
            xml.WriteAttributeString("id", Relationships, $"rId{index + 1}");
            xml.WriteEndElement();
        }
        xml.WriteEndElement();
        WriteDefinedNames(xml);
        xml.WriteEndElement();
    }

    private void WriteDefinedNames(XmlWriter xml)
    {
        if (names.Count == 0)
            return;
        xml.WriteStartElement("definedNames");
        foreach (var (name, reference) in names.OrderBy(n => n.Name, StringComparer.Ordinal))
        {
            var parts = name.Split(':');
            xml.WriteStartElement("definedName");
            xml.WriteAttributeString("name", parts[0]);
            if (parts.Length == 2)
                xml.WriteAttributeString("localSheetId", parts[1]);
            if (parts[0] == "_xlnm._FilterDatabase")
                xml.WriteAttributeString("hidden", "1");
            xml.WriteString(reference);
            xml.WriteEndElement();
        }
        xml.WriteEndElement();
    }

    private void WriteWorkbookRelations(XmlWriter xml)
    {
        xml.WriteStartElement("Relationships", "http://schemas.openxmlformats.org/package/2006/relationships");
        for (var index = 1; index <= sheets.Count; index++)
            Relation(xml, $"rId{index}", "worksheet", $"worksheets/sheet{index}.xml");
        Relation(xml, $"rId{sheets.Count + 1}", "styles", "styles.xml");
        xml.WriteEndElement();
    }

    private void WriteContentTypes(XmlWriter xml)
    {
        const string spreadsheet = "application/vnd.openxmlformats-officedocument.spreadsheetml.";
        xml.WriteStartElement("Types", "http://schemas.openxmlformats.org/package/2006/content-types");
        Type("Default", "Extension", "rels", "application/vnd.openxmlformats-package.relationships+xml");
        Type("Default", "Extension", "xml", "application/xml");
        Type("Override", "PartName", "/xl/workbook.xml", spreadsheet + "sheet.main+xml");
        Type("Override", "PartName", "/xl/styles.xml", spreadsheet + "styles+xml");
        for (var index = 1; index <= sheets.Count; index++)
            Type("Override", "PartName", $"/xl/worksheets/sheet{index}.xml", spreadsheet + "worksheet+xml");
        xml.WriteEndElement();

        void Type(string element, string key, string value, string contentType)
        {
            xml.WriteStartElement(element);
            xml.WriteAttributeString(key, value);
            xml.WriteAttributeString("ContentType", contentType);
            xml.WriteEndElement();
        }
    }

    private static void Relation(XmlWriter xml, string id, string type, string target)
    {
        xml.WriteStartElement("Relationship");
        xml.WriteAttributeString("Id", id);
        xml.WriteAttributeString("Type", $"{Relationships}/{type}");
        xml.WriteAttributeString("Target", target);
        xml.WriteEndElement();
    }

    private void WritePart(string name, Action<XmlWriter> write)
    {
        using var xml = Part(name);
        xml.WriteStartDocument(standalone: true);
        write(xml);
        xml.WriteEndDocument();
    }

    private XmlWriter Part(string name)
    {
        var entry = archive.CreateEntry(name, CompressionLevel.Optimal);
        entry.LastWriteTime = FixedTime;
        return XmlWriter.Create(entry.Open(), new XmlWriterSettings { Encoding = new UTF8Encoding(false), CloseOutput = true });
    }

    private static string Quoted(string sheet) => $"'{sheet.Replace("'", "''", StringComparison.Ordinal)}'";

    private static string Absolute(CellRange range)
    {
        static string One(CellAddress cell) => $"${CellAddress.ColumnName(cell.Column)}${cell.Row.ToString(CultureInfo.InvariantCulture)}";
        return $"{One(range.First)}:{One(range.Last)}";
    }

    public void Dispose()
    {
        body?.Dispose();
        archive.Dispose();
    }
}
