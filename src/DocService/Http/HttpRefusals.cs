namespace SpotCheck.DocService.Http;

/// <summary>Refusals every route shares: what is wrong with the request itself.</summary>
internal static class HttpRefusals
{
    public static readonly Refusal MalformedBody = new("http.malformed-body",
        "请求内容读不出来：不是有效的 JSON，或缺少、写错了字段。请对照接口文档 /api 检查字段名和类型。",
        "The request body could not be read: it is not valid JSON, or a field is missing or of the wrong type. Compare with the API documentation at /api.",
        StatusCodes.Status400BadRequest);

    /// <summary>The same refusal with the place: the field's path, or the names of the fields that are missing.</summary>
    public static Refusal Malformed(System.Text.Json.JsonException fault)
    {
        // The framework names missing fields only in its sentence, after "including:".
        var missing = fault.Message.Split("including:", 2) is [_, var list]
            ? string.Join('、', list.Split('\'').Where((_, at) => at % 2 == 1))
            : null;
        var place = fault.Path is { Length: > 0 } path ? path : "$";
        return MalformedBody with
        {
            Chinese = missing is { Length: > 0 }
                ? $"请求内容不完整：{place} 处缺少字段 {missing}。没有内容的字段请写 null。字段说明见接口文档 /api。"
                : $"请求内容读不出来：{place} 处（第 {fault.LineNumber + 1 ?? 1} 行）不是有效的 JSON，或字段名、类型不对。请对照接口文档 /api 检查。",
            English = missing is { Length: > 0 }
                ? $"The request body lacks the fields {missing} at {place}. Write null where there is nothing. The fields are described at /api."
                : $"The request body could not be read at {place} (line {fault.LineNumber + 1 ?? 1}): it is not valid JSON, or a field's name or type is wrong. Compare with the API documentation at /api.",
        };
    }

    public static readonly Refusal BodyTooLarge = new("http.body-too-large",
        "提交的内容超过了这个地址允许的大小。请拆成几份，或压缩后再提交。",
        "The body is larger than this address accepts. Split it, or send a smaller file.",
        StatusCodes.Status413PayloadTooLarge);

    public static readonly Refusal UnsupportedMedia = new("http.unsupported-media",
        "不接受这种内容类型。接口一般用 application/json，上传文件用 multipart/form-data。",
        "This content type is not accepted. Use application/json, or multipart/form-data for a file.",
        StatusCodes.Status415UnsupportedMediaType);

    public static readonly Refusal NotFound = new("http.not-found",
        "没有这个地址，或其中的对象不存在。请从首页 / 或接口文档 /api 重新进入。",
        "There is nothing at this address. Start again from / or the API documentation at /api.",
        StatusCodes.Status404NotFound);

    public static readonly Refusal MethodNotAllowed = new("http.method-not-allowed",
        "这个地址不接受该请求方法。请查看接口文档 /api。",
        "This address does not take that method. See the API documentation at /api.",
        StatusCodes.Status405MethodNotAllowed);

    public static readonly Refusal HeadersTooLarge = new("http.headers-too-large",
        "请求头过大，可能是令牌异常。请重新登录后再试。",
        "The request headers are too large, probably an unusual token. Sign in again.",
        StatusCodes.Status431RequestHeaderFieldsTooLarge);

    public static readonly Refusal NotSignedIn = new("auth.not-signed-in",
        "还没有登录，或登录已过期。请先登录。",
        "You are not signed in, or the sign-in has expired. Sign in first.",
        StatusCodes.Status401Unauthorized);

    public static readonly Refusal NotAllowed = new("auth.not-allowed",
        "您的岗位或所在单位不能办理这件事。请由有权限的同事办理，或请管理员核对您的岗位。",
        "Your role or department may not do this. Ask a colleague who may, or have the administrator check your role.",
        StatusCodes.Status403Forbidden);

    public static readonly Refusal BadRequest = MalformedBody with { Code = "http.bad-request",
        Chinese = "请求不完整或格式不对。请对照接口文档 /api 检查地址中的参数。",
        English = "The request is incomplete or malformed. Compare its parameters with the API documentation at /api." };

    public static Refusal? ForStatus(int status) => status switch
    {
        400 => BadRequest,
        401 => NotSignedIn,
        403 => NotAllowed,
        404 => NotFound,
        405 => MethodNotAllowed,
        413 => BodyTooLarge,
        415 => UnsupportedMedia,
        431 => HeadersTooLarge,
        _ => null,
    };
}
