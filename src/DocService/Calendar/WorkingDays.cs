using System.Globalization;
using System.Text.Json;

namespace SpotCheck.DocService.Calendar;

/// <summary>A day reached by counting working days.</summary>
/// <param name="Provisional">Some day on the way lies in a year whose holiday notice is not loaded; the date may still change.</param>
public sealed record DueDay(DateOnly Date, bool Provisional);

/// <summary>Working days by the holiday notices of the State Council. Data with its own version in calendars.json; a year is added when its notice comes out.</summary>
public sealed class WorkingDays
{
    /// <summary>Results are published within 20 working days after a task is done (企业公示信息抽查暂行办法; 国市监信〔2019〕38号).</summary>
    public const int PublicationTerm = 20;

    private readonly HashSet<int> years;
    private readonly HashSet<DateOnly> off;
    private readonly HashSet<DateOnly> work;

    private WorkingDays(string version, HashSet<int> years, HashSet<DateOnly> off, HashSet<DateOnly> work) =>
        (Version, this.years, this.off, this.work) = (version, years, off, work);

    /// <summary>The calendars that come with the service.</summary>
    public static WorkingDays Loaded { get; } = Read(Resource());

    public string Version { get; }

    public bool Knows(int year) => years.Contains(year);

    /// <summary>By the year's notice; in a year without one by the week alone.</summary>
    public bool IsWorkingDay(DateOnly day) =>
        work.Contains(day) || (!off.Contains(day) && day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday));

    /// <summary>The last day of a term; the day it starts from is not counted.</summary>
    /// <param name="days">Working days, 0 or more; 0 is the start itself.</param>
    public DueDay After(DateOnly start, int days)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(days);
        var provisional = false;
        var day = start;
        for (var left = days; left > 0;)
        {
            day = day.AddDays(1);
            provisional |= !Knows(day.Year) && !off.Contains(day);
            if (IsWorkingDay(day))
            {
                left--;
            }
        }

        return new(day, provisional);
    }

    /// <summary>The working day that lies so many working days before another; counted back as <see cref="After"/> counts forward.</summary>
    public DueDay Before(DateOnly end, int days)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(days);
        var provisional = false;
        var day = end;
        for (var left = days; left > 0;)
        {
            day = day.AddDays(-1);
            provisional |= !Knows(day.Year) && !off.Contains(day);
            if (IsWorkingDay(day))
            {
                left--;
            }
        }

        return new(day, provisional);
    }

    /// <exception cref="FormatException">The data is not what <c>calendars.json</c> holds: a day outside its year, a working day that is none.</exception>
    public static WorkingDays Read(string json)
    {
        var file = JsonSerializer.Deserialize<CalendarFile>(json, JsonSerializerOptions.Web) ?? throw new FormatException("No calendars.");
        var daysOff = new HashSet<DateOnly>();
        var exchanged = new HashSet<DateOnly>();
        foreach (var year in file.Years)
        {
            foreach (var day in year.Off.SelectMany(Days))
            {
                // New Year's holiday may begin in December of the year before.
                if (day.Year != year.Year && day.Year != year.Year - 1)
                {
                    throw new FormatException($"{day:O} does not belong to the notice of {year.Year}.");
                }

                daysOff.Add(day);
            }

            foreach (var day in year.Work.SelectMany(Days))
            {
                if (day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) || !exchanged.Add(day))
                {
                    throw new FormatException($"{day:O} is no exchanged working day.");
                }
            }
        }

        return new(file.Version, [.. file.Years.Select(year => year.Year)], daysOff, exchanged);
    }

    private static IEnumerable<DateOnly> Days(string range)
    {
        var ends = range.Split("..");
        var first = DateOnly.ParseExact(ends[0], "yyyy-MM-dd", CultureInfo.InvariantCulture);
        var last = DateOnly.ParseExact(ends[^1], "yyyy-MM-dd", CultureInfo.InvariantCulture);
        for (var day = first; day <= last; day = day.AddDays(1))
        {
            yield return day;
        }
    }

    private static string Resource()
    {
        using var stream = typeof(WorkingDays).Assembly.GetManifestResourceStream("calendars.json")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private sealed record CalendarFile(string Version, string Source, IReadOnlyList<CalendarYear> Years);

    private sealed record CalendarYear(int Year, string Notice, IReadOnlyList<string> Off, IReadOnlyList<string> Work);
}
