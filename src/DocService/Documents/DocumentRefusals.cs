using SpotCheck.DocService.Http;

namespace SpotCheck.DocService.Documents;

/// <summary>Refusals several acts on documents share.</summary>
internal static class DocumentRefusals
{
    public static Refusal NoSuchDocument(Guid id) => Refusal.NotFound("documents.no-such-document", $"没有找到这份文件（{id}）。请刷新文件列表后重试。", $"There is no document {id}.");

    public static Refusal NoSuchKind(string kind) => new("documents.no-such-kind",
        $"没有“{kind}”这种文件。可以起草的有：{string.Join("、", DocumentKind.All.Select(known => $"{known.Id}（{known.Name}）"))}。",
        $"There is no kind of document '{kind}'; known: {string.Join(", ", DocumentKind.All.Select(known => known.Id))}.");

    public static Refusal SearchTooLong(int length, int longest) => new("documents.search-too-long",
        $"要找的文字有 {length} 字，最多 {longest} 字。请只写标题、企业名称或者发文字号里的几个字。", $"The text has {length} characters, at most {longest}.");

    public static readonly Refusal NoAdoptedPlan = new("documents.no-adopted-plan",
        "没有指定计划，或者这份计划还没有审核通过的版本。请先由股室负责人审核通过计划，再起草文件。", "Name a plan with an adopted version.");

    public static Refusal NoSuchTask(string? task, IEnumerable<string> known) => new("documents.no-such-task",
        $"计划中没有编号为“{task}”的任务。现有任务编号：{string.Join("、", known.Take(20))}。", $"The plan has no task '{task}'.");

    public static Refusal NotJoint(string task) => new("documents.not-joint",
        $"“{task}”没有联合部门，不需要会商。请选择有联合部门的任务，或者先变更计划。", $"The task '{task}' has no partner department.");

    public static Refusal NoPartner(IEnumerable<string> partners) => new("documents.no-partner",
        $"请写明受函部门的全称，2 到 64 字。该任务的联合部门：{string.Join("、", partners)}。", "Name the partner department the letter goes to.");

    public static Refusal OtherKind(DocumentKind old, DocumentKind wanted) => new("documents.other-kind",
        $"被更正的是“{old.Name}”，不能用“{wanted.Name}”更正。请起草同一种文件。", $"A '{old.Id}' is corrected by a '{old.Id}', not by a '{wanted.Id}'.");

    public static readonly Refusal AlreadyCorrected = Refusal.WrongState("documents.already-corrected",
        "这份文件已经有印发的更正件。如还有错误，请更正那一份。", "The document has been corrected already; correct the correction.");

    public static Refusal NoSuchMonth(int? year, int? month) => new("documents.no-such-month",
        $"报告期“{year}年{month}月”不对。请填 2015 年以后、已经开始的月份。", $"'{year}-{month}' is not a month that has begun.");

    public static Refusal WrongState(OfficialDocument document, string wanted) => Refusal.WrongState("documents.wrong-state",
        $"这份文件现在是“{NameOf(document.State)}”，不能{wanted}。请刷新后查看当前状态。", $"The document is {document.State}; this act is not possible now.");

    public static Refusal Stale(int seen, int current) => Refusal.WrongState("documents.changed-meanwhile",
        $"您看到的是第 {seen} 次修改后的内容，现在已是第 {current} 次。请刷新，核对后再办理。", $"You saw revision {seen}; it is {current} now.");

    public static Refusal WrongDay(DateOnly day, DateOnly signed, DateOnly today) => new("documents.wrong-day",
        $"成文日期不能是{FieldCheck.WriteDay(day)}：应当在签发之日（{FieldCheck.WriteDay(signed)}）到今天（{FieldCheck.WriteDay(today)}）之间。", $"The day of issue {day:O} must be from {signed:O} to {today:O}.");

    public static Refusal NoSuchPrefix(string? prefix, IReadOnlyCollection<string> known) => new("documents.no-such-prefix",
        $"本单位没有登记机关代字“{prefix}”。{(known.Count > 0 ? $"已登记的有：{string.Join("、", known)}。" : "")}请由系统管理员登记后再印发。", $"The bureau has no prefix '{prefix}'; it has: {string.Join(", ", known)}.");

    public static readonly Refusal NotIssued = Refusal.NotFound("documents.not-issued",
        "这份文件不存在或者还没有印发，没有定稿。尚未印发的文件可以预览。", "There is no such issued document; a draft can be previewed.");

    public static readonly Refusal OwnDraft = Refusal.WrongPerson("documents.own-draft",
        "起草文件的人不能自己签发。请由另一位股室负责人签发。", "Whoever drafted a document cannot sign it.");

    public static Refusal NotYours(IEnumerable<string> fields) => new("documents.field-not-yours",
        $"字段{string.Join("、", fields.Select(field => $"“{field}”"))}由系统产生，不能填写。请去掉后再保存。", "These fields are filled in by the service.");

    public static Refusal NoReason(string act) => new("documents.reason-missing", $"{act}需要写明理由，1 至 1000 个字。", "A reason of 1 to 1,000 characters is needed.");

    public static Refusal NotReady(IReadOnlyList<FieldFinding> findings) => new("documents.not-ready",
        $"文件还有 {findings.Count} 处需要处理，第一处：{findings[0].Sentence}", $"The document has {findings.Count} findings, the first is {findings[0].Code} at {findings[0].Path}.")
    {
        Details = new Dictionary<string, object?>(StringComparer.Ordinal) { ["findings"] = findings },
    };

    public static string NameOf(DocumentState state) => state switch
    {
        DocumentState.Draft => "草稿",
        DocumentState.Signed => "已签",
        DocumentState.Issued => "已印发",
        _ => "已作废",
    };
}
