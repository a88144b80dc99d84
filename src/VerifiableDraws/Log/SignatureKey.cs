using System.Security.Cryptography;

namespace SpotCheck.VerifiableDraws;

/// <summary>A public P-256 key as GENESIS carries it.</summary>
public sealed class SignatureKey
{
    // SubjectPublicKeyInfo (RFC 5480) of an uncompressed P-256 point: this prefix, then 64 bytes.
    private static readonly byte[] SpkiPrefix = Convert.FromHexString("3059301306072a8648ce3d020106082a8648ce3d030107034200" + "04");

    private readonly ECParameters _parameters;

    private SignatureKey(byte[] spki)
    {
        KeyId = SHA256.HashData(spki)[..4];
        _parameters = new ECParameters
        {
            Curve = ECCurve.NamedCurves.nistP256,
            Q = new ECPoint { X = spki[27..59], Y = spki[59..91] },
        };
    }

    /// <summary>First 4 bytes of SHA-256 of the SPKI.</summary>
    public IReadOnlyList<byte> KeyId { get; }

    /// <summary>Reads a key.</summary>
    /// <param name="base64">Canonical base64 of 91 bytes.</param>
    /// <param name="key">The key, if it is one.</param>
    /// <returns>False for another encoding, curve or a point off the curve.</returns>
    public static bool TryRead(string base64, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out SignatureKey? key)
    {
        key = null;
        if (!Base64Text.TryDecode(base64, out var spki) || spki.Length != 91 || !spki.AsSpan().StartsWith(SpkiPrefix))
            return false;
        if (!IsOnCurve(spki.AsSpan(27, 32), spki.AsSpan(59, 32)))
            return false;
        key = new SignatureKey(spki);
        return true;
    }

    /// <summary>Checks an ECDSA signature with SHA-256.</summary>
    /// <param name="data">The signed bytes.</param>
    /// <param name="derSignature">Strict DER: SEQUENCE of two positive INTEGERs, shortest form, nothing after it.</param>
    /// <returns>Whether it is a signature by this key.</returns>
    public bool Verifies(ReadOnlySpan<byte> data, ReadOnlySpan<byte> derSignature)
    {
        var fixedSize = DerSignature.ToFixedSize(derSignature);
        if (fixedSize is null)
            return false;
        using var ecdsa = ECDsa.Create(_parameters);
        return ecdsa.VerifyData(data, fixedSize, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
    }

    private static readonly System.Numerics.BigInteger FieldPrime =
        System.Numerics.BigInteger.Parse("0ffffffff00000001000000000000000000000000ffffffffffffffffffffffff", System.Globalization.NumberStyles.HexNumber, System.Globalization.CultureInfo.InvariantCulture);

    private static readonly System.Numerics.BigInteger CurveB =
        System.Numerics.BigInteger.Parse("05ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604b", System.Globalization.NumberStyles.HexNumber, System.Globalization.CultureInfo.InvariantCulture);

    // FIPS 186-4 D.1.2.3: y² = x³ − 3x + b (mod p).
    private static bool IsOnCurve(ReadOnlySpan<byte> xBytes, ReadOnlySpan<byte> yBytes)
    {
        var x = new System.Numerics.BigInteger(xBytes, isUnsigned: true, isBigEndian: true);
        var y = new System.Numerics.BigInteger(yBytes, isUnsigned: true, isBigEndian: true);
        return x < FieldPrime && y < FieldPrime && ((y * y) - (((x * x) - 3) * x) - CurveB) % FieldPrime == 0;
    }
}

/// <summary>Base64 of RFC 4648 §4, padded, canonical.</summary>
internal static class Base64Text
{
    public static bool TryDecode(string text, out byte[] bytes)
    {
        bytes = [];
        if (text.Length % 4 != 0 || text.AsSpan().ContainsAny(" \t\r\n"))
            return false;
        var buffer = new byte[text.Length / 4 * 3];
        if (!Convert.TryFromBase64String(text, buffer, out var written))
            return false;
        bytes = buffer[..written];
        return string.Equals(Convert.ToBase64String(bytes), text, StringComparison.Ordinal);
    }
}

/// <summary>ECDSA signatures in strict DER (X.690 §8, §10).</summary>
internal static class DerSignature
{
    private static ReadOnlySpan<byte> Order => [
        0xff, 0xff, 0xff, 0xff, 0x00, 0x00, 0x00, 0x00, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
        0xbc, 0xe6, 0xfa, 0xad, 0xa7, 0x17, 0x9e, 0x84, 0xf3, 0xb9, 0xca, 0xc2, 0xfc, 0x63, 0x25, 0x51];

    /// <summary>r ‖ s, 32 bytes each, or null where the bytes are no strict signature with 1 ≤ r, s &lt; n.</summary>
    public static byte[]? ToFixedSize(ReadOnlySpan<byte> der)
    {
        if (der.Length < 8 || der[0] != 0x30 || der[1] != der.Length - 2)
            return null;
        var result = new byte[64];
        var rest = der[2..];
        return TakeInteger(ref rest, result.AsSpan(0, 32)) && TakeInteger(ref rest, result.AsSpan(32)) && rest.IsEmpty ? result : null;
    }

    private static bool TakeInteger(ref ReadOnlySpan<byte> rest, Span<byte> destination)
    {
        if (rest.Length < 3 || rest[0] != 0x02 || rest[1] is < 1 or > 33 || rest.Length < 2 + rest[1])
            return false;
        var value = rest.Slice(2, rest[1]);
        rest = rest[(2 + value.Length)..];
        if (value[0] >= 0x80 || (value[0] == 0 && (value.Length == 1 || value[1] < 0x80)))
            return false;
        if (value[0] == 0)
            value = value[1..];
        if (value.Length > 32)
            return false;
        value.CopyTo(destination[(32 - value.Length)..]);
        return destination.SequenceCompareTo(Order) < 0;
    }
}
