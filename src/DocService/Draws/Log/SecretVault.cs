using System.Security.Cryptography;
using SpotCheck.DocService.Http;
using SpotCheck.DocService.Storage;

namespace SpotCheck.DocService.Draws.Log;

/// <summary>
/// Seals master secrets and signing keys before they go into the database (AES-256-GCM), with a key in a file only the service's user can read.
/// So neither the database nor its backup reveals a coming draw; copies of the service share the file.
/// </summary>
internal sealed class SecretVault(ServiceSettings settings)
{
    private const int NonceSize = 12;
    private const int TagSize = 16;
    private readonly Lock turn = new();
    private byte[]? key;

    public string KeyFile => Path.Combine(settings.DataFolder, "secrets", "draws.key");

    /// <param name="purpose">Bound into the seal, so that a sealed secret cannot be put in another's place.</param>
    public byte[] Seal(ReadOnlySpan<byte> secret, string purpose)
    {
        var nonce = RandomNumberGenerator.GetBytes(NonceSize);
        var sealedBytes = new byte[secret.Length];
        var tag = new byte[TagSize];
        using var aes = new AesGcm(Key(mayCreate: true), TagSize);
        aes.Encrypt(nonce, secret, sealedBytes, tag, System.Text.Encoding.UTF8.GetBytes(purpose));
        return [.. nonce, .. tag, .. sealedBytes];
    }

    public byte[] Open(ReadOnlySpan<byte> sealedSecret, string purpose)
    {
        var secret = new byte[sealedSecret.Length - NonceSize - TagSize];
        using var aes = new AesGcm(Key(mayCreate: false), TagSize);
        aes.Decrypt(sealedSecret[..NonceSize], sealedSecret[(NonceSize + TagSize)..], sealedSecret[NonceSize..(NonceSize + TagSize)], secret, System.Text.Encoding.UTF8.GetBytes(purpose));
        return secret;
    }

    private byte[] Key(bool mayCreate)
    {
        lock (turn)
        {
            if (key is not null)
                return key;
            if (!File.Exists(KeyFile))
            {
                if (!mayCreate)
                    throw new DatabaseStartException(
                        $"缺少密钥文件 {KeyFile}。抽取用的主密钥用它加密，没有它就不能揭示已承诺的秘密。请从备份恢复该文件。",
                        $"The key file {KeyFile} is missing; the desks' master secrets are sealed with it. Restore it from a backup.");
                Create();
            }

            return key = File.ReadAllBytes(KeyFile);
        }
    }

    private void Create()
    {
        var folder = Path.GetDirectoryName(KeyFile)!;
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var file = new FileStream(KeyFile, options);
        file.Write(RandomNumberGenerator.GetBytes(32));
        file.Flush(flushToDisk: true);
    }
}
