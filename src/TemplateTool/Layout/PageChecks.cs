using static SpotCheck.TemplateTool.Layout.Recognition;

namespace SpotCheck.TemplateTool.Layout;

/// <summary>L01–L06, L25, L29: paper, type area, lines, characters, page numbers, nothing left open.</summary>
internal static class PageChecks
{
    private const double Character = 442.2 / 28;

    public static IEnumerable<Finding> Run(Recognition found)
    {
        yield return Paper(found);
        foreach (var finding in TypeArea(found))
            yield return finding;
        yield return Numbers(found);
        yield return Placeholders(found);
    }

    private static Finding Paper(Recognition found)
    {
        var odd = found.Pages.FirstOrDefault(page =>
            Math.Abs(Math.Min(page.Width, page.Height) / Millimetre - 210) > 0.5 || Math.Abs(Math.Max(page.Width, page.Height) / Millimetre - 297) > 0.5);
        var shown = odd ?? found.Pages[0];
        return Finding.Holds("L01", "纸张", odd is null, FormattableString.Invariant($"{shown.Width / Millimetre:0.#} × {shown.Height / Millimetre:0.#} mm（第 {shown.Number} 页）"), "210 × 297 ±0.5 mm");
    }

    private static IEnumerable<Finding> TypeArea(Recognition found)
    {
        if (found.Kind == DocumentKind.Form)
            return FormArea(found);
        var body = found.Body.ToList();
        var later = body.Where(item => item.Page.Number > 1).ToList();
        var top = later.Count == 0 ? (double?)null : later.Min(item => found.LineTop(item.Line));
        var left = body.Count == 0 ? (double?)null : body.Min(item => item.Line.Start);
        var advances = body.SelectMany(item => Advances(item.Line)).Order().ToList();
        var advance = advances.Count == 0 ? Character : advances[advances.Count / 2];
        var ends = body.Where(item => item.Line.End > Right - 1.5 * Character).Select(item => End(item.Line, advance)).Order().ToList();
        var lines = (int)Math.Floor((225 * Millimetre + 1) / found.Pitch);
        var most = later.GroupBy(item => item.Page.Number).Select(page => page.Select(item => Math.Round(item.Line.Baseline)).Distinct().Count()).DefaultIfEmpty(0).Max();
        var perLine = (int)Math.Floor((156 * Millimetre + 0.5) / advance);
        var bottom = Top + lines * found.Pitch;
        return
        [
            top is null ? Finding.None("L02", "天头", "正文只有首页") : Finding.Within("L02", "天头", top.Value / Millimetre, 37, 1, "mm"),
            left is null ? Finding.None("L03", "订口", "没有正文") : Finding.Within("L03", "订口", left.Value / Millimetre, 28, 1, "mm"),
            left is null || ends.Count == 0 ? Finding.None("L04", "版心", "没有写满的行") : Area((ends[ends.Count / 2] - left.Value) / Millimetre, ((top is null ? bottom : top.Value + lines * found.Pitch) - (top ?? Top)) / Millimetre),
            Graded("L05", "每页行数", Math.Max(lines, most), 22, FormattableString.Invariant($"{lines} 行（行距 {found.Pitch:0.00} 磅，最多一页 {most} 行）")),
            Graded("L06", "每行字数", perLine, 28, FormattableString.Invariant($"{perLine} 字（字距 {advance:0.00} 磅）")),
        ];
    }

    // A form has no lines to count: its table is as wide as the type area, and nothing lies above or below that area.
    private static Finding[] FormArea(Recognition found)
    {
        const string Form = "表单不按行网排";
        var upright = found.Pages.Where(page => !page.IsTurned).ToList();
        var inks = upright.SelectMany(page => page.Lines).Where(line => !PageNumberShape().IsMatch(line.Text)).Select(line => line.Ink.Top / Millimetre).Order().ToList();
        var rules = upright.SelectMany(page => page.Horizontals).Where(rule => rule.Width > 100 * Millimetre).ToList();
        return
        [
            inks.Count == 0 ? Finding.None("L02", "天头", "没有文字") : Finding.Holds("L02", "天头", inks[0] >= 36, FormattableString.Invariant($"最上一行在 {inks[0]:0.#} mm"), "不小于 37 -1 mm"),
            rules.Count == 0 ? Finding.None("L03", "订口", "没有表格") : Finding.Within("L03", "订口", rules.Min(rule => rule.Left) / Millimetre, 28, 1, "mm"),
            rules.Count == 0 ? Finding.None("L04", "版心", "没有表格") : Finding.Holds("L04", "版心",
                Math.Abs((rules.Max(rule => rule.Right) - rules.Min(rule => rule.Left)) / Millimetre - 156) <= 1 && rules.Max(rule => rule.Bottom) <= Bottom + Millimetre,
                FormattableString.Invariant($"表宽 {(rules.Max(rule => rule.Right) - rules.Min(rule => rule.Left)) / Millimetre:0.#} mm，最低处 {rules.Max(rule => rule.Bottom) / Millimetre:0.#} mm"), "宽 156 ±1 mm，不低于 262 +1 mm"),
            Finding.None("L05", "每页行数", Form), Finding.None("L06", "每行字数", Form),
        ];
    }

    private static Finding Area(double width, double height) => Finding.Holds("L04", "版心", Math.Abs(width - 156) <= 1 && Math.Abs(height - 225) <= 1,
        FormattableString.Invariant($"{width:0.#} × {height:0.#} mm"), "156 × 225 ±1 mm");

    private static Finding Graded(string id, string subject, int value, int target, string measured) => new(id, subject,
        value == target ? Outcome.Pass : Math.Abs(value - target) == 1 ? Outcome.Warning : Outcome.Fail, measured, $"{target}（允许 {target - 1}–{target + 1}，提示）");

    // From character to character inside Chinese text.
    private static IEnumerable<double> Advances(TextLine line)
    {
        foreach (var span in line.Spans.Where(span => span.Text.Length == span.Glyphs.Count && span.Text.All(TextLine.IsWide)))
        {
            for (var i = 1; i < span.Glyphs.Count; i++)
                yield return span.Glyphs[i].X - span.Glyphs[i - 1].X;
        }
    }

    // A punctuation mark may hang over the edge (标点溢出边界); the character before it then ends the line.
    private static double End(TextLine line, double advance) => "，。、；：！？）》”’".Contains(line.Text[^1], StringComparison.Ordinal) && line.End > Right + 2
        ? line.End - advance : line.End;

    private static Finding Numbers(Recognition found)
    {
        var faults = new List<string>();
        var numbered = 0;
        var distance = 0.0;
        foreach (var page in found.Pages)
        {
            // 7.5 knows blank pages only before 版记, and without a number.
            if (page.Lines.All(line => PageNumberShape().IsMatch(line.Text)) && page.Rules.Count == 0)
                faults.Add($"第 {page.Number} 页是空白页");
            if (page.Lines.FirstOrDefault(line => PageNumberShape().IsMatch(line.Text) && Margin(page, line) > 0) is not { } line)
            {
                if (!(found.Kind == DocumentKind.Letter && page.Number == 1) && page.Lines.Any(other => other.Points > 9))
                    faults.Add($"第 {page.Number} 页没有页码");
                continue;
            }
            numbered++;
            distance = Margin(page, line) / Millimetre;
            if (!line.Text.Contains($"{page.Number}", StringComparison.Ordinal) || line.Text[0] != '—')
                faults.Add($"第 {page.Number} 页印“{line.Text}”");
            if (Math.Abs(line.Points - 14) > 0.5)
                faults.Add(FormattableString.Invariant($"第 {page.Number} 页的页码 {line.Points:0.#} 磅"));
            if (Math.Abs(distance - 7) > 1)
                faults.Add(FormattableString.Invariant($"第 {page.Number} 页的页码距版心 {distance:0.#} mm"));
            if (Inset(page, line) is var inset && Math.Abs(inset - 1) > 0.35)
                faults.Add(FormattableString.Invariant($"第 {page.Number} 页的页码距{(page.Number % 2 == 1 ? "右" : "左")}边 {inset:0.#} 字"));
        }
        if (numbered == 0 && found.Pages.Count == 1)
            return Finding.None("L25", "页码", "只有一页");
        return Finding.Holds("L25", "页码", faults.Count == 0,
            faults.Count == 0 ? FormattableString.Invariant($"{numbered} 页，距版心 {distance:0.0} mm") : string.Join("；", faults.Take(3)), "— n —，14 磅，版心下 7 ±1 mm，单页右空一字、双页左空一字");
    }

    // How far the dash lies outside the type area; on a turned sheet the lower edge of the page is its left edge.
    private static double Margin(Page page, TextLine line) => page.IsTurned ? 35 * Millimetre - DashEdge(line) : DashEdge(line) - Bottom;

    private static double DashEdge(TextLine line) => line.Vertical ? line.Spans[0].Glyphs[0].Ink.Right : line.Spans[0].Glyphs[0].Ink.Top;

    private static double Inset(Page page, TextLine line) => (page.IsTurned, page.Number % 2 == 1) switch
    {
        (false, true) => (Right - line.End) / 14,
        (false, false) => (line.Start - Left) / 14,
        (true, true) => (page.Height - 26 * Millimetre - line.Ink.Bottom) / 14,
        (true, false) => (line.Ink.Top - 28 * Millimetre) / 14,
    };

    private static Finding Placeholders(Recognition found)
    {
        string[] open = ["{{", "}}", "××", "XX", "待定", "？？", "null"];
        var left = from page in found.Pages
                   from line in page.Lines
                   from mark in open
                   where line.Text.Contains(mark, StringComparison.Ordinal)
                   select $"第 {page.Number} 页“{line.Text}”";
        var places = left.Distinct(StringComparer.Ordinal).ToList();
        return Finding.Holds("L29", "未填内容", places.Count == 0, places.Count == 0 ? "没有" : string.Join("；", places.Take(3)), "没有 {{ }}、××、待定");
    }
}
