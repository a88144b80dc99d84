using System.Globalization;
using System.Text.RegularExpressions;

namespace SpotCheck.DocService.Plans.Values;

/// <summary>Reads 抽查比例/数量. Source of the forms: the annual plans of seven bureaus (glossary: sampling ratio).</summary>
public static partial class SampleSizeGrammar
{
    private const string Allowed = "可以写“5%”“2‰”“不低于5%”“3户”“3%；2次/年”“每年2次各10%”。";

    /// <param name="percentHeader">The header says that the column holds percentages (比例%), so a bare 5 is 5 %.</param>
    /// <param name="frequency">The column holds a frequency (频次), so a bare or compared number is times per year.</param>
    public static CellReading<SampleSize> Read(string text, bool percentHeader = false, bool frequency = false)
    {
        var compact = PlanText.Compact(text);
        var remark = Remark().Match(compact);
        if (remark.Success)
        {
            compact = compact.Remove(remark.Index, remark.Length);
        }

        if (compact.Length == 0)
        {
            return CellReading<SampleSize>.Refused("ratio.empty", text.Trim(), "没有写抽查比例或数量。" + Allowed);
        }

        if (compact is "全部" or "全覆盖" or "全部检查" or "全数")
        {
            return Whole(SamplingRatio.All, remark);
        }

        if (Range().IsMatch(compact))
        {
            return CellReading<SampleSize>.Refused("ratio.range", text.Trim(), "写的是一个范围，不能确定按哪个比例抽。请写一个比例，例如下限“不低于5%”；按风险等级分档的，写最低一档，各档写在信用风险分类管理栏。");
        }

        if (percentHeader && BareNumber().IsMatch(compact))
        {
            compact += "%";
        }

        var options = new List<SampleOption>();
        foreach (var part in Alternative().Split(compact))
        {
            var option = new OptionReader(part, frequency);
            if (option.Problem is { } problem)
            {
                return new(null, [problem]);
            }

            options.Add(option.Option!);
        }

        return CellReading<SampleSize>.Of(new SampleSize(options, remark.Success ? remark.Groups["text"].Value : null));
    }

    private static CellReading<SampleSize> Whole(SamplingRatio ratio, Match remark) => CellReading<SampleSize>.Of(
        new SampleSize([new(ratio, null, false, 1, false)], remark.Success ? remark.Groups["text"].Value : null));

    /// <summary>Reads one alternative from left to right, one value after the other.</summary>
    private ref struct OptionReader
    {
        private readonly bool frequency;
        private SamplingRatio? ratio;
        private int? count;
        private int? times;
        private bool atLeast;
        private bool eachTime;

        public OptionReader(string text, bool frequency)
        {
            this.frequency = frequency;
            var position = 0;
            while (position < text.Length && Problem is null)
            {
                var token = Token().Match(text, position);
                if (!token.Success || token.Index != position)
                {
                    Problem = Unreadable(text, position);
                    return;
                }

                Take(token, text);
                position += token.Length;
            }

            if (Problem is null && ratio is null && count is null && times is null)
            {
                Problem = Unreadable(text, 0);
            }

            if (Problem is null)
            {
                Option = new SampleOption(ratio, count, atLeast, times ?? 1, eachTime);
            }
        }

        public CellProblem? Problem { get; private set; }

        public SampleOption? Option { get; }

        private void Take(Match token, string text)
        {
            atLeast |= token.Groups["least"].Success || token.Groups["above"].Success;
            eachTime |= token.Groups["each"].Success;
            if (token.Groups["percent"].Success)
            {
                TakeRatio(token, token.Groups["percent"].Value, token.Groups["sign"].Value is "‰" ? 1000 : 100);
            }
            else if (token.Groups["spoken"].Success)
            {
                var number = PlanText.ChineseNumber(token.Groups["spoken"].Value)?.ToString(CultureInfo.InvariantCulture) ?? token.Groups["spoken"].Value;
                TakeRatio(token, number, token.Groups["base"].Value is "千" ? 1000 : 100);
            }
            else if (token.Groups["count"].Success)
            {
                TakeCount(token);
            }
            else if (token.Groups["compared"].Success)
            {
                TakeBare(token, text);
            }
            else if (token.Groups["times"].Success)
            {
                TakeTimes(token);
            }
        }

        private void TakeRatio(Match token, string number, long basis)
        {
            if (!decimal.TryParse(number, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value))
            {
                Problem = Unreadable(token.Value, 0);
            }
            else if (value <= 0)
            {
                Problem = new(value < 0 ? "ratio.negative" : "ratio.zero", token.Value, "抽查比例必须大于0，最多100%。");
            }
            else if (value > basis)
            {
                Problem = new("ratio.above-all", token.Value, "抽查比例不能超过100%，名录库里没有更多的对象可抽。");
            }
            else if (ratio is not null)
            {
                Problem = new("ratio.two-values", token.Value, "同一格里有两个比例，不能确定用哪一个。两种方案请用“；或者”分开，分档比例请写在信用风险分类管理栏。");
            }
            else
            {
                var scale = 1L;
                for (; value != decimal.Truncate(value) && scale < 1_000_000; scale *= 10)
                {
                    value *= 10;
                }

                if (value != decimal.Truncate(value))
                {
                    Problem = new("ratio.too-fine", token.Value, "抽查比例最多写六位小数。");
                    return;
                }

                ratio = SamplingRatio.Of((long)value, basis * scale);
            }
        }

        private void TakeCount(Match token)
        {
            var value = Number(token.Groups["count"].Value);
            if (value is null or < 1)
            {
                Problem = new("ratio.count-zero", token.Value, "抽查数量必须是1以上的整数。");
            }
            else if (count is not null)
            {
                Problem = new("ratio.two-values", token.Value, "同一格里有两个数量，不能确定用哪一个。请只留一个。");
            }
            else
            {
                count = value;
            }
        }

        private void TakeBare(Match token, string text)
        {
            if (!frequency && !token.Groups["exact"].Success && !token.Groups["least"].Success)
            {
                var number = token.Groups["compared"].Value;
                Problem = new("ratio.no-unit", text, $"“{number}”没有单位，不知道是{number}%还是{number}户。" + Allowed);
                return;
            }

            var value = Number(token.Groups["compared"].Value);
            if (value is null or < 1)
            {
                Problem = new("ratio.count-zero", token.Value, "抽查数量必须是1以上的整数。");
            }
            else if (frequency)
            {
                times = value;
            }
            else
            {
                count = value;
            }
        }

        private void TakeTimes(Match token)
        {
            var value = Number(token.Groups["times"].Value);
            var perYear = token.Groups["period"].Value switch { "半年" => 2, "季度" or "季" => 4, "月" or "个月" => 12, _ => 1 };
            if (value is null or < 1 || times is not null)
            {
                Problem = new("ratio.times", token.Value, "每年抽查次数必须是1以上的整数，并且只写一次。");
                return;
            }

            times = value * perYear;
        }

        private static int? Number(string digits) =>
            int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : PlanText.ChineseNumber(digits);

        private static CellProblem Unreadable(string text, int position) =>
            new("ratio.unreadable", text[position..], $"第{position + 1}个字起读不懂。" + Allowed);
    }

    [GeneratedRegex(@"\((?<text>[^()]*)\)$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Remark();

    [GeneratedRegex(@"[;,。、]?或者?", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Alternative();

    [GeneratedRegex(@"\d[%‰]?[-~～至到]\d", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Range();

    [GeneratedRegex(@"^\d+(\.\d+)?$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex BareNumber();

    [GeneratedRegex("""
        [;,。、]+
        | (?:每|一)?(?<period>半年|季度|季|个月|月|年)(?:度)?(?:抽查|检查|开展)?(?<times>\d+|[一二两三四五六七八九十]+)次(?:以上(?<above>))?
        | (?<times>\d+|[一二两三四五六七八九十]+)次(?:/|每)(?<period>半年|季度|季|个月|月|年)
        | (?<each>各|每次)
        | (?:(?<least>≥|>|不低于|不少于|至少|最少)|(?<exact>=|为))?(?:
              (?<percent>-?\d+(?:\.\d+)?)(?<sign>%|‰)
            | (?<base>百|千)分之(?<spoken>[零一二两三四五六七八九十百]+|\d+(?:\.\d+)?)
            | (?<count>\d+|[一二两三四五六七八九十]+)(?:户|家|个|名|批次|批|台|件|项)
            | (?<compared>-?\d+)(?![\d.%‰])
          )(?:(?<above>及?以上)|左右|每次(?<each>))?
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Token();
}
