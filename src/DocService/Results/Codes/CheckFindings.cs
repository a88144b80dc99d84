namespace SpotCheck.DocService.Results.Codes;

/// <summary>What a check of one object found, as entered.</summary>
/// <param name="Codes">Categories, one or more.</param>
/// <param name="Detail">发现问题情况; empty if nothing was found.</param>
/// <param name="FollowUps">后续处置措施, none or more.</param>
/// <param name="Document">Number of the 责令改正通知书 or the like; null if there is none.</param>
/// <param name="Method">核查方式, one of <see cref="Methods"/>.</param>
public sealed record CheckFindings(
    DateOnly CheckedOn, IReadOnlyList<string> Codes, string Detail, IReadOnlyList<string> FollowUps, string? Document, string Method)
{
    /// <summary>核查方式 of the national form.</summary>
    public static IReadOnlyList<string> Methods { get; } =
        ["实地检查", "书面检查", "行政部门检查结果或专业意见", "检验检测", "网络监测", "委托专业机构辅助"];

    /// <param name="drawnOn">No check comes before the draw.</param>
    /// <param name="today">No check lies in the future.</param>
    /// <returns>Everything wrong, each as a code and a sentence; empty if all is well.</returns>
    public IReadOnlyList<(string Code, string Sentence)> Problems(ResultCodes table, DateOnly drawnOn, DateOnly today)
    {
        var problems = new List<(string, string)>();
        void Add(string code, string sentence) => problems.Add((code, sentence));

        var known = Codes.Select(table.Result).OfType<ResultCode>().ToList();
        if (Codes.Count == 0 || known.Count != Codes.Count)
        {
            Add("result.unknown-code", $"检查结果“{string.Join("、", Codes.Where(code => table.Result(code) is null))}”不在{table.Version}版结果类别中，至少选一项。可选：{string.Join("、", table.Results.Select(result => result.Text))}。");
        }

        foreach (var alone in known.Where(result => result.Alone && Codes.Distinct(StringComparer.Ordinal).Count() > 1).Take(1))
        {
            Add("result.excludes-others", $"“{alone.Text}”不能与其他结果同时选。请只留一项。");
        }

        if (FollowUps.FirstOrDefault(code => table.FollowUp(code) is null) is { } unknown)
        {
            Add("result.unknown-follow-up", $"后续处置“{unknown}”不在可选项中。可选：{string.Join("、", table.FollowUps.Select(followUp => followUp.Text))}。");
        }

        if (FollowUps.Contains("none", StringComparer.Ordinal) && FollowUps.Distinct(StringComparer.Ordinal).Count() > 1)
        {
            Add("result.follow-up-excludes-others", "“无需后续处置”不能与其他处置同时选。");
        }

        foreach (var result in known.Where(result => result.NeedsFollowUp.Count > 0))
        {
            var given = result.NeedsFollowUp.Contains("any", StringComparer.Ordinal)
                ? FollowUps.Any(code => code != "none")
                : result.NeedsFollowUp.Any(code => FollowUps.Contains(code, StringComparer.Ordinal));
            if (!given)
            {
                var wanted = result.NeedsFollowUp.Contains("any", StringComparer.Ordinal) ? "一项后续处置" : $"后续处置“{string.Join("”或“", result.NeedsFollowUp.Select(code => table.FollowUp(code)!.Text))}”";
                Add("result.needs-follow-up", $"结果为“{result.Text}”时必须选择{wanted}。");
            }
        }

        if (known.Find(result => result.NeedsDetail) is { } described && string.IsNullOrWhiteSpace(Detail))
        {
            Add("result.needs-detail", $"结果为“{described.Text}”时必须写明发现的问题。");
        }

        if (FollowUps.Select(table.FollowUp).OfType<FollowUpCode>().Any(followUp => followUp.NeedsDocument) && string.IsNullOrWhiteSpace(Document))
        {
            Add("result.needs-document", "责令改正必须填写责令改正文书的编号。");
        }

        if (!Methods.Contains(Method, StringComparer.Ordinal))
        {
            Add("result.method", $"核查方式“{Method}”不在可选项中。可选：{string.Join("、", Methods)}。");
        }

        if (CheckedOn < drawnOn || CheckedOn > today)
        {
            Add("result.checked-on", $"检查日期{CheckedOn:yyyy-MM-dd}应在抽取日{drawnOn:yyyy-MM-dd}至今天{today:yyyy-MM-dd}之间。");
        }

        if (Detail.Length > 2000 || Document is { Length: > 100 })
        {
            Add("result.too-long", "发现问题情况最多2000字，文书编号最多100字。");
        }

        return problems;
    }

    /// <summary>The check found something that must be dealt with.</summary>
    public bool HasProblem(ResultCodes table) => Codes.Select(table.Result).Any(result => result is { Problem: true });

    /// <summary>There is something to follow up.</summary>
    public bool NeedsClosing => FollowUps.Any(code => code != "none");

    /// <summary>结果 as published: the texts in the table's order.</summary>
    public string Shown(ResultCodes table) => string.Join("；", table.Results.Where(result => Codes.Contains(result.Code, StringComparer.Ordinal)).Select(result => result.Text));
}
