using System.Buffers.Binary;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace SpotCheck.TemplateEngine.Packaging;

/// <summary>CRC-32 as the zip format uses it (APPNOTE 4.4.7), and the arithmetic that joins the sums of pieces.</summary>
/// <remarks>A sum is a polynomial over GF(2) in reflected bit order; appending n bytes multiplies by x^(8n).</remarks>
internal static class Crc32
{
    private const uint Polynomial = 0xEDB88320;
    private const uint One = 0x80000000;

    private static readonly uint[] Slices = MakeSlices();

    // x^(8·2^k) for k = 0..31: squares of x^8.
    private static readonly uint[] BytePowers = MakeBytePowers();

    /// <summary>The sum of <paramref name="bytes"/> appended to data whose sum is <paramref name="sum"/>.</summary>
    public static uint Append(uint sum, ReadOnlySpan<byte> bytes)
    {
        var slices = Slices;
        var crc = ~sum;
        while (bytes.Length >= 8)
        {
            var low = BinaryPrimitives.ReadUInt32LittleEndian(bytes) ^ crc;
            var high = BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]);
            crc = slices[0x700 + (int)(low & 0xFF)] ^ slices[0x600 + (int)((low >> 8) & 0xFF)]
                ^ slices[0x500 + (int)((low >> 16) & 0xFF)] ^ slices[0x400 + (int)(low >> 24)]
                ^ slices[0x300 + (int)(high & 0xFF)] ^ slices[0x200 + (int)((high >> 8) & 0xFF)]
                ^ slices[0x100 + (int)((high >> 16) & 0xFF)] ^ slices[(int)(high >> 24)];
            bytes = bytes[8..];
        }

        foreach (var b in bytes)
            crc = slices[(int)((crc ^ b) & 0xFF)] ^ (crc >> 8);
        return ~crc;
    }

    /// <summary>What appending <paramref name="length"/> bytes multiplies a sum by.</summary>
    public static uint ShiftOf(long length)
    {
        var shift = One;
        for (var k = 0; length != 0; k++, length >>= 1)
        {
            if ((length & 1) != 0)
                shift = Multiply(shift, BytePowers[k]);
        }

        return shift;
    }

    /// <summary>The sum of A followed by B.</summary>
    /// <param name="first">Sum of A.</param>
    /// <param name="second">Sum of B.</param>
    /// <param name="secondShift"><see cref="ShiftOf"/> the length of B.</param>
    public static uint Combine(uint first, uint second, uint secondShift) => Multiply(first, secondShift) ^ second;

    /// <summary>The product of two polynomials modulo the CRC's own, in reflected order.</summary>
    internal static uint Multiply(uint a, uint b) =>
        Pclmulqdq.IsSupported ? MultiplyCarryless(a, b) : MultiplyBitwise(a, b);

    internal static uint MultiplyBitwise(uint a, uint b)
    {
        uint product = 0;
        while (a != 0)
        {
            product ^= b & (uint)-(int)(a >> 31);
            a <<= 1;
            b = (b >> 1) ^ (Polynomial & (uint)-(int)(b & 1));
        }

        return product;
    }

    // Barrett reduction in reflected order (Gopal et al., "Fast CRC Computation for Generic Polynomials Using
    // PCLMULQDQ", Intel 2009): μ' = 0x1F7011641 and P' = 0x1DB710641 are the constants the paper gives for CRC-32.
    private static uint MultiplyCarryless(uint a, uint b)
    {
        var product = Pclmulqdq.CarrylessMultiply(Vector128.CreateScalar((ulong)a), Vector128.CreateScalar((ulong)b), 0).ToScalar() << 1;
        var low = product & 0xFFFFFFFF;
        var quotient = Pclmulqdq.CarrylessMultiply(Vector128.CreateScalar(low), Vector128.CreateScalar(0x1F7011641UL), 0).ToScalar() & 0xFFFFFFFF;
        var multiple = Pclmulqdq.CarrylessMultiply(Vector128.CreateScalar(quotient), Vector128.CreateScalar(0x1DB710641UL), 0).ToScalar();
        return (uint)((product ^ multiple) >> 32);
    }

    private static uint[] MakeSlices()
    {
        var slices = new uint[8 * 256];
        for (uint i = 0; i < 256; i++)
        {
            var crc = i;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc >> 1) ^ (Polynomial & (uint)-(int)(crc & 1));
            slices[i] = crc;
        }

        for (var i = 256; i < slices.Length; i++)
            slices[i] = slices[slices[i - 256] & 0xFF] ^ (slices[i - 256] >> 8);
        return slices;
    }

    private static uint[] MakeBytePowers()
    {
        var powers = new uint[64];
        powers[0] = One >> 8;
        for (var k = 1; k < powers.Length; k++)
            powers[k] = MultiplyBitwise(powers[k - 1], powers[k - 1]);
        return powers;
    }
}
