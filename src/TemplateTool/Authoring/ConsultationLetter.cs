using System.Xml.Linq;
using static SpotCheck.TemplateTool.Authoring.Blocks;
using static SpotCheck.TemplateTool.Authoring.Markup;

namespace SpotCheck.TemplateTool.Authoring;

/// <summary>部门联合抽查会商函: the letter that asks a partner department to join a task, with its reply slip.</summary>
internal static class ConsultationLetter
{
    private static readonly int[] Columns = [1700, 1860, 2284, 1500, 1500];

    public static byte[] Write() => OfficialDocument.Write(sections =>
    [
        .. LetterHead(), .. Title(),
        Body("{{ 缘由 }}我单位拟牵头开展{{ 任务.名称 }}（{{ if 任务.计划编号 }}计划编号：{{ 任务.计划编号 }}，{{ end }}任务编号：{{ 任务.编号 }}）。该项任务涉及贵单位职责，拟请贵单位共同实施。现将有关安排函商如下："),
        Paragraph("Heading1", "一、抽查事项和分工"),
        .. ForEach("项", "分工", Body("{{ 项.部门 }}：{{ 项.事项 }}。")),
        Paragraph("Heading1", "二、抽查对象和比例"),
        Body("抽查对象为{{ 任务.对象范围 }}{{ if 名录截止日期 }}，名录库数据截至{{ 名录截止日期 }}{{ end }}。抽查比例（数量）为{{ 任务.抽查比例 }}。{{ if 任务.风险分类 }}{{ 任务.风险分类 }}{{ end }}"),
        Paragraph("Heading1", "三、抽取安排"),
        Body("检查对象拟于{{ 抽取时间 }}在{{ 抽取地点 }}公开抽取，{{ if 见证单位 }}由{{ 见证单位 }}现场见证，{{ end }}抽取记录可以复核。执法检查人员由各单位从本单位名录库中分别抽取，每个检查组中各单位的执法检查人员不少于{{ 每方人数 }}人，与检查对象有利害关系的应当回避。"),
        Paragraph("Heading1", "四、检查实施"),
        Body("检查拟于{{ 任务.抽查时间 }}进行，采取{{ 检查方式 }}的方式。{{ if 准备材料.size > 0 }}需要企业准备的材料为{{ 准备材料 | array.join \"、\" }}，由我单位一次告知。{{ end }}{{ if 会议安排 }}{{ 会议安排 }}{{ end }}"),
        Paragraph("Heading1", "五、结果公示"),
        Body("检查结果由各单位按照职责分别录入，自检查完成之日起{{ 公示工作日 }}个工作日内向社会公示；发现的问题由有管辖权的单位依法处理，处理结果相互通报。"),
        Body("请于{{ 回复期限 }}前将会商意见和拟派执法检查人员名单（任务表和回执见附件）函复我单位。"),
        Body(E("keepNext"), "特此致函。"),
        Paragraph("Contact", "联系人：{{ 联系人 }}，联系电话：{{ 联系电话 }}{{ if 电子邮箱 }}，电子邮箱：{{ 电子邮箱 }}{{ end }}。"),
        .. AttachmentNote(),
        .. SingleSignOff(),
        .. If("附注", Paragraph("Remark", "（{{ 附注 }}）")),
        .. AnnexHead("附件1", "{{ 附件[0].名称 }}"),
        TaskTable(),
        .. AnnexHead("附件2", "{{ 附件[1].名称 }}"),
        ReplySlip(),
        .. LetterImprint(),
        Paragraph("SectionEnd"),
        sections.Portrait(LetterMark(sections)),
    ]);

    // The whole task as the plan has it, so that the partner need not look for it elsewhere.
    private static XElement TaskTable() => Tables.Grid([2200, 6644],
        E("tr", E("trPr", E("cantSplit"), E("tblHeader")), Tables.Cell(2200, 1, Paragraph("TableHead", "项目")), Tables.Cell(6644, 1, Paragraph("TableHead", "内容"))),
        TaskRow("任务名称", "{{ 任务.名称 }}"), TaskRow("任务编号", "{{ 任务.编号 }}"), TaskRow("计划编号", "{{ 任务.计划编号 ?? \"—\" }}"),
        TaskRow("{{ for 行 in 任务表 }}{{ 行.项目 }}", "{{ 行.内容 ?? \"—\" }}{{ end }}"));

    private static XElement TaskRow(string name, string content) => E("tr", E("trPr", E("cantSplit"), Value("trHeight", 480)),
        Tables.Cell(2200, 1, Paragraph("TableCentred", name)), Tables.Cell(6644, 1, Paragraph("TableText", content)));

    private static XElement ReplySlip() => Tables.Grid(Columns,
        Labelled("任务名称", "{{ 任务.名称 }}（{{ 任务.编号 }}）"),
        Labelled("回复单位", "{{ 主送机关 }}"),
        Labelled("会商意见", "□同意　　□修改后同意　　□不参加"),
        Proposal("FormLabel", "修改项目", "拟改为", "修改理由"),
        Proposal("FormText", "{{ for 行 in 任务表 }}{{ 行.项目 }}", "", "{{ end }}"),
        Tall(Labelled("其他意见或者\n不参加的理由", ""), 860),
        Row(Tables.Cell(Columns[0], 1, Paragraph("FormLabel", "拟派执法\n检查人员"), "restart"), Label(1, "姓名"), Label(2, "执法证号"), Label(3, "所在科室"), Label(4, "联系电话")),
        Enumerable.Range(0, 3).Select(_ => Row(Tables.Cell(Columns[0], 1, Paragraph("FormLabel"), "continue"), Enumerable.Range(1, 4).Select(i => Tables.Cell(Columns[i], 1, Paragraph("FormCentred"))))),
        Row(Label(0, "联系人"), Tables.Cell(Columns[1] + Columns[2], 2, Paragraph("FormText")), Label(3, "联系电话"), Tables.Cell(Columns[4], 1, Paragraph("FormText"))),
        Tall(Row(
            Tables.Cell(Columns[..3].Sum(), 3, OnlineReply()),
            Tables.Cell(Columns[3..].Sum(), 2, Paragraph("FormSeal", "单位（盖章）"), Paragraph("FormSeal", "年　　月　　日"))), 1500));

    // Without a link, as in a preview, the place stays empty. A picture needs a line as high as itself.
    private static XElement[] OnlineReply() =>
    [
        .. If("回复链接",
            Paragraph("FormCentred", E("spacing", A("line", 240), A("lineRule", "auto")), "{{ 文档.图片 回复二维码 }}"),
            Paragraph("FormCentred", E("spacing", A("line", 260), A("lineRule", "exact")), Small("扫描二维码在线回复，不需要账号；或者打开")),
            Paragraph("FormCentred", E("spacing", A("line", 240), A("lineRule", "exact")), Small("{{ 回复链接 }}"))),
    ];

    private static XElement Small(string text) => E("r", E("rPr", Value("sz", 18), Value("szCs", 18)), Text(text));

    // Only what is to be changed is filled in; a row left empty stays as it is in the letter.
    private static XElement Proposal(string style, string name, string wanted, string reason) => Row(
        Tables.Cell(Columns[0], 1, Paragraph("FormLabel", name)), Tables.Cell(Columns[1] + Columns[2], 2, Paragraph(style, wanted)), Tables.Cell(Columns[3] + Columns[4], 2, Paragraph(style, reason)));

    private static XElement Label(int column, string text) => Tables.Cell(Columns[column], 1, Paragraph("FormLabel", text));

    private static XElement Labelled(string label, string text) =>
        Row(Label(0, label), Tables.Cell(Columns.Skip(1).Sum(), 4, Paragraph("FormText", text)));

    private static XElement Row(params object[] cells) => E("tr", E("trPr", E("cantSplit"), Value("trHeight", 440)), cells);

    private static XElement Tall(XElement row, int twips)
    {
        row.Element(W + "trPr")!.Element(W + "trHeight")!.SetAttributeValue(W + "val", twips);
        return row;
    }
}
