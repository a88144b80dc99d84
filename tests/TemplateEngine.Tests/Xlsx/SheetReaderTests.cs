using System.Globalization;
using System.IO.Compression;
using System.Text;
using SpotCheck.TemplateEngine.Language;
using SpotCheck.TemplateEngine.LanguageTests;
using SpotCheck.TemplateEngine.Xlsx;

namespace SpotCheck.TemplateEngine.Tests.Xlsx;

/// <summary>Sheets read as data: types as Excel shows them, whatever way a writer put them.</summary>
public sealed class SheetReaderTests
{
    [Fact]
    public void Cells_keep_their_types()
    {
        const string Row = "<row r=\"2\"><c r=\"A2\"><v>12</v></c><c r=\"B2\"><v>1.5</v></c><c r=\"C2\" t=\"b\"><v>1</v></c><c r=\"D2\" t=\"s\"><v>1</v></c><c r=\"E2\" t=\"inlineStr\"><is><t>甲 &amp; 乙</t></is></c>"
            + "<c r=\"F2\" s=\"1\"><v>46023</v></c><c r=\"G2\" s=\"1\"><v>46023.5</v></c><c r=\"H2\" t=\"str\"><f>A2&amp;\"x\"</f><v>12x</v></c><c r=\"I2\" t=\"e\"><v>#DIV/0!</v></c><c r=\"J2\" t=\"d\"><v>2026-01-01</v></c><c r=\"K2\"/><c r=\"L2\"><f>1+1</f><v>2</v></c></row>";

        Assert.Equal(
            ["A2 Int 12", "B2 Double 1.5", "C2 Bool true", "D2 String 富文本", "E2 String 甲 & 乙", "F2 Date 2026-01-01 00:00:00", "G2 Date 2026-01-01 12:00:00", "H2 String 12x", "I2 String #DIV/0!", "J2 Date 2026-01-01 00:00:00", "L2 Int 2"],
            Cells(Row, "<si><t>平</t></si><si><r><t>富</t></r><r><rPr/><t>文本</t></r><rPh sb=\"0\" eb=\"1\"><t>fu</t></rPh></si>"));
    }

    [Theory]
    [InlineData("<x:row><x:c><x:v>1</x:v></x:c><x:c t='inlineStr'><x:is><x:t>甲</x:t></x:is></x:c></x:row>", "A1 Int 1;B1 String 甲")]
    [InlineData("<row r=\"7\"><c r=\"C7\"><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>", "C7 Int 1;D7 Int 2;A8 Int 3")]
    [InlineData("<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>a<!-- 注 > -->b<![CDATA[<c&]]>d</t></is></c></row>", "A1 String ab<c&d")]
    [InlineData("<row r=\"1\" x=\"a>b\"><c r=\"A1\" t=\"inlineStr\"><is><t xml:space=\"preserve\"> 两 </t></is></c></row>", "A1 String  两 ")]
    [InlineData("<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>_x000D_&#x4e2d;&#65;</t></is></c></row>", "A1 String \r中A")]
    [InlineData("<row r=\"1\"/><row r=\"2\"><c r=\"A2\" t=\"inlineStr\"><is><t/></is></c></row><row r=\"3\"><c r=\"B3\"><v>1e3</v></c></row>", "B3 Double 1000")]
    [InlineData("<row r=\"1\"><c r=\"A1\" s=\"1\"><v>60</v></c><c r=\"B1\" s=\"1\"><v>59</v></c><c r=\"C1\" s=\"1\"><v>-1</v></c></row>", "A1 Double 60;B1 Date 1900-02-28 00:00:00;C1 Double -1")]
    public void Rows_are_read_however_they_are_written(string rows, string expected) => Assert.Equal(expected.Split(';'), Cells(rows));

    [Fact]
    public void A_part_larger_than_any_buffer_is_read_through()
    {
        var rows = new StringBuilder();
        for (var row = 1; row <= 5000; row++)
            rows.Append(CultureInfo.InvariantCulture, $"<row r=\"{row}\"><c r=\"A{row}\" t=\"inlineStr\"><is><t>{new string((char)('a' + row % 26), row % 997)}{row}</t></is></c><c r=\"B{row}\"><v>{row}</v></c></row>");

        var seen = 0;
        Assert.Null(Open(rows.ToString()).Read(0, row =>
        {
            seen++;
            Assert.Equal($"{new string((char)('a' + seen % 26), seen % 997)}{seen}", row.Cells[0].Value.AsString);
            Assert.Equal(seen, row.Cells[1].Value.AsInt64);
            return true;
        }));
        Assert.Equal(5000, seen);
    }

    [Fact]
    public void The_first_row_names_the_members_of_the_records()
    {
        var records = Open("<row r=\"2\"><c r=\"B2\" t=\"inlineStr\"><is><t> 名称 </t></is></c><c r=\"C2\" t=\"inlineStr\"><is><t>人数</t></is></c></row><row r=\"4\"><c r=\"B4\" t=\"inlineStr\"><is><t>甲</t></is></c><c r=\"D4\"><v>9</v></c></row>").Records(0, out var problem);

        Assert.Null(problem);
        Assert.Equal("[{名称: \"甲\", 人数: null}]", Value.From(records).ToString());
    }

    [Fact]
    public void Two_columns_of_one_name_are_refused()
    {
        Assert.Null(Open("<row r=\"1\"><c r=\"A1\"><v>1</v></c><c r=\"B1\"><v>1</v></c></row>").Records(0, out var problem));
        Assert.Equal("xlsx.duplicate-heading", problem!.Code);
    }

    [Theory]
    [InlineData("<row r=\"x\"></row>")]
    [InlineData("<row r=\"1\"><c r=\"ZZZZ1\"><v>1</v></c></row>")]
    [InlineData("<row r=\"1\"><c r=\"A1\"><v>1</v>")]
    [InlineData("<!DOCTYPE x><row r=\"1\"/>")]
    [InlineData("<row r=\"1\" a=\"")]
    public void A_sheet_that_cannot_be_read_on_is_named(string rows) =>
        Assert.Equal("xlsx.unreadable-sheet", Open(rows).Read(0, _ => true)!.Code);

    [Fact]
    public void A_damaged_sheet_is_named_or_read_and_never_breaks_the_reader()
    {
        var dice = new Random(5);
        var whole = Package("<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>甲&amp;乙</t></is></c><c r=\"B1\" s=\"1\"><v>46023</v></c></row>", "<si><t>甲</t></si>", CompressionLevel.NoCompression);
        for (var i = 0; i < 3000 * Repository.FuzzRounds; i++)
        {
            var damaged = (byte[])whole.Clone();
            for (var hits = dice.Next(1, 5); hits > 0; hits--)
                damaged[dice.Next(damaged.Length)] = (byte)dice.Next(256);
            var (reader, problem) = SheetReader.Open(damaged);
            Assert.True(reader is not null || problem is not null);
            for (var sheet = 0; sheet < (reader?.Sheets.Count ?? 0); sheet++)
                reader!.Records(sheet, out _);
        }
    }

    [Fact]
    public void What_a_template_writes_is_read_back()
    {
        var rendering = XlsxTemplate.Compile(SheetFile.Of("名|额|日", "{{for 户 in 户}}{{户.名}}|{{户.额}}|{{户.日}}{{end}}").ToBytes()).Template!.Render(new ScriptObject
        {
            ["户"] = new ScriptArray([new ScriptObject { ["名"] = "甲<&>", ["额"] = 1.5, ["日"] = new DateOnly(2026, 5, 1) }, new ScriptObject { ["名"] = "=1+1", ["额"] = 3, ["日"] = Value.Null }]),
        });

        var records = SheetReader.Open(rendering.Workbook).Reader!.Records(0, out _)!;

        Assert.Equal("甲<&>", records[0].AsObject!["名"].AsString);
        Assert.Equal(new DateTime(2026, 5, 1), records[0].AsObject!["日"].AsDate.DateTime);
        Assert.Equal("=1+1", records[1].AsObject!["名"].AsString);
    }

    private static List<string> Cells(string rows, string shared = "")
    {
        var cells = new List<string>();
        Assert.Null(Open(rows, shared).Read(0, row =>
        {
            foreach (var (column, value) in row.Cells)
                cells.Add($"{(char)('A' + column - 1)}{row.Number} {value.Kind} {(value.Kind == ValueKind.Date ? value.AsDate.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) : value.ToString())}");
            return true;
        }));
        return cells;
    }

    private static SheetReader Open(string rows, string shared = "") => SheetReader.Open(Package(rows, shared, CompressionLevel.Optimal)).Reader!;

    private static byte[] Package(string rows, string shared, CompressionLevel level)
    {
        const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
        const string Relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add("[Content_Types].xml", "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/><Override PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/></Types>");
            Add("_rels/.rels", $"<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r\" Type=\"{Relation}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>");
            Add("xl/workbook.xml", $"<workbook xmlns=\"{Main}\" xmlns:r=\"{Relation}\"><sheets><sheet name=\"表\" sheetId=\"1\" r:id=\"a\"/></sheets></workbook>");
            Add("xl/_rels/workbook.xml.rels", $"<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"a\" Type=\"{Relation}/worksheet\" Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"b\" Type=\"{Relation}/styles\" Target=\"styles.xml\"/>{(shared.Length > 0 ? $"<Relationship Id=\"c\" Type=\"{Relation}/sharedStrings\" Target=\"sharedStrings.xml\"/>" : "")}</Relationships>");
            Add("xl/styles.xml", $"<styleSheet xmlns=\"{Main}\"><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs></styleSheet>");
            Add("xl/sharedStrings.xml", $"<sst xmlns=\"{Main}\">{shared}</sst>");
            Add("xl/worksheets/sheet1.xml", $"<?xml version=\"1.0\"?><worksheet xmlns=\"{Main}\" xmlns:x=\"{Main}\"><sheetData>{rows}</sheetData></worksheet>");

            void Add(string name, string content)
            {
                using var entry = zip.CreateEntry(name, level).Open();
                entry.Write(Encoding.UTF8.GetBytes(content));
            }
        }

        return stream.ToArray();
    }
}
