using System.Xml.Linq;
using static SpotCheck.TemplateTool.Authoring.Markup;

namespace SpotCheck.TemplateTool.Authoring;

/// <summary>月报表: the monthly form a county department sends to the city bureau.</summary>
internal static class MonthlyReport
{
    private static readonly int[] Columns = [700, 2500, 5644];

    public static byte[] Write() => OfficialDocument.Write(sections =>
    [
        Paragraph("FormTitle", "{{ 标题 }}"),
        Paragraph("FormHead", "单位名称（盖章）：{{ 填报单位 }}\t填表时间：{{ 填表日期 }}"),
        Form(),
        Paragraph("FormFoot", "联系人：{{ 联系人 }}\t联系电话：{{ 联系电话 }}\t手机：{{ 手机 }}"),
        sections.Portrait(),
    ]);

    private static XElement Form() => Tables.Grid(Columns,
        Section("一、安排部署情况（{{ 年份 }}年{{ 月份 }}月）"),
        Line("1", "会议部署情况", List("会议", "会", "{{ 会.名称 }}（{{ 会.时间 }}）")),
        Line("2", "文件印发情况", List("文件", "文", "《{{ 文.名称 }}》（{{ 文.文号 }}）")),
        Line("3", "业务培训情况", List("培训", "班", "{{ 班.名称 }}，培训{{ 班.人数 }}人，内容为{{ 班.内容 }}")),
        Section("二、随机抽查开展情况"),
        Item("4", "按年度抽查计划在{{ 本级 }}开展抽查情况"),
        Line("", "组织抽查的文件", List("抽查.文件", "文", "《{{ 文.名称 }}》（{{ 文.文号 }}）")),
        Line("", "对象范围、\n数量和比例", List("抽查.任务", "务", "{{ 务.名称 }}：对象为{{ 务.对象范围 }}，名录库{{ 务.库内户数 }}户，抽取{{ 务.抽取户数 }}户，占{{ 务.比例 }}，已检查{{ 务.已检查户数 }}户")),
        Line("", "检查事项", "{{ if 抽查.小项数 > 0 }}共{{ 抽查.大项数 }}大项、{{ 抽查.小项数 }}小项：{{ 抽查.事项 | array.join \"、\" }}。{{ else }}本月无。{{ end }}"),
        Line("", "结果公示情况", "{{ if 抽查.应公示户数 > 0 }}应公示{{ 抽查.应公示户数 }}户，已在{{ 抽查.公示网站 }}公示{{ 抽查.已公示户数 }}户，公示率{{ 抽查.公示率 }}。{{ else }}本月无。{{ end }}"),
        Item("5", "{{ 区域 }}本系统开展抽查情况"),
        Line("", "开展单位及数量", List("系统", "位", "{{ 位.单位 }}抽查{{ 位.抽查户数 }}户，公示{{ 位.公示户数 }}户")));

    // One field for each item of a list, a semicolon between them and a full stop at the end; an empty list says so.
    private static string List(string list, string item, string text) =>
        $"{{{{ if {list}.size > 0 }}}}{{{{ for {item} in {list} }}}}{text}{{{{ if for.last }}}}。{{{{ else }}}}；{{{{ end }}}}{{{{ end }}}}{{{{ else }}}}本月无。{{{{ end }}}}";

    private static XElement Section(string text) => Row(Tables.Cell(Columns.Sum(), 3, Paragraph("FormSection", text)));

    // The number of an item with several lines stands once, beside all of them.
    private static XElement Item(string number, string text) => Row(
        Tables.Cell(Columns[0], 1, Paragraph("FormCentred", number), "restart"), Tables.Cell(Columns[1] + Columns[2], 2, Paragraph("FormText", text)));

    private static XElement Line(string number, string label, string text) => Row(
        number.Length == 0 ? Tables.Cell(Columns[0], 1, Paragraph("FormCentred"), "continue") : Tables.Cell(Columns[0], 1, Paragraph("FormCentred", number)),
        Tables.Cell(Columns[1], 1, Paragraph("FormText", label)), Tables.Cell(Columns[2], 1, Paragraph("FormText", text)));

    private static XElement Row(params XElement[] cells) => E("tr", E("trPr", E("cantSplit"), Value("trHeight", 600)), cells);
}
