using System.IO.Compression;
using System.Text;
using SpotCheck.TemplateEngine.Language;

namespace SpotCheck.Bench;

/// <summary>The letter of the benchmark: one page, 12 fields, one condition, a table with 8 columns.</summary>
internal static class LetterTemplate
{
    private const string Head = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>";
    private static readonly string[] Columns = ["序号", "名称", "代码", "区域", "事项", "类别", "日期", "人数"];
    private static readonly string[] Paragraphs =
    [
        "{{ 机关 }}", "{{ 标题 }}", "{{ 文号 }}", "{{ 主送 }}：",
        "根据{{ 依据 }}，我局定于{{ 日期 }}起开展{{ 任务 }}联合抽查，抽查对象{{ 户数 }}户，名单如下。",
        "{{ if 需要回执 }}请于{{ 期限 }}前将回执送{{ 联系人 }}（电话{{ 电话 }}）。{{ end }}",
        "{{ 落款 }}",
    ];

    public static byte[] Package()
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add(zip, "[Content_Types].xml", Head + "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/><Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/><Override PartName=\"/word/styles.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml\"/></Types>");
            Add(zip, "_rels/.rels", Head + "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"word/document.xml\"/></Relationships>");
            Add(zip, "word/_rels/document.xml.rels", Head + "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles\" Target=\"styles.xml\"/></Relationships>");
            Add(zip, "word/styles.xml", Head + Styles());
            Add(zip, "word/document.xml", Head + Document());
        }

        return stream.ToArray();
    }

    /// <summary>The data of letter number <paramref name="seed"/> with so many rows.</summary>
    public static ScriptObject Data(int seed, int rows)
    {
        var list = new ScriptArray();
        for (var i = 1; i <= rows; i++)
            list.Add(Row(seed, i));
        return new ScriptObject
        {
            ["机关"] = "曲阳县市场监督管理局",
            ["标题"] = $"关于开展第{seed}批部门联合抽查的会商函",
            ["文号"] = $"曲市监函〔2026〕{seed}号",
            ["主送"] = "县生态环境分局",
            ["依据"] = "《国务院关于在市场监管领域全面推行部门联合“双随机、一公开”监管的意见》",
            ["日期"] = $"2026年{1 + seed % 12}月{1 + seed % 28}日",
            ["任务"] = "加油站",
            ["户数"] = rows,
            ["需要回执"] = seed % 2 == 0,
            ["期限"] = "2026年6月30日",
            ["联系人"] = "监管股",
            ["电话"] = $"0312-42{seed % 100000:00000}",
            ["落款"] = "曲阳县市场监督管理局",
            ["行"] = list,
        };
    }

    private static ScriptObject Row(int seed, int i) => new()
    {
        ["序号"] = i,
        ["名称"] = $"曲阳县第{(seed * 31L + i) % 9973}加油站有限公司",
        ["代码"] = $"91130634MA{(seed * 7919L + i * 104729L) % 100_000_000:00000000}",
        ["区域"] = (i % 3) switch { 0 => "恒州镇", 1 => "灵山镇", _ => "燕赵镇" },
        ["事项"] = "成品油质量检查",
        ["类别"] = (i % 4) switch { 0 => "A", 1 => "B", 2 => "C", _ => "D" },
        ["日期"] = $"2026-0{1 + i % 9}-1{i % 10}",
        ["人数"] = i % 50,
    };

    private static string Document()
    {
        var body = new StringBuilder();
        foreach (var paragraph in Paragraphs)
            body.Append("<w:p><w:pPr><w:spacing w:line=\"579\" w:lineRule=\"exact\"/><w:ind w:firstLineChars=\"200\"/></w:pPr><w:r><w:rPr><w:rFonts w:eastAsia=\"仿宋_GB2312\"/><w:sz w:val=\"32\"/></w:rPr><w:t xml:space=\"preserve\">").Append(paragraph).Append("</w:t></w:r></w:p>");
        body.Append("<w:tbl><w:tblPr><w:tblW w:w=\"5000\" w:type=\"pct\"/><w:tblBorders><w:top w:val=\"single\" w:sz=\"4\"/><w:left w:val=\"single\" w:sz=\"4\"/><w:bottom w:val=\"single\" w:sz=\"4\"/><w:right w:val=\"single\" w:sz=\"4\"/><w:insideH w:val=\"single\" w:sz=\"4\"/><w:insideV w:val=\"single\" w:sz=\"4\"/></w:tblBorders></w:tblPr><w:tblGrid>");
        body.Append(string.Concat(Enumerable.Repeat("<w:gridCol w:w=\"1105\"/>", Columns.Length))).Append("</w:tblGrid>");
        AppendRow(body, Columns, "<w:trPr><w:tblHeader/></w:trPr>");
        AppendRow(body, [.. Columns.Select((column, i) => (i == 0 ? "{{ for 企业 in 行 }}" : "") + "{{ 企业." + column + " }}" + (i == Columns.Length - 1 ? "{{ end }}" : ""))], "");
        return $"<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>{body}</w:tbl><w:p/><w:sectPr><w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgMar w:top=\"2098\" w:right=\"1474\" w:bottom=\"1984\" w:left=\"1588\" w:header=\"851\" w:footer=\"992\" w:gutter=\"0\"/></w:sectPr></w:body></w:document>";
    }

    private static void AppendRow(StringBuilder body, string[] cells, string properties)
    {
        body.Append("<w:tr>").Append(properties);
        foreach (var cell in cells)
            body.Append("<w:tc><w:tcPr><w:tcW w:w=\"1105\" w:type=\"dxa\"/><w:vAlign w:val=\"center\"/></w:tcPr><w:p><w:pPr><w:spacing w:before=\"0\" w:after=\"0\"/><w:jc w:val=\"center\"/></w:pPr><w:r><w:rPr><w:rFonts w:eastAsia=\"仿宋_GB2312\"/><w:sz w:val=\"18\"/></w:rPr><w:t>").Append(cell).Append("</w:t></w:r></w:p></w:tc>");
        body.Append("</w:tr>");
    }

    private static string Styles() =>
        "<w:styles xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii=\"Times New Roman\" w:eastAsia=\"仿宋_GB2312\"/><w:sz w:val=\"32\"/></w:rPr></w:rPrDefault></w:docDefaults>"
        + string.Concat(Enumerable.Range(1, 40).Select(i => $"<w:style w:type=\"paragraph\" w:styleId=\"S{i}\"><w:name w:val=\"样式 {i}\"/><w:pPr><w:spacing w:line=\"{500 + i}\" w:lineRule=\"exact\"/></w:pPr><w:rPr><w:sz w:val=\"{20 + i}\"/></w:rPr></w:style>")) + "</w:styles>";

    private static void Add(ZipArchive zip, string name, string content)
    {
        using var entry = zip.CreateEntry(name, CompressionLevel.Optimal).Open();
        entry.Write(Encoding.UTF8.GetBytes(content));
    }
}
