namespace SpotCheck.DocService.Documents;

/// <summary>A kind of document the service makes. Each has a folder of this name under <c>templates/</c>.</summary>
internal sealed record DocumentKind(string Id, string Name)
{
    public static readonly DocumentKind PlanNotice = new("plan-notice", "计划通知");
    public static readonly DocumentKind ConsultationLetter = new("consultation-letter", "会商函");
    public static readonly DocumentKind MonthlyReport = new("monthly-report", "月报表");

    public static readonly IReadOnlyList<DocumentKind> All = [PlanNotice, ConsultationLetter, MonthlyReport];

    public static DocumentKind? Find(string id) => All.FirstOrDefault(kind => kind.Id == id);

    /// <summary>A form is signed and frozen like a letter, but carries no 发文字号.</summary>
    public bool IsNumbered => this != MonthlyReport;
}
