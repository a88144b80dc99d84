using System.Security.Cryptography;
using QRCoder;
using SpotCheck.DocService.Http;

namespace SpotCheck.DocService.Documents;

/// <summary>The code in the address of an issued document's public page, and the QR code that leads there.</summary>
internal static class VerificationCode
{
    /// <summary>Field of the QR code; a template shows it by a picture with this tag in its alternative text.</summary>
    public const string Field = "核验码";

    /// <summary>Field of the address in letters, for workbooks, which have no pictures of their own.</summary>
    public const string AddressField = "核验地址";

    // Crockford's base 32: no I, L, O, U, so that it can be read off paper.
    private const string Letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const int Length = 16;

    /// <summary>80 bits of chance: nobody finds a document by trying.</summary>
    public static string New() => RandomNumberGenerator.GetString(Letters, Length);

    public static bool IsCode(string text) => text.Length == Length && text.All(Letters.Contains);

    public static string AddressOf(ServiceSettings settings, string code) => $"{settings.PublicBaseUrl.ToString().TrimEnd('/')}/public/documents/{code}";

    /// <summary>The QR code as a PNG picture in base 64, the form in which data hold pictures.</summary>
    public static string PictureOf(string address)
    {
        using var data = QRCodeGenerator.GenerateQrCode(address, QRCodeGenerator.ECCLevel.M);
        using var code = new PngByteQRCode(data);
        return Convert.ToBase64String(code.GetGraphic(6));
    }
}
