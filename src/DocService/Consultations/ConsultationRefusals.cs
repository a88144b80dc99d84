using SpotCheck.DocService.Http;

namespace SpotCheck.DocService.Consultations;

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
}
