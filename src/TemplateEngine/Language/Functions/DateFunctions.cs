namespace SpotCheck.TemplateEngine.Language;

/// <summary>The object <c>date</c>. There is no clock but the one the caller passes in.</summary>
internal static class DateFunctions
{
    public static readonly ScriptObject Members = new FunctionSet("date")
        .Add("add_days", "date days", a => Add(a, (date, days) => date.AddDays(days)))
        .Add("add_hours", "date hours", a => Add(a, (date, hours) => date.AddHours(hours)))
        .Add("add_milliseconds", "date millis", a => Add(a, (date, millis) => date.AddMilliseconds(millis)))
        .Add("add_minutes", "date minutes", a => Add(a, (date, minutes) => date.AddMinutes(minutes)))
        .Add("add_months", "date months", a => Add(a, (date, months) => date.AddMonths(checked((int)months))))
        .Add("add_seconds", "date seconds", a => Add(a, (date, seconds) => date.AddSeconds(seconds)))
        .Add("add_years", "date years", a => Add(a, (date, years) => date.AddYears(checked((int)years))))
        .Value("default_format", ValueFormat.DefaultDateFormat)
        .Add("format", "", a => a.Context.Format.DateFormat)
        .Add("now", "", a => Now(a))
        .Add("parse", "text pattern? culture?", a => Parse(a, 0, 1, 2))
        .Add("parse_to_string", "text output_pattern? output_culture? input_pattern? input_culture?", ParseToText)
        .Add("to_string", "datetime pattern? culture?", a => ToText(a, a.Date(0), 1, 2))
        .Add("utc_now", "", a => Now(a).ToUniversalTime())
        .Freeze();

    private static DateTimeOffset Now(Arguments a) => a.Context.Options.Now
        ?? throw a.Context.Fault(
            "template.no-clock", "这里不提供当前时间。请把日期放进数据里。", "No clock is provided here. Put the date into the data.");

    private static Value Add(Arguments a, Func<DateTimeOffset, double, DateTimeOffset> add)
    {
        if (a.Date(0) is not { } date)
            return Value.Null;
        try
        {
            return add(date, Numbers.ToDouble(a.Number(1)));
        }
        catch (Exception failure) when (failure is ArgumentException or OverflowException)
        {
            throw a.Context.Fault("template.date-out-of-range", "日期超出范围。", "The date is out of range.");
        }
    }

    private static Value Parse(Arguments a, int text, int pattern, int culture)
    {
        var input = a.Text(text);
        if (a[text].Kind == ValueKind.Date)
            return a[text];
        if (input.Length == 0)
            return Value.Null;
        var offset = a.Context.Options.Offset;
        var found = a.IsGiven(pattern)
            ? DateParsing.TryParse(input, a.Text(pattern), a.Culture(culture), offset, out var date)
            : DateParsing.TryParse(input, a.Culture(culture), offset, out date);
        if (found)
            return date;
        throw a.Context.Fault(
            "template.bad-date",
            a.IsGiven(pattern) ? $"“{input}”不是“{a.Text(pattern)}”形式的日期。" : $"“{input}”不是日期，请写成 2026-03-09 的样子。",
            $"{input} is no date.");
    }

    private static Value ParseToText(Arguments a)
    {
        var date = Parse(a, 0, 3, 4);
        return date.IsNull ? "" : ToText(a, date.AsDate, 1, 2);
    }

    private static Value ToText(Arguments a, DateTimeOffset? date, int pattern, int culture)
    {
        if (date is not { } known)
            return "";
        var format = a.Context.Format with { Culture = a.Culture(culture) };
        return DateText.Format(known, a.Text(pattern, format.DateFormat), format);
    }
}
