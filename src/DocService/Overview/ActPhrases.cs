namespace SpotCheck.DocService.Overview;

/// <summary>The acts others should hear of, as people say them; every other act stays in the audit trail alone.</summary>
internal static class ActPhrases
{
    private static readonly Dictionary<string, (string Text, string Journey)> Known = new(StringComparer.Ordinal)
    {
        ["plan.imported"] = ("新建了计划", "plan"),
        ["plan.change-begun"] = ("开始修改计划", "plan"),
        ["plan.submitted"] = ("提交了计划，待审批", "plan"),
        ["plan.returned"] = ("退回了计划", "plan"),
        ["plan.adopted"] = ("批准了计划", "plan"),
        ["item-list.imported"] = ("更新了抽查事项清单", "plan"),
        ["register.imported"] = ("更新了名录库", "plan"),
        ["draw.prepared"] = ("准备了抽取，待批准", "draw"),
        ["draw.approved"] = ("批准了抽取", "draw"),
        ["draw.opened"] = ("开始了抽取，待见证人投入数字", "draw"),
        ["draw.revealed"] = ("完成了抽取", "draw"),
        ["draw.voided"] = ("宣告抽取无效", "draw"),
        ["draw.superseded"] = ("以新的抽取替代", "draw"),
        ["draw.recused"] = ("登记了检查人员回避", "draw"),
        ["draw.recusal-declared"] = ("收到检查人员的回避声明，待处理", "draw"),
        ["draw.reopened"] = ("重新抽取检查人员", "draw"),
        ["document.drafted"] = ("起草了公文", "documents"),
        ["document.signed"] = ("签发了公文", "documents"),
        ["document.returned"] = ("退回了公文", "documents"),
        ["document.issued"] = ("印发了公文", "documents"),
        ["document.voided"] = ("作废了公文", "documents"),
        ["consultation.sent"] = ("发出了会商函", "documents"),
        ["consultation.answered"] = ("答复了会商函", "documents"),
        ["consultation.merged"] = ("把会商答复并入了计划", "documents"),
        ["check-run.begun"] = ("开始了检查", "results"),
        ["result.published"] = ("公示了检查结果", "results"),
        ["result.returned"] = ("退回了检查结果", "results"),
    };

    public static IReadOnlyList<string> Acts { get; } = [.. Known.Keys];

    public static (string Text, string Journey) Of(string act) => Known[act];
}
