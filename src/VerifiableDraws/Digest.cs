using System.Buffers.Binary;
using System.Security.Cryptography;

namespace SpotCheck.VerifiableDraws;

/// <summary>A SHA-256 value: a Merkle hash, a commitment or a ticket. Written as 64 lower-case hex characters.</summary>
/// <remarks>Ordered like its bytes and like its hex text. Source: docs/draw-protocol.md §1.</remarks>
public readonly struct Digest : IEquatable<Digest>, IComparable<Digest>
{
    private readonly ulong _a;
    private readonly ulong _b;
    private readonly ulong _c;
    private readonly ulong _d;

    private Digest(ulong a, ulong b, ulong c, ulong d) => (_a, _b, _c, _d) = (a, b, c, d);

    /// <summary>The number of bytes of a digest: 32.</summary>
    public const int Size = 32;

    /// <summary>The first 64 bits, most significant first: enough to order all but colliding tickets.</summary>
    public ulong Prefix => _a;

    /// <summary>Reads a digest from its bytes.</summary>
    /// <param name="bytes">Exactly 32 bytes.</param>
    /// <returns>The digest.</returns>
    /// <exception cref="ArgumentException"><paramref name="bytes"/> is not 32 bytes long.</exception>
    public static Digest FromBytes(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != Size)
            throw new ArgumentException("A digest has 32 bytes.", nameof(bytes));
        return new Digest(
            BinaryPrimitives.ReadUInt64BigEndian(bytes),
            BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]),
            BinaryPrimitives.ReadUInt64BigEndian(bytes[16..]),
            BinaryPrimitives.ReadUInt64BigEndian(bytes[24..]));
    }

    internal static Digest FromWords(uint w0, uint w1, uint w2, uint w3, uint w4, uint w5, uint w6, uint w7) => new(
        ((ulong)w0 << 32) | w1, ((ulong)w2 << 32) | w3, ((ulong)w4 << 32) | w5, ((ulong)w6 << 32) | w7);

    /// <summary>SHA-256 of the bytes, <c>H(b)</c>.</summary>
    /// <param name="data">Any bytes.</param>
    /// <returns>Their digest.</returns>
    public static Digest Of(ReadOnlySpan<byte> data)
    {
        Span<byte> hash = stackalloc byte[Size];
        SHA256.HashData(data, hash);
        return FromBytes(hash);
    }

    /// <summary>SHA-256 of a text as UTF-8, <c>H(utf8(s))</c>.</summary>
    /// <param name="text">Well-formed text, without lone surrogates.</param>
    /// <returns>Its digest.</returns>
    public static Digest OfText(string text) => Of(System.Text.Encoding.UTF8.GetBytes(text));

    /// <summary>Reads 64 lower-case hex characters.</summary>
    /// <param name="hex">The text.</param>
    /// <param name="digest">The digest, if the text is one.</param>
    /// <returns>False for another length, an upper-case letter or a character that is no hex digit.</returns>
    public static bool TryParse(string? hex, out Digest digest)
    {
        digest = default;
        if (!TextRules.IsLowerHex(hex, Size * 2))
            return false;
        digest = FromBytes(Convert.FromHexString(hex!));
        return true;
    }

    /// <summary>Reads 64 lower-case hex characters that are known to be valid.</summary>
    /// <param name="hex">The text.</param>
    /// <returns>The digest.</returns>
    /// <exception cref="ArgumentException">The text is not a digest.</exception>
    public static Digest Parse(string hex) =>
        TryParse(hex, out var digest) ? digest : throw new ArgumentException("A digest is 64 lower-case hex characters.", nameof(hex));

    /// <summary>Writes the 32 bytes.</summary>
    /// <param name="destination">At least 32 bytes.</param>
    public void WriteTo(Span<byte> destination)
    {
        BinaryPrimitives.WriteUInt64BigEndian(destination, _a);
        BinaryPrimitives.WriteUInt64BigEndian(destination[8..], _b);
        BinaryPrimitives.WriteUInt64BigEndian(destination[16..], _c);
        BinaryPrimitives.WriteUInt64BigEndian(destination[24..], _d);
    }

    /// <summary>The 32 bytes.</summary>
    /// <returns>A new array.</returns>
    public byte[] ToArray()
    {
        var bytes = new byte[Size];
        WriteTo(bytes);
        return bytes;
    }

    /// <summary>64 lower-case hex characters.</summary>
    /// <returns>The text.</returns>
    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[Size];
        WriteTo(bytes);
        return Convert.ToHexStringLower(bytes);
    }

    /// <inheritdoc/>
    public int CompareTo(Digest other)
    {
        if (_a != other._a)
            return _a.CompareTo(other._a);
        if (_b != other._b)
            return _b.CompareTo(other._b);
        return _c != other._c ? _c.CompareTo(other._c) : _d.CompareTo(other._d);
    }

    /// <inheritdoc/>
    public bool Equals(Digest other) => _a == other._a && _b == other._b && _c == other._c && _d == other._d;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Digest other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _a.GetHashCode();

    /// <summary>Equality of all 256 bits.</summary>
    public static bool operator ==(Digest left, Digest right) => left.Equals(right);

    /// <summary>Inequality.</summary>
    public static bool operator !=(Digest left, Digest right) => !left.Equals(right);

    /// <summary>Ascending by bytes.</summary>
    public static bool operator <(Digest left, Digest right) => left.CompareTo(right) < 0;

    /// <summary>Descending by bytes.</summary>
    public static bool operator >(Digest left, Digest right) => left.CompareTo(right) > 0;

    /// <summary>Ascending or equal.</summary>
    public static bool operator <=(Digest left, Digest right) => left.CompareTo(right) <= 0;

    /// <summary>Descending or equal.</summary>
    public static bool operator >=(Digest left, Digest right) => left.CompareTo(right) >= 0;
}
