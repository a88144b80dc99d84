using SpotCheck.TemplateEngine.Packaging;

namespace SpotCheck.TemplateEngine.Docx;

/// <summary>Gathers the faults of one template.</summary>
internal sealed class FaultList
{
    private const int Most = 500;
    private readonly List<DocumentProblem> _faults = [];

    public IReadOnlyList<DocumentProblem> Faults => _faults;

    public void Add(DocumentProblem fault)
    {
        if (_faults.Count < Most && !_faults.Contains(fault))
            _faults.Add(fault);
    }
}

/// <summary>The faults that concern the shape of a document; those of the language come from its parser.</summary>
internal static class DocxFaults
{
    public static DocumentPlace PlaceOf(Spot spot, int character, int length) =>
        new(spot.Part, spot.Heading, spot.Paragraph, spot.Table, spot.Row, spot.Cell, character + 1, spot.Text, spot.Describe(character + 1))
        {
            Length = length,
            PartName = spot.PartName,
            Ordinal = spot.Ordinal,
        };

    public static DocumentPlace PlaceOf(DocumentTag tag) => PlaceOf(tag.Spot, tag.Start, tag.Code.Length + 4);

    public static DocumentProblem UnclosedTag(Spot spot, int start, string text) =>
        new("docx.unclosed-tag", $"标签“{Shorten(text)}”没有写完：同一段里找不到结束的 }}}}。请在标签末尾补上 }}}}；标签不能跨段，换行请用 Shift+Enter。")
        {
            Place = PlaceOf(spot, start, text.Length),
            Expected = "}}",
        };

    public static DocumentProblem Crossed(DocumentTag open, DocumentTag other) =>
        new("docx.crossed-block", $"“{{{{{Shorten(open.Code)}}}}}”从{WhereIn(open)}开始，它的“{{{{{Shorten(other.Code)}}}}}”却在{other.Spot.Describe(other.Start + 1)}，两者围不成完整的段落、表格行或文字。请把两个标签放在同一段里、同一单元格的不同段里、同一行的首尾单元格里，或同一表格的不同行里。")
        {
            Place = PlaceOf(open),
        };

    public static DocumentProblem PartOfRow(DocumentTag open, DocumentTag close) =>
        new("docx.part-of-row", $"“{{{{{Shorten(open.Code)}}}}}”和“{{{{{Shorten(close.Code)}}}}}”只围住一行中间的几个单元格，不知道要重复整行还是这几列。重复整行：请把开始标签放进首个单元格或把结束标签放进末个单元格；重复列：请在开始标签里注明“# 列”，并让它们围住表格的第一行到最后一行。")
        {
            Place = PlaceOf(open),
        };

    public static DocumentProblem AloneInPart(DocumentTag tag) =>
        new("docx.block-across-parts", $"“{{{{{Shorten(tag.Code)}}}}}”的另一半不在{tag.Spot.Part}里。一个块的开始和结束必须在同一部分（正文、同一页眉、同一页脚……）里，请补上缺少的一半。")
        {
            Place = PlaceOf(tag),
        };

    public static DocumentProblem TooManyTags(Spot spot, int limit) =>
        new("docx.too-many-tags", $"模板里的标签超过 {limit:N0} 个。请改用循环，或拆成几个模板。") { Place = PlaceOf(spot, 0, 0) };

    public static DocumentProblem StrayText { get; } =
        new("docx.text-between-blocks", "有一个标签在段落之外（表格行之间或段落之间）输出了文字，文字没有地方可放。请把会输出文字的标签写进段落里。");

    public static DocumentProblem BrokenBlocks { get; } =
        new("docx.broken-blocks", "模板里的块（for、if、func）没有围住完整的段落、表格行或文字，生成的文档无法打开。请把每个块的开始和结束标签放在同一段，或分别单独成段。");

    public static DocumentProblem NotAPicture(DocumentTag tag) =>
        new("docx.not-a-picture", $"“{{{{{Shorten(tag.Code)}}}}}”的值不是图片。这里需要 PNG 或 JPEG 图片（图片值，或 base64、data: 形式的文字），不超过 {PictureValue.MaxBytes >> 20} MB。")
        {
            Place = PlaceOf(tag),
        };

    public static DocumentProblem IncludeNotAlone(Spot spot) =>
        new("docx.include-not-alone", "取入另一份文档的标签要单独成段，文件名要直接写出来，如 {{ include '附件.docx' }}，并且只能写在正文里（可以在表格单元格里）。请另起一段，去掉其他文字和参数。") { Place = PlaceOf(spot, 0, spot.Text.Length) };

    public static DocumentProblem UnknownDocument(Spot spot, string name) =>
        new("docx.unknown-document", $"模板文件夹里没有文档“{Shorten(name)}”。请检查文件名（只写文件名，不写路径）。") { Place = PlaceOf(spot, 0, spot.Text.Length) };

    public static DocumentProblem UnfitDocument(Spot spot, string name, DocumentProblem? why) =>
        new("docx.unfit-document", $"要取入的文档“{Shorten(name)}”不能用：{why?.Message ?? "它和模板的格式不是同一种（“严格”的 Open XML 和普通的 .docx 不能混用），请另存为普通的 .docx。"}") { Place = PlaceOf(spot, 0, spot.Text.Length) };

    public static DocumentProblem IncludeCircle(Spot spot, IReadOnlyList<string> names) =>
        new("docx.include-circle", $"文档取入了自己，或一层套一层超过了限度：{string.Join(" → ", names.Select(Shorten))}。请去掉其中一处 include。") { Place = PlaceOf(spot, 0, spot.Text.Length) };

    public static DocumentProblem TooManyIncludes(Spot spot, int limit) =>
        new("docx.too-many-includes", $"一份模板最多取入 {limit} 份文档。请合并一些，或改用循环。") { Place = PlaceOf(spot, 0, spot.Text.Length) };

    private static string WhereIn(DocumentTag tag) => tag.Spot.Table == 0 ? "段落" : $"第 {tag.Spot.Table} 个表格第 {tag.Spot.Row} 行第 {tag.Spot.Cell} 格";

    public static string Shorten(string code)
    {
        var line = code.Replace('\n', ' ').Trim();
        return line.Length <= 40 ? line : string.Concat(line.AsSpan(0, 40), "…");
    }
}
