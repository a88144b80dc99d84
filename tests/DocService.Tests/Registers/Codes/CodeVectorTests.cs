using System.Runtime.CompilerServices;
using SpotCheck.DocService.Registers.Codes;

namespace SpotCheck.DocService.Tests.Registers.Codes;

public sealed class CodeVectorTests
{
    public static TheoryData<string, string> Vectors()
    {
        var data = new TheoryData<string, string>();
        foreach (var line in File.ReadLines(Path()).Where(l => l.Length > 0 && l[0] != '#'))
        {
            var parts = line.Split(" ⇒ ");
            data.Add(parts[0].Replace('␠', ' '), parts[1]);
        }
        return data;
    }

    [Theory]
    [MemberData(nameof(Vectors))]
    public void A_code_is_read_as_the_vectors_say(string typed, string expected)
    {
        var compact = TypedCode.Clean(typed);
        var reading = compact.Length == 15 ? RegistrationNumber.Read(typed) : CreditCode.Read(typed);

        var found = reading.Accepted
            ? $"ok {reading.Value}{(reading.Problem is { } warning ? " warn " + warning.Code : "")}"
            : $"{reading.Problem!.Code}{(reading.Suggestion is { } suggestion ? " suggest " + suggestion : "")}";

        Assert.Equal(expected, found);
    }

    [Fact]
    public void Every_single_wrong_character_is_found()
    {
        const string code = "91350100M000100Y43";
        const string alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
        for (var at = 0; at < code.Length; at++)
        {
            foreach (var other in alphabet.Where(c => c != code[at]))
                Assert.False(CreditCode.Read($"{code[..at]}{other}{code[(at + 1)..]}").Accepted);
        }
    }

    [Theory]
    [InlineData("04052500017", true, null)]
    [InlineData("晋F-12345", true, "certificate.old-form")]
    [InlineData("", false, "certificate.length")]
    public void Old_certificate_numbers_stay_with_a_remark(string typed, bool accepted, string? code)
    {
        var reading = EnforcementCertificate.Read(typed);

        Assert.Equal((accepted, code), (reading.Accepted, reading.Problem?.Code));
    }

    [Theory]
    [InlineData("138 0000 0000", null)]
    [InlineData("+86-13800000000", null)]
    [InlineData("0356-3030001", null)]
    [InlineData("12345", "phone.form")]
    public void A_phone_number_that_looks_like_none_is_remarked(string typed, string? code) =>
        Assert.Equal(code, PhoneNumber.Read(typed).Problem?.Code);

    private static string Path([CallerFilePath] string thisFile = "") =>
        System.IO.Path.Combine(System.IO.Path.GetDirectoryName(thisFile)!, "../../../vectors/credit-codes.txt");
}
