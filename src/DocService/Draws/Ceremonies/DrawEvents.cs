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

    public static string Sentence(LogRecord record) => record switch
    {
        OpenRecord r => $"开抽：{r.Tasks.Count} 项任务，截止 {Moment(r.Deadline)}",
        ReopenRecord r => $"为 {r.Recusals.Count} 项回避重新抽取检查人员，截止 {Moment(r.Deadline)}",
        ContribRecord r => $"{r.By} 录入{NameOf(r.Source)}：{r.Value.Text}",
        RevealRecord => "公开服务器密值",
        ResultRecord r => $"抽取结果：{string.Join("，", r.Tasks.Select(t => $"{t.Id} 抽中 {t.Drawn.Sum(d => d.Count)} 家"))}",
        ReresultRecord r => $"重新抽取的结果：换上 {r.Replacements.Count(p => p.In.Length > 0)} 人{(r.Replacements.Any(p => p.In.Length == 0) ? "，有岗位无人可换" : "")}",
        VoidRecord r => $"宣告无效：{r.Reason}（{r.ApprovedBy}）",
        SupersedeRecord r => $"任务 {string.Join("、", r.Tasks)} 被替代：{r.Reason}；依据：{r.LegalBasis}（{r.ApprovedBy}）",
        RecuseRecord r => $"任务 {r.Task} 的 {r.Object}，检查人员 {r.Inspector} 回避：{r.Ground}（{r.ApprovedBy}）",
        _ => record.Kind,
    };

    public static string NameOf(EntropySource source) => source switch
    {
        EntropySource.Dice6 => "六面骰", EntropySource.D10 => "十面骰", EntropySource.Kl8 => "快乐8 号码", _ => "短语",
    };

    private static string Moment(string instant) => instant.Replace('T', ' ')[..16];
}
