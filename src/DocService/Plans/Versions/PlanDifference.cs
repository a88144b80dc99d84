using SpotCheck.DocService.Plans.Sheets;

namespace SpotCheck.DocService.Plans.Versions;

/// <summary>One field that differs between two versions; a whole task that came or went has its name as the field.</summary>
/// <param name="Task">The task's stable number; null for headers, titles and notes.</param>
/// <param name="Field">Header of the column, or 任务 for a whole task, 标题, 表头, 备注, 抽取设置.</param>
/// <param name="Before">Text before; null where it did not exist.</param>
/// <param name="After">Text after; null where it no longer exists.</param>
public sealed record FieldChange(string? Task, string? TaskName, string Field, string? Before, string? After);

/// <summary>What changed from one version to the next, field by field.</summary>
public static class PlanDifference
{
    public static IReadOnlyList<FieldChange> Between(PlanContent before, PlanContent after) =>
    [
        .. Texts("标题", before.Table.Titles.Select(note => note.Text), after.Table.Titles.Select(note => note.Text)),
        .. Texts("表头", before.Table.Blocks.Select(Headers), after.Table.Blocks.Select(Headers)),
        .. Tasks(before, after),
        .. Texts("备注", before.Table.Notes.Select(note => note.Text), after.Table.Notes.Select(note => note.Text)),
    ];

    private static string Headers(PlanBlock block) => string.Join("、", block.Headers.Select(header => header.Text));

    private static IEnumerable<FieldChange> Texts(string field, IEnumerable<string> before, IEnumerable<string> after)
    {
        var (old, now) = (before.ToList(), after.ToList());
        for (var index = 0; index < Math.Max(old.Count, now.Count); index++)
        {
            var (was, is_) = (old.ElementAtOrDefault(index), now.ElementAtOrDefault(index));
            if (was != is_)
            {
                yield return new(null, null, field, was, is_);
            }
        }
    }

    private static IEnumerable<FieldChange> Tasks(PlanContent before, PlanContent after)
    {
        foreach (var number in before.TaskNumbers.Union(after.TaskNumbers, StringComparer.Ordinal))
        {
            var (old, now) = (Row(before, number), Row(after, number));
            if (old is null || now is null)
            {
                yield return new(number, (now ?? old)![PlanColumn.TaskName], "任务", old is null ? null : Text(old), now is null ? null : Text(now));
                continue;
            }

            foreach (var column in old.Cells.Keys.Union(now.Cells.Keys).Where(column => old[column] != now[column]).Order())
            {
                yield return new(number, now[PlanColumn.TaskName], after.Table.HeaderOf(column), Empty(old[column]), Empty(now[column]));
            }

            foreach (var header in old.Others.Concat(now.Others).Select(cell => cell.Header).Distinct(StringComparer.Ordinal))
            {
                var (was, is_) = (Other(old, header), Other(now, header));
                if (was != is_)
                {
                    yield return new(number, now[PlanColumn.TaskName], header, was, is_);
                }
            }

            var (termsBefore, termsAfter) = (before.TermsOf(number), after.TermsOf(number));
            if (termsBefore != termsAfter)
            {
                yield return new(number, now[PlanColumn.TaskName], "抽取设置", Empty(termsBefore.ToString()), Empty(termsAfter.ToString()));
            }
        }
    }

    private static PlanRow? Row(PlanContent content, string number) => content.IndexOf(number) is >= 0 and var index ? content.Table.Rows[index] : null;

    private static string Text(PlanRow row) => string.Join("｜", row.Cells.OrderBy(pair => pair.Key).Select(pair => pair.Value.Text.Trim()));

    private static string? Other(PlanRow row, string header) => row.Others.FirstOrDefault(cell => cell.Header == header)?.Text;

    private static string? Empty(string text) => text.Length == 0 ? null : text;
}
