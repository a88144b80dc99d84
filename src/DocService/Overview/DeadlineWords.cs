using System.Globalization;
using SpotCheck.DocService.Calendar;

namespace SpotCheck.DocService.Overview;

internal enum DeadlineLevel
{
    /// <summary>已逾期</summary>
    Overdue,

    /// <summary>今天到期</summary>
    Today,

    /// <summary>五个工作日以内</summary>
    Soon,

    Later,
}

/// <summary>A last day as a person needs it: how far away in working days, in words that stand without a colour.</summary>
/// <param name="WorkingDaysLeft">Working days after today up to the last day; below 0 the working days since.</param>
internal sealed record DeadlineWords(int WorkingDaysLeft, DeadlineLevel Level, string Text)
{
    private const int Soon = 5;

    public static DeadlineWords Of(WorkingDays calendar, DateOnly today, DateOnly due, bool provisional)
    {
        var left = due >= today ? Count(calendar, today, due) : -Count(calendar, due, today);
        var level = due < today ? DeadlineLevel.Overdue : due == today ? DeadlineLevel.Today : left <= Soon ? DeadlineLevel.Soon : DeadlineLevel.Later;
        var day = string.Create(CultureInfo.InvariantCulture, $"{due:yyyy年M月d日}");
        var text = level switch
        {
            DeadlineLevel.Overdue => left == 0 ? $"已逾期（{day}）" : $"已逾期 {-left} 个工作日（{day}）",
            DeadlineLevel.Today => $"今天到期（{day}）",
            _ => left == 0 ? $"下一个工作日前到期（{day}）" : $"还有 {left} 个工作日（{day}）",
        };
        return new(left, level, provisional ? text + "，暂定：到期日所在年度的放假安排尚未公布" : text);
    }

    private static int Count(WorkingDays calendar, DateOnly after, DateOnly upTo)
    {
        var count = 0;
        for (var day = after.AddDays(1); day <= upTo; day = day.AddDays(1))
            count += calendar.IsWorkingDay(day) ? 1 : 0;
        return count;
    }
}
