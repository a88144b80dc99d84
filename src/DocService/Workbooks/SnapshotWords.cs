namespace SpotCheck.DocService.Workbooks;

/// <summary>The words SpreadsheetML has for places, lines and rules (ECMA-376 part 1 §18.18), as far as a snapshot carries them.</summary>
internal static class SnapshotWords
{
    public static readonly IReadOnlySet<string> Across = Set("left", "center", "right", "fill", "justify", "centerContinuous", "distributed");

    public static readonly IReadOnlySet<string> Down = Set("top", "center", "bottom", "justify", "distributed");

    public static readonly IReadOnlySet<string> Lines = Set(
        "thin", "medium", "thick", "double", "hair", "dotted", "dashed", "dashDot", "dashDotDot", "mediumDashed", "mediumDashDot", "mediumDashDotDot", "slantDashDot");

    public static readonly IReadOnlySet<string> RuleKinds = Set("list", "whole", "decimal", "date", "time", "textLength", "custom");

    public static readonly IReadOnlySet<string> Operators = Set(
        "between", "notBetween", "equal", "notEqual", "greaterThan", "lessThan", "greaterThanOrEqual", "lessThanOrEqual");

    public static readonly IReadOnlySet<string> Severities = Set("stop", "warning", "information");

    public static readonly IReadOnlySet<string> Errors = Set("#N/A", "#VALUE!", "#REF!", "#DIV/0!", "#NUM!", "#NAME?", "#NULL!", "#SPILL!", "#CALC!", "#GETTING_DATA");

    private static HashSet<string> Set(params string[] words) => new(words, StringComparer.Ordinal);
}
