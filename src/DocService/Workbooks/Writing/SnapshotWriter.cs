using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Xml;
using SpotCheck.DocService.Registers.Sheets;

namespace SpotCheck.DocService.Workbooks.Writing;

/// <summary>Writes a judged snapshot as .xlsx. The same snapshot gives the same bytes.</summary>
internal sealed class SnapshotWriter : IDisposable
{
    private const int InlineListCharacters = 255;
    private const string PackageRelations = "http://schemas.openxmlformats.org/package/2006/relationships";
    private static readonly DateTimeOffset FixedTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly ZipArchive archive;
    private readonly WorkbookSnapshot book;
    private readonly StyleWriter styles;
    private readonly List<IReadOnlyList<string>> longLists = [];
    private readonly List<SnapshotSheet> sheets;
    private readonly string listSheet;

    private SnapshotWriter(WorkbookSnapshot book, Stream output)
    {
        this.book = book;
        archive = new(output, ZipArchiveMode.Create, leaveOpen: true, Encoding.UTF8);
        styles = new(book.Styles);
        sheets = [.. book.Sheets];
        listSheet = Enumerable.Range(1, SnapshotLimits.Sheets + 1).Select(number => number == 1 ? "_下拉选项" : $"_下拉选项{number}")
            .First(name => !sheets.Exists(sheet => string.Equals(sheet.Name, name, StringComparison.OrdinalIgnoreCase)));
    }

    /// <param name="book">Passed <see cref="SnapshotCheck.Judge"/>.</param>
    public static byte[] Write(WorkbookSnapshot book)
    {
        using var output = new MemoryStream();
        using (var writer = new SnapshotWriter(book, output))
            writer.Write();
        return output.ToArray();
    }

    private void Write()
    {
        var active = sheets.FindIndex(sheet => !sheet.Hidden);
        for (var index = 0; index < sheets.Count; index++)
            Part($"xl/worksheets/sheet{index + 1}.xml", xml => new SheetSnapshotWriter(xml, sheets[index], styles, index == active).Write(ListReference));
        if (longLists.Count > 0)
        {
            sheets.Add(Lists());
            Part($"xl/worksheets/sheet{sheets.Count}.xml", xml => new SheetSnapshotWriter(xml, sheets[^1], styles, active: false).Write(ListReference));
        }
        Part("xl/styles.xml", styles.Write);
        Part("xl/workbook.xml", xml => Workbook(xml, active));
        Part("xl/_rels/workbook.xml.rels", xml => Relations(xml,
            [.. sheets.Select((_, index) => ("worksheet", $"worksheets/sheet{index + 1}.xml")), ("styles", "styles.xml")]));
        Part("_rels/.rels", xml => Relations(xml, [("officeDocument", "xl/workbook.xml")]));
        Part("[Content_Types].xml", ContentTypes);
    }

    /// <summary>Choices as Excel takes them: inside the rule up to 255 characters, otherwise cells of a hidden sheet.</summary>
    private string ListReference(IReadOnlyList<string> choices)
    {
        var inline = string.Join(',', choices);
        if (inline.Length <= InlineListCharacters && choices.All(choice => choice.AsSpan().IndexOfAny(",\"") < 0))
            return $"\"{inline}\"";
        var known = longLists.FindIndex(list => list.SequenceEqual(choices, StringComparer.Ordinal));
        if (known < 0)
        {
            known = longLists.Count;
            longLists.Add(choices);
        }
        var column = CellAddress.ColumnName(known + 1);
        return $"'{listSheet}'!${column}$1:${column}${choices.Count}";
    }

    private SnapshotSheet Lists() => new()
    {
        Name = listSheet,
        Hidden = true,
        Rows = [.. Enumerable.Range(0, longLists.Max(list => list.Count)).Select(row => new SnapshotRow(row + 1)
        {
            Cells = [.. longLists.Index().Where(list => row < list.Item.Count).Select(list => new SnapshotCell(list.Index + 1) { Text = list.Item[row] })],
        })],
    };

    private void Workbook(XmlWriter xml, int active)
    {
        xml.WriteStartElement("workbook", WorkbookWriter.Main);
        xml.WriteAttributeString("xmlns", "r", null, WorkbookWriter.Relationships);
        xml.WriteStartElement("bookViews");
        xml.WriteStartElement("workbookView");
        xml.WriteAttributeString("activeTab", Text(active));
        xml.WriteEndElement();
        xml.WriteEndElement();
        xml.WriteStartElement("sheets");
        for (var index = 0; index < sheets.Count; index++)
        {
            xml.WriteStartElement("sheet");
            xml.WriteAttributeString("name", sheets[index].Name);
            xml.WriteAttributeString("sheetId", Text(index + 1));
            if (sheets[index].Hidden)
                xml.WriteAttributeString("state", "hidden");
            xml.WriteAttributeString("id", WorkbookWriter.Relationships, $"rId{index + 1}");
            xml.WriteEndElement();
        }
        xml.WriteEndElement();
        Names(xml);
        // Values beside formulas may be older than the cells they read.
        xml.WriteStartElement("calcPr");
        xml.WriteAttributeString("fullCalcOnLoad", "1");
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private void Names(XmlWriter xml)
    {
        var names = book.Names.Select(name => (name.Name, Sheet: name.Sheet is null ? -1 : sheets.FindIndex(sheet => sheet.Name == name.Sheet), name.RefersTo, Hidden: false))
            .Where(name => name.Sheet >= 0 || !name.Name.StartsWith("_xlnm.", StringComparison.Ordinal))
            .Concat(sheets.Index().Where(sheet => sheet.Item.Filter is not null)
                .Select(sheet => ("_xlnm._FilterDatabase", sheet.Index, $"'{sheet.Item.Name.Replace("'", "''", StringComparison.Ordinal)}'!{Absolute(sheet.Item.Filter!)}", true)))
            .OrderBy(name => name.Item1, StringComparer.OrdinalIgnoreCase).ToList();
        if (names.Count == 0)
            return;
        xml.WriteStartElement("definedNames");
        foreach (var (name, sheet, refersTo, hidden) in names)
        {
            xml.WriteStartElement("definedName");
            xml.WriteAttributeString("name", name);
            if (sheet >= 0)
                xml.WriteAttributeString("localSheetId", Text(sheet));
            if (hidden)
                xml.WriteAttributeString("hidden", "1");
            xml.WriteString(refersTo);
            xml.WriteEndElement();
        }
        xml.WriteEndElement();
    }

    private static string Absolute(string range)
    {
        _ = CellRange.TryParse(range, out var cells);
        static string One(CellAddress cell) => $"${CellAddress.ColumnName(cell.Column)}${Text(cell.Row)}";
        return $"{One(cells.First)}:{One(cells.Last)}";
    }

    private static void Relations(XmlWriter xml, IReadOnlyList<(string Type, string Target)> relations)
    {
        xml.WriteStartElement("Relationships", PackageRelations);
        for (var index = 0; index < relations.Count; index++)
        {
            xml.WriteStartElement("Relationship");
            xml.WriteAttributeString("Id", $"rId{index + 1}");
            xml.WriteAttributeString("Type", $"{WorkbookWriter.Relationships}/{relations[index].Type}");
            xml.WriteAttributeString("Target", relations[index].Target);
            xml.WriteEndElement();
        }
        xml.WriteEndElement();
    }

    private void ContentTypes(XmlWriter xml)
    {
        const string spreadsheet = "application/vnd.openxmlformats-officedocument.spreadsheetml.";
        xml.WriteStartElement("Types", "http://schemas.openxmlformats.org/package/2006/content-types");
        One("Default", "Extension", "rels", "application/vnd.openxmlformats-package.relationships+xml");
        One("Default", "Extension", "xml", "application/xml");
        One("Override", "PartName", "/xl/workbook.xml", spreadsheet + "sheet.main+xml");
        One("Override", "PartName", "/xl/styles.xml", spreadsheet + "styles+xml");
        for (var index = 1; index <= sheets.Count; index++)
            One("Override", "PartName", $"/xl/worksheets/sheet{index}.xml", spreadsheet + "worksheet+xml");
        xml.WriteEndElement();

        void One(string element, string key, string value, string contentType)
        {
            xml.WriteStartElement(element);
            xml.WriteAttributeString(key, value);
            xml.WriteAttributeString("ContentType", contentType);
            xml.WriteEndElement();
        }
    }

    private void Part(string name, Action<XmlWriter> write)
    {
        var entry = archive.CreateEntry(name, CompressionLevel.Fastest);
        entry.LastWriteTime = FixedTime;
        using var xml = XmlWriter.Create(entry.Open(), new XmlWriterSettings { Encoding = new UTF8Encoding(false), CloseOutput = true });
        xml.WriteStartDocument(standalone: true);
        write(xml);
        xml.WriteEndDocument();
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    public void Dispose() => archive.Dispose();
}
