namespace SpotCheck.DocService.Demo;

/// <summary>A clock inside the plans' own year: it runs on from a given morning and is moved from one act to the next, so that dates in the documents agree with each other.</summary>
internal sealed class DemoClock(DateTimeOffset start) : TimeProvider
{
    private DateTimeOffset origin = start;
    private long since = TimeProvider.System.GetTimestamp();

    public override DateTimeOffset GetUtcNow() => (origin + TimeProvider.System.GetElapsedTime(since)).ToUniversalTime();

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.CreateCustomTimeZone("UTC+8", TimeSpan.FromHours(8), "北京时间", "北京时间");

    public void MoveTo(DateTimeOffset instant)
    {
        origin = instant;
        since = TimeProvider.System.GetTimestamp();
    }
}
