using System.Text.RegularExpressions;
using SpotCheck.DocService.Plans.Values;

namespace SpotCheck.DocService.Plans.Lint;

/// <summary>Words that should not be there: left open, of another level, or of a body that may not inspect.</summary>
internal static partial class WordingRules
{
    public static IEnumerable<PlanFinding> Check(TextLine line, NoticeContext context) =>
        LeftOpen(line).Concat(OtherLevel(line, context)).Concat(CoordinationOffice(line, context)).Concat(Slips(line));

    /// <summary>Things somebody meant to fill in later. Blank lines of a form, to be filled by hand, are none.</summary>
    private static IEnumerable<PlanFinding> LeftOpen(TextLine line) =>
        from match in Open().Matches(line.Text).Cast<Match>()
        select new PlanFinding("notice.left-open", FindingWeight.Error, line.At(match.Index), null, match.Value, $"“{match.Value}”还没有填写。请填写或者删去。");

    /// <summary>The city's words in a county's document.</summary>
    private static IEnumerable<PlanFinding> OtherLevel(TextLine line, NoticeContext context)
    {
        if (County().IsMatch(context.Agency))
        {
            foreach (var match in CityWords().Matches(line.Text).Cast<Match>())
            {
                yield return new(
                    "notice.scope-word", FindingWeight.Warning, line.At(match.Index), null, match.Value,
                    $"发文机关“{context.Agency}”是县区级，文中却写“{match.Value}”，可能是套用了上级的文稿。请核对。",
                    match.Value.EndsWith("本级", StringComparison.Ordinal) ? line.Text.Remove(match.Index, 1) : null);
            }
        }
        else if (City().IsMatch(context.Agency))
        {
            foreach (var match in CountyWords().Matches(line.Text).Cast<Match>())
            {
                yield return new(
                    "notice.scope-word", FindingWeight.Warning, line.At(match.Index), null, match.Value,
                    $"发文机关“{context.Agency}”是市级，文中却写“{match.Value}”，可能是套用了其他层级的文稿。请核对。");
            }
        }
    }

    /// <summary>A coordination office named as the body that inspects.</summary>
    private static IEnumerable<PlanFinding> CoordinationOffice(TextLine line, NoticeContext context) =>
        context.Year < Lint.CoordinationOffice.FirstYear || !OfficeWord().IsMatch(line.Text) ? [] :
        from match in InspectingField().Matches(line.Text).Cast<Match>().Concat(InspectingSentence().Matches(line.Text))
        select new PlanFinding(
            "notice.coordination-office-inspects", FindingWeight.Error, line.At(match.Groups["office"].Index), null, match.Groups["office"].Value,
            $"“{match.Groups["office"].Value}”是议事协调机构，不能作为检查主体实施涉企行政检查（国办发〔2024〕54号）。请改写为依法有检查权的部门。");

    /// <summary>The two words of the field that are most often mistyped.</summary>
    private static IEnumerable<PlanFinding> Slips(TextLine line) =>
        from match in Slip().Matches(line.Text).Cast<Match>()
        let right = match.Value == "双随机一公开" ? "双随机、一公开" : match.Value.Replace('帐', '账')
        select new PlanFinding("text.slip", FindingWeight.Advice, line.At(match.Index), null, match.Value, $"“{match.Value}”应写“{right}”。",
            line.Text[..match.Index] + right + line.Text[(match.Index + match.Length)..]);

    [GeneratedRegex(Lint.CoordinationOffice.Ending, RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex OfficeWord();

    [GeneratedRegex(@"\{\{|\}\}|[×╳]{2,}|(?<![A-Za-z])[Xx]{2,}(?![A-Za-z])|[×╳](?=[年月日号局县市省区])|某某|待定|待补充|待填|(?<=[（(【\[])此处[^）)】\]]{0,30}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Open();

    [GeneratedRegex("^[\u4e00-\u9fa5]{1,10}?[县区旗][\u4e00-\u9fa5“”、]*(?:局|委员会|办公室|政府)$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex County();

    // 荥阳市 may be county-level; a city's bureau has no 县 or 区 in its name, so only words of a county are told.
    [GeneratedRegex("^[\u4e00-\u9fa5]{1,6}?市[^县区旗]*(?:局|委员会|办公室|政府)$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex City();

    [GeneratedRegex("[市省]本级", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex CityWords();

    [GeneratedRegex("[县省]本级|我县", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex CountyWords();

    [GeneratedRegex($"(?:检查主体|检查机关|检查单位|实施机关|检查实施单位|检查部门)\\s*(?:为|是|[:：\\t])\\s*(?<office>[\u4e00-\u9fa5“”、]{{0,60}}?{Lint.CoordinationOffice.Ending})", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex InspectingField();

    [GeneratedRegex($"(?:由|请|经)?(?<office>[\u4e00-\u9fa5“”、]{{0,40}}?{Lint.CoordinationOffice.Ending})(?:的?(?:工作|执法)?人员)?(?:将|应当|负责|依法|决定|拟|定于|组织)*(?:对(?:你|本|该|各|辖区|全[县市区])?[^，。；：]{{0,30}}(?:企业|单位|经营者|经营主体|市场主体|公司|户)[^，。；：]{{0,12}}(?:实施|开展|进行)|(?:实施|开展|进行)(?:现场|实地|上门|行政|执法|涉企)+)[^，。；：督]{{0,10}}检查", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex InspectingSentence();

    [GeneratedRegex("双随机一公开|台帐|帐号|帐户", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Slip();
}
