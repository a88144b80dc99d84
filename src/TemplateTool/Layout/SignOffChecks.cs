using static SpotCheck.TemplateTool.Layout.Recognition;

namespace SpotCheck.TemplateTool.Layout;

/// <summary>L20, L21: name, date and the places kept free for seals, of one agency or of several.</summary>
internal static class SignOffChecks
{
    private const double Character = 442.2 / 28;

    // 国发〔1999〕25号: the seal of a county or a bureau is 42 mm wide. Name and date lie in its lower half.
    private const double Seal = 42 * Millimetre;

    public static IEnumerable<Finding> Run(Recognition found)
    {
        if (found.Dates.Count == 0)
        {
            yield return new("L20", "成文日期位置", Outcome.Fail, "没有独立成行的成文日期", "");
            yield return Finding.None("L21", "印章位置", "没有成文日期");
            yield break;
        }
        var (page, date) = found.Dates[^1];
        foreach (var finding in Companions(found, page, date))
            yield return finding;
        var rows = NameRows(found, page, date);
        var name = rows.Count > 0 ? rows[^1][^1] : null;
        var inset = (Right - date.End) / Character;
        // The name is centred on the date; one too long for that ends at the edge of the type area.
        var isSealed = name is not null && (Math.Abs((name.Start + name.End) / 2 - (date.Start + date.End) / 2) < 0.75 * Character
            || (name.Text.Length > 15 && Math.Abs(name.End - Right) < 3 && inset > 3));
        if (isSealed)
        {
            yield return Finding.Within("L20", "成文日期右空（盖章）", inset, 4, 0.25, "字");
            yield return rows.Count == 1 && rows[0].Count == 1 ? OneSeal(found, page, name!) : Seals(found, page, rows);
            yield break;
        }
        var nameInset = name is null ? 0 : (Right - name.End) / Character;
        var step = name is null ? 0 : (date.Start - name.Start) / Character;
        yield return Finding.Holds("L20", "成文日期位置（不盖章）", (Math.Abs(nameInset - 2) <= 0.25 && Math.Abs(step - 2) <= 0.25) || Math.Abs(inset - 2) <= 0.25,
            FormattableString.Invariant($"署名右空 {nameInset:0.0} 字，日期比署名右移 {step:0.0} 字"), "署名右空 2 字，日期首字比署名首字右移 2 字");
        yield return Finding.None("L21", "印章位置", "不盖章");
    }

    // 7.3.6: 附注 stands on the line below the date. Text goes with a sign-off to its page; that it be two lines is a custom, so less is a warning.
    // A body of four lines or less has none to give: the first page must show some of it (7.3.3).
    private static IEnumerable<Finding> Companions(Recognition found, Page page, TextLine date)
    {
        var next = found.Text.SkipWhile(item => !ReferenceEquals(item.Line, date)).Skip(1).FirstOrDefault();
        if (next.Line is not null && next.Page != page && next.Line.Text.StartsWith('（'))
            yield return new("L20", "附注", Outcome.Fail, $"在第 {next.Page.Number} 页，成文日期在第 {page.Number} 页", "成文日期的下一行");
        var lines = found.Body.Count(item => item.Page == page);
        if (page.Number > 1 && lines < 2 && found.Body.Count() > 4)
            yield return new("L21", "署名所在页的正文", Outcome.Warning, $"{lines} 行", "2 行以上（提示）");
    }

    // The names above the date, row by row: those beside each other share a line, rows of seals are a seal apart.
    private static List<List<TextLine>> NameRows(Recognition found, Page page, TextLine date)
    {
        var above = found.Text.TakeWhile(item => !ReferenceEquals(item.Line, date)).Where(item => item.Page == page).Select(item => item.Line).ToList();
        if (above.Count > 0 && above[^1].Text == "（代章）")
            above.RemoveAt(above.Count - 1);
        var rows = new List<List<TextLine>>();
        foreach (var line in Enumerable.Reverse(above))
        {
            if (rows.Count > 0 && Math.Abs(rows[0][0].Baseline - line.Baseline) < 1)
                rows[0].Insert(0, line);
            else if (rows.Count > 0 && rows[0][0].Baseline - line.Baseline < 1.2 * found.Pitch)
                continue; // a long name takes two lines
            else if (rows.Count == 0 || rows[0][0].Baseline - line.Baseline is > Seal - 2 and < 1.5 * Seal && !line.Text.EndsWith('。'))
                rows.Insert(0, [line]);
            else
                break;
        }
        return rows;
    }

    private static Finding OneSeal(Recognition found, Page page, TextLine name)
    {
        if (LinesToText(found, page, name) is not { } lines)
            return new("L21", "印章位置", Outcome.Fail, "署名所在页没有正文", "署名与正文同页");
        return Finding.Holds("L21", "印章位置", lines <= 1, FormattableString.Invariant($"印章（42 mm）顶端距正文 {lines:0.0} 行"), "不大于 1 行");
    }

    // 7.3.5.1: the seals in order, none touching another, none beyond the type area, the first row within one line of the text.
    private static Finding Seals(Recognition found, Page page, List<List<TextLine>> rows)
    {
        var faults = new List<string>();
        var centres = rows.Select(row => row.ConvertAll(name => (name.Start + name.End) / 2)).ToList();
        foreach (var row in centres)
        {
            if (row.Zip(row.Skip(1)).Any(pair => pair.Second - pair.First <= Seal))
                faults.Add("同一排的印章相切");
            if (row.Min() - Seal / 2 < Left - 1 || row.Max() + Seal / 2 > Right + 1)
                faults.Add("印章超出版心");
        }
        if (rows.Zip(rows.Skip(1)).Any(pair => pair.Second[0].Baseline - pair.First[0].Baseline <= Seal))
            faults.Add("上下两排的印章相切");
        if (LinesToText(found, page, rows[0][0]) is not { } lines)
            faults.Add("首排署名所在页没有正文");
        else if (lines > 1)
            faults.Add(FormattableString.Invariant($"首排印章顶端距正文 {lines:0.0} 行"));
        return Finding.Holds("L21", "印章位置（联合发文）", faults.Count == 0,
            faults.Count == 0 ? $"{rows.Sum(row => row.Count)} 个印章，{rows.Count} 排" : string.Join("；", faults), "互不相切，不出版心，首排顶端距正文不大于 1 行");
    }

    // From the text above to the upper edge of a seal whose lower half the name lies in; null where no text is on the page.
    private static double? LinesToText(Recognition found, Page page, TextLine name)
    {
        var above = found.Text.Where(item => item.Page == page && item.Line.Baseline < name.Baseline - 1).Select(item => item.Line).LastOrDefault();
        return above is null ? null : (name.Ink.Top - Seal / 2 - (found.LineTop(above) + found.Pitch)) / found.Pitch;
    }
}
