using System.Globalization;
using SpotCheck.DocService.Calendar;
using SpotCheck.DocService.Overview;

namespace SpotCheck.DocService.Tests.Overview;

public sealed class DeadlineWordsTests
{
    [Theory]
    [InlineData("2023-04-28", "2023-05-09", false, 5, "Soon", "还有 5 个工作日（2023年5月9日）")]
    [InlineData("2023-04-26", "2023-05-09", false, 7, "Later", "还有 7 个工作日（2023年5月9日）")]
    [InlineData("2023-05-09", "2023-05-09", false, 0, "Today", "今天到期（2023年5月9日）")]
    [InlineData("2023-05-11", "2023-05-09", false, -2, "Overdue", "已逾期 2 个工作日（2023年5月9日）")]
    [InlineData("2023-05-13", "2023-05-12", false, 0, "Overdue", "已逾期（2023年5月12日）")]
    [InlineData("2023-05-12", "2023-05-13", false, 0, "Soon", "下一个工作日前到期（2023年5月13日）")]
    [InlineData("2026-12-25", "2027-01-04", true, 6, "Later", "还有 6 个工作日（2027年1月4日），暂定：到期日所在年度的放假安排尚未公布")]
    public void A_last_day_is_said_in_words(string today, string due, bool provisional, int left, string level, string text)
    {
        var words = DeadlineWords.Of(WorkingDays.Loaded, Day(today), Day(due), provisional);

        Assert.Equal((left, level, text), (words.WorkingDaysLeft, words.Level.ToString(), words.Text));
    }

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
