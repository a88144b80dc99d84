using SpotCheck.DocService.Plans.Sheets;

namespace SpotCheck.DocService.Consultations.Replies;

internal enum Opinion
{
    /// <summary>同意</summary>
    Agree,

    /// <summary>修改后同意</summary>
    Propose,

    /// <summary>不参加</summary>
    Decline,
}

/// <summary>What a partner answers. In a draft anything may still be missing.</summary>
/// <param name="Reason">Why it declines; or changes in words that fit no single field.</param>
internal sealed record ReplyContent(
    Opinion? Opinion, IReadOnlyList<Proposal> Proposals, string Reason, IReadOnlyList<NamedInspector> Inspectors, ReplyContact Contact)
{
    public static ReplyContent Empty { get; } = new(null, [], "", [], new("", ""));

    public static string Chinese(Opinion? opinion) => opinion switch
    {
        Replies.Opinion.Agree => "同意",
        Replies.Opinion.Propose => "修改后同意",
        Replies.Opinion.Decline => "不参加",
        _ => "未选择",
    };
}

/// <summary>A change of one field of the task.</summary>
/// <param name="NewValue">What it should say; the old value is the letter's.</param>
internal sealed record Proposal(PlanColumn Column, string NewValue, string Reason);

/// <summary>拟派执法检查人员</summary>
/// <param name="Certificate">执法证号</param>
/// <param name="Section">所在科室</param>
internal sealed record NamedInspector(string Name, string Certificate, string Section, string Telephone);

internal sealed record ReplyContact(string Name, string Telephone);

/// <summary>A field of the task as the letter put it to the partner.</summary>
internal sealed record TaskField(PlanColumn Column, string Header, string Value);
