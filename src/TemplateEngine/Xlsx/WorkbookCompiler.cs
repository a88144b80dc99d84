using SpotCheck.TemplateEngine.Docx;
using SpotCheck.TemplateEngine.Packaging;

namespace SpotCheck.TemplateEngine.Xlsx;

/// <summary>Turns the sheets of a workbook, and what follows them, into a <see cref="WorkbookProgram"/>.</summary>
internal sealed class WorkbookCompiler(PackageParts parts, FaultList faults)
{
    private sealed record Sheet(string Part, SheetFacts Facts, MarkupElement Root, List<TemplateRow> Rows, SheetCompiler Compiler);

    private readonly SheetFlow _flow = new();
    private readonly List<string> _rendered = [];
    private readonly Dictionary<string, MarkupElement> _changed = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _dropped = new(StringComparer.OrdinalIgnoreCase);

    public WorkbookProgram? Compile()
    {
        if (Read(parts.Main) is not { } book || Relations(parts.Main) is not { } relations)
            return null;
        var styles = new StyleSheet(relations.Find(relation => Ends(relation, "/styles")) is { } style ? Read(style.Target) : null);
        var dates = book.Elements.FirstOrDefault(element => element.Local == "workbookPr")?.Attribute("date1904") is "1" or "true";
        var workbook = new WorkbookFacts(Texts(relations), styles) { CountsFrom1904 = dates };
        var sheets = ReadSheets(book, relations, workbook);
        if (faults.Faults.Count > 0)
            return null;

        NoteReferences(book, sheets, workbook);
        foreach (var sheet in sheets)
            WriteSheet(sheet);
        WriteTables(sheets);
        WriteDrawings(sheets);
        WriteBook(book, relations, sheets);
        if (styles.HasChanged)
            _changed[relations.Find(relation => Ends(relation, "/styles"))!.Target] = styles.Root!;

        return new()
        {
            Segments = _flow.Segments,
            Tags = _flow.Tags,
            Loose = _flow.Loose,
            Codes = new(_flow.Pieces.Pieces),
            Sheets = [.. sheets.Select(sheet => sheet.Facts)],
            Rendered = _rendered,
            CountsFrom1904 = dates,
            Unchanged = [.. parts.Entries.Where(entry => !_dropped.Contains(entry.Name) && !_rendered.Contains(entry.Name, StringComparer.OrdinalIgnoreCase))
                .Select(entry => _changed.TryGetValue(entry.Name, out var root) ? PackageWriter.Pack(entry.Name, MarkupWriter.ToBytes(root)) : entry)],
        };
    }

    private List<Sheet> ReadSheets(MarkupElement book, List<PackageRelation> relations, WorkbookFacts workbook)
    {
        var sheets = new List<Sheet>();
        foreach (var entry in book.Elements.FirstOrDefault(element => element.Local == "sheets")?.Elements ?? [])
        {
            var relation = relations.Find(found => found.Id == entry.RelationAttribute("id"));
            if (relation is null || !Ends(relation, "/worksheet") || Read(relation.Target) is not { } root)
                continue;
            var facts = new SheetFacts(entry.Attribute("name") ?? "", sheets.Count);
            var plain = Unprefixed(root);
            var compiler = new SheetCompiler(workbook, facts, _flow, faults);
            sheets.Add(new(relation.Target, facts, plain, compiler.Read(plain), compiler));
        }

        return sheets;
    }

    private static void NoteReferences(MarkupElement book, List<Sheet> sheets, WorkbookFacts workbook)
    {
        foreach (var sheet in sheets)
        {
            foreach (var cell in sheet.Rows.SelectMany(row => row.Cells).Where(cell => cell.Formula is not null))
                workbook.NoteReferences(sheet.Facts.Name, FormulaText.Parse(SharedFormulas.TextOf(cell.Formula!)));
        }

        foreach (var name in book.Descendants().Where(element => element.Local == "definedName" && element.Attribute("name")?.StartsWith("_xlnm", StringComparison.Ordinal) != true))
            workbook.NoteReferences("", FormulaText.Parse(SharedFormulas.TextOf(name)));
    }

    // A sheet nobody wrote a tag or formula on stays as it is.
    private void WriteSheet(Sheet sheet)
    {
        if (sheet.Facts.IsFixed && !sheet.Rows.Exists(row => row.Cells.Exists(cell => cell.HadTags || cell.Formula is not null)))
            return;
        StartPart(sheet.Part, sheet.Facts);
        sheet.Compiler.Write(sheet.Root, sheet.Rows);
    }

    private void WriteTables(List<Sheet> sheets)
    {
        foreach (var sheet in sheets.Where(sheet => !sheet.Facts.IsFixed))
        {
            foreach (var relation in Relations(sheet.Part) ?? [])
            {
                if (!Ends(relation, "/table") || Read(relation.Target) is not { } table)
                    continue;
                StartPart(relation.Target, sheet.Facts);
                SheetTail.WritePart(table, sheet.Facts, _flow);
            }
        }
    }

    // A chart on one sheet may show the rows of another.
    private void WriteDrawings(List<Sheet> sheets)
    {
        if (sheets.TrueForAll(sheet => sheet.Facts.IsFixed))
            return;
        foreach (var sheet in sheets)
        {
            foreach (var relation in Relations(sheet.Part) ?? [])
            {
                if (Ends(relation, "/drawing") && !_rendered.Contains(relation.Target, StringComparer.OrdinalIgnoreCase))
                    WriteDrawing(relation.Target, sheet.Facts);
                else if (!sheet.Facts.IsFixed && (Ends(relation, "/comments") || Ends(relation, "/threadedComment")) && Read(relation.Target) is { } remarks)
                    WriteRemarks(relation.Target, remarks, sheet.Facts);
            }
        }
    }

    private void WriteRemarks(string part, MarkupElement remarks, SheetFacts sheet)
    {
        StartPart(part, sheet);
        SheetTail.WritePart(remarks, sheet, _flow);
    }

    private void WriteDrawing(string part, SheetFacts sheet)
    {
        if (Read(part) is not { } drawing)
            return;
        if (!sheet.IsFixed)
        {
            StartPart(part, sheet);
            SheetTail.WriteDrawing(drawing, sheet, _flow);
        }

        foreach (var relation in Relations(part) ?? [])
        {
            if ((!Ends(relation, "/chart") && !Ends(relation, "/chartEx")) || _rendered.Contains(relation.Target, StringComparer.OrdinalIgnoreCase) || Read(relation.Target) is not { } chart)
                continue;
            StartPart(relation.Target, sheet);
            SheetTail.WriteChart(chart, sheet, _flow);
        }
    }

    // Names and the print area follow; values are computed again when the workbook is opened, in an order of Excel's own.
    private void WriteBook(MarkupElement book, List<PackageRelation> relations, List<Sheet> sheets)
    {
        if (_rendered.Count == 0 && sheets.Count > 0)
        {
            StartPart(sheets[0].Part, sheets[0].Facts);
            sheets[0].Compiler.Write(sheets[0].Root, sheets[0].Rows);
        }

        var calculation = book.Elements.FirstOrDefault(element => element.Local == "calcPr");
        if (calculation is null)
        {
            calculation = new MarkupElement(book.Prefix + "calcPr", book.Namespace);
            var before = book.Elements.LastOrDefault(element => element.Local is "sheets" or "functionGroups" or "externalReferences" or "definedNames");
            if (before is null)
                book.Add(calculation);
            else
                before.InsertAfter(calculation);
        }

        calculation.Attributes.RemoveAll(attribute => attribute.Name == "fullCalcOnLoad");
        calculation.Attributes.Add(new("fullCalcOnLoad", "", "fullCalcOnLoad", "1"));
        StartPart(parts.Main, null);
        SheetTail.WritePart(book, new SheetFacts("", 0), _flow);
        DropCalculationChain(relations);
    }

    private void DropCalculationChain(List<PackageRelation> relations)
    {
        if (relations.Find(relation => Ends(relation, "/calcChain")) is not { } chain)
            return;
        _dropped.Add(chain.Target);
        if (Read(PackageRelation.PartFor(parts.Main)) is { } list)
        {
            list.Elements.First(element => element.Attribute("Id") == chain.Id).Remove();
            _changed[PackageRelation.PartFor(parts.Main)] = list;
        }

        if (Read("[Content_Types].xml") is { } types)
        {
            types.Elements.FirstOrDefault(element => string.Equals(element.Attribute("PartName"), "/" + chain.Target, StringComparison.OrdinalIgnoreCase))?.Remove();
            _changed["[Content_Types].xml"] = types;
        }
    }

    private void StartPart(string name, SheetFacts? sheet)
    {
        _flow.Mark(new() { Kind = SheetMarkKind.PartStart, Row = _rendered.Count, Sheet = sheet });
        _rendered.Add(name);
    }

    private List<string> Texts(List<PackageRelation> relations)
    {
        var part = relations.Find(relation => Ends(relation, "/sharedStrings"));
        return part is null || Read(part.Target) is not { } root ? [] : [.. root.Elements.Where(item => item.Local == "si").Select(WorkbookFacts.PlainText)];
    }

    private MarkupElement? Read(string name)
    {
        if (parts.TryReadMarkup(name, out var root) is not { } fault)
            return root;
        faults.Add(fault);
        return null;
    }

    private List<PackageRelation>? Relations(string name)
    {
        if (parts.TryReadRelations(name, out var relations) is not { } fault)
            return relations;
        faults.Add(fault);
        return null;
    }

    private static bool Ends(PackageRelation relation, string type) => !relation.IsExternal && relation.Type.EndsWith(type, StringComparison.Ordinal);

    // Simple readers look for <row> and <c>; some writers put a prefix before every name.
    private static MarkupElement Unprefixed(MarkupElement element, string? main = null)
    {
        main ??= element.Namespace;
        var copy = new MarkupElement(element.Namespace == main ? element.Local : element.Name, element.Namespace)
        {
            Attributes = [.. element.Attributes.Where(attribute => attribute.Name != "xmlns")],
        };
        if (element.Parent is null)
            copy.Attributes.Insert(0, new("xmlns", "http://www.w3.org/2000/xmlns/", "xmlns", main));
        foreach (var child in element.Children)
            copy.Add(child is MarkupElement inner ? Unprefixed(inner, main) : new MarkupText(((MarkupText)child).Value));
        return copy;
    }
}
