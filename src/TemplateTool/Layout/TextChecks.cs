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
            foreach (var (id, subject) in new[] { ("L15", "段首缩进"), ("L16", "标题字体"), ("L17", "标题序号"), ("L18", "附件说明"), ("L20", "成文日期位置"), ("L21", "印章位置") })
                yield return Finding.None(id, subject, "表单没有正文段落和署名");
            var lists = found.AnnexPages.ToList();
            yield return lists.Count == 0 ? Finding.None("L22", "附件", "没有附件") : AnnexHeads(found, lists);
            yield break;
        }
        var starts = ParagraphStarts(found).ToList();
        yield return Indents(starts);
        // An annex of text, such as a programme, has headings of its own, counted from one again.
        List<List<(Page Page, TextLine Line)>> texts = [starts, .. found.AnnexTexts.Select(text => text.Where(IsParagraphStart).ToList())];
        yield return HeadingFaces([.. texts.SelectMany(text => text)]);
        yield return HeadingSequence(texts);
        foreach (var finding in Attachments(found))
            yield return finding;
        foreach (var finding in SignOffChecks.Run(found))
            yield return finding;
    }

    private static IEnumerable<(Page Page, TextLine Line)> ParagraphStarts(Recognition found) =>
        found.Body.Where(IsParagraphStart);

    private static bool IsParagraphStart((Page Page, TextLine Line) item) => item.Line.Start > Left + 6 && item.Line.Start < Left + 3.5 * Character;

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

    private static Finding HeadingSequence(List<List<(Page Page, TextLine Line)>> texts)
    {
        var faults = new List<string>();
        var count = texts.Sum(text => Sequence(text, faults));
        return count == 0 ? Finding.None("L17", "标题序号", "没有分级标题")
            : Finding.Holds("L17", "标题序号", faults.Count == 0, faults.Count == 0 ? $"{count} 处，连续" : string.Join("；", faults.Take(3)), "连续，全角括号");
    }

    private static int Sequence(List<(Page Page, TextLine Line)> starts, List<string> faults)
    {
        var next = new int[5];
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
        return count;
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
