using System.Xml.Linq;
using static SpotCheck.TemplateTool.Authoring.Blocks;
using static SpotCheck.TemplateTool.Authoring.Markup;

namespace SpotCheck.TemplateTool.Authoring;

/// <summary>The annex tables of a plan, one for each set of columns in use, as wide as a turned type area (225 mm).</summary>
internal static class PlanTables
{
    // The widths share out 225 mm = 12756 twips. Head, field of a row, width, centred.
    private static readonly (string Head, string Field, int Width, bool Centred)[] Ten =
    [
        ("序号", "序号", 580, true), ("抽查任务名称", "任务名称", 1700, false), ("抽查\n类型", "抽查类型", 800, true), ("抽查事项", "抽查事项", 1696, false),
        ("抽查对象\n范围", "对象范围", 1360, false), ("抽查比例\n/数量", "抽查比例", 980, true), ("信用风险分类管理", "风险分类", 2300, false),
        ("抽查起止\n时间", "抽查时间", 1180, true), ("发起主体/\n指导单位", "发起主体", 1160, false), ("抽查检查\n主体", "检查主体", 1000, false),
    ];

    private static readonly (string Head, string Field, int Width, bool Centred)[] Eleven =
    [
        ("抽查计划\n编号", "计划编号", 960, true), ("抽查计划名称", "计划名称", 1400, false), ("抽查任务\n编号", "任务编号", 980, true), ("抽查任务名称", "任务名称", 1580, false),
        ("抽查\n类型", "抽查类型", 740, true), ("抽查\n比例", "抽查比例", 740, true), ("抽查事项", "抽查事项", 1636, false), ("抽查对象范围", "对象范围", 1500, false),
        ("发起部门", "发起主体", 1020, false), ("联合部门", "联合部门", 1020, false), ("抽查时间", "抽查时间", 1180, true),
    ];

    /// <summary>Both tables under a condition on the annex's <c>版式</c>: 十一栏 for the second, anything else for the first.</summary>
    public static IEnumerable<XElement> ByLayout(string annex) =>
    [
        Tag($"if {annex}.版式 == \"十一栏\""), Table(annex, Eleven, "备注"),
        Tag("else"), Table(annex, Ten, null),
        Tag("end"),
    ];

    private static XElement Table(string annex, (string Head, string Field, int Width, bool Centred)[] columns, string? remark)
    {
        var row = E("tr", E("trPr", E("cantSplit")), columns.Select((column, i) => Cell(column.Width,
            Paragraph(column.Centred ? "TableCentred" : "TableText",
                (i == 0 ? $"{{{{ for 行 in {annex}.任务 }}}}" : "") + $"{{{{ 行.{column.Field} }}}}" + (i == columns.Length - 1 ? "{{ end }}" : "")))));
        return Tables.Grid(columns.Select(column => column.Width).ToArray(),
            E("tr", E("trPr", E("cantSplit"), E("tblHeader")), columns.Select(column => Cell(column.Width, Paragraph("TableHead", column.Head)))),
            row,
            remark is null ? null : E("tr", E("trPr", E("cantSplit")),
                Cell(columns[0].Width, Paragraph("TableCentred", $"{{{{ if {annex}.{remark} }}}}{remark}")),
                Cell(columns.Skip(1).Sum(column => column.Width), Paragraph("TableText", $"{{{{ {annex}.{remark} }}}}{{{{ end }}}}"), columns.Length - 1)));
    }

    private static XElement Cell(int width, XElement paragraph, int span = 1) => Tables.Cell(width, span, paragraph);
}
