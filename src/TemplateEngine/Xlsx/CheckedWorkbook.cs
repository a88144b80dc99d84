using System.Globalization;
using SpotCheck.TemplateEngine.Packaging;

namespace SpotCheck.TemplateEngine.Xlsx;

/// <summary>Writes a copy of a workbook template with one more sheet that lists each fault and leads to its cell.</summary>
public static class CheckedWorkbook
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Relationships = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string SheetType = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml";
    private const string PartName = "xl/worksheets/template-check.xml";
    private const string RelationId = "rIdTemplateCheck";
    private const string SheetName = "模板检查";
    private static readonly (string Head, string Width)[] Columns = [("位置", "28"), ("单元格中的内容", "40"), ("问题", "80"), ("建议", "24"), ("代码", "28")];

    /// <summary>The copy, or null when the package cannot be opened at all.</summary>
    /// <param name="package">The template as it was checked.</param>
    /// <param name="problems">What <see cref="XlsxTemplate.Compile"/> or a rendering found.</param>
    /// <param name="limits">The limits it was read with.</param>
    /// <remarks>A list and not remarks at the cells: a workbook may hold remarks of both kinds Excel knows already, and a list can be worked through. Tags in it are taken apart, so that the copy is no worse a template than the original.</remarks>
    public static byte[]? Write(ReadOnlyMemory<byte> package, IReadOnlyList<DocumentProblem> problems, PackageLimits? limits = null)
    {
        if (PackageParts.TryOpen(package, limits ?? PackageLimits.Default, PackageKind.Workbook, out var parts) is not null || parts.TryReadMarkup(parts.Main, out var book) is not null
            || book.Child(Main, "sheets") is not { } sheets || parts.TryReadMarkup("[Content_Types].xml", out var types) is not null)
        {
            return null;
        }

        var relations = PackageRelation.PartFor(parts.Main);
        if (parts.Has(PartName) || parts.TryReadMarkup(relations, out var list) is not null)
            return null;
        AddSheet(sheets);
        types.Add(PackageRelation.NewOverride(types, PartName, SheetType));
        list.Add(PackageRelation.NewRelation(list, RelationId, Relationships + "/worksheet", "/" + PartName));
        var changed = new Dictionary<string, MarkupElement>(StringComparer.OrdinalIgnoreCase) { [parts.Main] = book, [relations] = list, ["[Content_Types].xml"] = types };
        var entries = parts.Entries.Select(entry => changed.TryGetValue(entry.Name, out var root) ? PackageWriter.Pack(entry.Name, MarkupWriter.ToBytes(root)) : entry).ToList();
        entries.Add(PackageWriter.Pack(PartName, MarkupWriter.ToBytes(Sheet(problems))));
        return PackageWriter.Write(entries);
    }

    private static void AddSheet(MarkupElement sheets)
    {
        var number = 1 + sheets.Elements.Max(sheet => int.TryParse(sheet.Attribute("sheetId"), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0);
        var names = sheets.Elements.Select(sheet => sheet.Attribute("name")).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var name = Enumerable.Range(1, names.Count + 1).Select(n => n == 1 ? SheetName : string.Create(CultureInfo.InvariantCulture, $"{SheetName} {n}")).First(free => !names.Contains(free));
        var entry = new MarkupElement(sheets.Prefix + "sheet", Main);
        entry.Attributes.AddRange([Plain("name", name), Plain("sheetId", number.ToString(CultureInfo.InvariantCulture)), new("check:id", Relationships, "id", RelationId), new("xmlns:check", "http://www.w3.org/2000/xmlns/", "check", Relationships)]);
        sheets.Add(entry);
    }

    private static MarkupElement Sheet(IReadOnlyList<DocumentProblem> problems)
    {
        var sheet = New("worksheet", [new("xmlns", "http://www.w3.org/2000/xmlns/", "xmlns", Main)]);
        sheet.Add(With(New("sheetPr", []), [New("tabColor", [Plain("rgb", "FFC00000")])]));
        sheet.Add(With(New("cols", []), Columns.Select((column, i) => New("col", [Plain("min", Number(i + 1)), Plain("max", Number(i + 1)), Plain("width", column.Width), Plain("customWidth", "1")]))));
        sheet.Add(With(New("sheetData", []), problems.Select((problem, i) => Row(i + 2, [problem.Place?.Description ?? "整个文件", problem.Place?.Text ?? "", problem.Message, problem.Suggestion ?? "", problem.Code])).Prepend(Row(1, [.. Columns.Select(column => column.Head)]))));
        var links = problems.Select((problem, i) => (problem.Place, Row: i + 2)).Where(found => found.Place is { Row: > 0, Cell: > 0 }).ToList();
        if (links.Count > 0)
            sheet.Add(With(New("hyperlinks", []), links.Select(found => New("hyperlink", [Plain("ref", $"A{Number(found.Row)}"), Plain("location", $"'{found.Place!.Part.Replace("'", "''", StringComparison.Ordinal)}'!{new CellAddress(found.Place.Cell, found.Place.Row)}")]))));
        return sheet;
    }

    private static MarkupElement Row(int number, string[] texts) => With(New("row", [Plain("r", Number(number))]), texts.Select((text, i) =>
    {
        var content = New("t", [new("xml:space", "http://www.w3.org/XML/1998/namespace", "space", "preserve")]);
        content.Add(new MarkupText(text.Replace("{{", "{ {", StringComparison.Ordinal).Replace("}}", "} }", StringComparison.Ordinal)));
        return With(New("c", [Plain("r", CellAddress.ColumnName(i + 1) + Number(number)), Plain("t", "inlineStr")]), [With(New("is", []), [content])]);
    }));

    private static MarkupElement New(string name, IEnumerable<MarkupAttribute> attributes)
    {
        var element = new MarkupElement(name, Main);
        element.Attributes.AddRange(attributes);
        return element;
    }

    private static MarkupElement With(MarkupElement element, IEnumerable<MarkupElement> children)
    {
        foreach (var child in children)
            element.Add(child);
        return element;
    }

    private static MarkupAttribute Plain(string name, string value) => new(name, "", name, value);

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
