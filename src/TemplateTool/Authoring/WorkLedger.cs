using static SpotCheck.TemplateTool.Authoring.CellLook;

namespace SpotCheck.TemplateTool.Authoring;

/// <summary>工作台账: key figures, tasks, results by unit, authority and area, the months, and every drawn object, a sheet each. Shares and totals are formulas, so that whoever doubts a figure sees how it is made.</summary>
internal static class WorkLedger
{
    private const int Categories = 8;
    private const int Months = 12;

    // Neither Excel nor LibreOffice makes a written row as high as its wrapped text, so a row has room for what it usually says.
    private const double OneLine = 19;
    private const double TwoLines = 32;
    private const double ThreeLines = 45;

    public static byte[] Write() => Workbook.Write([Figures(), Tasks(), ByCategory(), ByMonth(), Objects()]);

    private static TemplateSheet Figures() => new("指标", [22, 44, 12, 12, 12, 22], 4,
    [
        Title("{{ 标题 | string.replace \"\\n\" \"\" }}", 6),
        Note("单位：{{ 单位 }}　　填表股室：{{ 填表股室 }}　　填表日期：{{ 填表日期 }}", 6),
        Note("数字截至{{ 截止日期 }}，由计划、抽取、检查和公示记录得出。{{ if 核验地址 }}核验：{{ 核验地址 }}{{ end }}", 6),
        Heads("指标", "算法", "分子", "分母", "现值", "要求"),
        Row(OneLine, ("{{ for 项 in 指标 }}{{ 项.名称 }}", Text), ("{{ 项.算法 }}", Text), ("{{ 项.分子 }}", Count), ("{{ 项.分母 }}", Count), ("=IF(D5=0,\"—\",C5/D5)", Share), ("{{ 项.要求 }}{{ end }}", Text)),
    ], [1, 2, 3], false);

    private static TemplateSheet Tasks() => new("任务", [5, 12, 34, 8, 14, 18, 14, 12, 9, 9, 9, 9, 10, 10, 9, 9, 10, 12], 3,
    [
        Title("{{ 年度 }}年度抽查任务台账", 18),
        Note("单位：{{ 单位 }}　　截至{{ 截止日期 }}", 18),
        Heads("序号", "任务编号", "任务名称", "抽查\n类型", "发起主体", "联合部门", "计划时间", "抽取日期", "库内\n户数", "应检查", "已检查", "已公示", "检查\n完成率", "抽查\n完成率", "问题\n户数", "已处置", "处置率", "状态"),
        Row(TwoLines, ("{{ for 务 in 任务 }}{{ for.index + 1 }}", Centred), ("{{ 务.编号 }}", Centred), ("{{ 务.名称 }}", Text), ("{{ 务.类型 }}", Centred), ("{{ 务.发起主体 }}", Text), ("{{ 务.联合部门 }}", Text),
            ("{{ 务.计划时间 }}", Centred), (DayOf("务.抽取日期"), Day), ("{{ 务.库内户数 }}", Count), ("{{ 务.应检查 }}", Count), ("{{ 务.已检查 }}", Count), ("{{ 务.已公示 }}", Count),
            ("=IF(J4=0,\"—\",K4/J4)", Share), ("=IF(J4=0,\"—\",L4/J4)", Share), ("{{ 务.问题户数 }}", Count), ("{{ 务.已处置 }}", Count), ("=IF(O4=0,\"—\",P4/O4)", Share), ("{{ 务.状态 }}{{ end }}", Centred)),
        Row(OneLine, ("", Total), ("", Total), ("合计", Section), ("", Total), ("", Total), ("", Total), ("", Total), ("", Total), ("=SUM(I4:I4)", Total), ("=SUM(J4:J4)", Total), ("=SUM(K4:K4)", Total), ("=SUM(L4:L4)", Total),
            ("=IF(J5=0,\"—\",K5/J5)", TotalShare), ("=IF(J5=0,\"—\",L5/J5)", TotalShare), ("=SUM(O4:O4)", Total), ("=SUM(P4:P4)", Total), ("=IF(O5=0,\"—\",P5/O5)", TotalShare), ("", Total)),
    ], [1, 2], true);

    private static TemplateSheet ByCategory() => new("分类统计", [26, 9, 9, 9, .. Enumerable.Repeat(13.0, Categories), 9, 9], 3,
    [
        Title("{{ 年度 }}年度检查结果分类统计", 6 + Categories),
        Note("一户有几类结果的，在各类中分别计入。截至{{ 截止日期 }}", 6 + Categories),
        Heads(["名称", "应检查", "已检查", "已公示", .. Enumerable.Range(0, Categories).Select(i => $"{{{{ 结果类别[{i}] }}}}"), "问题\n户数", "已处置"]),
        Row(OneLine, [("{{ for 维 in 分类 }}按{{ 维.维度 }}", Section), .. Enumerable.Repeat(("", Section), 5 + Categories)]),
        Row(OneLine, [("{{ for 行 in 维.行 }}{{ 行.名称 }}", Text), ("{{ 行.应检查 }}", Count), ("{{ 行.已检查 }}", Count), ("{{ 行.已公示 }}", Count),
            .. Enumerable.Range(0, Categories).Select(i => ($"{{{{ 行.结果[{i}].户数 }}}}", Count)), ("{{ 行.问题户数 }}", Count), ("{{ 行.已处置 }}{{ end }}", Count)]),
        Row(OneLine, [("合计", Section), .. Enumerable.Range(1, 4 + Categories).Select(i => ($"=SUM({(char)('A' + i)}5:{(char)('A' + i)}5)", Total)), ($"=SUM({(char)('F' + Categories)}5:{(char)('F' + Categories)}5)", Total)]),
        Row(0, [("{{ end }}", Plain)]),
    ], [1, 2], false);

    private static TemplateSheet ByMonth() => new("月度统计", [26, 8, .. Enumerable.Repeat(7.5, Months), 9], 3,
    [
        Title("{{ 年度 }}年度各月检查和公示户数", 3 + Months),
        Note("检查按检查日期、公示按首次公示日期计入。截至{{ 截止日期 }}", 3 + Months),
        Heads(["名称", "项目", .. Enumerable.Range(1, Months).Select(month => $"{month}月"), "合计"]),
        Row(OneLine, [("{{ for 维 in 月度 }}按{{ 维.维度 }}", Section), .. Enumerable.Repeat(("", Section), 2 + Months)]),
        Row(OneLine, [("{{ for 行 in 维.行 }}{{ 行.名称 }}", Text), ("{{ 行.项目 }}", Centred), .. Enumerable.Range(0, Months).Select(month => ($"{{{{ 行.月[{month}].户数 }}}}{(month == Months - 1 ? "{{ end }}" : "")}", Count)), ("=SUM(C5:N5)", Total)]),
        Row(0, [("{{ end }}", Plain)]),
    ], [1, 2], false);

    private static TemplateSheet Objects() => new("检查台账", [5, 10, 18, 22, 23, 14, 12, 11.5, 12, 11.5, 10, 18, 24, 22, 16, 11.5, 11.5, 11, 11.5], 3,
    [
        Title("{{ 年度 }}年度检查台账", 19),
        Note("每户一行，共{{ 名单.size }}户。截至{{ 截止日期 }}", 19),
        Heads("序号", "任务编号", "任务名称", "企业名称", "统一社会信用代码", "登记机关", "管辖单位", "抽取日期", "检查人员", "检查日期", "核查方式", "检查结果", "发现问题情况", "后续处置", "文书编号", "公示期限", "公示日期", "公示情况", "完结日期"),
        Row(ThreeLines, ("{{ for 户 in 名单 }}{{ for.index + 1 }}", Centred), ("{{ 户.任务编号 }}", Centred), ("{{ 户.任务名称 }}", Text), ("{{ 户.企业名称 }}", Text), ("{{ 户.代码 }}", Centred), ("{{ 户.登记机关 }}", Text), ("{{ 户.管辖单位 }}", Text),
            (DayOf("户.抽取日期"), Day), ("{{ 户.检查人员 }}", Text), (DayOf("户.检查日期"), Day), ("{{ 户.核查方式 }}", Centred), ("{{ 户.检查结果 }}", Text), ("{{ 户.问题情况 }}", Text), ("{{ 户.后续处置 }}", Text), ("{{ 户.文书编号 }}", Text),
            (DayOf("户.公示期限"), Day), (DayOf("户.公示日期"), Day), ("{{ 户.公示情况 }}", Centred), (DayOf("户.完结日期") + "{{ end }}", Day)),
    ], [1, 2], true, IsLarge: true);

    // A day stays a day, so that the sheet can be sorted by it; none leaves the cell empty.
    private static string DayOf(string field) => $"{{{{ {field} ? (date.parse {field}) : null }}}}";

    private static (double, (string, CellLook)[]) Title(string text, int columns) => (34, [(text, CellLook.Title), .. Enumerable.Repeat(("", CellLook.Title), columns - 1)]);

    private static (double, (string, CellLook)[]) Note(string text, int columns) => (20, [(text, CellLook.Note), .. Enumerable.Repeat(("", CellLook.Note), columns - 1)]);

    private static (double, (string, CellLook)[]) Heads(params string[] heads) => (heads.Any(head => head.Contains("结果类别", StringComparison.Ordinal)) ? ThreeLines : TwoLines, [.. heads.Select(head => (head, Head))]);

    private static (double, (string, CellLook)[]) Row(double height, params (string, CellLook)[] cells) => (height, cells);
}
