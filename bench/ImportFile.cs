using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace SpotCheck.Bench;

/// <summary>A register as Excel would save it, shared strings included: the hard case, because they must be at hand all the time.</summary>
internal static class ImportFile
{
    public static readonly string[] Headers = ["统一社会信用代码", "企业名称", "主体类型", "信用风险等级", "管辖单位", "住所", "成立日期", "法定代表人"];

    private const string Alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Links = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    public static void Write(string path, int rows)
    {
        using var zip = new ZipArchive(File.Create(path), ZipArchiveMode.Create);
        Part(zip, "[Content_Types].xml", "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>");
        Part(zip, "_rels/.rels", Relations(("officeDocument", "xl/workbook.xml")));
        Part(zip, "xl/workbook.xml", $"<workbook xmlns=\"{Main}\" xmlns:r=\"{Links}\"><sheets><sheet name=\"register\" sheetId=\"1\" r:id=\"r0\"/></sheets></workbook>");
        Part(zip, "xl/_rels/workbook.xml.rels", Relations(("worksheet", "worksheets/sheet1.xml"), ("sharedStrings", "sharedStrings.xml"), ("styles", "styles.xml")));
        Part(zip, "xl/styles.xml", $"<styleSheet xmlns=\"{Main}\"><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs></styleSheet>");
        using (var strings = Open(zip, "xl/sharedStrings.xml"))
            WriteStrings(strings, rows);
        using var sheet = Open(zip, "xl/worksheets/sheet1.xml");
        WriteRows(sheet, rows);
    }

    // Texts 0–7 the headers, 8–15 the repeated values, then four different texts a row.
    private static void WriteStrings(StreamWriter xml, int rows)
    {
        xml.Write($"<sst xmlns=\"{Main}\">");
        foreach (var text in (string[])[.. Headers, "企业", "个体工商户", "A", "B", "C", "D", "恒州所", "灵山所"])
            xml.Write($"<si><t>{text}</t></si>");
        for (var row = 0; row < rows; row++)
            xml.Write(string.Create(CultureInfo.InvariantCulture, $"<si><t>{Code(row)}</t></si><si><t>曲阳县恒州镇第{row}号综合商贸有限公司</t></si><si><t>曲阳县恒州镇建设大街{row}号院东楼二层</t></si><si><t>负责人{row}</t></si>"));
        xml.Write("</sst>");
    }

    private static void WriteRows(StreamWriter xml, int rows)
    {
        xml.Write($"<worksheet xmlns=\"{Main}\"><sheetData><row r=\"1\">");
        for (var column = 0; column < Headers.Length; column++)
            xml.Write($"<c r=\"{(char)('A' + column)}1\" t=\"s\"><v>{column.ToString(CultureInfo.InvariantCulture)}</v></c>");
        xml.Write("</row>");
        for (var row = 0; row < rows; row++)
        {
            var (r, first) = (row + 2, 16 + row * 4L);
            xml.Write(string.Create(CultureInfo.InvariantCulture,
                $"<row r=\"{r}\"><c r=\"A{r}\" t=\"s\"><v>{first}</v></c><c r=\"B{r}\" t=\"s\"><v>{first + 1}</v></c><c r=\"C{r}\" t=\"s\"><v>{8 + row % 2}</v></c><c r=\"D{r}\" t=\"s\"><v>{10 + row % 4}</v></c><c r=\"E{r}\" t=\"s\"><v>{14 + row % 2}</v></c><c r=\"F{r}\" t=\"s\"><v>{first + 2}</v></c><c r=\"G{r}\" s=\"1\"><v>{40_000 + row % 4_000}</v></c><c r=\"H{r}\" t=\"s\"><v>{first + 3}</v></c></row>"));
        }
        xml.Write("</sheetData></worksheet>");
    }

    // GB 32100-2015 with the organisation code of GB 11714 inside, as docs/registers.md says.
    private static string Code(int number)
    {
        var organisation = "MA" + number.ToString("D6", CultureInfo.InvariantCulture);
        int[] weights = [3, 7, 9, 10, 5, 8, 4, 2];
        var check = 11 - organisation.Select((c, at) => (char.IsAsciiDigit(c) ? c - '0' : c - 'A' + 10) * weights[at]).Sum() % 11;
        var body = "91130634" + organisation + check switch { 10 => "X", 11 => "0", _ => check.ToString(CultureInfo.InvariantCulture) };
        int sum = 0, weight = 1;
        foreach (var character in body)
        {
            sum += Alphabet.IndexOf(character, StringComparison.Ordinal) * weight;
            weight = weight * 3 % 31;
        }
        return body + Alphabet[(31 - sum % 31) % 31];
    }

    private static string Relations(params (string Type, string Target)[] relations) =>
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
        + string.Concat(relations.Select((r, at) => $"<Relationship Id=\"r{at.ToString(CultureInfo.InvariantCulture)}\" Type=\"{Links}/{r.Type}\" Target=\"{r.Target}\"/>")) + "</Relationships>";

    private static void Part(ZipArchive zip, string name, string text)
    {
        using var part = Open(zip, name);
        part.Write(text);
    }

    private static StreamWriter Open(ZipArchive zip, string name) => new(zip.CreateEntry(name, CompressionLevel.Fastest).Open(), new UTF8Encoding(false), 1 << 16);
}
