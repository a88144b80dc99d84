using System.Xml.Linq;
using static SpotCheck.TemplateTool.Authoring.Blocks;
using static SpotCheck.TemplateTool.Authoring.Markup;

namespace SpotCheck.TemplateTool.Authoring;

/// <summary>抽取记录（见证书）: what was drawn from what, by which randomness, with everything anybody needs to recompute it, and the places to sign.</summary>
internal static class DrawRecord
{
    private const int Label = 1900;
    private const int Text = Geometry.TypeAreaWidth - Label;

    public static byte[] Write() => OfficialDocument.Write(sections =>
    [
        Paragraph("FormTitle", "抽取记录\n（见证书）"),
        Paragraph("FormHead", "{{ 单位 }} {{ 股室 }}\t{{ 完成时间 }}"),
        Ceremony(),
        Section("一、见证"),
        Paragraph("TableText", "{{ 见证说明 }}"),
        .. If("联署.size > 0", Paragraph("TableText", "已联署开抽单检查点的见证人：{{ 联署 | array.join \"、\" }}。")),
        Section("二、随机来源和种子"),
        Throws(),
        Section("三、抽取任务"),
        .. ForEach("务", "任务", [Task(), Strata(), Paragraph("TableText")]),
        Section("四、此前的抽取"),
        .. If("此前.size == 0", Paragraph("TableText", "各项任务都是第一次抽取。")),
        .. If("此前.size > 0", Earlier()),
        Section("五、回避和重新抽取检查人员"),
        .. If("回避.size == 0", Paragraph("TableText", "没有回避。")),
        .. If("回避.size > 0", Recusals()),
        .. ForEach("重", "重抽", Redraw()),
        Section("六、签字"),
        Signatures(),
        Section("七、怎样核验"),
        Checking(),
        sections.Portrait(),
    ], isIssued: false);

    private static XElement Section(string text) => Paragraph("FormSection", E("keepNext"), E("spacing", A("before", 240), A("after", 60), A("line", 400), A("lineRule", "exact")), text);

    private static XElement Ceremony() => Pairs(
        ("名称", "{{ 名称 }}"), ("准备人、批准人", "{{ 准备人 }}（{{ 准备时间 }}）；{{ 批准人 }}（{{ 批准时间 }}）"), ("开抽时间", "{{ 开抽时间 }}，截止时间 {{ 截止时间 }}"),
        ("抽取日志", "{{ 日志 }}"), ("创世记录哈希", "{{ 创世哈希 }}"), ("开抽单", "日志第 {{ 开抽序号 }} 条，哈希\n{{ 开抽哈希 }}"),
        ("开抽检查点", "{{ 检查点条数 }} 条记录，根\n{{ 检查点根 }}"), ("服务器密值", "承诺值\n{{ 承诺值 }}\n公开的密值\n{{ 密值 }}"));

    private static XElement Throws() => Tables.Grid([600, 2000, 1700, 4544],
        Head([600, 2000, 1700, 4544], "序号", "录入人", "来源", "内容"),
        Row([600, 2000, 1700, 4544], "{{ for 项 in 来源 }}{{ for.index + 1 }}", "{{ 项.录入人 }}", "{{ 项.来源 }}", "{{ 项.内容 }}（{{ 项.时间 }}）{{ end }}"),
        E("tr", Cell(600, "TableCentred", ""), Cell(2000, "TableText", "种子"), Tables.Cell(6244, 2, Paragraph("TableText", "{{ 种子 }}"))));

    private static XElement Task() => Tables.Grid([Label, Text],
        E("tr", E("trPr", E("cantSplit")), Tables.Cell(Label + Text, 2, Paragraph("TableHead", E("keepNext"), Value("jc", "left"), "任务 {{ 务.编号 }} {{ 务.名称 }}（第 {{ 务.次数 }} 次抽取，{{ 务.状态 }}）"))),
        Pair("抽取", "名录 {{ 务.名录家数 }} 家，{{ 务.规则 }}，抽中 {{ 务.抽中家数 }} 家；每名检查人员至多 {{ 务.每人上限 }} 家"),
        Pair("计划行哈希", "{{ 务.计划哈希 }}"), Pair("名录根", "{{ 务.名录根 }}"),
        Pair("人员根（{{ 务.人员数 }} 人）", "{{ 务.人员根 }}"), Pair("回避根（{{ 务.回避对数 }} 对）", "{{ 务.回避根 }}"),
        Pair("抽签密钥", "{{ 务.密钥 }}"), Pair("名单根、小组根", "{{ 务.名单根 }}\n{{ 务.小组根 }}"),
        E("tr", E("trPr", E("cantSplit")), Cell(Label, "TableText", "{{ if 务.无人可查.size > 0 }}无人可查"), Cell(Text, "TableText", "{{ 务.无人可查 | array.join \"、\" }}{{ end }}")));

    private static XElement Strata() => Tables.Grid([1900, 1100, 1100, 1000, 3744],
        Head([1900, 1100, 1100, 1000, 3744], "层", "名录家数", "比例", "抽中家数", "抽中线（本层抽中的最大抽签值）"),
        Row([1900, 1100, 1100, 1000, 3744], "{{ for 层 in 务.各层 }}{{ 层.名称 }}", "{{ 层.家数 }}", "{{ 层.比例 }}", "{{ 层.抽中 }}", "{{ 层.抽中线 }}{{ end }}"));

    private static XElement Earlier() => Tables.Grid([1500, 800, 1500, 5044],
        Head([1500, 800, 1500, 5044], "任务", "第几次", "结局", "理由"),
        Row([1500, 800, 1500, 5044], "{{ for 前 in 此前 }}{{ 前.任务 }}", "{{ 前.次数 }}", "{{ 前.结局 }}", "{{ 前.理由 }}（日志第 {{ 前.序号 }} 条）{{ end }}"));

    private static XElement Recusals() => Tables.Grid([1300, 2400, 1200, 2744, 1200],
        Head([1300, 2400, 1200, 2744, 1200], "任务", "企业", "回避人员", "事由", "换上"),
        Row([1300, 2400, 1200, 2744, 1200], "{{ for 避 in 回避 }}{{ 避.任务 }}", "{{ 避.企业 }}", "{{ 避.人员 }}", "{{ 避.事由 }}", "{{ 避.换上 }}{{ end }}"));

    private static XElement Redraw() => Pairs(
        ("重新抽取", "日志第 {{ 重.序号 }} 条，{{ 重.时间 }}，{{ 重.结局 }}"), ("录入", "{{ 重.录入 }}"), ("密值", "{{ 重.密值 }}"), ("种子", "{{ 重.种子 }}"));

    private static XElement Checking() => Tables.Grid([Text - 400, Label + 400],
        E("tr", E("trPr", E("cantSplit")),
            Tables.Cell(Text - 400, 1,
                Paragraph("TableText", "1. 扫码或打开 {{ 公开地址 }}，下载证据包。"),
                Paragraph("TableText", "2. 下载核验页 {{ 核验页地址 }}，核对它的 SHA-256 就是地址里的 64 个字符。"),
                Paragraph("TableText", "3. 断开网络，把证据包拖进核验页，结论应为“属实”，创世哈希应与本记录一致。"),
                Paragraph("TableText", "4. 任何一户的抽签值都可以用一条命令算出：printf '%s%s' '抽签密钥' '企业代码' | sha256sum（名录加盐的任务，代码后接“|”和盐）。不大于本层抽中线的就是抽中。")),
            Tables.Cell(Label + 400, 1, Paragraph("TableCentred", E("spacing", A("line", 240), A("lineRule", "auto")), "{{ 文档.图片 二维码 }}"))));

    private static XElement Signatures() => Tables.Grid([2948, 2948, 2948],
        Head([2948, 2948, 2948], "经办人", "股室负责人", "见证人"),
        E("tr", E("trPr", E("cantSplit"), Value("trHeight", 1500)), Enumerable.Range(0, 3).Select(_ => Cell(2948, "TableCentred", "\n\n年　　月　　日"))));

    private static XElement Pairs(params (string Label, string Text)[] lines) => Tables.Grid([Label, Text], lines.Select(line => Pair(line.Label, line.Text)));

    private static XElement Pair(string label, string text) => Row([Label, Text], label, text);

    private static XElement Head(int[] widths, params string[] texts) =>
        E("tr", E("trPr", E("cantSplit"), E("tblHeader")), texts.Select((text, i) => Tables.Cell(widths[i], 1, Paragraph("TableHead", E("keepNext"), text))));

    private static XElement Row(int[] widths, params string[] texts) => E("tr", E("trPr", E("cantSplit")), texts.Select((text, i) => Cell(widths[i], "TableText", text)));

    private static XElement Cell(int width, string style, string text) => Tables.Cell(width, 1, Paragraph(style, text));
}
