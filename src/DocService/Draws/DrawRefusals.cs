using SpotCheck.DocService.Draws.Ceremonies;
using SpotCheck.DocService.Http;
using SpotCheck.VerifiableDraws;

namespace SpotCheck.DocService.Draws;

/// <summary>Why an act of a draw is refused.</summary>
internal static class DrawRefusals
{
    public static readonly Refusal NoLog = Refusal.WrongState("draw.no-log",
        "本单位还没有启用抽取日志。请由股室负责人先登记见证人并启用日志，再准备抽取。",
        "This bureau has no draw log yet. A section head opens it after the witnesses have enrolled.");

    public static readonly Refusal LogAlreadyOpen = Refusal.WrongState("draw.log-already-open",
        "本单位已有启用中的抽取日志。年底公开主密钥并结束后才能启用下一本。",
        "This bureau already has an open log; close it at year end before opening the next.");

    public static readonly Refusal NoSuchDraw = Refusal.NotFound("draw.not-found",
        "本单位没有这次抽取。请从抽取列表中选择。",
        "This bureau has no such draw. Choose one from the list.");

    public static readonly Refusal NoDesk = Refusal.WrongPerson("draw.no-desk",
        "您所在的股室没有列入本年度抽取日志，不能组织抽取。请由列入日志的股室办理。",
        "Your section is not among the desks of this year's log and cannot run a draw.");

    public static readonly Refusal OtherDesk = Refusal.WrongPerson("draw.other-section",
        "这次抽取由另一个股室组织，您不能办理。请由该股室的同事办理。",
        "This draw is run by another section; a colleague there must do this.");

    public static readonly Refusal OwnApproval = Refusal.WrongPerson("draw.own-approval",
        "不能批准自己准备的抽取。请由另一位股室负责人批准。",
        "Nobody approves a draw he prepared himself; another section head must.");

    public static readonly Refusal WitnessKey = new("draw.witness-key",
        "见证密钥不对：应为 P-256 公钥（SPKI，base64，91 字节）。请在见证页面重新生成。",
        "A witness key is a P-256 public key (SPKI, base64, 91 bytes). Make it anew on the witness page.");

    public static readonly Refusal WitnessKeyTaken = Refusal.WrongState("draw.witness-key-taken",
        "这把密钥或这个名称已由另一位见证人登记。每位见证人须用自己设备上生成的密钥。",
        "This key or name is enrolled by another witness; everybody makes a key on his own device.");

    public static readonly Refusal WitnessNotEnrolled = Refusal.WrongState("draw.witness-not-enrolled",
        "有见证人还没有登记密钥。请让见证人本人登录后在见证页面登记，再启用日志。",
        "A witness has not enrolled a key. Have each witness sign in and enrol before the log is opened.");

    public static readonly Refusal Unwitnessed = new("draw.policy-without-witness",
        "联署人数为 0 时，必须写明本单位不设见证联署的决定（例如文件名称、文号），它会印在开抽单、抽取记录和公开页面上；有见证人联署时不写。请补写决定，或者把联署人数改为 1 以上。",
        "With 0 cosignatures the bureau's decision must be named (such as a document number); it is printed on slip, record and public page. With witnesses it stays empty.");

    public static readonly Refusal ApprovedByHead = Refusal.WrongPerson("draw.already-approved",
        "这次抽取已经批准，只有股室负责人可以撤回。请联系股室负责人。",
        "The draw is approved; only a section head takes it back now.");

    public static Refusal NoWitness(string because, string english) => Refusal.WrongState("draw.no-witness",
        $"没有见证人，不能批准：{because}。请撤回后重新准备，指定在岗的见证人；确实不设见证的，须在启用日志时写明本单位的决定。",
        $"Not approved without a witness: {english}. Take the draw back and prepare it with a witness in office; a bureau that draws without one says so when it opens its log.");

    public static readonly Refusal RedrawSources = new("draw.redraw-sources",
        "原来的随机来源里有快乐8 期号或短语，重新抽取不能再用一次。请为这次重新抽取另写来源（新的期号、新的短语，或改用骰子）。",
        "The draw used a lottery issue or a phrase, which cannot serve again. Name the sources of this re-draw: a new issue, a new phrase, or dice.");

    public static readonly Refusal DiceMismatch = new("draw.dice-mismatch",
        "两次录入的结果不一致。请对照骰子重新录入两遍。",
        "The two entries differ. Read the dice again and enter them twice.");

    public static readonly Refusal NotTheWitness = Refusal.WrongPerson("draw.not-the-contributor",
        "这一项应由开抽单上指定的人录入，您不是这个人。",
        "This contribution is entered by the person the open slip names.");

    public static readonly Refusal NoRecusals = Refusal.WrongState("draw.no-recusals",
        "没有待处理的回避。请先登记回避，再重新抽取检查人员。",
        "There is no recusal to deal with. Enter one first.");

    public static readonly Refusal NotOnTheTeam = new("draw.not-on-the-team",
        "这名检查人员现在不在该企业的检查小组里。请从抽取结果中选择任务、企业和人员。",
        "This inspector is not on the team of that object now. Choose task, object and inspector from the result.");

    public static readonly Refusal Deadline = new("draw.deadline",
        "截止时间应在现在之后、90 天之内。到期没有结果也没有宣告无效，任何验证者都会看到。",
        "The deadline lies after now and within 90 days; a draw past it without result is reported by every verifier.");

    public static Refusal WitnessName(string name) => new("draw.witness-name",
        $"“{name}”不能作见证人名称（1 到 64 个字，不含空格、竖线、逗号、加号）。请联系管理员更正姓名或股室名称。",
        $"'{name}' cannot be a witness's name: 1 to 64 characters without spaces, '|', ',' and '+'.");

    public static Refusal LogTerms(int witnesses) => new("draw.log-terms",
        $"启用日志的条件不对：年度为 2015 到 2100，联署人数为 0 到 {witnesses}（见证人人数），每股室抽取次数为 1 到 4096。",
        $"A log needs a year from 2015 to 2100, 0 to {witnesses} cosignatures, and 1 to 4096 draws per section.");

    public static Refusal WrongState(CeremonyState found, ReadOnlySpan<CeremonyState> allowed)
    {
        var names = string.Join("、", allowed.ToArray().Select(state => NameOf(state, Reader.OfPapers)));
        return Refusal.WrongState("draw.wrong-state",
            $"这次抽取现在是“{NameOf(found, Reader.OfPapers)}”，只有“{names}”时才能办理这一步。请刷新页面查看进度。",
            $"The draw is {found}; this step needs {string.Join(" or ", allowed.ToArray())}.");
    }

    public static Refusal Contribution(Violation violation) => new("draw.contribution",
        $"录入的内容不符合开抽单的要求：应为 {violation.Expected}，现为 {violation.Found}。请核对后重新录入两遍。",
        $"The entry is not what the open slip expects: {violation.Expected}, not {violation.Found}.");

    public static Refusal NotCosigned(int needed, int found) => Refusal.WrongState("draw.not-cosigned",
        $"开抽单需要 {needed} 位见证人联署，现有 {found} 位。请见证人先在自己的设备上联署，再掷骰子。",
        $"The open slip needs {needed} cosignatures and has {found}. The witnesses cosign first, then the dice are thrown.");

    public static Refusal Cosignature(string where) => new("draw.cosignature",
        $"联署无效（{where}）。请用登记时的设备和密钥，对最新的检查点重新签名。",
        $"The cosignature is not valid ({where}). Sign the newest checkpoint with the enrolled key.");

    public static Refusal Protocol(Violation violation) => Refusal.WrongState("draw.protocol",
        $"抽取规程不允许这一步：{violation.Where} 应为 {violation.Expected}，现为 {violation.Found}。",
        $"The protocol does not allow this: {violation.Where} must be {violation.Expected}, not {violation.Found}.");

    public static Refusal PlanAlreadyLive(string task) => Refusal.WrongState("draw.plan-already-drawn",
        $"任务 {task} 已有一次有效的抽取。要重抽，须先由股室负责人说明理由和依据，宣告无效或替代原抽取。",
        $"Task {task} already has a live draw. A section head must void or supersede it, with reason, before another attempt.");

    public static Refusal UnfinishedDraws(IReadOnlyList<string> ceremonies) => Refusal.WrongState("draw.unfinished",
        $"还有 {ceremonies.Count} 次抽取没有结束（例如“{ceremonies[0]}”），不能年终公开。请先揭示结果或宣告无效。",
        $"{ceremonies.Count} draws are unfinished, such as '{ceremonies[0]}'. Reveal or void them before the log is closed.");

    public static Refusal DeskExhausted(string desk) => Refusal.WrongState("draw.desk-exhausted",
        $"“{desk}”本年度的抽取次数已用完。请启用新的抽取日志。",
        $"The secrets of desk '{desk}' are used up; a new log is needed.");

    public static Refusal Unstaffable(string task, IReadOnlyList<string> objects, int all) => Refusal.WrongState("draw.unstaffable",
        $"任务 {task} 的名录中有 {all} 家无人可查（例如 {string.Join("、", objects)}）：合格人员不足或都要回避。请增加人员、放宽单位范围或核对回避名单后重新准备。",
        $"In task {task}, {all} objects can be inspected by nobody, such as {string.Join(", ", objects)}. Add inspectors, widen the units or check the conflicts, then prepare anew.")
        with { Details = new Dictionary<string, object?>(StringComparer.Ordinal) { ["objects"] = objects, ["count"] = all } };

    public static string NameOf(CeremonyState state, Reader reader) => state switch
    {
        CeremonyState.Prepared => reader.Choose("待审批", "to be approved"),
        CeremonyState.Discarded => reader.Choose("已撤回", "withdrawn"),
        CeremonyState.Approved => reader.Choose("已批准，待开抽", "approved, to be opened"),
        CeremonyState.Opened => reader.Choose("已开抽，待录入", "open, waiting for entries"),
        CeremonyState.Contributed => reader.Choose("待揭示", "to be revealed"),
        CeremonyState.Drawn => reader.Choose("已抽取", "drawn"),
        CeremonyState.Void => reader.Choose("已宣告无效", "declared void"),
        CeremonyState.Redrawing => reader.Choose("回避重抽中", "re-draw under way"),
        _ => reader.Choose("已被替代", "superseded"),
    };
}
