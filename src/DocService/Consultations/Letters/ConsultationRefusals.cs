using SpotCheck.DocService.Consultations.Forms;
using SpotCheck.DocService.Http;
using SpotCheck.DocService.Plans.Versions;

namespace SpotCheck.DocService.Consultations.Letters;

internal static class ConsultationRefusals
{
    public static readonly Refusal NoSuchTask = Refusal.NotFound("consultation.no-such-task",
        "没有这项抽查任务，或计划还没有通过。请从已通过的年度计划中选择任务。",
        "There is no such task in an adopted plan of this bureau.");

    public static readonly Refusal NoLetters = new("consultation.no-letters",
        "没有选择会商函，或一次超过 100 封。请为每个联合部门选择一份已印发的会商函并填写邮箱。",
        "Choose 1 to 100 issued letters, one for each partner department, each with an address.");

    public static readonly Refusal NotIssued = new("consultation.not-issued",
        "选择的文件不是这项任务已印发的会商函，没有发出任何函件。请先起草、签发会商函，再发送。",
        "A chosen document is no issued consultation letter about this task; nothing was queued.");

    public static Refusal NotJoint(string task) => new("consultation.not-joint",
        $"“{task}”没有联合部门，不需要会商函。需要联合抽查的，请先修改计划。",
        "The task has no partner departments and needs no letter.");

    public static Refusal TwiceToOne(string partner) => new("consultation.twice-to-one",
        $"给“{partner}”选了两份会商函，一个部门只发一份，没有发出任何函件。请去掉一份。",
        "Two letters were chosen for one department; nothing was queued.");

    public static Refusal SentBefore(string number) => Refusal.WrongState("consultation.sent-before",
        $"{number} 已经发过，没有再发。发送情况请看函件列表；没有送达的，在列表里选择“重新发送”。",
        "This letter has been sent before. See the list; one that did not arrive can be sent again there.");

    public static Refusal NoSuchConsultation(Guid id) => Refusal.NotFound("consultation.unknown",
        $"没有这件会商函（{id}），或它属于别的单位。请刷新列表后重试。", "There is no such consultation in this bureau.");

    public static Refusal AnsweredBefore(string partner) => Refusal.WrongState("consultation.answered-before",
        $"{partner}已经回复，没有录入。对方要更正的，请先“重新开放”，再录入新的回执。", "The partner has answered. Reopen the consultation for a correction.");

    public static Refusal FormOfAnother(ConsultationLetter letter, string other) => new("consultation.form-of-another",
        $"这份回执不是{letter.Number}（{letter.Partner}）的，而是{(other.Length > 0 ? other : "另一件函")}的，没有录入。请把它放到对应的函件上。",
        "The form belongs to another letter; nothing was entered.");

    public static Refusal DoubtfulForm(IReadOnlyList<FormDoubt> doubts) => new("consultation.form-doubtful",
        $"回执有{doubts.Count}处不能确定，没有录入。第一处在{doubts[0].Place}{(doubts[0].Found.Length > 0 ? $"（“{doubts[0].Found}”）" : "")}：{doubts[0].Reason}请向对方核实、改好后重新上传。",
        $"{doubts.Count} places of the form are doubtful; nothing was entered.")
    {
        Details = new Dictionary<string, object?>(StringComparer.Ordinal) { ["doubts"] = doubts },
    };

    public static Refusal NotAnswered(string partner) => Refusal.WrongState("consultation.not-answered",
        $"{partner}还没有回复，没有可以办理的意见。", "The partner has not answered yet.");

    public static readonly Refusal NothingToMerge = new("consultation.nothing-to-merge",
        "没有可以并入的修改：对方没有逐项提出修改，或这些修改已经办理。请看意见原文，需要的在计划中直接修改。", "There is no proposal left to merge.");

    public static Refusal PlanSubmitted(int version) => Refusal.WrongState("consultation.plan-submitted",
        $"计划第{version}版已提交审核，现在不能并入。请等审核通过或退回后再办。", $"Version {version} waits for the section head; merge after that.");

    public static Refusal PlanChanged(IReadOnlyList<object> conflicts, string first, LastChange? last) => Refusal.WrongState("consultation.plan-changed",
        $"发函以后计划有{conflicts.Count}处已经改过{Who(last)}，没有并入。{first}请核对后逐项选择是否仍按对方意见修改。", "The plan has changed since the letter; nothing was merged.") with
    {
        Details = new Dictionary<string, object?>(StringComparer.Ordinal) { ["conflicts"] = conflicts, ["changedBy"] = last?.By, ["changedAt"] = last?.At },
    };

    public static Refusal ChangedMeanwhile(LastChange? last) => Refusal.WrongState("consultation.changed-meanwhile",
        $"刚才有人保存了这份计划{Who(last)}，或者办理了同一项意见，没有并入。请刷新后核对，再并入一次。", "Somebody saved the plan or decided on a proposal in the same moment; nothing was merged.") with
    {
        Details = new Dictionary<string, object?>(StringComparer.Ordinal) { ["changedBy"] = last?.By, ["changedAt"] = last?.At },
    };

    private static string Who(LastChange? last) => last is null ? "" : $"（最近由{last.By}于{last.At.ToOffset(TimeSpan.FromHours(8)):yyyy-MM-dd HH:mm}修改）";

    public static readonly Refusal TaskGone = Refusal.WrongState("consultation.task-gone",
        "计划的现行版本里已没有这项任务或这一栏，不能并入。请在计划中直接修改。", "The task or the column is no longer in the plan.");

    public static Refusal NoReason(string act) => new("consultation.reason-missing", $"{act}需要写明理由，1至1000个字。", "A reason of 1 to 1,000 characters is needed.");

    public static Refusal NoSuchProposal(string field) => Refusal.NotFound("consultation.no-such-proposal",
        $"对方的意见里没有“{field}”这一项，或已经办理。请刷新后重试。", "There is no such open proposal.");

    public static readonly Refusal NothingToRemind = Refusal.WrongState("consultation.nothing-to-remind",
        "这件函不在等待答复：对方已经答复，函件还没有送达，或者链接已经失效。请刷新后查看；链接失效的，重发答复链接。", "The letter does not await an answer: answered, not delivered yet, or its link has ended.");

    public static Refusal RemindedBefore(DateTimeOffset at) => Refusal.WrongState("consultation.reminded-before",
        $"{at.ToOffset(TimeSpan.FromHours(8)):yyyy-MM-dd HH:mm}已经催办过，同一个工作日不再催办。请下一个工作日再催，或者打电话联系。", "The partner was reminded on this working day already.");

    public static Refusal LetterVoided(string number) => Refusal.WrongState("consultation.letter-voided",
        $"{number}已作废，不能再开放回复。请重新发函。", "The letter is voided; send a new one.");
}
