using SpotCheck.DocService.Http;

namespace SpotCheck.DocService.Draws.Declarations;

internal static class DeclarationRefusals
{
    public const int LongestExplanation = 300;

    public static readonly Refusal UnknownLink = Refusal.NotFound("recusal.unknown-link",
        "这个链接不完整或不对。请用手机重新扫描回避告知单上的二维码；仍打不开的，请联系组织抽取的股室。",
        "The link is incomplete or wrong. Scan the code on the recusal notice again, or ask the section that ran the draw.");

    public static Refusal Expired(string section, DateTimeOffset at) => new("recusal.expired",
        $"声明的时间已于{Day(at)}截止。仍有应当回避情形的，请直接告知{section}，由股室登记。",
        "The time to declare is over. Tell the section directly; it can enter a recusal itself.", StatusCodes.Status410Gone);

    public static Refusal Withdrawn(string section, string because) => new("recusal.withdrawn",
        $"这个链接已收回：{because}。请用最近一张回避告知单上的二维码；没有收到的，请联系{section}。",
        "The link has been withdrawn. Use the newest notice, or ask the section.", StatusCodes.Status410Gone);

    public static Refusal Over(string section) => new("recusal.draw-over",
        $"这次抽取的结果已被替代，您不用再按它检查，也不用声明。以{section}重新发的告知单为准。",
        "The result of this draw has been superseded; nothing needs to be declared.", StatusCodes.Status410Gone);

    public static readonly Refusal TooOften = new("recusal.too-often",
        "操作太频繁。请等一分钟后再试。", "Too many requests; wait a minute.", StatusCodes.Status429TooManyRequests);

    /// <summary>The notice passes through the section's hands; whoever is signed in here does not speak for the inspector.</summary>
    public static readonly Refusal SignedIn = Refusal.WrongPerson("recusal.signed-in",
        "您在这个浏览器里以本系统工作人员的身份登录着，不能代检查人员声明，这次操作已经记入审计日志。股室发现应当回避的，请在抽取页面登记；确是本人声明，请用自己的手机打开，或先退出登录。",
        "You are signed in here as an official and cannot declare for an inspector; this has been recorded. Enter a recusal on the draw's page, or sign out first.");

    public static Refusal NotYours(string objectId) => new("recusal.not-yours",
        $"“{objectId}”不在您这次要检查的企业里，声明没有提交。请刷新页面，在列出的企业中选择。",
        $"'{objectId}' is not among the objects you are to inspect. Reload and choose from the list.");

    public static readonly Refusal Nothing = new("recusal.nothing-declared",
        "没有勾选要回避的企业。没有应当回避的，请点“无需回避”。", "No object was chosen. If none applies, say so with the other button.");

    public static Refusal NoExplanation(string objectId) => new("recusal.explanation",
        $"“{objectId}”的说明不对：选“{RecusalGrounds.NameOf(RecusalGround.Other)}”的要写明情况；说明不超过 {LongestExplanation} 字。请补写后再提交。",
        $"The explanation for '{objectId}' is missing or longer than {LongestExplanation} characters.");

    public static Refusal Before(string objectId) => Refusal.WrongState("recusal.declared-before",
        $"“{objectId}”已经声明过回避，不用重复声明。请刷新页面查看处理情况。", $"A recusal from '{objectId}' has been declared or entered before. Reload to see its state.");

    public static Refusal Visited(string objectId) => Refusal.WrongState("recusal.result-entered",
        $"“{objectId}”的检查结果已经录入，不能再声明或受理回避。有应当回避而没有回避的，请向本单位纪检反映。",
        $"A result for '{objectId}' has been entered; a recusal is no longer possible. Report it to the bureau's discipline inspection.");

    /// <summary>The same said to the section, which can act: a visit by somebody who had to withdraw is not mended by another name in the log.</summary>
    public static Refusal Inspected(string objectId) => Refusal.WrongState("recusal.result-entered",
        $"“{objectId}”的检查结果已经录入，不能再登记回避：换人只会让公开日志写上没有到场的人，改变不了谁查的。应当回避而没有回避的，请报纪检；结果依法不能再用的，由股室负责人在抽取页面“替代”这项任务，写明法律依据后重新抽取、重新检查。",
        $"A result for '{objectId}' has been entered. Replacing an inspector now would put somebody into the public log who was not there. Supersede the task with its legal basis and draw again, and report the case.");

    public static readonly Refusal UnknownDeclaration = Refusal.NotFound("recusal.unknown-declaration",
        "没有这项声明，或没有选择。请刷新页面，在待处理的声明中选择（一次最多 200 项）。", "There is no such declaration, or none was chosen; at most 200 at once.");

    public static Refusal Decided(string objectId, string inspector) => Refusal.WrongState("recusal.decided-before",
        $"{inspector} 对 {objectId} 的声明已经有人处理过，这一批都没有办理。请刷新页面后重新选择。",
        $"The declaration of {inspector} about {objectId} has been decided already; nothing of this batch was done. Reload and choose again.");

    public static readonly Refusal NoReason = new("recusal.reason",
        "没有写不予受理的理由，或超过 300 字。理由会显示给声明人，请写明。", "A reason of at most 300 characters is needed; the inspector reads it.");

    public static readonly Refusal LinkTerms = new("recusal.link-terms",
        "声明的截止时间应在现在之后、90 天之内。", "The time to declare ends after now and within 90 days.");

    public static readonly Refusal NoSuchLink = Refusal.NotFound("recusal.no-such-link",
        "没有这个链接，或它已经收回。请刷新页面。", "There is no such link, or it has been withdrawn. Reload.");

    private static string Day(DateTimeOffset at)
    {
        var local = at.ToOffset(TimeSpan.FromHours(8));
        return $"{local.Year}年{local.Month}月{local.Day}日{local.Hour}时{local.Minute:00}分";
    }
}
