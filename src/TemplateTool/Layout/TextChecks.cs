using System.Text.RegularExpressions;
using static SpotCheck.TemplateTool.Layout.Recognition;

namespace SpotCheck.TemplateTool.Layout;

/// <summary>L15–L22: paragraphs, headings, 附件说明, sign-off and annexes.</summary>
internal static partial class TextChecks
{
    private const double Character = 442.2 / 28;

    public static IEnumerable<Finding> Run(Recognition found)
    {
        if (found.Kind == DocumentKind.Form)
        {
            foreach (var (id, subject) in new[] { ("L15", "段首缩进"), ("L16", "标题字体"), ("L17", "标题序号"), ("L18", "附件说明"), ("L20", "成文日期位置"), ("L21", "印章位置"), ("L22", "附件") })
                yield return Finding.None(id, subject, "表单");
            yield break;
        }
        var starts = ParagraphStarts(found).ToList();
        yield return Indents(starts);
        yield return HeadingFaces(starts);
        yield return HeadingSequence(starts);
        foreach (var finding in Attachments(found))
            yield return finding;
        foreach (var finding in SignOff(found))
            yield return finding;
    }

    private static IEnumerable<(Page Page, TextLine Line)> ParagraphStarts(Recognition found) =>
        found.Body.Where(item => item.Line.Start > Left + 6 && item.Line.Start < Left + 3.5 * Character);

    private static Finding Indents(List<(Page Page, TextLine Line)> starts)
    {
        if (starts.Count == 0)
            return new("L15", "段首缩进", Outcome.Fail, "没有缩进的段落", "2 字（32 ±1 磅）");
        var worst = starts.MaxBy(item => Math.Abs(item.Line.Start - Left - 32));
        return Finding.Within("L15", "段首缩进", worst.Line.Start - Left, 32, 1, "磅", $"（第 {worst.Page.Number} 页“{Short(worst.Line.Text)}”）");
    }

    private static (int Level, string Number, bool HalfWidth)? Heading(string text) =>
        FirstLevel().Match(text) is { Success: true } first ? (1, first.Groups["number"].Value, false)
        : SecondLevel().Match(text) is { Success: true } second ? (2, second.Groups["number"].Value, text[0] == '(' || text[second.Length - 1] == ')')
        : ThirdLevel().Match(text) is { Success: true } third ? (3, third.Groups["number"].Value, false)
        : FourthLevel().Match(text) is { Success: true } fourth ? (4, fourth.Groups["number"].Value, text[0] == '(')
        : null;

    private static Finding HeadingFaces(List<(Page Page, TextLine Line)> starts)
    {
        FaceKind[] expected = [FaceKind.Hei, FaceKind.Kai, FaceKind.FangSong, FaceKind.FangSong];
        var headings = starts.Select(item => (item.Line, Heading: Heading(item.Line.Text))).Where(item => item.Heading is not null).ToList();
        var faults = headings.Where(item => Faces.KindOf(HeadingSpan(item.Line).Face) is var kind && kind != FaceKind.Unknown && kind != expected[item.Heading!.Value.Level - 1])
            .Select(item => $"“{Short(item.Line.Text)}”用了 {HeadingSpan(item.Line).Face}").ToList();
        return headings.Count == 0 ? Finding.None("L16", "标题字体", "没有分级标题")
            : Finding.Holds("L16", "标题字体", faults.Count == 0, faults.Count == 0 ? $"{headings.Count} 处" : string.Join("；", faults.Take(3)), "一级黑体，二级楷体，三级、四级仿宋");
    }

    // Brackets and digits may be set in the face for Western text.
    private static Span HeadingSpan(TextLine line) => line.Spans.FirstOrDefault(span => span.Text.Any(character => character is >= '\u4E00' and <= '\u9FA5')) ?? line.Spans[0];

    private static Finding HeadingSequence(List<(Page Page, TextLine Line)> starts)
    {
        var next = new int[5];
        var faults = new List<string>();
        var count = 0;
        foreach (var (page, line) in starts)
        {
            if (Heading(line.Text) is not var (level, number, halfWidth))
                continue;
            count++;
            next[level]++;
            Array.Clear(next, level + 1, 4 - level);
            if (halfWidth)
                faults.Add($"第 {page.Number} 页“{Short(line.Text)}”的括号是半角");
            if (Value(number) != next[level])
                faults.Add($"第 {page.Number} 页“{Short(line.Text)}”应为第 {next[level]} 个");
            next[level] = Value(number);
        }
        return count == 0 ? Finding.None("L17", "标题序号", "没有分级标题")
            : Finding.Holds("L17", "标题序号", faults.Count == 0, faults.Count == 0 ? $"{count} 处，连续" : string.Join("；", faults.Take(3)), "连续，全角括号");
    }

    private static IEnumerable<Finding> Attachments(Recognition found)
    {
        var note = found.Text.SkipWhile(item => !item.Line.Text.StartsWith("附件：", StringComparison.Ordinal))
            .TakeWhile((item, i) => i == 0 || Entry().IsMatch(item.Line.Text) || item.Line.Start > Left + 4.6 * Character && item.Line.Start < Left + 6.4 * Character).Select(item => item.Line).ToList();
        var annexes = found.AnnexPages.ToList();
        if (note.Count == 0 && annexes.Count == 0)
        {
            yield return Finding.None("L18", "附件说明", "没有附件");
            yield return Finding.None("L22", "附件", "没有附件");
            yield break;
        }
        var names = new List<string>();
        foreach (var line in note)
        {
            var text = line.Text.StartsWith("附件：", StringComparison.Ordinal) ? line.Text[3..] : line.Text;
            if (names.Count == 0 || Entry().IsMatch(text))
                names.Add(text);
            else
                names[^1] += text;
        }
        var faults = new List<string>();
        if (names.Count != annexes.Count)
            faults.Add($"附件说明列了 {names.Count} 件，正文后有 {annexes.Count} 件");
        for (var i = 0; i < names.Count; i++)
        {
            if (names.Count > 1 && !names[i].StartsWith($"{i + 1}.", StringComparison.Ordinal))
                faults.Add($"第 {i + 1} 件的序号不对：{Short(names[i])}");
            var name = names.Count > 1 ? Entry().Replace(names[i], "") : names[i];
            if (name.Length > 0 && "，。、；：《》".Contains(name[^1], StringComparison.Ordinal))
                faults.Add($"“{Short(name)}”后有标点");
            var title = i < annexes.Count ? string.Concat(TitleOn(annexes[i].Lines).Select(line => line.Text)) : "";
            if (i < annexes.Count && !string.Equals(Bare(title), Bare(name), StringComparison.Ordinal))
                faults.Add($"附件说明“{Short(name)}”与附件标题“{Short(title)}”不一致");
        }
        yield return Finding.Holds("L18", "附件说明", faults.Count == 0, faults.Count == 0 ? $"{names.Count} 件，与附件一致" : string.Join("；", faults.Take(3)), "序号 1 至 n，名称后不加标点，与附件标题一致");
        yield return AnnexHeads(found, annexes);
    }

    private static Finding AnnexHeads(Recognition found, List<Page> annexes)
    {
        var faults = new List<string>();
        foreach (var page in annexes)
        {
            var label = AnnexLabel(page)!;
            var top = (page.IsTurned ? 28 : 37) * Millimetre;
            var left = (page.IsTurned ? 35 : 28) * Millimetre;
            if (Math.Abs(label.Baseline - 0.8 * found.Pitch - top) > 4 || Math.Abs(label.Start - left) > 3)
                faults.Add($"第 {page.Number} 页“{label.Text}”不在第一行顶格");
            if (TitleOn(page.Lines) is [var title, ..] && Math.Abs((title.Baseline - top) / found.Pitch - 2.8) > 0.4)
                faults.Add(FormattableString.Invariant($"第 {page.Number} 页附件标题在第 {(title.Baseline - top) / found.Pitch + 0.2:0.0} 行"));
            if (TitleOn(page.Lines).Count == 0)
                faults.Add($"第 {page.Number} 页没有附件标题");
        }
        return Finding.Holds("L22", "附件", annexes.Count > 0 && faults.Count == 0, annexes.Count == 0 ? "没有另面编排的附件" : faults.Count == 0 ? $"{annexes.Count} 件，另面编排" : string.Join("；", faults.Take(3)), "另面编排，“附件”在第一行顶格，标题在第三行");
    }

    private static IEnumerable<Finding> SignOff(Recognition found)
    {
        if (found.Dates.Count == 0)
        {
            yield return new("L20", "成文日期位置", Outcome.Fail, "没有独立成行的成文日期", "");
            yield break;
        }
        var (page, date) = found.Dates[^1];
        var index = found.Text.Index().First(item => ReferenceEquals(item.Item.Line, date)).Index;
        if (index > 0 && found.Text[index - 1].Line.Text == "（代章）")
            index--;
        var name = index > 0 && found.Text[index - 1].Page == page ? found.Text[index - 1].Line : null;
        var inset = (Right - date.End) / Character;
        // The name is centred on the date; one too long for that ends at the edge of the type area.
        var sealedOff = name is not null && (Math.Abs((name.Start + name.End) / 2 - (date.Start + date.End) / 2) < 0.75 * Character
            || (name.Text.Length > 15 && Math.Abs(name.End - Right) < 3 && inset > 3));
        if (sealedOff)
        {
            yield return Finding.Within("L20", "成文日期右空（盖章）", inset, 4, 0.25, "字");
            var above = index > 1 && found.Text[index - 2].Page == page ? found.LineTop(found.Text[index - 2].Line) + found.Pitch : (double?)null;
            // 国发〔1999〕25号: the seal of a county or a bureau is 42 mm wide. Name and date lie in its lower half.
            var seal = name!.Ink.Top - 21 * Millimetre;
            yield return above is null ? new("L21", "印章位置", Outcome.Fail, "署名所在页没有正文", "署名与正文同页")
                : Finding.Holds("L21", "印章位置", (seal - above.Value) / found.Pitch <= 1, FormattableString.Invariant($"印章（42 mm）顶端距正文 {(seal - above.Value) / found.Pitch:0.0} 行"), "不大于 1 行");
        }
        else
        {
            var nameInset = name is null ? 0 : (Right - name.End) / Character;
            var step = name is null ? 0 : (date.Start - name.Start) / Character;
            yield return Finding.Holds("L20", "成文日期位置（不盖章）", Math.Abs(nameInset - 2) <= 0.25 && Math.Abs(step - 2) <= 0.25 || Math.Abs(inset - 2) <= 0.25,
                FormattableString.Invariant($"署名右空 {nameInset:0.0} 字，日期比署名右移 {step:0.0} 字"), "署名右空 2 字，日期首字比署名首字右移 2 字");
            yield return Finding.None("L21", "印章位置", "不盖章");
        }
    }

    private static string Short(string text) => text.Length <= 12 ? text : text[..12] + "…";

    private static string Bare(string text) => string.Concat(text.Where(character => !char.IsWhiteSpace(character)));

    private static int Value(string number)
    {
        if (int.TryParse(number, out var value))
            return value;
        const string Digits = "零一二三四五六七八九";
        var ten = number.IndexOf('十', StringComparison.Ordinal);
        if (ten < 0)
            return Digits.IndexOf(number[0], StringComparison.Ordinal);
        var tens = ten == 0 ? 1 : Digits.IndexOf(number[0], StringComparison.Ordinal);
        return tens * 10 + (ten == number.Length - 1 ? 0 : Digits.IndexOf(number[^1], StringComparison.Ordinal));
    }

    [GeneratedRegex(@"^(?<number>[一二三四五六七八九十]{1,3})、", RegexOptions.None, 1000)]
    private static partial Regex FirstLevel();

    [GeneratedRegex(@"^[（(](?<number>[一二三四五六七八九十]{1,3})[）)]", RegexOptions.None, 1000)]
    private static partial Regex SecondLevel();

    [GeneratedRegex(@"^(?<number>\d{1,2})[.．](?!\d)", RegexOptions.None, 1000)]
    private static partial Regex ThirdLevel();

    [GeneratedRegex(@"^[（(](?<number>\d{1,2})[）)]", RegexOptions.None, 1000)]
    private static partial Regex FourthLevel();

    [GeneratedRegex(@"^\d{1,2}\.\s*", RegexOptions.None, 1000)]
    private static partial Regex Entry();
}
