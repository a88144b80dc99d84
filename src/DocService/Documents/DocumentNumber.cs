using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace SpotCheck.DocService.Documents;

/// <summary>发文字号, as 泽市监〔2023〕10号 (GB/T 9704-2012 clause 7.2.5).</summary>
/// <param name="Prefix">机关代字, 2 to 12 Chinese characters.</param>
/// <param name="Year">Of 成文日期, 1900 to 2099.</param>
/// <param name="Sequence">1 to 99999; counted from 1 each year.</param>
internal sealed partial record DocumentNumber(string Prefix, int Year, int Sequence)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Prefix}〔{Year}〕{Sequence}号");

    public static bool IsPrefix(string text) => PrefixForm().IsMatch(text);

    /// <summary>Reads a number as it was typed.</summary>
    /// <returns>The number, and for every departure from the form what it is; null where no number can be made out of the text.</returns>
    public static DocumentNumberReading Read(string typed)
    {
        var text = Narrow(typed.Trim());
        var match = Loose().Match(text);
        if (!match.Success)
            return new(null, [new("document-number.unreadable", $"“{typed}”不是发文字号。发文字号由机关代字、六角括号括起的年份和序号组成，例如 泽市监〔2023〕10号。")]);

        var faults = new List<NumberFault>();
        void Fault(bool found, string code, string sentence)
        {
            if (found)
                faults.Add(new(code, sentence));
        }

        var year = match.Groups["year"].Value;
        var sequence = match.Groups["sequence"].Value;
        Fault(text != typed, "document-number.width", "发文字号里有空格或者全角数字，应当去掉空格、改用半角数字。");
        Fault(match.Groups["open"].Value != "〔" || match.Groups["close"].Value != "〕", "document-number.brackets", $"年份用了“{match.Groups["open"].Value}{match.Groups["close"].Value}”，应当用六角括号“〔〕”。");
        Fault(year.Length == 2, "document-number.short-year", $"年份“{year}”应当写全四位。");
        Fault(match.Groups["yearWord"].Success, "document-number.year-word", "括号里只写年份数字，不写“年”字。");
        Fault(match.Groups["ordinal"].Success, "document-number.ordinal", "序号前不加“第”字。");
        Fault(sequence.Length > 1 && sequence[0] == '0', "document-number.leading-zero", $"序号“{sequence}”不编虚位，应当写作“{sequence.TrimStart('0')}”。");
        Fault(!match.Groups["mark"].Success, "document-number.no-mark", "序号后应当加“号”字。");
        if (int.Parse(sequence, CultureInfo.InvariantCulture) == 0)
            return new(null, [new("document-number.zero", $"“{typed}”的序号是 0，序号从 1 开始。")]);
        var fullYear = int.Parse(year.Length == 2 ? "20" + year : year, CultureInfo.InvariantCulture);
        return new(new(match.Groups["prefix"].Value, fullYear, int.Parse(sequence, CultureInfo.InvariantCulture)), faults);
    }

    /// <summary>Numbers cited inside a text, each where it stands; only those that depart from the form.</summary>
    public static IEnumerable<(string Found, DocumentNumberReading Reading)> FaultyCitations(string text) =>
        from Match match in Cited().Matches(text)
        let reading = Read(match.Value)
        where reading.Number is not null && reading.Faults.Count > 0
        select (match.Value, reading);

    private static string Narrow(string text)
    {
        var narrow = new StringBuilder(text.Length);
        foreach (var character in text.Where(character => !char.IsWhiteSpace(character)))
            narrow.Append(character is >= '０' and <= '９' ? (char)(character - '０' + '0') : character);
        return narrow.ToString();
    }

    [GeneratedRegex(@"^[\u4e00-\u9fa5]{2,12}$", RegexOptions.None, 10_000)]
    private static partial Regex PrefixForm();

    [GeneratedRegex(@"^(?<prefix>[\u4e00-\u9fa5]{2,12}?)(?<open>[〔\[［(（【])(?<year>(?:19|20)\d{2}|\d{2})(?<yearWord>年)?(?<close>[〕\]］)）】])(?<ordinal>第)?(?<sequence>\d{1,5})(?<mark>号)?$", RegexOptions.None, 10_000)]
    private static partial Regex Loose();

    [GeneratedRegex(@"[\u4e00-\u9fa5]{2,12}[〔\[［(（【](?:19|20)\d{2}年?[〕\]］)）】]第?\d{1,5}号", RegexOptions.None, 10_000)]
    private static partial Regex Cited();
}

/// <summary>What a typed number says, and what is wrong with how it says it.</summary>
internal sealed record DocumentNumberReading(DocumentNumber? Number, IReadOnlyList<NumberFault> Faults);

internal sealed record NumberFault(string Code, string Sentence);
