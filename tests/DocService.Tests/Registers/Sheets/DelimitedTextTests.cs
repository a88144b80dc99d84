using System.Text;
using SpotCheck.DocService.Registers.Sheets;

namespace SpotCheck.DocService.Tests.Registers.Sheets;

public sealed class DelimitedTextTests
{
    private const string Table = "企业名称,地址\r\n\"甲, \"\"乙\"\"店\",\"东街\n1号\"\r\n\r\n丙店,=1+1\r\n";

    public static TheoryData<string> Encodings => ["utf-8", "utf-8 with mark", "gb18030", "utf-16"];

    [Theory]
    [MemberData(nameof(Encodings))]
    public void The_encoding_is_found_by_itself(string name)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var encoding = name switch { "utf-8" => new UTF8Encoding(false), "utf-8 with mark" => new UTF8Encoding(true), "utf-16" => Encoding.Unicode, _ => Encoding.GetEncoding("GB18030") };

        var rows = Workbooks.Rows(Workbooks.Text(Table, encoding), "名录.csv");

        Assert.Equal("1: 企业名称|地址; 2: 甲, \"乙\"店|东街\n1号; 4: 丙店|=1+1",
            string.Join("; ", rows.Select(r => $"{r.Number}: {string.Join('|', r.Cells.Select(c => c.Text))}")));
    }

    [Theory]
    [InlineData("甲\t乙,丙\n1\t2")]
    [InlineData("甲;乙,丙;丁\n1;2;3")]
    [InlineData("\"甲;丙;丁\",乙\n1,2")]
    public void The_delimiter_is_found_by_the_first_line(string text) =>
        Assert.Equal("2", Workbooks.Rows(Workbooks.Text(text, Encoding.UTF8), "a.csv")[1].Text(2));

    [Fact]
    public void A_character_cut_by_the_reading_buffer_does_not_look_like_another_encoding()
    {
        foreach (var shift in (int[])[0, 1, 2, 3])
        {
            var text = new string('a', shift) + string.Concat(Enumerable.Repeat("企业𠮷,\n", 40_000));

            Assert.Equal("企业𠮷", Workbooks.Rows(Workbooks.Text(text, new UTF8Encoding(false)), "a.csv")[^1].Text(1));
        }
    }

    [Theory]
    [InlineData("名称\n\"甲")]
    [InlineData("名称\n\"甲\"乙,1")]
    public void A_quote_without_its_partner_is_refused_with_its_row(string text)
    {
        var problem = Workbooks.Refusal(Workbooks.Text(text, Encoding.UTF8), "a.csv");

        Assert.Equal("sheet.csv-quote", problem.Code);
        Assert.Contains("第 2 行", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_quote_that_swallows_a_large_file_is_stopped() =>
        Assert.Equal("sheet.csv-quote", Workbooks.Refusal(Workbooks.Text("名称\n\"" + string.Concat(Enumerable.Repeat("甲店,1\n", 1_000_000)), Encoding.UTF8), "a.csv").Code);

    [Fact]
    public void Bytes_of_no_known_encoding_are_refused() =>
        Assert.Equal("sheet.encoding", Workbooks.Refusal(new MemoryStream([.. "a,"u8, 0xFF, 0xFF, 0x80, (byte)'\n']), "a.csv").Code);
}
