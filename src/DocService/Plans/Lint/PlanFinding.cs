namespace SpotCheck.DocService.Plans.Lint;

/// <summary>One thing to look at before the plan is adopted.</summary>
/// <param name="Code">Stable English rule code.</param>
/// <param name="Place">Cell (附件1!F12) or paragraph (第3段第8字).</param>
/// <param name="Task">The plan's number of the task; null for headers, titles and the notice.</param>
/// <param name="Found">The text in question.</param>
/// <param name="Reason">Why, in Chinese, with what is allowed and what to do.</param>
/// <param name="Fix">The whole new text of the cell or paragraph, where a machine may apply it; otherwise null.</param>
public sealed record PlanFinding(string Code, FindingWeight Weight, string Place, string? Task, string Found, string Reason, string? Fix = null);

public enum FindingWeight
{
    /// <summary>The plan cannot be adopted: a value cannot be read or is impossible.</summary>
    Error,

    /// <summary>Very likely a mistake; adopting needs a look, not a change.</summary>
    Warning,

    /// <summary>Style or a figure worth knowing.</summary>
    Advice,
}
