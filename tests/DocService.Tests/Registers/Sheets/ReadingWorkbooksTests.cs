using System.Globalization;
using SpotCheck.DocService.Registers.Sheets;

namespace SpotCheck.DocService.Tests.Registers.Sheets;

public sealed class ReadingWorkbooksTests
{
    private const string DateAndPercent = "<numFmts><numFmt numFmtId=\"164\" formatCode=\"yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;\"/></numFmts>"
        + "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"164\"/><xf numFmtId=\"9\"/><xf numFmtId=\"10\"/></cellXfs>";

    [Fact]
    public void Every_type_of_cell_is_read_with_its_address()
    {
        using var file = Workbooks.WithSheet(Workbooks.Sheet("""
            <row r="2"><c r="A2" t="s"><v>1</v></c><c r="B2" t="inlineStr"><is><r><t>药</t></r><r><t>店</t></r></is></c><c r="D2"><v>5</v></c>
            <c r="E2" s="1"><v>45000</v></c><c r="F2" s="2"><v>45000.5</v></c><c r="G2" s="3"><v>0.05</v></c><c r="H2" t="b"><v>1</v></c>
            <c r="I2" t="e"><v>#N/A</v></c><c r="J2" t="str"><f>A1&amp;B1</f><v>合</v></c><c r="K2"><f>1+1</f></c></row>
            """), DateAndPercent, "<si><t>零</t></si><si><t>企业名称</t><rPh sb=\"0\" eb=\"1\"><t>qi</t></rPh></si>");

        var row = Assert.Single(Workbooks.Rows(file));

        Assert.Equal("A2 Text 企业名称|B2 Text 药店|D2 Number 5|E2 Date 2023-03-15|F2 Date 2023-03-15 12:00:00|G2 Number 0.05|H2 Boolean TRUE|I2 Error #N/A|J2 Text 合 f|K2 Empty  f",
            string.Join('|', row.Cells.Select(c => $"{c.Address} {c.Kind} {c.Text}{(c.HasFormula ? " f" : "")}")));
        Assert.Equal("5%", row[7]!.Value.Shown);
    }

    [Theory]
    [InlineData("", 1, "1900-01-01")]
    [InlineData("", 59, "1900-02-28")]
    [InlineData("", 60, "60")]
    [InlineData("", 61, "1900-03-01")]
    [InlineData("", 2958465, "9999-12-31")]
    [InlineData("", 2958466, "2958466")]
    [InlineData("", -1, "-1")]
    [InlineData("<workbookPr date1904=\"1\"/>", 43538, "2023-03-15")]
    public void A_serial_number_is_a_date_of_the_workbooks_own_date_system(string workbookPr, int serial, string expected)
    {
        using var file = Workbooks.WithSheet(Workbooks.Sheet($"<row r=\"1\"><c r=\"A1\" s=\"1\"><v>{serial.ToString(CultureInfo.InvariantCulture)}</v></c></row>"), DateAndPercent, workbookPr: workbookPr);

        Assert.Equal(expected, Workbooks.Rows(file)[0].Text(1));
    }

    [Theory]
    [InlineData("yyyy/m/d", true)]
    [InlineData("[$-804]yyyy\"年\"m\"月\";@", true)]
    [InlineData("[h]:mm", true)]
    [InlineData("General", false)]
    [InlineData("0.00\"元\"", false)]
    [InlineData("[Red]0.00", false)]
    [InlineData("\"days\" 0", false)]
    [InlineData("0.00E+00", false)]
    [InlineData("\\d0", false)]
    public void A_format_shows_a_date_when_it_has_a_date_letter_outside_quotes(string code, bool date) =>
        Assert.Equal(date, NumberFormats.ShowsDate(code));

    [Fact]
    public void A_long_number_keeps_its_digits() =>
        Assert.Equal("140525000012345", Workbooks.Rows(Workbooks.WithSheet(Workbooks.Sheet("<row r=\"1\"><c r=\"A1\"><v>140525000012345</v></c></row>")))[0].Text(1));

    [Fact]
    public void A_million_blank_rows_are_passed_over()
    {
        var blank = string.Concat(Enumerable.Range(1, 1_000_000).Select(r => $"<row r=\"{r.ToString(CultureInfo.InvariantCulture)}\"><c s=\"1\"/></row>"));
        using var file = Workbooks.WithSheet(Workbooks.Sheet(blank + "<row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row>"));

        var row = Assert.Single(Workbooks.Rows(file));

        Assert.Equal("XFD1048576", row.Cells[0].Address.ToString());
    }

    [Fact]
    public void Merged_ranges_and_hidden_sheets_are_told()
    {
        using var file = Workbooks.WithSheet(
            Workbooks.Sheet("<row r=\"1\" hidden=\"1\"><c r=\"A1\"><v>1</v></c></row>", "<mergeCells><mergeCell ref=\"A1:C2\"/></mergeCells>"));

        var (found, problem) = SheetFile.Read(file, "a.xlsx", SheetLimits.Typed, f => (f.MergedCells(0)[0].ToString(), f.Rows(0).First().Hidden, f.Sheets[0]));

        Assert.Null(problem);
        Assert.Equal(("A1:C2", true, new SheetInfo(0, "名录", false)), found);
    }

    [Fact]
    public void A_link_to_another_workbook_is_reported_and_not_followed()
    {
        using var file = Workbooks.WithSheet(Workbooks.Sheet("<row r=\"1\"><c r=\"A1\"><f>[1]Sheet1!A1</f><v>7</v></c></row>"), more:
        [
            ("xl/externalLinks/externalLink1.xml", "<externalLink/>"),
            ("xl/externalLinks/_rels/externalLink1.xml.rels", "<Relationships><Relationship Id=\"rId1\" Type=\"x/externalLinkPath\" Target=\"file:///etc/passwd\" TargetMode=\"External\"/></Relationships>"),
        ]);

        var (warnings, _) = SheetFile.Read(file, "a.xlsx", SheetLimits.Typed, f => f.Warnings.ToList());

        var warning = Assert.Single(warnings!);
        Assert.Equal("sheet.external-link", warning.Code);
        Assert.Contains("file:///etc/passwd", warning.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Shared_texts_beyond_memory_come_back_unchanged()
    {
        using var strings = new SharedStrings(SheetLimits.Register);
        string Text(int index) => string.Concat(Enumerable.Repeat($"第{index}家企业", 1 + index % 97));
        for (var index = 0; index < 150_000; index++)
            strings.Add(Text(index));

        foreach (var index in (int[])[0, 1, 7_000, 62_000, 62_001, 99_999, 100_000, 140_000, 149_998, 149_999])
            Assert.Equal(Text(index), strings.Get(index));
        Assert.Null(strings.Get(150_000));
    }
}
