using SpotCheck.DocService.Registers.Import;
using SpotCheck.DocService.Registers.Sheets;

namespace SpotCheck.DocService.Registers;

/// <summary>A register as a workbook: with rows an export, without rows the form to fill in. Reading it back gives the same rows.</summary>
internal static class RegisterWorkbook
{
    private const int FormRows = 2000;
    private static readonly CellStyle Body = new() { Border = true, NumberFormat = "@" };
    private static readonly CellStyle DateBody = new() { Border = true };

    public static void Write(Stream output, RegisterKind kind, IEnumerable<object?[]> rows)
    {
        var columns = RegisterColumns.Of(kind);
        var risk = columns.Select((column, at) => (column, at)).Where(c => c.column.Content is ColumnContent.Risk or ColumnContent.Active);
        using var workbook = new WorkbookWriter(output);
        workbook.BeginSheet(new()
        {
            Name = kind.Chinese(),
            ColumnWidths = [.. columns.Select(c => c.Width)],
            FrozenRows = 1, RepeatedRows = (1, 1), Landscape = true, Footer = "第 &P 页，共 &N 页",
            DropDowns = [.. risk.Select(c => new DropDown(new(new(2, c.at + 1), new(1_048_576, c.at + 1)),
                c.column.Content == ColumnContent.Risk ? RiskClass.All : ["有效", "失效"]))],
        });
        workbook.Row(columns.Select(c => new StyledValue(c.Title, CellStyle.Header)), 24);
        var any = false;
        foreach (var row in rows)
        {
            any = true;
            workbook.Row(row.Select(Cell));
        }
        if (!any)
        {
            // Text format keeps Excel from turning codes into numbers while they are typed.
            for (var row = 0; row < FormRows; row++)
                workbook.Row(columns.Select(c => new StyledValue(SheetValue.Empty, c.IsDate ? DateBody with { NumberFormat = "yyyy-mm-dd" } : Body)));
        }
        workbook.Complete();
    }

    public static object?[] Values(Target t) =>
        [t.Id, t.Name, t.EntityType, t.Industry, t.Tags, t.RiskClass, t.Area, t.Region, t.Address, t.RegisteredOn, t.Authority, t.Status, t.Representative, t.Phone];

    public static object?[] Values(Inspector i) =>
        [i.Id, i.Name, i.Unit, i.Position, i.CertificateNumber, i.CertificateUntil, i.Qualifications, i.Region, i.Phone, i.Active];

    private static StyledValue Cell(object? value) => value switch
    {
        DateOnly date => new(SheetValue.Date(date), DateBody),
        string[] list => new(string.Join('、', list), Body),
        bool flag => new(flag ? "有效" : "失效", Body),
        _ => new((string?)value, Body),
    };
}
