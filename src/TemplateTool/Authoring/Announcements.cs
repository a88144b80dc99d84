using System.Xml.Linq;
using static SpotCheck.TemplateTool.Authoring.Blocks;
using static SpotCheck.TemplateTool.Authoring.Markup;

namespace SpotCheck.TemplateTool.Authoring;

/// <summary>名单公告: tells the public which task was drawn, and where the bureau publishes it, who was drawn.</summary>
internal static class DrawnListAnnouncement
{
    public static byte[] Write() => OfficialDocument.Write(sections =>
    [
        Paragraph("NoticeTitle", "{{ 标题 }}"),
        Paragraph("NoticeOpening", "根据《{{ 计划名称 }}》，{{ 发文机关 }}于{{ 抽取.时间 }}公开抽取了{{ 任务.名称 }}的检查对象和执法检查人员。现将有关情况公告如下："),
        Body(Lead("一、任务情况。"), "任务编号{{ 任务.编号 }}，抽查类型为{{ 任务.类型 }}，抽查事项为{{ 任务.事项 | array.join \"、\" }}，对象范围为{{ 任务.对象范围 }}。"),
        LeftBody(Lead("二、抽取情况。"), "名录库共有检查对象{{ 抽取.库内户数 }}户，抽取{{ 抽取.实抽户数 }}户。{{ if 见证单位 }}抽取由{{ 见证单位 }}现场见证。{{ end }}抽取记录编号为{{ 抽取.记录编号 | string.replace \"-\" \"\\u2011\" }}，任何单位和个人都可以用公布的记录复核抽取结果。"),
        Body(Lead("三、检查安排。"), "检查由{{ 检查主体 }}实施，时间为{{ 检查时间 }}。{{ if 公布名单 }}抽取的检查对象见附件。{{ else }}为保证检查效果，检查对象名单在检查完成后随检查结果一并公示。{{ end }}"),
        Paragraph("Contact", Lead("四、监督方式。"), "对抽取和检查有异议或者发现检查人员有违法违纪行为的，请拨打监督电话{{ 监督电话 }}。"),
        .. If("公布名单", AttachmentNote()),
        .. SingleSignOff(),
        .. If("公布名单",
        [
            .. AnnexHead("附件", "{{ 附件[0].名称 }}"),
            Tables.List("户", "附件[0].名单", new("序号", "{{ for.index + 1 }}", 760, true), new("统一社会信用代码", "{{ 户.代码 }}", 2400, true), new("企业名称", "{{ 户.名称 }}", 3884), new("管辖单位", "{{ 户.管辖单位 }}", 1800, true)),
        ]),
        Paragraph("SectionEnd"),
        sections.Portrait(),
    ]);

    private static XElement Lead(string heading) => Run(heading, "Heading1Lead");
}

/// <summary>结果公示: the results of a task, with the columns of the national publication system.</summary>
internal static class ResultAnnouncement
{
    public static byte[] Write() => OfficialDocument.Write(sections =>
    [
        Paragraph("NoticeTitle", "{{ 标题 }}"),
        Paragraph("NoticeOpening", "{{ 发文机关 }}按照《{{ 计划名称 }}》组织实施的{{ 任务.名称 }}（{{ if 任务.计划编号 }}抽查计划编号：{{ 任务.计划编号 }}，{{ end }}任务编号：{{ 任务.编号 }}，抽查类型：{{ 任务.类型 }}）已经完成检查，检查主体为{{ 检查主体 }}，抽查事项为{{ 任务.事项 | array.join \"、\" }}。现将检查结果公示如下："),
        Body("本次公示{{ 统计.户数 }}户，其中未发现问题{{ 统计.未发现问题 }}户，发现问题{{ 统计.发现问题 }}户{{ if 统计.分类.size > 0 }}（{{ for 类 in 统计.分类 }}{{ 类.结果 }}{{ 类.户数 }}户{{ if !for.last }}，{{ end }}{{ end }}）{{ end }}。{{ if 统计.未公示 > 0 }}另有{{ 统计.未公示 }}户的结果将在规定时限内公示。{{ end }}各户的检查时间、方式和结果见附件。"),
        Body("“未发现问题”仅指检查当时在本次抽查事项范围内没有发现问题，不是对企业产品质量、服务和信用状况的保证。"),
        Paragraph("Contact", "对公示内容有异议的，请自公示之日起{{ 异议工作日 }}个工作日内以书面形式向{{ 检查主体 }}提出，并附有关材料。联系电话：{{ 联系电话 }}。"),
        .. AttachmentNote(),
        .. SingleSignOff(),
        Paragraph("SectionEnd", sections.Portrait()),
        .. AnnexHead("附件", "{{ 附件[0].名称 }}"),
        Tables.List("户", "附件[0].结果",
            new("序号", "{{ for.index + 1 }}", 560, true), new("企业名称", "{{ 户.名称 }}", 2100), new("统一社会信用代码", "{{ 户.代码 }}", 2340, true), new("检查机关", "{{ 户.检查机关 }}", 1400),
            new("检查时间", "{{ 户.检查日期 }}", 1816, true), new("检查方式", "{{ 户.方式 }}", 1000, true), new("检查结果", "{{ 户.结果 }}", 1900), new("违法行为查处\n情况", "{{ 户.查处 ?? \"—\" }}", 1640)),
        sections.Landscape(),
    ]);
}
