using System.Xml.Linq;
using static SpotCheck.TemplateTool.Authoring.Blocks;
using static SpotCheck.TemplateTool.Authoring.FormCell;
using static SpotCheck.TemplateTool.Authoring.Markup;

namespace SpotCheck.TemplateTool.Authoring;

/// <summary>移送函: hands a lead found at a check to the body that may act on it, with the list of what is handed over and the receipt.</summary>
internal static class ReferralLetter
{
    private static readonly FormGrid Receipt = new(2100, 2322, 2100, 2322);

    public static byte[] Write() => OfficialDocument.Write(sections =>
    [
        .. LetterHead(), .. Title(),
        Body("{{ 检查主体 }}在实施{{ 任务.名称 }}（任务编号：{{ 任务.编号 }}）时，发现{{ 企业.名称 }}涉嫌{{ 案由 }}。该线索不属于我单位管辖，现依法移送贵单位处理，有关情况函告如下："),
        Paragraph("Heading1", "一、当事人情况"),
        LeftBody("{{ 企业.名称 }}，统一社会信用代码：{{ 企业.代码 }}{{ if 企业.住所 }}，住所：{{ 企业.住所 }}{{ end }}{{ if 企业.法定代表人 }}，法定代表人（负责人）：{{ 企业.法定代表人 }}{{ end }}。"),
        Paragraph("Heading1", "二、初步查明的事实"),
        Body("{{ 检查日期 }}，执法检查人员采取{{ 检查方式 }}的方式进行检查。{{ 查明事实 }}"),
        Paragraph("Heading1", "三、移送的依据"),
        Body("{{ 移送依据 }}"),
        Body("随函移送有关材料{{ 移送材料.size }}件，请查收，并将回执和处理结果函复我单位。"),
        Body(E("keepNext"), "特此函告。"),
        Paragraph("Contact", "联系人：{{ 联系人 }}，联系电话：{{ 联系电话 }}。"),
        .. AttachmentNote(),
        .. SingleSignOff(),
        .. AnnexHead("附件1", "{{ 附件[0].名称 }}"),
        Tables.List("件", "移送材料",
            new("序号", "{{ for.index + 1 }}", 760, true), new("材料名称", "{{ 件.名称 }}", 4084), new("形式", "{{ 件.形式 }}", 1200, true), new("份数", "{{ 件.份数 }}", 800, true), new("页数", "{{ 件.页数 ?? \"—\" }}", 800, true), new("备注", "{{ 件.备注 }}", 1200)),
        Paragraph("TableNote", "移送人：　　　　　　　　接收人：　　　　　　　　　　年　月　日"),
        .. AnnexHead("附件2", "{{ 附件[1].名称 }}"),
        Slip(),
        .. LetterImprint(),
        Paragraph("SectionEnd"),
        sections.Portrait(LetterMark(sections)),
    ]);

    private static XElement Slip() => Receipt.Table(
        Receipt.Row(Label("移送机关"), Answer("{{ 发文机关 }}", 3)),
        Receipt.Row(Label("移送函文号"), Answer("{{ 发文字号 }}", 3)),
        Receipt.Row(Label("当事人"), Answer("{{ 企业.名称 }}", 3)),
        Receipt.Row(Label("收到材料"), Answer("共　　件", 1), Label("收到日期"), Answer("　　年　月　日")),
        Receipt.Row(Label("处理意见"), Answer("□已受理　　□不予受理　　□转送其他机关", 3)),
        Receipt.Tall(2000, Label("理由或者\n处理结果"), Answer("", 3)),
        Receipt.Row(Label("联系人"), Answer(""), Label("联系电话"), Answer("")),
        Receipt.Tall(1700, new FormCell(4, "bottom", ("FormSeal", "接收机关（盖章）"), ("FormSeal", "年　　月　　日"))));
}
