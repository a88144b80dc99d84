using System.Text.RegularExpressions;
using SpotCheck.DocService.Plans.Values;

namespace SpotCheck.DocService.Plans.Lint;

/// <summary>议事协调机构, told by its name: it may plan, coordinate and send documents out, but never inspect an enterprise (国办发〔2024〕54号).</summary>
internal static partial class CoordinationOffice
{
    /// <summary>The rule was published on 2025-01-03; older texts are read as they were written.</summary>
    public const int FirstYear = 2025;

    /// <summary>How the names of such bodies end, as part of a regular expression. 发展和改革委员会 may inspect, 食品安全委员会办公室 may not.</summary>
    public const string Ending = "(?:(?:联席会议|联席办|领导小组|协调小组|工作专班|指挥部|双随机办)(?:办公室)?|委员会办公室|议事协调机构)";

    /// <summary>Whether this is the name of one; a bracket behind it (代章) does not count.</summary>
    public static bool IsOne(string name) => Name().IsMatch(PlanText.Compact(name));

    [GeneratedRegex($"^[\u4e00-\u9fa5“”、\"]{{0,60}}{Ending}(?:[(（][^()（）]{{0,20}}[)）])?$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Name();
}
