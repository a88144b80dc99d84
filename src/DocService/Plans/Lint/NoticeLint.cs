using System.Globalization;
using System.Text.RegularExpressions;
using SpotCheck.DocService.Plans.Values;

namespace SpotCheck.DocService.Plans.Lint;

/// <summary>Checks the text of a plan's notice, paragraph by paragraph, and against the annexes that are really there.</summary>
public static partial class NoticeLint
{
    /// <param name="paragraphs">The document from its number to its last annex title, one paragraph each; tables left out.</param>
    /// <param name="agency">The issuing bureau's full name.</param>
    public static IReadOnlyList<PlanFinding> Check(IReadOnlyList<string> paragraphs, string agency, int year) =>
    [
        .. paragraphs.SelectMany((text, index) => Texts(text, index, agency)),
        .. Headings(paragraphs),
        .. SignOff(paragraphs, agency),
        .. SystemNames(paragraphs),
        .. Downward(paragraphs),
        .. AnnexRules.Check(paragraphs),
        .. Titles(paragraphs, year),
    ];

    /// <summary>年度抽查企业占比 the notice sets as its goal; null if it names none.</summary>
    public static SamplingRatio? EnterpriseShareGoal(IEnumerable<string> paragraphs)
    {
        var match = Goal().Match(PlanText.Compact(string.Concat(paragraphs)));
        return match.Success && SampleSizeGrammar.Read(match.Groups["ratio"].Value).Value is { Default.Ratio: { } ratio } ? ratio : null;
    }

    internal static string Place(int paragraph, int index = 0) =>
        string.Create(CultureInfo.InvariantCulture, $"第{paragraph + 1}段第{index + 1}字");

    private static IEnumerable<PlanFinding> Texts(string text, int paragraph, string agency)
    {
        foreach (var found in TextRules.Check(text))
        {
            yield return new(found.Code, found.Weight, Place(paragraph, found.Index), null, found.Found, found.Reason, found.Fix);
        }

        foreach (var missing in MissingDayWord.In(text))
        {
            var problem = MissingDayWord.Problem(text, missing.Value);
            yield return new(problem.Code, FindingWeight.Warning, Place(paragraph, missing.Index), null, problem.Found, problem.Reason, problem.Fix);
        }

        foreach (var (index, found, right) in new AgencyName(agency).Misspellings(text))
        {
            yield return new(
                "notice.agency-name", FindingWeight.Warning, Place(paragraph, index), null, found,
                $"发文机关是“{agency}”，这里写作“{found}”，可能是笔误。", text.Replace(found, right, StringComparison.Ordinal));
        }

        if (CountyAgency().IsMatch(agency) && text.IndexOf("市本级", StringComparison.Ordinal) is >= 0 and var at)
        {
            yield return new(
                "notice.scope-word", FindingWeight.Warning, Place(paragraph, at), null, "市本级",
                $"发文机关“{agency}”是县区级，文中却写“市本级”，可能是套用了市里的文稿。", text.Replace("市本级", "本级", StringComparison.Ordinal));
        }
    }

    /// <summary>（一） and (二) mixed: GB/T 9704-2012, 7.3.3 writes the second level with full-width brackets.</summary>
    private static IEnumerable<PlanFinding> Headings(IReadOnlyList<string> paragraphs) =>
        from item in paragraphs.Select((text, index) => (text, index))
        let match = HalfWidthHeading().Match(item.text)
        where match.Success
        select new PlanFinding(
            "notice.heading-brackets", FindingWeight.Advice, Place(item.index), null, match.Value,
            $"层次序数“{match.Value}”用了半角括号，第二层应写“（{match.Groups["number"].Value}）”（GB/T 9704—2012，7.3.3）。",
            $"（{match.Groups["number"].Value}）{item.text[match.Length..].TrimStart()}");

    /// <summary>The same agency and date twice.</summary>
    private static IEnumerable<PlanFinding> SignOff(IReadOnlyList<string> paragraphs, string agency)
    {
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        var texts = paragraphs.Select(PlanText.Compact).ToList();
        for (var index = 1; index < texts.Count; index++)
        {
            if (!FullDate().IsMatch(texts[index]) || texts[index - 1] != PlanText.Compact(agency))
            {
                continue;
            }

            if (seen.TryGetValue(texts[index], out var first))
            {
                yield return new(
                    "notice.sign-off-twice", FindingWeight.Warning, Place(index - 1), null, $"{paragraphs[index - 1].Trim()} {paragraphs[index].Trim()}",
                    $"署名和成文日期与第{first}段重复，一份文件只署一次。请删去其中一处。");
            }
            else
            {
                seen.Add(texts[index], index);
            }
        }
    }

    /// <summary>One platform under several names.</summary>
    private static IEnumerable<PlanFinding> SystemNames(IReadOnlyList<string> paragraphs)
    {
        string? first = null;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var index = 0; index < paragraphs.Count; index++)
        {
            foreach (var match in SystemName().Matches(Quote().Replace(PlanText.Compact(paragraphs[index]), "")).Where(match => seen.Add(match.Value)))
            {
                if (first is null)
                {
                    first = match.Value;
                    continue;
                }

                yield return new(
                    "notice.system-names", FindingWeight.Warning, Place(index), null, match.Value,
                    $"前文称“{first}”，这里称“{match.Value}”。如是同一个系统，请统一名称；如是两个系统，请分别写明。");
            }
        }
    }

    /// <summary>签发人 belongs to upward documents only (GB/T 9704-2012, 7.2.6).</summary>
    private static IEnumerable<PlanFinding> Downward(IReadOnlyList<string> paragraphs)
    {
        var head = paragraphs.Take(6).ToList();
        var signer = head.FindIndex(text => PlanText.Compact(text).StartsWith("签发人", StringComparison.Ordinal));
        if (signer >= 0 && head.Exists(text => PlanText.Compact(text).EndsWith("通知", StringComparison.Ordinal)))
        {
            yield return new(
                "notice.signer-on-downward", FindingWeight.Warning, Place(signer), null, head[signer].Trim(),
                "通知是下行文，不标注签发人；只有请示、报告等上行文标注（GB/T 9704—2012，7.2.6）。请删去这一行。");
        }
    }

    private static IEnumerable<PlanFinding> Titles(IReadOnlyList<string> paragraphs, int year) =>
        from item in paragraphs.Select((text, index) => (text, index))
        where Title().IsMatch(PlanText.Compact(item.text))
        from finding in YearRule.Check(Place(item.index), null, item.text, year)
        select finding;

    [GeneratedRegex(@"年度抽查企业占比(?:达到|不低于|≥)?(?<ratio>\d+(?:\.\d+)?[%‰])", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Goal();

    [GeneratedRegex("^[\u4e00-\u9fa5]{1,10}?[县区旗][\u4e00-\u9fa5]*(?:局|委员会|办公室)$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex CountyAgency();

    [GeneratedRegex(@"^\s*\((?<number>[一二三四五六七八九十]+)\)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex HalfWidthHeading();

    [GeneratedRegex(@"^(?:19|20)\d\d年\d{1,2}月\d{1,2}日$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex FullDate();

    [GeneratedRegex("[“”\"‘’]", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Quote();

    [GeneratedRegex(@"双随机(?:、?一公开)?[\u4e00-\u9fa5]{0,8}?(?:平台|(?<![本全各])系统)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SystemName();

    [GeneratedRegex("(?:通知|方案|计划)$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Title();
}
