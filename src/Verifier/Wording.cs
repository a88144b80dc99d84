namespace SpotCheck.Verifier;

/// <summary>The words of the output. Codes (check names, places) are the same in every language.</summary>
internal sealed record Wording(
    string Passed, string Incomplete, string Failed, string NotReached, string Record, string Expected, string Found,
    string Missing, string More, string Genesis, string GenesisNotCompared, string AnswerGenuine, string AnswerAltered, string AnswerIncomplete,
    IReadOnlyDictionary<string, string> Checks)
{
    public static readonly Wording English = new(
        "passed", "incomplete", "FAILED", "not reached", "record", "expected", "found", "missing", "more",
        "genesis", "not compared: pass --genesis with the published value", "genuine", "altered", "incomplete",
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["format"] = "every record and the certificate have their form",
            ["checkpoint"] = "signatures of log and witnesses",
            ["inclusion"] = "every record is in the log",
            ["consistency"] = "the log only grew",
            ["order"] = "opening, dice, secret, result in this order; attempts and recusals",
            ["secret"] = "the secrets were fixed in advance, none skipped",
            ["entropy"] = "enough dice that nobody chooses",
            ["contribution"] = "contributions are what was announced",
            ["tables"] = "register, roster and conflicts are the committed ones",
            ["quota"] = "numbers to draw follow from the ratios",
            ["seed"] = "the seed follows from dice and secret",
            ["drawn"] = "the drawn objects follow from the seed",
            ["teams"] = "the teams follow from the seed",
            ["redraw"] = "replacements after recusal follow from their seed",
        });

    public static readonly Wording Chinese = new(
        "通过", "材料不全", "不符", "未检查", "记录", "应为", "实为", "缺少", "更多",
        "创世记录", "未核对：请用 --genesis 给出公布值", "genuine 真实", "altered 被改动", "incomplete 不完整",
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["format"] = "记录和见证书格式合规",
            ["checkpoint"] = "日志与见证人签名有效",
            ["inclusion"] = "每条记录都在日志中",
            ["consistency"] = "日志只增不改",
            ["order"] = "开抽单、掷骰、揭秘、结果的先后顺序，以及重抽、回避的规则",
            ["secret"] = "秘密数事先固定，未跳过、未重用",
            ["entropy"] = "骰子数量足够，无人可选",
            ["contribution"] = "各方提交与约定一致",
            ["tables"] = "名录库、检查人员名录、回避表与承诺一致",
            ["quota"] = "抽取数量符合抽查比例",
            ["seed"] = "种子由骰子和秘密数得出",
            ["drawn"] = "抽中对象由种子得出",
            ["teams"] = "检查人员由种子得出",
            ["redraw"] = "回避后的替换人员由其种子得出",
        });

    public static Wording? Of(string language) => language switch
    {
        "en" => English,
        "zh" or "zh-CN" => Chinese,
        _ => null,
    };
}
