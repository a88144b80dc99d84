namespace SpotCheck.DocService.Calendar;

/// <summary>Official days are days in Beijing, wherever the server stands.</summary>
internal static class BeijingDays
{
    public static DateOnly DayOf(DateTimeOffset instant) => DateOnly.FromDateTime(instant.ToOffset(TimeSpan.FromHours(8)).DateTime);

    public static DateOnly Today(this TimeProvider clock) => DayOf(clock.GetUtcNow());
}
