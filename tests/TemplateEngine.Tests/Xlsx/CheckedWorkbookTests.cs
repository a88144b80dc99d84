using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;
using SpotCheck.TemplateEngine.Xlsx;

namespace SpotCheck.TemplateEngine.Tests.Xlsx;

public sealed class CheckedWorkbookTests
{
    [Fact]
    public void Each_fault_stands_on_a_sheet_of_its_own_and_leads_to_its_cell()
    {
        var package = new SheetFile().Sheet("名录", ["户|{{ 1 + }}"]).Sheet("模板检查", ["{{名称"]).ToBytes();
        var problems = XlsxTemplate.Compile(package).Problems;

        var copy = CheckedWorkbook.Write(package, problems)!;

        using var document = SpreadsheetDocument.Open(new MemoryStream(copy), isEditable: false);
        Assert.Empty(new OpenXmlValidator(FileFormatVersions.Office2019).Validate(document).Select(error => error.Description));
        var sheets = document.WorkbookPart!.Workbook!.Sheets!.Elements<Sheet>().ToList();
        Assert.Equal(["名录", "模板检查", "模板检查 2"], sheets.Select(sheet => sheet.Name!.Value));
        var list = ((WorksheetPart)document.WorkbookPart.GetPartById(sheets[2].Id!.Value!)).Worksheet!;
        Assert.Equal(problems.Count + 1, list.Descendants<Row>().Count());
        Assert.Equal(problems.Select(problem => $"'{problem.Place!.Part}'!{(problem.Place.Part == "名录" ? "B1" : "A1")}"), list.Descendants<Hyperlink>().Select(link => link.Location!.Value));
        Assert.DoesNotContain("{{", list.InnerText, StringComparison.Ordinal);
        // The list itself brings in no new fault.
        Assert.Equal(problems.Select(problem => problem.Code), XlsxTemplate.Compile(copy).Problems.Select(problem => problem.Code));
    }
}
