namespace SpotCheck.TemplateTool.Authoring;

/// <summary><c>new DOCUMENT --out FILE</c>: writes a fresh template of one of our documents.</summary>
internal static class NewCommand
{
    public static readonly IReadOnlyDictionary<string, Func<byte[]>> Documents = new Dictionary<string, Func<byte[]>>(StringComparer.Ordinal)
    {
        ["plan-notice"] = PlanNotice.Write,
        ["consultation-letter"] = ConsultationLetter.Write,
        ["monthly-report"] = MonthlyReport.Write,
        ["draw-record"] = DrawRecord.Write,
        ["implementation-plan-notice"] = ImplementationPlanNotice.Write,
        ["special-check-notice"] = SpecialCheckNotice.Write,
        ["task-assignment"] = TaskAssignment.Write,
        ["inspection-approval"] = InspectionApproval.Write,
        ["inspection-notice"] = InspectionNotice.Write,
        ["inspection-record"] = InspectionRecord.Write,
        ["inspection-transcript"] = InspectionTranscript.Write,
        ["drawn-list-announcement"] = DrawnListAnnouncement.Write,
        ["result-announcement"] = ResultAnnouncement.Write,
        ["plan-adjustment-request"] = PlanAdjustmentRequest.Write,
        ["plan-change-announcement"] = PlanChangeAnnouncement.Write,
        ["referral-letter"] = ReferralLetter.Write,
        ["quarterly-bulletin"] = QuarterlyBulletin.Write,
        ["work-ledger"] = WorkLedger.Write,
    };

    /// <summary>A ledger is a workbook; everything else is a Word document.</summary>
    public static bool IsWorkbook(string name) => name == "work-ledger";

    /// <summary>The name of a document's template in its folder.</summary>
    public static string FileNameOf(string name) => IsWorkbook(name) ? "template.xlsx" : "template.docx";

    /// <returns>0, or 2 when the command line is not understood.</returns>
    public static int Run(IReadOnlyList<string> arguments, TextWriter errors)
    {
        if (arguments is not [var name, "--out", var path])
        {
            errors.WriteLine($"usage: TemplateTool new {string.Join('|', Documents.Keys)} --out FILE");
            return 2;
        }
        if (!Documents.TryGetValue(name, out var write))
        {
            errors.WriteLine($"error: there is no document called '{name}'");
            errors.WriteLine($"hint: the documents are {string.Join(", ", Documents.Keys)}");
            return 2;
        }
        File.WriteAllBytes(path, write());
        return 0;
    }
}
