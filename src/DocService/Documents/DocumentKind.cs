namespace SpotCheck.DocService.Documents;

/// <summary>A kind of document the service makes. Each has a folder of this name under <c>templates/</c>.</summary>
/// <param name="IsNumbered">Carries a 发文字号; a form or an announcement is signed and frozen without one.</param>
internal sealed record DocumentKind(string Id, string Name, bool IsNumbered)
{
    public static readonly DocumentKind ImplementationPlanNotice = new("implementation-plan-notice", "实施方案通知", true);
    public static readonly DocumentKind PlanNotice = new("plan-notice", "计划通知", true);
    public static readonly DocumentKind ConsultationLetter = new("consultation-letter", "会商函", true);
    public static readonly DocumentKind SpecialCheckNotice = new("special-check-notice", "专项抽查计划通知", true);
    public static readonly DocumentKind TaskAssignment = new("task-assignment", "抽查任务派发单", false);
    public static readonly DocumentKind InspectionNotice = new("inspection-notice", "检查通知书", true);
    public static readonly DocumentKind InspectionApproval = new("inspection-approval", "行政检查审批表", false);
    public static readonly DocumentKind InspectionRecord = new("inspection-record", "现场检查记录表", false);
    public static readonly DocumentKind InspectionTranscript = new("inspection-transcript", "现场检查笔录", false);
    public static readonly DocumentKind DrawnListAnnouncement = new("drawn-list-announcement", "抽查名单公告", false);
    public static readonly DocumentKind ResultAnnouncement = new("result-announcement", "抽查结果公示", false);
    public static readonly DocumentKind PlanAdjustmentRequest = new("plan-adjustment-request", "计划调整申请", true);
    public static readonly DocumentKind PlanChangeAnnouncement = new("plan-change-announcement", "计划变更公告", false);
    public static readonly DocumentKind ReferralLetter = new("referral-letter", "线索移送函", true);
    public static readonly DocumentKind QuarterlyBulletin = new("quarterly-bulletin", "季度通报", true);
    public static readonly DocumentKind MonthlyReport = new("monthly-report", "月报表", false);
    public static readonly DocumentKind WorkLedger = new("work-ledger", "工作台账", false);

    public static readonly IReadOnlyList<DocumentKind> All =
    [
        ImplementationPlanNotice, PlanNotice, ConsultationLetter, SpecialCheckNotice, TaskAssignment, InspectionNotice, InspectionApproval, InspectionRecord, InspectionTranscript,
        DrawnListAnnouncement, ResultAnnouncement, PlanAdjustmentRequest, PlanChangeAnnouncement, ReferralLetter, QuarterlyBulletin, MonthlyReport, WorkLedger,
    ];

    public static DocumentKind? Find(string id) => All.FirstOrDefault(kind => kind.Id == id);
}
