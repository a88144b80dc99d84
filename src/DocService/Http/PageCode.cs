using Microsoft.AspNetCore.Http.HttpResults;
using QRCoder;

namespace SpotCheck.DocService.Http;

/// <summary>The address of one of our own pages as people outside this computer reach it, with its QR code: for the witness's telephone, for the projector.</summary>
internal static class PageCode
{
    private const int LongestPath = 500;

    /// <param name="QrCode">SVG.</param>
    public sealed record Response(string Address, string QrCode);

    public static Results<Ok<Response>, RefusalResult> Handle(string path, ServiceSettings settings)
    {
        // Our own pages only: a code that leads elsewhere would carry our name to a stranger's page.
        if (path.Length is 0 or > LongestPath || path[0] != '/' || path.StartsWith("//", StringComparison.Ordinal) || path.Contains('\\', StringComparison.Ordinal)
            || path.Any(char.IsControl) || !Uri.TryCreate(settings.PublicBaseUrl, path, out var address) || address.Authority != settings.PublicBaseUrl.Authority)
        {
            return new Refusal("http.page-code-path", $"“{path}”不是本服务的页面。请给出以一个“/”开头、不超过 {LongestPath} 个字的路径，例如 /witness。",
                $"Not a page of this service. Give a path of at most {LongestPath} characters that begins with one '/', such as /witness.").ToProblem();
        }
        using var data = QRCodeGenerator.GenerateQrCode(address.AbsoluteUri, QRCodeGenerator.ECCLevel.M);
        using var code = new SvgQRCode(data);
        return TypedResults.Ok(new Response(address.AbsoluteUri, code.GetGraphic(4)));
    }
}
