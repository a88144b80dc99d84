using System.Text.Json.Serialization;

namespace SpotCheck.DocService.Reports;

/// <summary>The month's form (月报表) with the fields of templates/monthly-report/fields.md, by their Chinese names.</summary>
internal sealed record MonthlyReport(
    [property: JsonPropertyName("标题")] string Title,
    [property: JsonPropertyName("填报单位")] string Bureau,
    [property: JsonPropertyName("填表日期")] string FilledOn,
    [property: JsonPropertyName("年份")] int Year,
    [property: JsonPropertyName("月份")] int Month,
    [property: JsonPropertyName("本级")] string Level,
    [property: JsonPropertyName("区域")] string Area,
    [property: JsonPropertyName("会议")] IReadOnlyList<MonthlyMeeting> Meetings,
    [property: JsonPropertyName("文件")] IReadOnlyList<MonthlyDocument> Documents,
    [property: JsonPropertyName("培训")] IReadOnlyList<MonthlyTraining> Trainings,
    [property: JsonPropertyName("抽查")] MonthlyChecks Checks,
    [property: JsonPropertyName("系统")] IReadOnlyList<MonthlyUnit> Units,
    [property: JsonPropertyName("联系人")] string Contact,
    [property: JsonPropertyName("联系电话")] string Telephone,
    [property: JsonPropertyName("手机")] string? Mobile);

internal sealed record MonthlyMeeting([property: JsonPropertyName("名称")] string Name, [property: JsonPropertyName("时间")] string HeldOn);

internal sealed record MonthlyDocument([property: JsonPropertyName("名称")] string Name, [property: JsonPropertyName("文号")] string Number);

internal sealed record MonthlyTraining(
    [property: JsonPropertyName("名称")] string Name, [property: JsonPropertyName("人数")] int People, [property: JsonPropertyName("内容")] string Content);

/// <summary>Checks by the year's plan: drawn or checked in the month.</summary>
/// <param name="Due">Objects checked in the month; each is to be published (谁检查、谁录入、谁公开).</param>
/// <param name="Published">Of these, published by now.</param>
internal sealed record MonthlyChecks(
    [property: JsonPropertyName("文件")] IReadOnlyList<MonthlyDocument> Documents,
    [property: JsonPropertyName("任务")] IReadOnlyList<MonthlyTask> Tasks,
    [property: JsonPropertyName("大项数")] int MajorItems,
    [property: JsonPropertyName("小项数")] int MinorItems,
    [property: JsonPropertyName("事项")] IReadOnlyList<string> Items,
    [property: JsonPropertyName("应公示户数")] int Due,
    [property: JsonPropertyName("已公示户数")] int Published,
    [property: JsonPropertyName("公示率")] string Rate,
    [property: JsonPropertyName("公示网站")] string Website);

internal sealed record MonthlyTask(
    [property: JsonPropertyName("名称")] string Name,
    [property: JsonPropertyName("对象范围")] string Scope,
    [property: JsonPropertyName("库内户数")] int Pool,
    [property: JsonPropertyName("抽取户数")] int Drawn,
    [property: JsonPropertyName("比例")] string Ratio,
    [property: JsonPropertyName("已检查户数")] int Checked);

internal sealed record MonthlyUnit(
    [property: JsonPropertyName("单位")] string Unit,
    [property: JsonPropertyName("抽查户数")] int Checked,
    [property: JsonPropertyName("公示户数")] int Published);
