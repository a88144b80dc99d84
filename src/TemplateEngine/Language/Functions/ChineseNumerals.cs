using System.Numerics;
using System.Text;

namespace SpotCheck.TemplateEngine.Language;

/// <summary>Numbers in Chinese characters, plain (一二三) and formal (壹贰叁).</summary>
/// <remarks>
/// Formal characters and the form of amounts: 中国人民银行《支付结算办法》附件一“正确填写票据和结算凭证的基本规定”.
/// </remarks>
internal static class ChineseNumerals
{
    private const string Plain = "零一二三四五六七八九";
    private const string Formal = "零壹贰叁肆伍陆柒捌玖";
    private static readonly string[] s_plainUnits = ["", "十", "百", "千"];
    private static readonly string[] s_formalUnits = ["", "拾", "佰", "仟"];
    private static readonly string[] s_groups = ["", "万", "亿"];

    /// <summary>Largest number that can be written: 16 digits.</summary>
    public static readonly BigInteger Limit = BigInteger.Pow(10, 16);

    /// <summary>A whole number below <see cref="Limit"/>: 一百二十三, 壹佰贰拾叁. Plain 10 to 19 are 十 to 十九.</summary>
    public static string Write(BigInteger number, bool isFormal)
    {
        if (number.IsZero)
            return "零";
        var result = new StringBuilder();
        if (number.Sign < 0)
        {
            result.Append('负');
            number = -number;
        }

        var start = result.Length;
        AppendGroups(result, number, isFormal);
        if (!isFormal && result.Length > start + 1 && result[start] == '一' && result[start + 1] == '十')
            result.Remove(start, 1);
        return result.ToString();
    }

    /// <summary>Digit by digit: 2026 is 二〇二六.</summary>
    public static string WriteDigits(string digits)
    {
        var result = new StringBuilder(digits.Length);
        foreach (var c in digits)
            result.Append(c == '0' ? '〇' : char.IsAsciiDigit(c) ? Plain[c - '0'] : c);
        return result.ToString();
    }

    /// <summary>An amount of money: 人民币壹仟贰佰叁拾肆元伍角陆分, 人民币壹佰元整.</summary>
    public static string WriteAmount(decimal amount, string currency)
    {
        var cents = (BigInteger)decimal.Round(decimal.Abs(amount) * 100, 0, MidpointRounding.AwayFromZero);
        var yuan = cents / 100;
        var (jiao, fen) = ((int)(cents / 10 % 10), (int)(cents % 10));
        var result = new StringBuilder(currency);
        if (amount < 0 && !cents.IsZero)
            result.Append('负');
        if (!yuan.IsZero || cents.IsZero)
            result.Append(Write(yuan, isFormal: true)).Append('元');

        if (jiao == 0 && fen == 0)
            return result.Append('整').ToString();
        if (jiao > 0)
            result.Append(Formal[jiao]).Append('角');
        else if (!yuan.IsZero)
            result.Append('零');
        if (fen > 0)
            result.Append(Formal[fen]).Append('分');
        else
            result.Append('整');
        return result.ToString();
    }

    // Groups of four digits, each with 万 or 亿 behind it; a zero is read once between what is not zero.
    private static void AppendGroups(StringBuilder result, BigInteger number, bool isFormal)
    {
        const int GroupSize = 10_000;
        var groups = new List<int>();
        for (; !number.IsZero; number /= GroupSize)
            groups.Add((int)(number % GroupSize));

        var needsZero = false;
        for (var i = groups.Count - 1; i >= 0; i--)
        {
            if (groups[i] == 0)
            {
                needsZero = true;
                continue;
            }

            var isFirst = i == groups.Count - 1;
            // 拾万零柒仟: on formal papers a group that ends in zero is followed by 零, so that nothing can be put between.
            var followsZero = isFormal && !isFirst && groups[i + 1] % 10 == 0;
            if (!isFirst && (needsZero || followsZero || groups[i] < GroupSize / 10))
                result.Append('零');
            AppendGroup(result, groups[i], isFormal);
            result.Append(i == 3 ? "万" : s_groups[i]);
            if (i == 3 && groups[2] == 0)
                result.Append('亿');
            needsZero = false;
        }
    }

    private static void AppendGroup(StringBuilder result, int group, bool isFormal)
    {
        var digits = isFormal ? Formal : Plain;
        var units = isFormal ? s_formalUnits : s_plainUnits;
        var hasDigit = false;
        var needsZero = false;
        for (var place = 3; place >= 0; place--)
        {
            var digit = group / (int)Math.Pow(10, place) % 10;
            if (digit == 0)
            {
                needsZero = hasDigit;
                continue;
            }

            if (needsZero)
                result.Append('零');
            result.Append(digits[digit]).Append(units[place]);
            hasDigit = true;
            needsZero = false;
        }
    }
}
