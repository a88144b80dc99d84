using SpotCheck.DocService.Reports;

namespace SpotCheck.DocService.Tests.Reports;

public sealed class MonthFiguresTests
{
    [Theory]
    [InlineData("曲阳县市场监督管理局", "县")]
    [InlineData("泽州县市场监督管理局", "县")]
    [InlineData("邯郸市商务局", "市")]
    [InlineData("邯郸市丛台区市场监督管理局", "区")]
    [InlineData("随州市市场监督管理局", "市")]
    [InlineData("临夏州市场监督管理局", "州")]
    [InlineData("市场监督管理局", "本")]
    public void The_level_is_read_from_the_bureaus_name(string bureau, string level) => Assert.Equal(level, MonthFigures.LevelOf(bureau));

    [Theory]
    [InlineData(18, 180, "10%")]
    [InlineData(4, 30, "13.3%")]
    [InlineData(1, 8, "12.5%")]
    [InlineData(20, 20, "100%")]
    [InlineData(0, 7, "0%")]
    [InlineData(0, 0, "—")]
    public void A_share_is_shown_as_on_the_form(int part, int of, string shown) => Assert.Equal(shown, MonthFigures.Share(part, of));
}
