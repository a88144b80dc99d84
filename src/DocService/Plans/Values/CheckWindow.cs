namespace SpotCheck.DocService.Plans.Values;

/// <summary>抽查起止时间: first and last day of the checks, both included.</summary>
/// <param name="Precision">How exactly the plan stated it; a month means from its first to its last day.</param>
/// <param name="DeadlineOnly">Only an end was stated (6月底前); it then starts with the plan's year.</param>
public sealed record CheckWindow(DateOnly From, DateOnly To, DatePrecision Precision, bool DeadlineOnly)
{
    public bool CrossesYear => From.Year != To.Year;
}

public enum DatePrecision
{
    Day,
    Month,
    Year,
}
