using System.Globalization;
using System.Numerics;

namespace SpotCheck.TemplateEngine.Language;

/// <summary>
/// The object <c>公文</c> (in English <c>gov</c>): numbers, dates, lists and quantities as official documents write
/// them. Dates and ranges: GB/T 15835-2011 and GB/T 7408; the 一字线 between months: GB/T 15834-2011 4.13.
/// </summary>
internal static class OfficialFunctions
{
    private const string Dash = "—";

    public static readonly ScriptObject Members = new FunctionSet("公文")
        .Add("中文数字", "数", a => ChineseNumerals.Write(Whole(a), isFormal: false))
        .Add("中文大写", "数", a => ChineseNumerals.Write(Whole(a), isFormal: true))
        .Add("中文数位", "数", a => ChineseNumerals.WriteDigits(a.Text(0)))
        .Add("金额大写", "元 币种?", Amount)
        .Add("年月日", "日期", a => Day(a, date => $"{date.Year}年{date.Month}月{date.Day}日"))
        .Add("年月", "日期", a => Day(a, date => $"{date.Year}年{date.Month}月"))
        .Add("中文年月日", "日期", a => Day(a, ChineseDay))
        .Add("起止", "开始 结束 精度? 年?", Period)
        .Add("连接", "列表 分隔? 末尾? 字段?", Join)
        .Add("数量", "数 量词", a => Quantity(a, a.Text(1)))
        .Add("户", "数", a => Quantity(a, "户"))
        .Add("家", "数", a => Quantity(a, "家"))
        .Add("项", "数", a => Quantity(a, "项"))
        .Add("人", "数", a => Quantity(a, "人"))
        .Add("次", "数", a => Quantity(a, "次"))
        .Add("份", "数", a => Quantity(a, "份"))
        .Add("百分比", "比例 小数位?", a => Ratio(a, 100, "%"))
        .Add("千分比", "比例 小数位?", a => Ratio(a, 1000, "‰"))
        .Add("文号", "代字 年 号", a => $"{a.Text(0)}〔{a.Text(1)}〕{a.Text(2)}号")
        .Add("勾选", "是否", a => a[0].IsTruthy && !IsNo(a[0]) ? "☑" : "☐")
        .Freeze();

    public static readonly ScriptObject EnglishMembers = English().Freeze();

    private static ScriptObject English()
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["numeral"] = "中文数字", ["formal_numeral"] = "中文大写", ["digits"] = "中文数位", ["amount"] = "金额大写",
            ["day"] = "年月日", ["month"] = "年月", ["chinese_day"] = "中文年月日", ["period"] = "起止", ["join"] = "连接",
            ["quantity"] = "数量", ["percent"] = "百分比", ["per_mille"] = "千分比", ["document_number"] = "文号", ["checkbox"] = "勾选",
        };
        var members = new ScriptObject { FunctionSetName = "gov" };
        foreach (var (english, chinese) in names)
            members.Set(english, Members[chinese]);
        return members;
    }

    private static BigInteger Whole(Arguments a)
    {
        var number = a.Number(0);
        var whole = number.Kind is ValueKind.Int or ValueKind.BigInt
            ? Numbers.ToBigInteger(number)
            : Numbers.TryToInt64(number, out var exact) ? exact : throw a.WrongType(0, "整数", "a whole number");
        if (BigInteger.Abs(whole) >= ChineseNumerals.Limit)
            throw a.Context.Fault("template.number-too-large", "中文数字最多 16 位。", "At most 16 digits.");
        return whole;
    }

    private static Value Amount(Arguments a)
    {
        try
        {
            var amount = Numbers.ToDecimal(a.Number(0));
            if (decimal.Abs(amount) >= (decimal)ChineseNumerals.Limit / 100)
                throw new OverflowException();
            return ChineseNumerals.WriteAmount(amount, a.Text(1, "人民币"));
        }
        catch (OverflowException)
        {
            throw a.Context.Fault("template.number-too-large", "金额最多 14 位整数。", "At most 14 digits before the point.");
        }
    }

    private static Value Day(Arguments a, Func<DateTimeOffset, string> write) => a.Date(0) is { } date ? write(date) : "";

    private static string ChineseDay(DateTimeOffset date) =>
        $"{ChineseNumerals.WriteDigits(date.Year.ToString(CultureInfo.InvariantCulture))}年"
        + $"{ChineseNumerals.Write(date.Month, isFormal: false)}月{ChineseNumerals.Write(date.Day, isFormal: false)}日";

    /// <summary>Writes what the second date has in common with the first only once: 2023年3月—4月.</summary>
    private static Value Period(Arguments a)
    {
        if (a.Date(0) is not { } from || a.Date(1) is not { } to)
            return "";
        if (to < from)
        {
            throw a.Context.Fault(
                "template.bad-range", $"结束日期 {to:yyyy-MM-dd} 早于开始日期 {from:yyyy-MM-dd}。请检查数据。", "The period ends before it begins.");
        }

        var precision = a.Text(2, "月");
        if (precision is not ("年" or "月" or "日"))
            throw a.WrongType(2, "“年”“月”或“日”", "年, 月 or 日");
        var withYear = !a.IsGiven(3) || a[3].IsTruthy;
        var first = Written(from, precision, withYear, withMonth: true);
        var isSameYear = from.Year == to.Year;
        var isSameMonth = isSameYear && from.Month == to.Month;
        var last = Written(to, precision, withYear: !isSameYear && (withYear || precision is "年"), withMonth: !(precision is "日" && isSameMonth));
        var isOne = precision switch
        {
            "年" => isSameYear,
            "月" => isSameMonth,
            _ => from.Date == to.Date,
        };
        return isOne ? first : first + Dash + last;
    }

    private static string Written(DateTimeOffset date, string precision, bool withYear, bool withMonth)
    {
        var year = withYear || precision is "年" ? $"{date.Year}年" : "";
        var month = precision is not "年" && withMonth ? $"{date.Month}月" : "";
        var day = precision is "日" ? $"{date.Day}日" : "";
        return year + month + day;
    }

    private static Value Join(Arguments a)
    {
        var list = a.List(0) ?? new ScriptArray();
        var separator = a.Text(1, "、");
        var texts = new List<string>();
        foreach (var item in list.AsSpan())
        {
            var value = a.IsGiven(3) && item.AsObject is { } members ? members[a.Text(3)] : item;
            var text = a.Context.Text(value);
            if (text.Length > 0)
                texts.Add(text);
        }

        a.Context.CheckLength(texts.Sum(t => (long)t.Length + separator.Length));
        if (!a.IsGiven(2) || texts.Count < 2)
            return string.Join(separator, texts);
        return string.Join(separator, texts.Take(texts.Count - 1)) + a.Text(2) + texts[^1];
    }

    private static Value Quantity(Arguments a, string unit) => a.IsGiven(0) ? a.Context.Text(a.Number(0)) + unit : "";

    private static Value Ratio(Arguments a, int factor, string sign)
    {
        const int MaxDigits = 10;
        if (!a.IsGiven(0))
            return "";
        if (a[0].AsString is { } text && text.TrimEnd().EndsWith(sign, StringComparison.Ordinal))
            return text.Trim();
        try
        {
            var ratio = Numbers.ToDecimal(a.Number(0)) * factor;
            var digits = a.Int(1, -1);
            return digits < 0
                ? ratio.ToString("0.##########", CultureInfo.InvariantCulture) + sign
                : decimal.Round(ratio, Math.Min(digits, MaxDigits), MidpointRounding.AwayFromZero)
                    .ToString("F" + Math.Min(digits, MaxDigits).ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture) + sign;
        }
        catch (OverflowException)
        {
            throw a.Context.Fault("template.number-too-large", "比例超出范围。", "The ratio is out of range.");
        }
    }

    // Registers write 否, 无 or 0 where a program would write false.
    private static bool IsNo(Value value) =>
        value.AsString is "" or "否" or "无" or "0" or "false" || value is { Kind: ValueKind.Int } and { AsInt64: 0 };
}
