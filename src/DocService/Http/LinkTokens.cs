using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace SpotCheck.DocService.Http;

/// <summary>
/// Tokens for people without an account: an identifier and 128 bits of an HMAC over it, derived and never stored. The key is a file that
/// copies of the service share; the purpose keeps a token of one kind of link from opening another.
/// </summary>
internal sealed class LinkTokens(ServiceSettings settings, string purpose)
{
    private const int MacSize = 16;
    private readonly byte[] purposeBytes = Encoding.ASCII.GetBytes(purpose);
    private readonly Lock turn = new();
    private byte[]? key;

    // The name is older than the second kind of link.
    public string KeyFile => Path.Combine(settings.DataFolder, "secrets", "letters.key");

    public static byte[] HashOf(string token) => SHA256.HashData(Encoding.ASCII.GetBytes(token));

    /// <summary>43 characters of base64url.</summary>
    public string TokenOf(Guid link) => Base64Url.EncodeToString([.. link.ToByteArray(bigEndian: true), .. MacOf(link)]);

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

    private byte[] MacOf(Guid link) => HMACSHA256.HashData(Key(), (byte[])[.. purposeBytes, .. link.ToByteArray(bigEndian: true)])[..MacSize];

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
