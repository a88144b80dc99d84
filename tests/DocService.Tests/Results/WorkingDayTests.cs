using System.Globalization;
using SpotCheck.DocService.Calendar;
using SpotCheck.DocService.Tests.Plans;

namespace SpotCheck.DocService.Tests.Results;

public sealed class WorkingDayTests
{
    public static TheoryData<string> Vectors => new(File.ReadLines(Path.Combine(PlanFiles.Root, "tests/vectors/working-days/working-days.txt")).Where(line => line.Length > 0 && line[0] != '#'));

    [Theory]
    [MemberData(nameof(Vectors))]
    public void The_calendars_agree_with_the_published_vectors(string vector)
    {
        var words = vector.Split(' ');
        switch (words[1])
        {
            case "has":
                var year = int.Parse(words[0], CultureInfo.InvariantCulture);
                Assert.Equal(words[2], Days(year).Count(WorkingDays.Loaded.IsWorkingDay).ToString(CultureInfo.InvariantCulture));
                break;
            case "is":
                Assert.Equal(words[2] == "on", WorkingDays.Loaded.IsWorkingDay(Day(words[0])));
                break;
            default:
                Assert.Equal(new DueDay(Day(words[4]), words[3] == "~"), WorkingDays.Loaded.After(Day(words[0]), int.Parse(words[2], CultureInfo.InvariantCulture)));
                break;
        }
    }

    [Fact]
    public void A_new_years_notice_makes_a_provisional_day_final()
    {
        const string more = """{"version":"t","source":"t","years":[{"year":2026,"notice":"t","off":[],"work":[]},{"year":2027,"notice":"t","off":["2027-01-01..2027-01-03"],"work":[]}]}""";

        Assert.Equal(new DueDay(new(2027, 1, 4), false), WorkingDays.Read(more).After(new(2026, 12, 31), 1));
        Assert.Equal(new DueDay(new(2027, 1, 1), true), WorkingDays.Loaded.After(new(2026, 12, 31), 1));
    }

    [Theory]
    [InlineData("""{"version":"t","source":"t","years":[{"year":2026,"notice":"t","off":["2024-01-01"],"work":[]}]}""")]
    [InlineData("""{"version":"t","source":"t","years":[{"year":2026,"notice":"t","off":[],"work":["2026-01-05"]}]}""")]
    [InlineData("""{"version":"t","source":"t","years":[{"year":2026,"notice":"t","off":["2026-02-30"],"work":[]}]}""")]
    public void A_mistyped_calendar_is_refused(string json) => Assert.Throws<FormatException>(() => WorkingDays.Read(json));

    private static IEnumerable<DateOnly> Days(int year)
    {
        for (var day = new DateOnly(year, 1, 1); day.Year == year; day = day.AddDays(1))
        {
            yield return day;
        }
    }

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
