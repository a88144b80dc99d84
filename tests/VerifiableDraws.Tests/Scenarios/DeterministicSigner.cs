using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;

namespace SpotCheck.VerifiableDraws.Scenarios;

/// <summary>ECDSA on P-256 with the deterministic nonce of RFC 6979, so that generated packages are the same every time. For tests only: not constant-time.</summary>
internal sealed class DeterministicSigner
{
    private static readonly BigInteger P = Hex("ffffffff00000001000000000000000000000000ffffffffffffffffffffffff");
    private static readonly BigInteger N = Hex("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551");
    private static readonly Point G = new(
        Hex("6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296"),
        Hex("4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5"), BigInteger.One);

    private static readonly Point[] Powers = PowersOfTwo();

    private readonly BigInteger _private;
    private readonly byte[] _privateBytes;

    public DeterministicSigner(string label)
    {
        _private = (Unsigned(SHA256.HashData(Encoding.UTF8.GetBytes("key " + label))) % (N - 1)) + 1;
        _privateBytes = Fixed(_private);
        var (x, y) = Affine(Multiply(_private));
        byte[] spki = [.. Convert.FromHexString("3059301306072a8648ce3d020106082a8648ce3d03010703420004"), .. Fixed(x), .. Fixed(y)];
        Spki = Convert.ToBase64String(spki);
        Key = SignatureKey.TryRead(Spki, out var key) ? key : throw new InvalidOperationException("The point is not on the curve.");
    }

    public string Spki { get; }

    public SignatureKey Key { get; }

    public byte[] Sign(byte[] data)
    {
        var hash = SHA256.HashData(data);
        var e = Unsigned(hash);
        foreach (var k in Nonces(hash))
        {
            var r = Affine(Multiply(k)).X % N;
            var s = BigInteger.ModPow(k, N - 2, N) * (e + (r * _private)) % N;
            if (!r.IsZero && !s.IsZero)
                return Der(r, s);
        }

        throw new InvalidOperationException("No nonce.");
    }

    private IEnumerable<BigInteger> Nonces(byte[] hash)
    {
        var reduced = Fixed(Unsigned(hash) % N);
        var (v, k) = (Enumerable.Repeat((byte)1, 32).ToArray(), new byte[32]);
        k = HMACSHA256.HashData(k, (byte[])[.. v, 0, .. _privateBytes, .. reduced]);
        v = HMACSHA256.HashData(k, v);
        k = HMACSHA256.HashData(k, (byte[])[.. v, 1, .. _privateBytes, .. reduced]);
        v = HMACSHA256.HashData(k, v);
        while (true)
        {
            v = HMACSHA256.HashData(k, v);
            if (Unsigned(v) is var candidate && !candidate.IsZero && candidate < N)
                yield return candidate;
            k = HMACSHA256.HashData(k, (byte[])[.. v, 0]);
            v = HMACSHA256.HashData(k, v);
        }
    }

    private static byte[] Der(BigInteger r, BigInteger s)
    {
        byte[] body = [.. Integer(r), .. Integer(s)];
        return [0x30, (byte)body.Length, .. body];

        static byte[] Integer(BigInteger value)
        {
            var bytes = value.ToByteArray(isUnsigned: false, isBigEndian: true);
            return [0x02, (byte)bytes.Length, .. bytes];
        }
    }

    private readonly record struct Point(BigInteger X, BigInteger Y, BigInteger Z);

    private static Point Multiply(BigInteger k)
    {
        Point? sum = null;
        for (var bit = 0; bit < 256; bit++)
        {
            if (!((k >> bit) & 1).IsZero)
                sum = sum is { } s ? Add(s, Powers[bit]) : Powers[bit];
        }

        return sum ?? throw new InvalidOperationException("Zero.");
    }

    private static Point[] PowersOfTwo()
    {
        var powers = new Point[256];
        powers[0] = G;
        for (var i = 1; i < 256; i++)
        {
            var (x, y) = Affine(Double(powers[i - 1]));
            powers[i] = new Point(x, y, BigInteger.One);
        }

        return powers;
    }

    private static Point Double(Point p)
    {
        var delta = Mod(p.Z * p.Z);
        var gamma = Mod(p.Y * p.Y);
        var beta = Mod(p.X * gamma);
        var alpha = Mod(3 * (p.X - delta) * (p.X + delta));
        var x = Mod((alpha * alpha) - (8 * beta));
        var z = Mod(((p.Y + p.Z) * (p.Y + p.Z)) - gamma - delta);
        return new Point(x, Mod((alpha * ((4 * beta) - x)) - (8 * gamma * gamma)), z);
    }

    // Mixed addition: the second point is affine, and never equal to the first, whose bits are all lower.
    private static Point Add(Point p, Point q)
    {
        var zz = Mod(p.Z * p.Z);
        var h = Mod((q.X * zz) - p.X);
        var r = Mod((q.Y * Mod(p.Z * zz)) - p.Y);
        var hh = Mod(h * h);
        var hhh = Mod(h * hh);
        var v = Mod(p.X * hh);
        var x = Mod((r * r) - hhh - (2 * v));
        return new Point(x, Mod((r * (v - x)) - (p.Y * hhh)), Mod(p.Z * h));
    }

    private static (BigInteger X, BigInteger Y) Affine(Point p)
    {
        var inverse = BigInteger.ModPow(p.Z, P - 2, P);
        var squared = Mod(inverse * inverse);
        return (Mod(p.X * squared), Mod(p.Y * Mod(squared * inverse)));
    }

    private static BigInteger Mod(BigInteger value)
    {
        var rest = value % P;
        return rest.Sign < 0 ? rest + P : rest;
    }

    private static BigInteger Unsigned(byte[] bytes) => new(bytes, isUnsigned: true, isBigEndian: true);

    private static byte[] Fixed(BigInteger value)
    {
        var bytes = value.ToByteArray(isUnsigned: true, isBigEndian: true);
        return [.. new byte[32 - bytes.Length], .. bytes];
    }

    private static BigInteger Hex(string hex) => BigInteger.Parse("0" + hex, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
