using SpotCheck.DocService.Http;

namespace SpotCheck.DocService.Consultations.Replies;

internal static class ReplyRefusals
{
    public static readonly Refusal UnknownLink = Refusal.NotFound("reply.unknown-link",
        "这个链接不完整或不对。请从函件邮件里完整地打开链接，或用手机重新扫描函件中的二维码；仍打不开的，请联系发函单位。",
        "The link is incomplete or wrong. Open it from the letter's e-mail again, or scan the code in the letter.");

    public static Refusal Expired(string bureau, string number, DateTimeOffset at) => new("reply.expired",
        $"这个链接已于{Day(at)}到期，不能再回复{bureau}的函（{number}）。请联系该单位补发链接，或把随函的回执表填好后发回。",
        $"The link has expired. Ask the bureau for a new one to answer {number}, or send the reply form back.", StatusCodes.Status410Gone);

    public static Refusal Voided(string bureau, string number) => new("reply.revoked",
        $"这件函已作废，不用回复：{bureau}，{number}。以该单位另发的函为准；没有收到的，请与该单位联系。",
        $"The letter {number} has been voided and needs no answer. A newer letter of the bureau counts.", StatusCodes.Status410Gone);

    public static Refusal Revoked(string bureau, string because) => new("reply.revoked",
        $"这个链接已失效：{because}。请用{bureau}最近一封邮件中的链接；没有收到的，请联系该单位。",
        "The link has been revoked. Use the one in the newest e-mail, or ask the bureau.", StatusCodes.Status410Gone);

    public static Refusal Used(string bureau, string receipt) => Refusal.WrongState("reply.answered-before",
        $"这件函已经回复，回执编号{receipt}，不能再改。需要更正的，请联系{bureau}重新开放。",
        "This letter has been answered. Ask the bureau to reopen it for a correction.");

    public static Refusal Stale(int seen, int current) => Refusal.WrongState("reply.changed-meanwhile",
        $"您打开的是第{seen}次保存的内容，现在已是第{current}次，另一处有人保存过。请刷新页面，在最新的内容上填写。",
        "Somebody else has saved meanwhile. Reload and continue on the latest.");

    public static readonly Refusal TooMuch = new("reply.too-much",
        "内容超出范围：每格最多1000字，人员最多50人，不能有控制字符。请删减后再保存。",
        "Each text holds 1,000 characters at most, without control characters; 50 people at most.");

    public static Refusal NotReady(IReadOnlyList<ReplyFault> faults) => new("reply.not-ready",
        $"还有{faults.Count}处需要填写或改正：{faults[0].Reason}", $"{faults.Count} places need to be filled in or mended.")
    {
        Details = new Dictionary<string, object?>(StringComparer.Ordinal) { ["faults"] = faults },
    };

    /// <summary>Whoever is signed in here is no partner, even if he holds the letter.</summary>
    public static readonly Refusal SignedIn = Refusal.WrongPerson("reply.signed-in",
        "您在这个浏览器里以本系统工作人员的身份登录着，不能代受函部门回复，这次操作已经记入审计日志。收到对方发回的回执，请在会商看板中录入；确是受函部门的，请先退出登录。",
        "You are signed in here as an official and cannot answer for the partner; this has been recorded. Enter a returned form on the board, or sign out if you are the partner.");

    public static readonly Refusal TooManyFiles = Refusal.WrongState("reply.too-many-files",
        $"最多上传{AttachmentRules.MostFiles}个附件，一共不超过20 MB。请先删去不要的。", "Too many files.");

    public static Refusal BadFile(string why) => new("reply.file", why, "The file is not acceptable: only PDF, JPEG, PNG and DOCX up to 10 MB.");

    public static readonly Refusal TooOften = new("reply.too-often",
        "操作太频繁。请等一分钟后再试。", "Too many requests; wait a minute.", StatusCodes.Status429TooManyRequests);

    private static string Day(DateTimeOffset at)
    {
        var local = at.ToOffset(TimeSpan.FromHours(8));
        return $"{local.Year}年{local.Month}月{local.Day}日";
    }
}
