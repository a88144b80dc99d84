using System.Runtime.CompilerServices;
using SpotCheck.DocService.Documents;

namespace SpotCheck.DocService.Tests.Documents;

public sealed class DocumentNumberTests
{
    public static TheoryData<string, string> Cases()
    {
        var cases = new TheoryData<string, string>();
        foreach (var line in File.ReadLines(TablePath()).Where(line => !line.StartsWith('#')))
        {
            var parts = line.Split(" ⇒ ", 2);
            cases.Add(parts.Length == 2 ? parts[0] : "", parts[^1]);
        }
        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_number_is_read_and_every_departure_from_its_form_is_named(string typed, string expected)
    {
        var reading = DocumentNumber.Read(typed);

        Assert.Equal(expected, string.Join(' ', [reading.Number?.ToString() ?? "-", .. reading.Faults.Select(fault => fault.Code["document-number.".Length..])]));
        Assert.All(reading.Faults, fault => Assert.Matches(@"[\u4e00-\u9fff]{4}", fault.Sentence));
    }

    private static string TablePath([CallerFilePath] string thisFile = "") => Path.Combine(Path.GetDirectoryName(thisFile)!, "document-numbers.txt");
}
