using System.Globalization;

namespace SpotCheck.TemplateEngine.Language;

/// <summary>The object <c>timespan</c>.</summary>
internal static class TimeSpanFunctions
{
    public static readonly ScriptObject Members = new FunctionSet("timespan")
        .Add("from_days", "days", a => From(a, TimeSpan.TicksPerDay))
        .Add("from_hours", "hours", a => From(a, TimeSpan.TicksPerHour))
        .Add("from_milliseconds", "millis", a => From(a, TimeSpan.TicksPerMillisecond))
        .Add("from_minutes", "minutes", a => From(a, TimeSpan.TicksPerMinute))
        .Add("from_seconds", "seconds", a => From(a, TimeSpan.TicksPerSecond))
        .Add("parse", "text", Parse)
        .Value("zero", Value.From(TimeSpan.Zero))
        .Freeze();

    private static Value From(Arguments a, long ticksPerUnit)
    {
        var ticks = Numbers.ToDouble(a.Number(0)) * ticksPerUnit;
        if (double.IsNaN(ticks) || Math.Abs(ticks) >= long.MaxValue)
            throw a.Context.Fault("template.date-out-of-range", "时间间隔超出范围。", "The interval is out of range.");
        return Value.From(new TimeSpan((long)Math.Round(ticks)));
    }

    private static Value Parse(Arguments a)
    {
        if (a.Text(0).Length == 0)
            return Value.Null;
        return TimeSpan.TryParse(a.Text(0), CultureInfo.InvariantCulture, out var span)
            ? Value.From(span)
            : throw a.WrongType(0, "时间间隔，如 1.12:30:00", "an interval as 1.12:30:00");
    }
}
