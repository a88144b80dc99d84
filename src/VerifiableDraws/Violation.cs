namespace SpotCheck.VerifiableDraws;

/// <summary>One broken rule of the protocol: where, what the rule demands, what was found.</summary>
/// <param name="Where">The place, such as <c>tasks[0].strata[1].num</c> or <c>register.txt line 3</c>.</param>
/// <param name="Expected">What the protocol demands there, in English.</param>
/// <param name="Found">What is there, shortened where it is long.</param>
public sealed record Violation(string Where, string Expected, string Found)
{
    /// <summary>The longest quotation of a found value, in characters.</summary>
    private const int QuotationLimit = 120;

    /// <summary>The same violation, seen from the thing that contains the place.</summary>
    /// <param name="outer">The containing place.</param>
    /// <returns>A violation at <c>outer.where</c>.</returns>
    public Violation Inside(string outer) => this with { Where = Where.Length == 0 ? outer : outer + "." + Where };

    internal static string Quote(string text)
    {
        var shown = text.Length <= QuotationLimit ? text : text[..QuotationLimit] + "…";
        return "\"" + string.Concat(shown.Select(Visible)) + "\"";
    }

    private static string Visible(char c) =>
        char.IsControl(c) || char.IsSurrogate(c) || c is '\u2028' or '\u2029' ? $"\\u{(int)c:x4}" : c.ToString();
}
