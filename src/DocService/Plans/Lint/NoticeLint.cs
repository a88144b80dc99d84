using System.Text.RegularExpressions;
using SpotCheck.DocService.Plans.Values;

namespace SpotCheck.DocService.Plans.Lint;

/// <summary>Checks the text of an official document, line by line, and against the annexes and tables that are really there.</summary>
public static partial class NoticeLint
{
    /// <param name="paragraphs">The document from its number to its last annex title, one paragraph each; tables left out.</param>
    /// <param name="agency">The issuing bureau's full name.</param>
    public static IReadOnlyList<PlanFinding> Check(IReadOnlyList<string> paragraphs, string agency, int year) =>
        Check(TextLine.Paragraphs(paragraphs), new NoticeContext(agency, year));

    /// <param name="lines">The whole document, empty lines and rows of tables too.</param>
    public static IReadOnlyList<PlanFinding> Check(IReadOnlyList<TextLine> lines, NoticeContext context) => Check(lines, new LintMemory(context));

    /// <param name="memory">Of what was checked in the same context before.</param>
    public static IReadOnlyList<PlanFinding> Check(IReadOnlyList<TextLine> lines, LintMemory memory)
    {
        var context = memory.Context;
        var paragraphs = lines.Where(line => line.Cells is null && !line.IsEmpty).ToList();
        return
        [
            .. paragraphs.SelectMany(line => memory.Of(line, inPlan: false)),
            .. BracketRules.Check(paragraphs),
            .. HeadingRules.Check([.. WithoutAnnexList(lines)]),
            .. SignOffs(paragraphs, context.Agency),
            .. SystemNames(paragraphs),
            .. Downward(paragraphs),
            .. AnnexRules.Check(lines),
            .. Titles(paragraphs, context.Year),
            .. DateRules.Deadlines(paragraphs),
            .. NoticeTables.Check(lines, memory, EnterpriseShareGoal(paragraphs.Select(line => line.Text))),
        ];
    }

    /// <summary>年度抽查企业占比 the notice sets as its goal; null if it names none.</summary>
    public static SamplingRatio? EnterpriseShareGoal(IEnumerable<string> paragraphs)
    {
        var match = Goal().Match(PlanText.Compact(string.Concat(paragraphs)));
        return match.Success && SampleSizeGrammar.Read(match.Groups["ratio"].Value).Value is { Default.Ratio: { } ratio } ? ratio : null;
    }

    /// <summary>Rules for any line of running text.</summary>
    internal static IEnumerable<PlanFinding> Texts(TextLine line, NoticeContext context)
    {
        // Half-width brackets around a heading's number have a finding of their own.
        foreach (var found in TextRules.Check(HeadingRules.WithWideBrackets(line.Text)))
        {
            yield return new(found.Code, found.Weight, line.At(found.Index), null, found.Found, found.Reason, found.Fix);
        }

        foreach (var missing in MissingDayWord.In(line.Text))
        {
            var problem = MissingDayWord.Problem(line.Text, missing.Value);
            yield return new(problem.Code, FindingWeight.Warning, line.At(missing.Index), null, problem.Found, problem.Reason, problem.Fix);
        }

        foreach (var finding in DateRules.Check(line).Concat(Agencies(line, context)).Concat(WordingRules.Check(line, context)))
        {
            yield return finding;
        }
    }

    private static IEnumerable<PlanFinding> Agencies(TextLine line, NoticeContext context)
    {
        foreach (var name in context.Names)
        {
            foreach (var (index, found, right) in name.Misspellings(line.Text).Where(wrong => !context.Names.Any(known => known.Full == wrong.Found)))
            {
                yield return new(
                    "notice.agency-name", FindingWeight.Warning, line.At(index), null, found,
                    $"{(name.Full == context.Agency ? "发文机关" : "单位名称")}是“{name.Full}”，这里写作“{found}”，可能是笔误。", line.Text.Replace(found, right, StringComparison.Ordinal));
            }
        }
    }

    // The entries of 附件说明 are numbered like headings and are none.
    private static IEnumerable<TextLine> WithoutAnnexList(IReadOnlyList<TextLine> lines)
    {
        var (start, end) = AnnexRules.PlaceOf(lines);
        return lines.Where((line, index) => line.Cells is null && !line.IsEmpty && (index < start || index >= end));
    }

    /// <summary>The same agency and date twice.</summary>
    private static IEnumerable<PlanFinding> SignOffs(IReadOnlyList<TextLine> lines, string agency)
    {
        var seen = new Dictionary<string, TextLine>(StringComparer.Ordinal);
        var texts = lines.Select(line => PlanText.Compact(line.Text)).ToList();
        for (var index = 1; index < texts.Count; index++)
        {
            if (!FullDate().IsMatch(texts[index]) || texts[index - 1] != PlanText.Compact(agency))
            {
                continue;
            }

            if (seen.TryGetValue(texts[index], out var first))
            {
                yield return new(
                    "notice.sign-off-twice", FindingWeight.Warning, lines[index - 1].At(0), null, $"{lines[index - 1].Text.Trim()} {lines[index].Text.Trim()}",
                    $"署名和成文日期与{first.Place}重复，一份文件只署一次。请删去其中一处。");
            }
            else
            {
                seen.Add(texts[index], lines[index]);
            }
        }
    }

    /// <summary>One platform under several names.</summary>
    private static IEnumerable<PlanFinding> SystemNames(IReadOnlyList<TextLine> lines)
    {
        string? first = null;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var line in lines)
        {
            foreach (var match in SystemName().Matches(Quote().Replace(PlanText.Compact(line.Text), "")).Where(match => seen.Add(match.Value)))
            {
                if (first is null)
                {
                    first = match.Value;
                    continue;
                }

                yield return new(
                    "notice.system-names", FindingWeight.Warning, line.At(0), null, match.Value,
                    $"前文称“{first}”，这里称“{match.Value}”。如是同一个系统，请统一名称；如是两个系统，请分别写明。");
            }
        }
    }

    /// <summary>签发人 belongs to upward documents only (GB/T 9704-2012, 7.2.6).</summary>
    private static IEnumerable<PlanFinding> Downward(IReadOnlyList<TextLine> lines)
    {
        var head = lines.Take(6).ToList();
        var signer = head.Find(line => PlanText.Compact(line.Text).StartsWith("签发人", StringComparison.Ordinal));
        if (signer is not null && head.Exists(line => PlanText.Compact(line.Text).EndsWith("通知", StringComparison.Ordinal)))
        {
            yield return new(
                "notice.signer-on-downward", FindingWeight.Warning, signer.At(0), null, signer.Text.Trim(),
                "通知是下行文，不标注签发人；只有请示、报告等上行文标注（GB/T 9704—2012，7.2.6）。请删去这一行。");
        }
    }

    private static IEnumerable<PlanFinding> Titles(IReadOnlyList<TextLine> lines, int year) =>
        from line in lines
        where Title().IsMatch(PlanText.Compact(line.Text))
        from finding in YearRule.Check(line.At(0), null, line.Text, year)
        select finding;

    [GeneratedRegex(@"年度抽查企业占比(?:达到|不低于|≥)?(?<ratio>\d+(?:\.\d+)?[%‰])", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Goal();

    [GeneratedRegex(@"^(?:19|20)\d\d年\d{1,2}月\d{1,2}日$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex FullDate();

    [GeneratedRegex("[“”\"‘’]", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Quote();

    [GeneratedRegex(@"双随机(?:、?一公开)?[\u4e00-\u9fa5-[的]]{0,8}?(?:平台|(?<![本全各])系统)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex SystemName();

    [GeneratedRegex("(?:通知|方案|计划)$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Title();
}
