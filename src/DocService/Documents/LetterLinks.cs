using System.Text.Json.Nodes;
using QRCoder;
using SpotCheck.DocService.Http;

namespace SpotCheck.DocService.Documents;

/// <summary>The address under which the partner of a letter answers, its token behind a <c>#</c>, so that it reaches no server log and no other site.</summary>
internal sealed class LetterLinks(ServiceSettings settings)
{
    // Word takes 96 pixels for an inch: 49 modules with their margin become 26 mm.
    private const int PixelsPerModule = 2;
    public LinkTokens Tokens { get; } = new(settings, "spotcheck letter link v1");

    public string KeyFile => Tokens.KeyFile;

    /// <summary>43 characters of base64url.</summary>
    public string TokenOf(Guid link) => Tokens.TokenOf(link);

    public string AddressOf(Guid link) => $"{settings.PublicBaseUrl.ToString().TrimEnd('/')}/reply#{TokenOf(link)}";

    /// <summary>The fields by which a letter shows its partner the way: the address, and the same as a QR code (PNG, base64).</summary>
    public void Write(Guid letter, JsonObject data)
    {
        data["回复链接"] = AddressOf(letter);
        using var code = QRCodeGenerator.GenerateQrCode(AddressOf(letter), QRCodeGenerator.ECCLevel.M);
        using var picture = new PngByteQRCode(code);
        data["回复二维码"] = Convert.ToBase64String(picture.GetGraphic(PixelsPerModule));
    }
}
