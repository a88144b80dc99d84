using System.IO.Compression;
using System.Text;
using SpotCheck.TemplateEngine.Language;

namespace SpotCheck.Bench;

/// <summary>The letter of the benchmark: one page, 12 fields, one condition, a table with 8 columns.</summary>
internal static class LetterTemplate
{
    private const string Head = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>";
    private const string Word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    private static readonly string[] Columns = ["序号", "名称", "代码", "区域", "事项", "类别", "日期", "人数"];

    // Runs of a paragraph divided by |, as Word cuts them where it marks spelling, language or an edit.
    private static readonly (string Style, string Runs)[] Paragraphs =
    [
        ("a8", "{{ |机关| }}"), ("a3", "{{ 标题 }}"), ("a9", "{{ 文号| }}"), ("aa", "{{ 主送 }}|："),
        ("ab", "根据|{{ 依据 }}|，为进一步规范事中事后监管，减轻企业负担，|我局定于|{{ 日期| }}|起开展|{{ 任务 }}|部门联合“双随机、一公开”抽查，|本次抽取检查对象|{{ 户数 }}|户，名单附后。"),
        ("ab", "请|贵单位|按照“谁审批、谁监管，谁主管、谁监管”的原则，|选派两名以上具有执法资格的检查人员参加，|并于检查结束之日起二十个工作日内|将检查结果录入系统并向社会公示。"),
        ("ab", "{{ if 需要回执 }}|请于|{{ 期限 }}|前将回执送|{{ 联系人| }}|（电话|{{ 电话 }}|）。|{{ end }}"),
        ("ac", "{{ 落款 }}"),
    ];

    public static byte[] Package()
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add(zip, "[Content_Types].xml", Head + "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/><Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/><Override PartName=\"/word/styles.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml\"/><Override PartName=\"/word/settings.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml\"/></Types>");
            Add(zip, "_rels/.rels", Head + "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"word/document.xml\"/></Relationships>");
            Add(zip, "word/_rels/document.xml.rels", Head + "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles\" Target=\"styles.xml\"/><Relationship Id=\"rId2\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/settings\" Target=\"settings.xml\"/></Relationships>");
            Add(zip, "word/styles.xml", Head + Styles());
            Add(zip, "word/settings.xml", Head + $"<w:settings xmlns:w=\"{Word}\"><w:zoom w:percent=\"100\"/><w:proofState w:spelling=\"clean\" w:grammar=\"clean\"/><w:defaultTabStop w:val=\"420\"/><w:characterSpacingControl w:val=\"compressPunctuation\"/></w:settings>");
            Add(zip, "word/document.xml", Head + Document());
        }

        return stream.ToArray();
    }

    /// <summary>The data of letter number <paramref name="seed"/> with so many rows.</summary>
    public static ScriptObject Data(int seed, int rows)
    {
        var list = new ScriptArray(rows);
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

    private static ScriptObject Row(int seed, int i) => new(Columns.Length)
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

    // The way Word writes it: revision numbers on every paragraph, row and run, marks of the speller, fonts named four times.
    private static string Document()
    {
        var word = new WordMarks();
        var body = new StringBuilder();
        foreach (var (style, runs) in Paragraphs)
        {
            body.Append($"<w:p {word.Paragraph()}><w:pPr><w:pStyle w:val=\"{style}\"/><w:spacing w:line=\"579\" w:lineRule=\"exact\"/><w:ind w:firstLineChars=\"200\" w:firstLine=\"640\"/><w:rPr><w:rFonts w:ascii=\"仿宋_GB2312\" w:eastAsia=\"仿宋_GB2312\" w:hAnsi=\"仿宋\" w:cs=\"Times New Roman\"/><w:sz w:val=\"32\"/><w:szCs w:val=\"32\"/></w:rPr></w:pPr>");
            foreach (var run in runs.Split('|'))
                body.Append(word.Run(run, 32));
            body.Append("</w:p>");
        }

        body.Append("<w:tbl><w:tblPr><w:tblStyle w:val=\"af1\"/><w:tblW w:w=\"5000\" w:type=\"pct\"/><w:jc w:val=\"center\"/><w:tblBorders><w:top w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"auto\"/><w:left w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"auto\"/><w:bottom w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"auto\"/><w:right w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"auto\"/><w:insideH w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"auto\"/><w:insideV w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"auto\"/></w:tblBorders><w:tblLayout w:type=\"fixed\"/><w:tblLook w:val=\"04A0\" w:firstRow=\"1\" w:lastRow=\"0\" w:firstColumn=\"1\" w:lastColumn=\"0\" w:noHBand=\"0\" w:noVBand=\"1\"/></w:tblPr><w:tblGrid>");
        body.Append(string.Concat(Columns.Select((_, i) => $"<w:gridCol w:w=\"{Width(i)}\"/>"))).Append("</w:tblGrid>");
        AppendRow(body, word, Columns, "<w:trPr><w:trHeight w:val=\"397\"/><w:tblHeader/><w:jc w:val=\"center\"/></w:trPr>");
        AppendRow(body, word, [.. Columns.Select((column, i) => (i == 0 ? "{{ for 企业 in 行 }}" : "") + "{{ 企业." + column + " }}" + (i == Columns.Length - 1 ? "{{ end }}" : ""))], "<w:trPr><w:trHeight w:val=\"340\"/><w:jc w:val=\"center\"/></w:trPr>");
        return $"<w:document {WordMarks.Declarations}><w:body>{body}</w:tbl><w:p {word.Paragraph()}/><w:sectPr w:rsidR=\"{word.Revision()}\"><w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgMar w:top=\"2098\" w:right=\"1474\" w:bottom=\"1984\" w:left=\"1588\" w:header=\"851\" w:footer=\"992\" w:gutter=\"0\"/><w:cols w:space=\"425\"/><w:docGrid w:type=\"linesAndChars\" w:linePitch=\"312\"/></w:sectPr></w:body></w:document>";
    }

    private static void AppendRow(StringBuilder body, WordMarks word, string[] cells, string properties)
    {
        body.Append($"<w:tr {word.Row()}>").Append(properties);
        for (var i = 0; i < cells.Length; i++)
        {
            body.Append($"<w:tc><w:tcPr><w:tcW w:w=\"{Width(i)}\" w:type=\"dxa\"/><w:vAlign w:val=\"center\"/></w:tcPr><w:p {word.Paragraph()}><w:pPr><w:spacing w:line=\"300\" w:lineRule=\"exact\"/><w:jc w:val=\"{(i is 1 or 4 ? "left" : "center")}\"/><w:rPr><w:rFonts w:ascii=\"仿宋_GB2312\" w:eastAsia=\"仿宋_GB2312\" w:hAnsi=\"仿宋\"/><w:sz w:val=\"18\"/><w:szCs w:val=\"18\"/></w:rPr></w:pPr>")
                .Append(word.Run(cells[i], 18)).Append("</w:p></w:tc>");
        }

        body.Append("</w:tr>");
    }

    private static int Width(int column) => column switch { 0 => 563, 1 => 2350, 2 => 1900, 5 => 620, 7 => 620, _ => 1040 };

    private static string Styles() =>
        $"<w:styles xmlns:w=\"{Word}\"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii=\"Times New Roman\" w:eastAsia=\"仿宋_GB2312\"/><w:sz w:val=\"32\"/></w:rPr></w:rPrDefault></w:docDefaults>"
        + string.Concat(new[] { "a3", "a8", "a9", "aa", "ab", "ac" }.Select((id, i) => $"<w:style w:type=\"paragraph\" w:styleId=\"{id}\"><w:name w:val=\"公文 {i}\"/><w:qFormat/><w:rPr><w:sz w:val=\"{(id == "a3" ? 44 : 32)}\"/></w:rPr></w:style>"))
        + "<w:style w:type=\"table\" w:styleId=\"af1\"><w:name w:val=\"Table Grid\"/></w:style>"
        + string.Concat(Enumerable.Range(1, 40).Select(i => $"<w:style w:type=\"paragraph\" w:styleId=\"S{i}\"><w:name w:val=\"样式 {i}\"/><w:pPr><w:spacing w:line=\"{500 + i}\" w:lineRule=\"exact\"/></w:pPr><w:rPr><w:sz w:val=\"{20 + i}\"/></w:rPr></w:style>")) + "</w:styles>";

    private static void Add(ZipArchive zip, string name, string content)
    {
        using var entry = zip.CreateEntry(name, CompressionLevel.Optimal).Open();
        entry.Write(Encoding.UTF8.GetBytes(content));
    }
}
