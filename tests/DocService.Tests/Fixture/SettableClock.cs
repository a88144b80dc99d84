namespace SpotCheck.DocService.Tests;

/// <summary>A clock that stands still until a test moves it.</summary>
public sealed class SettableClock : TimeProvider
{
    private DateTimeOffset now = new(2023, 3, 1, 1, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => now;

    public void Set(DateTimeOffset instant) => now = instant.ToUniversalTime();

    public void Advance(TimeSpan by) => now += by;
}
