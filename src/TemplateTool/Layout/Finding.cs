namespace SpotCheck.TemplateTool.Layout;

internal enum Outcome
{
    Pass,
    Warning,
    Fail,

    /// <summary>The document has nothing that this check measures.</summary>
    NotApplicable,
}

/// <summary>One of the checks L01–L30.</summary>
/// <param name="Id"><c>L01</c> … <c>L30</c>.</param>
/// <param name="Subject">What was measured, in Chinese.</param>
/// <param name="Measured">The value found, with its unit and place.</param>
/// <param name="Band">What the standard allows.</param>
internal sealed record Finding(string Id, string Subject, Outcome Outcome, string Measured, string Band)
{
    public static Finding Within(string id, string subject, double value, double target, double tolerance, string unit, string place = "") => new(
        id, subject, Math.Abs(value - target) <= tolerance ? Outcome.Pass : Outcome.Fail,
        FormattableString.Invariant($"{value:0.##} {unit}{place}"), FormattableString.Invariant($"{target:0.##} ±{tolerance:0.##} {unit}"));

    public static Finding Holds(string id, string subject, bool holds, string measured, string band) =>
        new(id, subject, holds ? Outcome.Pass : Outcome.Fail, measured, band);

    public static Finding None(string id, string subject, string why) => new(id, subject, Outcome.NotApplicable, why, "");
}
