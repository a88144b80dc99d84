using SpotCheck.DocService.Http;

namespace SpotCheck.DocService.Identity;

internal static class IdentityRefusals
{
    public static readonly Refusal UnknownPerson = Refusal.WrongPerson("auth.unknown-person",
        "已通过身份认证，但本系统的人员表里没有您，或您已被停用。请联系管理员登记您的单位和岗位。",
        "You are signed in, but this service has no active person for you. Ask the administrator to enter your department and role.");

    public static readonly Refusal LocalSignInOff = Refusal.NotFound("auth.local-sign-in-off",
        "本服务使用统一身份认证，不提供本机登录。请从统一认证入口登录。",
        "This service uses an identity provider; there is no local sign-in.");

    public static readonly Refusal NotThisMachine = Refusal.WrongPerson("auth.not-this-machine",
        "本机登录只在运行服务的这台电脑上有效，请在本机用 http://localhost 打开。要供他人使用，请配置 Auth__Authority。",
        "Local sign-in works only on the machine that runs the service, at http://localhost. For others, configure Auth__Authority.");

    public static readonly Refusal CrossSite = Refusal.WrongPerson("auth.cross-site",
        "这个请求来自别的网站，已拒绝。请在本系统的页面里操作。",
        "This request came from another site and was refused. Use this service's own pages.");

    public static readonly Refusal NoSuchPerson = Refusal.NotFound("identity.no-such-person",
        "没有这个人员，或已停用。请从名单中选择。",
        "There is no such active person. Choose one from the list.");

    public static readonly Refusal SessionNeedsToken = Refusal.WrongState("auth.session-needs-token",
        "请先从统一认证入口登录；已有的登录不能自己延长。",
        "A session begins with a token of the issuer; a session cannot prolong itself.");

    public static readonly Refusal EncryptedToken = new("auth.encrypted-token",
        "不接受加密的令牌（五段）。请让身份认证系统签发签名令牌（三段）。",
        "Encrypted tokens (five parts) are not accepted. Have the issuer sign its tokens instead (three parts).",
        StatusCodes.Status401Unauthorized);

    public static readonly Refusal OversizedToken = new("auth.oversized-token",
        "令牌超过 8 KB，不予受理。请减少令牌里的内容后重新登录。",
        "The token is larger than 8 KB. Reduce its claims and sign in again.",
        StatusCodes.Status401Unauthorized);
}
