using SpotCheck.TemplateEngine.Packaging;

namespace SpotCheck.TemplateEngine.Tests.Packaging;

public sealed class Crc32Tests
{
    [Fact]
    public void The_sum_of_the_nine_digits_is_the_published_check_value() =>
        Assert.Equal(0xCBF43926u, Crc32.Append(0, "123456789"u8));

    [Fact]
    public void Sums_of_pieces_join_to_the_sum_of_the_whole()
    {
        var bytes = new byte[5000];
        new Random(7).NextBytes(bytes);

        foreach (var cut in new[] { 0, 1, 7, 8, 100, 4096, 4999, 5000 })
        {
            var second = bytes.AsSpan(cut);
            var joined = Crc32.Combine(Crc32.Append(0, bytes.AsSpan(0, cut)), Crc32.Append(0, second), Crc32.ShiftOf(second.Length));
            Assert.Equal(Crc32.Append(0, bytes), joined);
        }
    }

    [Fact]
    public void The_processors_multiplication_agrees_with_the_plain_one()
    {
        var dice = new Random(11);
        for (var i = 0; i < 10_000; i++)
        {
            var (a, b) = ((uint)dice.NextInt64(), (uint)dice.NextInt64());
            Assert.Equal(Crc32.MultiplyBitwise(a, b), Crc32.Multiply(a, b));
        }
    }
}
