using SpotCheck.DocService.Results.Codes;

namespace SpotCheck.DocService.Tests.Results;

public sealed class ResultCodeTests
{
    private static readonly DateOnly Drawn = new(2023, 4, 3);
    private static readonly DateOnly Today = new(2023, 5, 4);

    [Theory]
    [InlineData("1", "", "", null, "")]
    [InlineData("7", "", "none", null, "")]
    [InlineData("2", "", "daily", null, "")]
    [InlineData("4", "", "listed", null, "")]
    [InlineData("5", "未标明价格", "corrected", "泽市监责改〔2023〕12号", "")]
    [InlineData("2,4", "", "listed", null, "")]
    [InlineData("8", "涉嫌虚假宣传", "case", null, "")]
    [InlineData("", "", "", null, "result.unknown-code")]
    [InlineData("9", "", "", null, "result.unknown-code")]
    [InlineData("1,2", "", "", null, "result.excludes-others")]
    [InlineData("7,4", "", "listed", null, "result.excludes-others")]
    [InlineData("4", "", "none", null, "result.needs-follow-up")]
    [InlineData("5", "", "corrected", "泽市监责改〔2023〕12号", "result.needs-detail")]
    [InlineData("5", "未标明价格", "corrected", null, "result.needs-document")]
    [InlineData("5", "未标明价格", "daily", null, "result.needs-follow-up")]
    [InlineData("8", "涉嫌虚假宣传", "none", null, "result.needs-follow-up")]
    [InlineData("8", "", "", null, "result.needs-follow-up,result.needs-detail")]
    [InlineData("2", "", "none,daily", null, "result.follow-up-excludes-others")]
    [InlineData("2", "", "fined", null, "result.unknown-follow-up")]
    public void Results_and_follow_ups_must_agree(string codes, string detail, string followUps, string? document, string problems) =>
        Assert.Equal(problems, string.Join(',', Findings(codes, detail, followUps, document).Problems(ResultCodes.Current, Drawn, Today).Select(problem => problem.Code)));

    [Theory]
    [InlineData("2023-04-02", "实地检查", "result.checked-on")]
    [InlineData("2023-05-05", "实地检查", "result.checked-on")]
    [InlineData("2023-05-04", "电话检查", "result.method")]
    [InlineData("2023-04-03", "实地检查", "")]
    public void A_check_lies_between_the_draw_and_today(string day, string method, string problems) =>
        Assert.Equal(problems, string.Join(',', (Findings("1", "", "", null) with { CheckedOn = DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture), Method = method })
            .Problems(ResultCodes.Current, Drawn, Today).Select(problem => problem.Code)));

    [Theory]
    [InlineData("通过登记的住所（经营场所）无法联系", "4")]
    [InlineData("通过登记的住所无法联系", "4")]
    [InlineData("通过登记的住所(经营场所)无法联系", "4")]
    [InlineData(" 未发现问题 ", "1")]
    [InlineData("5", "5")]
    [InlineData("正常", null)]
    public void A_category_is_read_as_code_or_text(string text, string? code) => Assert.Equal(code, ResultCodes.Current.ReadResult(text)?.Code);

    [Fact]
    public void The_national_set_has_eight_categories() => Assert.Equal(8, ResultCodes.Of("2019").Results.Count);

    private static CheckFindings Findings(string codes, string detail, string followUps, string? document) =>
        new(Today, codes.Split(',', StringSplitOptions.RemoveEmptyEntries), detail, followUps.Split(',', StringSplitOptions.RemoveEmptyEntries), document, "实地检查");
}
