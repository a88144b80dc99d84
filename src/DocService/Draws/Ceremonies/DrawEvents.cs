using SpotCheck.DocService.Http;
using SpotCheck.VerifiableDraws;

namespace SpotCheck.DocService.Draws.Ceremonies;

/// <summary>The records of one draw, each in a sentence. They say what the log says and nothing about people beyond it.</summary>
internal static class DrawEvents
{
    /// <summary>The OPEN and everything that belongs to it, ascending.</summary>
    public static IEnumerable<LogRecord> Of(DrawLog log, long open)
    {
        var openings = new HashSet<long> { open };
        foreach (var record in log.Records.Skip((int)open))
        {
            if (record.Seq == open || (Evidence.OpenOf(record) is { } of && openings.Contains(of)))
                yield return record;
            else if (record is ReopenRecord reopen && reopen.Open == open && openings.Add(reopen.Seq))
                yield return record;
        }
    }

    public static string Sentence(LogRecord record, Reader reader) => record switch
    {
        OpenRecord r => reader.Choose($"开抽：{r.Tasks.Count} 项任务，截止 {Moment(r.Deadline)}", $"Opened: {r.Tasks.Count} tasks, deadline {Moment(r.Deadline)}"),
        ReopenRecord r => reader.Choose(
            $"为 {r.Recusals.Count} 项回避重新抽取检查人员，截止 {Moment(r.Deadline)}", $"Re-draw of inspectors for {r.Recusals.Count} recusals, deadline {Moment(r.Deadline)}"),
        ContribRecord r => reader.Choose($"{r.By} 录入{NameOf(r.Source, reader)}：{r.Value.Text}", $"{r.By} entered {NameOf(r.Source, reader)}: {r.Value.Text}"),
        RevealRecord => reader.Choose("公开服务器密值", "The service's secret is published"),
        ResultRecord r => reader.Choose(
            $"抽取结果：{string.Join("，", r.Tasks.Select(t => $"{t.Id} 抽中 {t.Drawn.Sum(d => d.Count)} 家"))}", $"Result: {string.Join(", ", r.Tasks.Select(t => $"{t.Id} {t.Drawn.Sum(d => d.Count)} drawn"))}"),
        ReresultRecord r => Sentence(r, reader),
        VoidRecord r => reader.Choose($"宣告无效：{r.Reason}（{r.ApprovedBy}）", $"Declared void: {r.Reason} ({r.ApprovedBy})"),
        SupersedeRecord r => reader.Choose(
            $"任务 {string.Join("、", r.Tasks)} 被替代：{r.Reason}；依据：{r.LegalBasis}（{r.ApprovedBy}）", $"Task {string.Join(", ", r.Tasks)} superseded: {r.Reason}; basis: {r.LegalBasis} ({r.ApprovedBy})"),
        RecuseRecord r => reader.Choose(
            $"任务 {r.Task} 的 {r.Object}，检查人员 {r.Inspector} 回避：{r.Ground}（{r.ApprovedBy}）", $"Task {r.Task}, {r.Object}: inspector {r.Inspector} recused: {r.Ground} ({r.ApprovedBy})"),
        _ => record.Kind,
    };

    private static string Sentence(ReresultRecord record, Reader reader)
    {
        var found = record.Replacements.Count(p => p.In.Length > 0);
        return record.Replacements.Count == found
            ? reader.Choose($"重新抽取的结果：换上 {found} 人", $"Result of the re-draw: {found} replaced")
            : reader.Choose($"重新抽取的结果：换上 {found} 人，有岗位无人可换", $"Result of the re-draw: {found} replaced, for some role nobody is left");
    }

    public static string NameOf(EntropySource source, Reader reader) => source switch
    {
        EntropySource.Dice6 => reader.Choose("六面骰", "six-sided dice"),
        EntropySource.D10 => reader.Choose("十面骰", "ten-sided dice"),
        EntropySource.Kl8 => reader.Choose("快乐8 号码", "Kuaile 8 numbers"),
        _ => reader.Choose("短语", "a phrase"),
    };

    private static string Moment(string instant) => instant.Replace('T', ' ')[..16];
}
