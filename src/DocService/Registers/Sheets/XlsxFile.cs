namespace SpotCheck.DocService.Registers.Sheets;

/// <summary>An .xlsx, read part by part.</summary>
internal sealed class XlsxFile : SheetFile
{
    private readonly XlsxPackage package;
    private readonly SheetLimits limits;
    private readonly List<SheetInfo> sheets = [];
    private readonly List<string> sheetParts = [];
    private readonly List<SheetProblem> warnings = [];
    private SharedStrings? strings;
    private NumberFormats formats = new();
    private string? stringsPart;
    private bool since1904;
    private long expectedBytes = 1;

    private XlsxFile(XlsxPackage package, SheetLimits limits)
    {
        this.package = package;
        this.limits = limits;
    }

    public override IReadOnlyList<SheetInfo> Sheets => sheets;

    public override IReadOnlyList<SheetProblem> Warnings => warnings;

    public override double Progress => Math.Min(1, (double)package.UnpackedRead / expectedBytes);

    public static XlsxFile Open(Stream input, string fileName, SheetLimits limits)
    {
        var file = new XlsxFile(XlsxPackage.Open(input, fileName, limits), limits);
        try
        {
            file.LoadWorkbook(fileName);
            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    private void LoadWorkbook(string fileName)
    {
        var workbook = package.Relations("").FirstOrDefault(r => r is { Type: "officeDocument", External: false })?.Target;
        if (workbook is null || !package.Has(workbook) || workbook.StartsWith("word/", StringComparison.OrdinalIgnoreCase))
            throw new SheetRefusedException("sheet.not-a-workbook", $"文件“{fileName}”不是 Excel 工作簿。请上传 .xlsx 或 .csv 文件。");

        var relations = package.Relations(workbook);
        stringsPart = relations.FirstOrDefault(r => r is { Type: "sharedStrings", External: false })?.Target;
        if (relations.FirstOrDefault(r => r is { Type: "styles", External: false }) is { } styles && package.Has(styles.Target))
            formats = NumberFormats.Load(package, styles.Target);
        ReadSheetList(workbook, relations);
        if (sheets.Count == 0)
            throw new SheetRefusedException("sheet.no-sheet", $"文件“{fileName}”里没有工作表。请检查后再上传。");
        WarnOfExternalLinks();
    }

    private void ReadSheetList(string workbook, IReadOnlyList<XlsxRelation> relations)
    {
        using var xml = package.Xml(workbook);
        xml.WalkElements(element =>
        {
            if (element.LocalName == "workbookPr")
            {
                since1904 = element.GetAttribute("date1904") is "1" or "true" or "on";
            }
            else if (element.LocalName == "sheet")
            {
                var id = element.GetAttribute("id", "http://schemas.openxmlformats.org/officeDocument/2006/relationships")
                    ?? element.GetAttribute("id", "http://purl.oclc.org/ooxml/officeDocument/relationships");
                // Chart sheets have another relation type and no cells.
                if (relations.FirstOrDefault(r => r.Id == id && r is { Type: "worksheet", External: false }) is not { } relation || !package.Has(relation.Target))
                    return;
                var hidden = element.GetAttribute("state") is "hidden" or "veryHidden";
                sheets.Add(new(sheets.Count, element.GetAttribute("name") ?? "", hidden));
                sheetParts.Add(relation.Target);
                if (hidden)
                    warnings.Add(new("sheet.hidden-sheet", $"工作簿里有隐藏的工作表“{sheets[^1].Name}”。"));
            }
        });
    }

    private void WarnOfExternalLinks()
    {
        foreach (var part in package.PartNames.Where(p => p.StartsWith("xl/externalLinks/_rels/", StringComparison.OrdinalIgnoreCase)).Order(StringComparer.Ordinal))
        {
            var source = "xl/externalLinks/" + part["xl/externalLinks/_rels/".Length..^".rels".Length];
            foreach (var link in package.Relations(source).Where(r => r.External))
                warnings.Add(new("sheet.external-link", $"工作簿引用了外部文件“{link.Target}”，系统不会打开它，只使用工作簿里已保存的数值。请核对后改为数值。"));
        }
    }

    public override IEnumerable<SheetRow> Rows(int sheet)
    {
        if (strings is null)
        {
            expectedBytes = package.UnpackedRead + package.UnpackedBytes(sheetParts[sheet]);
            if (stringsPart is not null && package.Has(stringsPart))
            {
                expectedBytes += package.UnpackedBytes(stringsPart);
                strings = SharedStrings.Load(package, stringsPart, limits);
            }
            else
            {
                strings = new SharedStrings(limits);
            }
        }
        return new XlsxRows(strings, formats, since1904, limits, sheets[sheet].Name).Read(package.Xml(sheetParts[sheet]));
    }

    public override IReadOnlyList<CellRange> MergedCells(int sheet)
    {
        var ranges = new List<CellRange>();
        using var xml = package.Xml(sheetParts[sheet]);
        xml.WalkElements(element =>
        {
            if (element.LocalName != "mergeCell" || !CellRange.TryParse(element.GetAttribute("ref"), out var range))
                return;
            if (ranges.Count >= limits.MaxMergedRanges)
                throw new SheetRefusedException("sheet.too-many-merges", $"工作表“{sheets[sheet].Name}”的合并单元格超过 {limits.MaxMergedRanges} 处。请取消多余的合并后再上传。");
            ranges.Add(range);
        });
        return ranges;
    }

    public override void Dispose()
    {
        strings?.Dispose();
        package.Dispose();
    }
}
