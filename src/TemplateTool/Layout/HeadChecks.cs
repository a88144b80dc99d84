using System.Text.RegularExpressions;
using static SpotCheck.TemplateTool.Layout.Recognition;

namespace SpotCheck.TemplateTool.Layout;

/// <summary>L07–L14, L26, L27, L30: mark, number, rules, title, addressees.</summary>
internal static partial class HeadChecks
{
    private const double Character = 442.2 / 28;

    public static IEnumerable<Finding> Run(Recognition found, RequestedFormat? requested)
    {
        yield return Mark(found);
        foreach (var finding in NumberAndRules(found))
            yield return finding;
        foreach (var finding in Title(found, requested))
            yield return finding;
        yield return Signatory(found);
        yield return LetterRules(found);
    }

    private static Finding Mark(Recognition found)
    {
        if (found.Kind is DocumentKind.Form or DocumentKind.Notice)
            return Finding.None("L07", "发文机关标志上边缘", NoHead(found));
        if (found.Mark.Count == 0)
            return new("L07", "发文机关标志上边缘", Outcome.Fail, "首页没有红色的发文机关标志", "");
        return Finding.Within("L07", "发文机关标志上边缘", found.Mark.Min(line => line.Ink.Top) / Millimetre, found.Kind == DocumentKind.Letter ? 30 : 72, 1, "mm");
    }

    private static IEnumerable<Finding> NumberAndRules(Recognition found)
    {
        if (found.Kind is DocumentKind.Form or DocumentKind.Notice)
        {
            return [Finding.None("L08", "标志至发文字号", NoHead(found)), Finding.None("L09", "发文字号至红线", NoHead(found)), Finding.None("L10", "红线长", NoHead(found)),
                found.Number is { } below && found.Kind == DocumentKind.Notice ? NumberIsWellFormed(below) : Finding.None("L26", "发文字号", "没有发文字号")];
        }
        var width = found.Kind == DocumentKind.Letter ? 170 : 156;
        var rule = found.RedRules.FirstOrDefault();
        var rules = rule is null ? new Finding("L10", "红线长", Outcome.Fail, "首页没有红线", "")
            : found.RedRules.Select(one => Finding.Within("L10", "红线长", one.Width / Millimetre, width, 1, "mm")).OrderByDescending(finding => finding.Outcome).First();
        if (found.Number is not { } number)
        {
            return [new("L08", "标志至发文字号", Outcome.Fail, "首页没有发文字号", ""), new("L09", "发文字号至红线", Outcome.Fail, "首页没有发文字号", ""), rules,
                new("L26", "发文字号", Outcome.Fail, "首页没有发文字号", "机关代字〔年份〕序号号")];
        }
        var form = NumberIsWellFormed(number);
        if (found.Kind == DocumentKind.Letter)
        {
            // 10.1: below the upper rules at 7/8 of the height of a character of 16 pt, flush right.
            var upper = found.RedRules.Count > 1 ? found.RedRules[1] : rule;
            var below = upper is null ? Finding.None("L09", "红线至发文字号", "没有红线") : Finding.Within("L09", "红线至发文字号", (number.Ink.Top - upper.Bottom) / Millimetre, 4.94, 0.5, "mm");
            return [Finding.Within("L08", "发文字号右边缘距版心", (Right - number.End) / Millimetre, 0, 1, "mm"), below, rules, form];
        }
        return
        [
            found.Mark.Count == 0 ? Finding.None("L08", "标志至发文字号", "没有标志")
                : Finding.Within("L08", "标志至发文字号空行", (found.LineTop(found.Signatories.Append(number).MinBy(line => line.Baseline)!) - found.Mark.Max(line => line.Ink.Bottom)) / found.Pitch, 2, 0.25, "行"),
            rule is null ? Finding.None("L09", "发文字号至红线", "没有红线") : Finding.Within("L09", "发文字号至红线", (rule.Top - number.Ink.Bottom) / Millimetre, 4, 0.5, "mm"),
            rules,
            form,
        ];
    }

    private static string NoHead(Recognition found) => found.Kind == DocumentKind.Form ? "表单没有版头" : "公告、通知书没有版头";

    private static Finding NumberIsWellFormed(TextLine number) => Finding.Holds("L26", "发文字号", NumberForm().IsMatch(number.Text), number.Text, "机关代字〔年份〕序号号");

    private static IEnumerable<Finding> Title(Recognition found, RequestedFormat? requested)
    {
        if (found.Title.Count == 0)
        {
            yield return new("L12", "标题", Outcome.Fail, "没有 2 号字的标题", "2 号小标宋，居中，不加粗");
            yield break;
        }
        var title = found.Title[0];
        var above = found.Kind switch
        {
            DocumentKind.File => found.RedRules.FirstOrDefault()?.Bottom,
            DocumentKind.Letter => found.Pages[0].Lines.Where(line => !line.IsRed && line.Baseline < title.Baseline - 1 && line.Points is > 15 and < 17).Select(line => (double?)(found.LineTop(line) + found.Pitch)).Max(),
            _ => null,
        };
        yield return above is null ? Finding.None("L11", "标题上空行", NoHead(found))
            : Finding.Within("L11", "标题上空行", (title.Baseline - 0.8 * found.Pitch - above.Value) / found.Pitch, 2, 0.25, "行");

        var faults = new List<string>();
        foreach (var line in found.Title)
        {
            if (Math.Abs(line.Points - 22) > 0.5)
                faults.Add(FormattableString.Invariant($"“{line.Text}” {line.Points:0.#} 磅"));
            if (Math.Abs((line.Start + line.End) / 2 - (Left + Right) / 2) > 1.5 * Millimetre)
                faults.Add($"“{line.Text}”不居中");
            if (Faces.KindOf(line.Spans[0].Face) is not (FaceKind.Song or FaceKind.Unknown))
                faults.Add($"“{line.Text}”不是宋体类");
            if (line.Spans[0].Face.Contains("Bold", StringComparison.OrdinalIgnoreCase))
                faults.Add($"“{line.Text}”加粗");
        }
        var asked = requested?.Find(title.Text);
        if (asked is { Bold: true })
            faults.Add("标题加粗");
        if (asked?.Face is { } face && !Faces.TitleNames.Contains(face, StringComparer.OrdinalIgnoreCase))
            faults.Add($"标题用了{face}");
        yield return Finding.Holds("L12", "标题", faults.Count == 0, faults.Count == 0 ? $"{found.Title.Count} 行，22 磅，{asked?.Face ?? title.Spans[0].Face}" : string.Join("；", faults.Take(3)), "2 号小标宋，居中，不加粗");

        if (found.Kind == DocumentKind.Form)
        {
            yield return Finding.None("L13", "主送机关", "表单没有主送机关");
            yield return Finding.None("L14", "首页正文", "表单");
            yield break;
        }
        yield return found.Kind == DocumentKind.Notice && found.Addressees.Count == 0 ? Finding.None("L13", "主送机关", "向社会公布，没有主送机关")
            : Finding.Holds("L13", "主送机关", found.Addressees.Count > 0 && found.Addressees.All(line => Math.Abs(line.Start - Left) < 3) && found.Addressees[^1].Text.EndsWith('：'),
            found.Addressees.Count == 0 ? "没有顶格的主送机关" : found.Addressees[^1].Text, "顶格，以全角冒号结尾");
        var bodyLines = found.Body.Count(item => item.Page.Number == 1);
        yield return Finding.Holds("L14", "首页正文", bodyLines > 0, $"{bodyLines} 行", "不少于 1 行");
    }

    private static Finding Signatory(Recognition found)
    {
        const string Band = "只用于上行文，上行文必有";
        var upward = found.Kind == DocumentKind.File && found.Title.Count > 0 && (found.Title[^1].Text.EndsWith("请示", StringComparison.Ordinal) || found.Title[^1].Text.EndsWith("报告", StringComparison.Ordinal));
        if (found.Signatories is not [.., var last])
            return Finding.Holds("L27", "签发人", !upward, upward ? "上行文没有签发人" : "没有，不是上行文", Band);
        if (!upward)
            return Finding.Holds("L27", "签发人", false, last.Text, Band);
        // 7.2.5, 7.2.6: the number one character in, the last signatory on its line, one character from the right edge at least.
        var faults = new List<string>();
        if (found.Number is not { } number)
            faults.Add("没有发文字号");
        else if (Math.Abs((number.Start - Left) / Character - 1) > 0.25)
            faults.Add(FormattableString.Invariant($"发文字号左空 {(number.Start - Left) / Character:0.0} 字"));
        if (found.Signatories.Count == 1 && found.Number is { } beside && Math.Abs(beside.Baseline - last.Baseline) < 1 && Math.Abs((Right - last.End) / Character - 1) > 0.25)
            faults.Add(FormattableString.Invariant($"签发人右空 {(Right - last.End) / Character:0.0} 字"));
        if (last.Spans.Count > 1 && Faces.KindOf(last.Spans[^1].Face) is not (FaceKind.Kai or FaceKind.Unknown))
            faults.Add($"签发人姓名用了 {last.Spans[^1].Face}");
        return Finding.Holds("L27", "签发人", faults.Count == 0, faults.Count == 0 ? last.Text : string.Join("；", faults), Band + "；左空一字编号，右空一字签发人");
    }

    private static Finding LetterRules(Recognition found)
    {
        const string Band = "上粗下细、上细下粗两条双线，下线距纸边 20 ±1 mm，首页不编页码";
        if (found.Kind != DocumentKind.Letter)
            return Finding.None("L30", "信函双线", "不是信函");
        if (found.RedRules is not [var thickAbove, var thinAbove, var thinBelow, var thickBelow])
            return new("L30", "信函双线", Outcome.Fail, $"首页有 {found.RedRules.Count} 条红线", Band);
        var distance = (found.Pages[0].Height - thickBelow.Bottom) / Millimetre;
        var numbered = found.Pages[0].Lines.Any(line => PageNumberShape().IsMatch(line.Text));
        var underMark = found.Mark.Count == 0 ? 0 : (thickAbove.Top - found.Mark.Max(line => line.Ink.Bottom)) / Millimetre;
        return Finding.Holds("L30", "信函双线",
            thickAbove.Thickness > thinAbove.Thickness && thickBelow.Thickness > thinBelow.Thickness && Math.Abs(distance - 20) <= 1 && Math.Abs(underMark - 4) <= 0.5 && !numbered,
            FormattableString.Invariant($"{thickAbove.Thickness:0.##}/{thinAbove.Thickness:0.##}、{thinBelow.Thickness:0.##}/{thickBelow.Thickness:0.##} 磅，标志下 {underMark:0.0} mm，距纸边 {distance:0.0} mm{(numbered ? "，首页有页码" : "")}"), Band);
    }

    [GeneratedRegex(@"^[\u4e00-\u9fa5]{2,12}〔(?:19|20)\d{2}〕[1-9]\d{0,4}号$", RegexOptions.None, 1000)]
    private static partial Regex NumberForm();
}
