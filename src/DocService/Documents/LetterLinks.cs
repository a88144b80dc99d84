using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using QRCoder;
using SpotCheck.DocService.Http;

namespace SpotCheck.DocService.Documents;

/// <summary>
/// The address under which the partner of a letter answers: an identifier and 128 bits of an HMAC over it, behind a <c>#</c>, so that it
/// reaches no server log and no other site. It is derived, not stored; the key is a file that copies of the service share.
/// </summary>
internal sealed class LetterLinks(ServiceSettings settings)
{
    private const int MacSize = 16;

    // Word takes 96 pixels for an inch: 49 modules with their margin become 26 mm.
    private const int PixelsPerModule = 2;
    private static readonly byte[] Purpose = "spotcheck letter link v1"u8.ToArray();
    private readonly Lock turn = new();
    private byte[]? key;

    public string KeyFile => Path.Combine(settings.DataFolder, "secrets", "letters.key");

    /// <summary>43 characters of base64url.</summary>
    public string TokenOf(Guid link) => Base64Url.EncodeToString([.. link.ToByteArray(bigEndian: true), .. MacOf(link)]);

    public string AddressOf(Guid link) => $"{settings.PublicBaseUrl.ToString().TrimEnd('/')}/reply#{TokenOf(link)}";

    /// <summary>The fields by which a letter shows its partner the way: the address, and the same as a QR code (PNG, base64).</summary>
    public void Write(Guid letter, JsonObject data)
    {
        data["回复链接"] = AddressOf(letter);
        using var code = QRCodeGenerator.GenerateQrCode(AddressOf(letter), QRCodeGenerator.ECCLevel.M);
        using var picture = new PngByteQRCode(code);
        data["回复二维码"] = Convert.ToBase64String(picture.GetGraphic(PixelsPerModule));
    }

    /// <summary>The link a token speaks of, if it was made here; compared in constant time.</summary>
    public bool TryRead(string? token, out Guid link)
    {
        link = default;
        Span<byte> bytes = stackalloc byte[16 + MacSize];
        if (token is not { Length: 43 } || !Base64Url.IsValid(token) || !Base64Url.TryDecodeFromChars(token, bytes, out var written) || written != bytes.Length)
            return false;
        var named = new Guid(bytes[..16], bigEndian: true);
        // The last character carries four bits; only one spelling of a token counts.
        if (!CryptographicOperations.FixedTimeEquals(MacOf(named), bytes[16..]) || token != TokenOf(named))
            return false;
        link = named;
        return true;
    }

    private byte[] MacOf(Guid link) => HMACSHA256.HashData(Key(), (byte[])[.. Purpose, .. link.ToByteArray(bigEndian: true)])[..MacSize];

    private byte[] Key()
    {
        lock (turn)
        {
            if (key is null && !File.Exists(KeyFile))
                Create();
            return key ??= File.ReadAllBytes(KeyFile);
        }
    }

    private void Create()
    {
        var folder = Path.GetDirectoryName(KeyFile)!;
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var unfinished = $"{KeyFile}.{Path.GetRandomFileName()}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var file = new FileStream(unfinished, options))
        {
            file.Write(RandomNumberGenerator.GetBytes(32));
            file.Flush(flushToDisk: true);
        }
        try
        {
            File.Move(unfinished, KeyFile);
        }
        catch (IOException) when (File.Exists(KeyFile))
        {
            // Another copy was faster; its key is the key.
            File.Delete(unfinished);
        }
    }
}
