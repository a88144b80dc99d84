namespace SpotCheck.DocService.Registers.Sheets;

/// <summary>Tells what a file is by its first bytes, never by its name.</summary>
internal static class FileSignature
{
    internal enum Kind
    {
        Unknown,
        Zip,
        LegacyOffice,
        EncryptedOffice,
        Pdf,
    }

    private const int DirectorySearchBytes = 4 << 20;

    public static Kind Of(Stream input)
    {
        Span<byte> head = stackalloc byte[8];
        input.Position = 0;
        var read = input.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        input.Position = 0;
        head = head[..read];

        if (head.StartsWith("PK\u0003\u0004"u8) || head.StartsWith("PK\u0005\u0006"u8))
            return Kind.Zip;
        if (head.StartsWith("%PDF"u8))
            return Kind.Pdf;
        // The OLE compound file of [MS-CFB]: an old .xls, or, per [MS-OFFCRYPTO], the wrapping of an encrypted .xlsx.
        ReadOnlySpan<byte> compound = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
        if (!head.SequenceEqual(compound))
            return Kind.Unknown;
        return HoldsEncryptedPackage(input) ? Kind.EncryptedOffice : Kind.LegacyOffice;
    }

    private static bool HoldsEncryptedPackage(Stream input)
    {
        var bytes = new byte[(int)Math.Min(input.Length, DirectorySearchBytes)];
        input.ReadExactly(bytes);
        input.Position = 0;
        return bytes.AsSpan().IndexOf(System.Text.Encoding.Unicode.GetBytes("EncryptedPackage")) >= 0;
    }
}
