using System.Xml.Linq;
using SpotCheck.DocService.Registers.Sheets;

namespace SpotCheck.DocService.Workbooks.Reading;

/// <summary>Reads an .xlsx into a snapshot, under the guard every uploaded file has (<see cref="XlsxPackage"/>).</summary>
internal sealed class SnapshotReader
{
    private static readonly SheetLimits Limits = SheetLimits.Typed with { MaxFileBytes = SnapshotLimits.FileBytes };

    private readonly XlsxPackage package;
    private readonly string fileName;
    private readonly ReadingNotes notes = new();

    private SnapshotReader(XlsxPackage package, string fileName)
    {
        this.package = package;
        this.fileName = fileName;
    }

    /// <param name="Value">The workbook; null where it was refused.</param>
    /// <param name="Problems">What could not be kept.</param>
    /// <param name="Refusal">Why the file cannot be opened.</param>
    public sealed record Result(WorkbookSnapshot? Value, IReadOnlyList<SheetProblem> Problems, SheetProblem? Refusal);

    /// <param name="input">Seekable; stays open.</param>
    public static Result Read(Stream input, string fileName)
    {
        try
        {
            if (!SheetFile.IsWorkbook(input, fileName, Limits))
                throw new SheetRefusedException("workbooks.not-xlsx", $"文件“{fileName}”不是 .xlsx 工作簿，网页工作台打不开。请在 Excel 或 WPS 中另存为 .xlsx 后再打开。");
            using var opened = XlsxPackage.Open(input, fileName, Limits);
            var reader = new SnapshotReader(opened, fileName);
            return new(reader.Workbook(), reader.notes.Problems, null);
        }
        catch (SheetRefusedException refused)
        {
            return new(null, [], refused.Problem);
        }
    }

    private WorkbookSnapshot Workbook()
    {
        var part = package.Relations("").FirstOrDefault(r => r is { Type: "officeDocument", External: false })?.Target;
        if (part is null || !package.Has(part) || part.StartsWith("word/", StringComparison.OrdinalIgnoreCase))
            throw new SheetRefusedException("sheet.not-a-workbook", $"文件“{fileName}”不是 Excel 工作簿。请选择 .xlsx 文件。");
        var relations = package.Relations(part);
        string? Part(string type) => relations.FirstOrDefault(r => r.Type == type && !r.External)?.Target;

        XElement book;
        using (var xml = package.Xml(part))
            book = XmlTree.Load(xml);
        var styles = StyleReader.Load(package, Part("styles"), ThemeColours.Load(package, Part("theme")));
        using var strings = Strings(Part("sharedStrings"));
        var since1904 = (string?)book.Element("workbookPr")?.Attribute("date1904") is "1" or "true" or "on";
        var listed = Listed(book, relations);
        var sheets = listed.Where(sheet => sheet.Part is not null).Select((sheet, index) =>
        {
            NoteParts(sheet.Name, sheet.Part!);
            var info = new SheetInfo(index, sheet.Name, sheet.Hidden);
            return new SheetSnapshotReader(strings, styles, since1904, info, Limits, notes).Read(package.Xml(sheet.Part!));
        }).ToList();
        if (sheets.Count == 0)
            throw new SheetRefusedException("sheet.no-sheet", $"文件“{fileName}”里没有工作表。请检查后再打开。");
        if (!sheets.Exists(sheet => !sheet.Hidden))
            sheets[0] = sheets[0] with { Hidden = false };
        return new(WorkbookSnapshot.CurrentFormat, fileName, styles.Used, sheets, Names(book, listed));
    }

    private List<(string Name, string? Part, bool Hidden)> Listed(XElement book, IReadOnlyList<XlsxRelation> relations)
    {
        var sheets = new List<(string, string?, bool)>();
        foreach (var sheet in book.Element("sheets")?.Elements("sheet") ?? [])
        {
            var relation = relations.FirstOrDefault(r => r.Id == (string?)sheet.Attribute("id"));
            var name = (string?)sheet.Attribute("name") ?? "";
            var readable = relation is { Type: "worksheet", External: false } && package.Has(relation.Target);
            if (!readable)
                notes.Lost(name, "图表工作表");
            sheets.Add((name, readable ? relation!.Target : null, (string?)sheet.Attribute("state") is "hidden" or "veryHidden"));
        }
        return sheets.Count <= SnapshotLimits.Sheets
            ? sheets
            : throw new SheetRefusedException("workbooks.too-many-sheets", $"文件“{fileName}”有 {sheets.Count} 个工作表，上限 {SnapshotLimits.Sheets} 个。请拆分后再打开。");
    }

    private SharedStrings Strings(string? part)
    {
        if (part is null || !package.Has(part))
            return new(Limits);
        var formatted = false;
        using (var xml = package.Xml(part))
            xml.WalkElements(element => formatted |= element.LocalName == "r");
        if (formatted)
            notes.Lost(fileName, "单元格内部分文字的格式");
        return SharedStrings.Load(package, part, Limits);
    }

    private void NoteParts(string sheet, string part)
    {
        foreach (var relation in package.Relations(part))
        {
            var what = relation.Type switch
            {
                "drawing" or "vmlDrawing" or "image" => "图片、图表或形状",
                "comments" or "threadedComment" => "批注",
                "table" => "表格样式（内容保留）",
                "pivotTable" => "数据透视表（数值保留）",
                "oleObject" or "control" or "ctrlProp" => "嵌入对象",
                _ => null,
            };
            if (what is not null)
                notes.Lost(sheet, what);
        }
    }

    private List<SnapshotName> Names(XElement book, List<(string Name, string? Part, bool Hidden)> listed)
    {
        var names = new List<SnapshotName>();
        foreach (var written in book.Element("definedNames")?.Elements("definedName") ?? [])
        {
            var name = (string?)written.Attribute("name") ?? "";
            // The filter's own name is written anew from the filter.
            if (name == "_xlnm._FilterDatabase")
                continue;
            var owner = int.TryParse((string?)written.Attribute("localSheetId"), out var index) && (uint)index < (uint)listed.Count ? listed[index] : default;
            if (SnapshotCheck.IsDefinedName(name) && FormulaText.StaysInside(written.Value) && owner is { Name: null } or { Part: not null } && names.Count < SnapshotLimits.Names)
                names.Add(new(name, written.Value, owner.Name));
            else
                notes.Lost(name, "名称（指向工作簿以外）");
        }
        return names;
    }
}
