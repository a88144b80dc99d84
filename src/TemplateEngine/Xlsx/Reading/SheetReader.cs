using SpotCheck.TemplateEngine.Docx;
using SpotCheck.TemplateEngine.Language;
using SpotCheck.TemplateEngine.Packaging;

namespace SpotCheck.TemplateEngine.Xlsx;

/// <summary>
/// Reads the cells of a workbook row by row, as data for templates: numbers are numbers, dates are dates, text is text.
/// Formulas count with the value they were saved with; nothing is computed.
/// </summary>
public sealed class SheetReader
{
    private readonly PackageParts _parts;
    private readonly List<string> _sheetParts;
    private readonly CellTexts _texts;
    private readonly bool[] _dateStyles;
    private readonly bool _countsFrom1904;

    private SheetReader(PackageParts parts, List<(string Name, string Part)> sheets, CellTexts texts, bool[] dateStyles, bool countsFrom1904)
    {
        (_parts, _texts, _dateStyles, _countsFrom1904) = (parts, texts, dateStyles, countsFrom1904);
        Sheets = [.. sheets.Select(sheet => sheet.Name)];
        _sheetParts = [.. sheets.Select(sheet => sheet.Part)];
    }

    /// <summary>Names of the sheets, in order.</summary>
    public IReadOnlyList<string> Sheets { get; }

    /// <summary>Opens a workbook.</summary>
    /// <param name="package">An .xlsx file; never trusted.</param>
    /// <param name="limits">Sizes; null for the default.</param>
    /// <returns>The reader, or why there is none.</returns>
    public static SheetOpening Open(ReadOnlyMemory<byte> package, PackageLimits? limits = null)
    {
        if (PackageParts.TryOpen(package, limits ?? PackageLimits.Default, PackageKind.Workbook, out var parts) is { } fault)
            return new(null, fault);
        if ((parts.TryReadMarkup(parts.Main, out var book) ?? parts.TryReadRelations(parts.Main, out var relations)) is { } broken)
            return new(null, broken);
        _ = parts.TryReadRelations(parts.Main, out relations);
        var sheets = new List<(string, string)>();
        foreach (var entry in book.Elements.FirstOrDefault(element => element.Local == "sheets")?.Elements ?? [])
        {
            if (relations.Find(found => found.Id == entry.RelationAttribute("id")) is { IsExternal: false } relation && relation.Type.EndsWith("/worksheet", StringComparison.Ordinal) && parts.Has(relation.Target))
                sheets.Add((entry.Attribute("name") ?? "", relation.Target));
        }

        var texts = new CellTexts();
        if (Part(relations, "/sharedStrings") is { } shared && parts.Has(shared) && texts.ReadShared(parts.Entry(shared)) is { } damage)
            return new(null, Broken(shared, damage));
        var styles = Part(relations, "/styles") is { } style && parts.TryReadMarkup(style, out var root) is null ? StyleSheet.DatesOf(root) : [];
        var dates = book.Elements.FirstOrDefault(element => element.Local == "workbookPr")?.Attribute("date1904") is "1" or "true";
        return new(new SheetReader(parts, sheets, texts, styles, dates), null);
    }

    /// <summary>Hands over each row that has a cell with a value.</summary>
    /// <param name="sheet">Index of the sheet.</param>
    /// <param name="take">Takes a row, which is valid until it returns; false ends the reading.</param>
    /// <returns>Why the reading broke off; null when it did not.</returns>
    public DocumentProblem? Read(int sheet, Func<SheetRow, bool> take)
    {
        using var cursor = new MarkupCursor(_parts.Entry(_sheetParts[sheet]));
        var row = new RowReading(cursor, _texts, _dateStyles, _countsFrom1904);
        while (row.Next())
        {
            if (!take(row.Row))
                return null;
        }

        return row.Fault is { } fault ? Broken(Sheets[sheet], fault) : null;
    }

    /// <summary>
    /// The sheet as a list of objects: the first row with a value names the members, each further one is an object.
    /// </summary>
    /// <param name="sheet">Index of the sheet.</param>
    /// <param name="problem">Why there is no list; null when there is one.</param>
    public ScriptArray? Records(int sheet, out DocumentProblem? problem)
    {
        var records = new SheetRecords(Sheets[sheet]);
        problem = Read(sheet, records.Take) ?? records.Problem;
        return problem is null ? records.List : null;
    }

    private static string? Part(List<PackageRelation> relations, string type) =>
        relations.Find(relation => !relation.IsExternal && relation.Type.EndsWith(type, StringComparison.Ordinal))?.Target;

    private static DocumentProblem Broken(string where, string what) =>
        new("xlsx.unreadable-sheet", $"工作簿的“{where}”读不下去：{what}。请用 Excel 打开并重新另存后再试。");
}

/// <summary>A reader, or why there is none.</summary>
/// <param name="Reader">Null where a fault was found.</param>
/// <param name="Problem">The fault.</param>
public sealed record SheetOpening(SheetReader? Reader, DocumentProblem? Problem);

/// <summary>A row of a sheet while it is read.</summary>
public sealed class SheetRow
{
    private (int Column, Value Value)[] _cells = new (int, Value)[32];
    private int _count;

    /// <summary>Number of the row, from 1.</summary>
    public int Number { get; internal set; }

    /// <summary>Cells with a value, from left to right: column from 1, and value.</summary>
    public ReadOnlySpan<(int Column, Value Value)> Cells => _cells.AsSpan(0, _count);

    internal void Clear() => _count = 0;

    internal void Add(int column, Value value)
    {
        if (_count == _cells.Length)
            Array.Resize(ref _cells, _cells.Length * 2);
        _cells[_count++] = (column, value);
    }
}
