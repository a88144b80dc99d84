using System.Text;
using SpotCheck.DocService.Registers.Sheets;

namespace SpotCheck.DocService.Tests.Registers.Sheets;

public sealed class RefusedFilesTests
{
    private static readonly byte[] CompoundFile = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[2000]];

    [Fact]
    public void Old_formats_and_locked_files_are_named()
    {
        Assert.Equal("sheet.legacy-xls", Workbooks.Refusal(new MemoryStream(CompoundFile), "a.xls").Code);
        Assert.Equal("sheet.encrypted", Workbooks.Refusal(new MemoryStream([.. CompoundFile, .. Encoding.Unicode.GetBytes("EncryptedPackage")])).Code);
        Assert.Equal("sheet.macro", Workbooks.Refusal(Workbooks.WithSheet(Workbooks.Sheet(""), more: [("xl/vbaProject.bin", "x")])).Code);
        Assert.Equal("sheet.binary-workbook", Workbooks.Refusal(Workbooks.Zip(("xl/workbook.bin", "x"))).Code);
        Assert.Equal("sheet.not-a-workbook", Workbooks.Refusal(Workbooks.Zip(("mimetype", "application/vnd.oasis.opendocument.spreadsheet"))).Code);
        Assert.Equal("sheet.not-a-workbook", Workbooks.Refusal(new MemoryStream("企业名称"u8.ToArray())).Code);
        Assert.Equal("sheet.not-a-sheet", Workbooks.Refusal(new MemoryStream("%PDF-1.7"u8.ToArray()), "a.pdf").Code);
        Assert.Equal("sheet.not-a-sheet", Workbooks.Refusal(new MemoryStream([1, 0, 2]), "a.csv").Code);
        Assert.Equal("sheet.empty-file", Workbooks.Refusal(new MemoryStream(), "a.csv").Code);
    }

    [Fact]
    public void A_file_over_the_limit_is_refused_before_it_is_read()
    {
        var problem = Workbooks.Refusal(new MemoryStream(new byte[3 << 20]), limits: SheetLimits.Typed with { MaxFileBytes = 2 << 20 });

        Assert.Equal("sheet.too-large", problem.Code);
        Assert.Contains("3 MB，超过上限 2 MB", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_zip_bomb_is_stopped_long_before_it_is_unpacked()
    {
        using var bomb = Workbooks.WithSheet(Workbooks.Sheet(string.Concat(Enumerable.Repeat($"<blank a=\"{new string('0', 4000)}\"/>", 15_000))));
        var packed = bomb.Length;

        var problem = Workbooks.Refusal(bomb);

        Assert.Equal("sheet.zip-bomb", problem.Code);
        Assert.True(packed < 1 << 20);
    }

    [Fact]
    public void A_header_that_lies_about_the_size_does_not_help_a_bomb()
    {
        using var bomb = Workbooks.WithSheet(Workbooks.Sheet(string.Concat(Enumerable.Repeat("<row><c><v>1</v></c></row>", 1_000_000))));
        var bytes = bomb.ToArray();
        var name = Encoding.UTF8.GetBytes("xl/worksheets/sheet1.xml");
        var central = bytes.AsSpan().LastIndexOf(name) - 46;
        BitConverter.TryWriteBytes(bytes.AsSpan(central + 24), 100);

        var problem = Workbooks.Refusal(new MemoryStream(bytes));

        Assert.Contains(problem.Code, (string[])["sheet.zip-bomb", "sheet.broken"]);
    }

    [Theory]
    [InlineData("<row r=\"1\"><c r=\"A1\"><v>x</v></c></row>", "sheet.broken")]
    [InlineData("<row r=\"2\"><c r=\"A1\"><v>1</v></c></row>", "sheet.broken")]
    [InlineData("<row r=\"2\"/><row r=\"2\"/>", "sheet.broken")]
    [InlineData("<row r=\"1\"><c r=\"A1\" t=\"s\"><v>9</v></c></row>", "sheet.broken")]
    [InlineData("<row r=\"1048577\"/>", "sheet.broken")]
    [InlineData("<row r=\"1\"><c r=\"A1\">", "sheet.broken")]
    public void A_broken_sheet_is_refused(string rows, string code) =>
        Assert.Equal(code, Workbooks.Refusal(Workbooks.WithSheet(Workbooks.Sheet(rows))).Code);

    [Fact]
    public void Entities_nesting_and_endless_text_are_refused()
    {
        var laughs = "<!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]>" + Workbooks.Sheet("<row><c t=\"inlineStr\"><is><t>&b;</t></is></c></row>");

        Assert.Equal("sheet.dtd", Workbooks.Refusal(Workbooks.WithSheet(laughs)).Code);
        Assert.Equal("sheet.broken", Workbooks.Refusal(Workbooks.WithSheet(string.Concat(Enumerable.Repeat("<a>", 500)))).Code);
        Assert.Equal("sheet.cell-too-long", Workbooks.Refusal(Workbooks.WithSheet(Workbooks.Sheet($"<row><c t=\"str\"><v>{new string('长', 40_000)}</v></c></row>"))).Code);
        Assert.Equal("sheet.cell-too-long", Workbooks.Refusal(Workbooks.WithSheet($"<worksheet a=\"{new string('a', 2 << 20)}\"/>")).Code);
    }

    [Fact]
    public void A_truncated_download_is_refused()
    {
        var whole = Workbooks.WithSheet(Workbooks.Sheet("<row><c><v>1</v></c></row>")).ToArray();

        foreach (var length in (int[])[4, 30, whole.Length / 2, whole.Length - 1])
            Assert.StartsWith("sheet.", Workbooks.Refusal(new MemoryStream(whole[..length])).Code, StringComparison.Ordinal);
    }

    [Fact]
    public void Whatever_bytes_are_damaged_the_answer_is_a_value_or_a_refusal()
    {
        var whole = Workbooks.WithSheet(Workbooks.Sheet("<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" s=\"1\"><v>45000</v></c></row>"),
            "<cellXfs><xf numFmtId=\"14\"/></cellXfs>", "<si><t>甲</t></si>").ToArray();
        var refused = 0;
        for (var at = 0; at < whole.Length; at++)
        {
            var damaged = whole.ToArray();
            damaged[at] ^= 0x55;
            var (_, problem) = SheetFile.Read(new MemoryStream(damaged), "a.xlsx", SheetLimits.Typed, f => f.Rows(0).Count());
            refused += problem is null ? 0 : 1;
        }

        Assert.InRange(refused, whole.Length / 4, whole.Length);
    }
}
