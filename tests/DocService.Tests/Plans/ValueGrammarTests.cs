using System.Globalization;
using SpotCheck.DocService.Plans.Values;

namespace SpotCheck.DocService.Tests.Plans;

/// <summary>The tables in Cases/ say what every text means.</summary>
public sealed class ValueGrammarTests
{
    public static TheoryData<string, string> SampleSizes => Table("sample-sizes");

    public static TheoryData<string, string> Windows => Table("check-windows");

    public static TheoryData<string, string> Scopes => Table("scopes");

    public static TheoryData<string, string> Lists => Table("lists");

    [Theory]
    [MemberData(nameof(SampleSizes))]
    public void A_sample_size_means_what_the_table_says(string text, string meaning)
    {
        var reading = SampleSizeGrammar.Read(text);

        Assert.Equal(meaning, reading.Value is { } size
            ? string.Join(" | ", size.Options.Select(Show)) + (size.Remark is null ? "" : $" ({size.Remark})")
            : "!" + reading.Problems[0].Code);
    }

    [Theory]
    [MemberData(nameof(Windows))]
    public void A_check_window_means_what_the_table_says(string text, string meaning)
    {
        var reading = CheckWindowGrammar.Read(text, 2023);

        var shown = reading.Value is { } window
            ? $"{Show(window.From)}..{Show(window.To)}" + string.Concat(reading.Problems.Select(problem => " " + problem.Code))
            : "!" + reading.Problems[0].Code;
        Assert.Equal(meaning, shown + string.Concat(reading.Problems.Where(problem => problem.Fix is not null).Select(problem => " → " + problem.Fix)));
    }

    [Theory]
    [MemberData(nameof(Scopes))]
    public void A_scope_means_what_the_table_says(string text, string meaning)
    {
        var reading = PlannedScopeGrammar.Read(text, 2023);

        Assert.Equal(meaning, reading.Value is { } scope
            ? $"{scope.Area ?? "-"}/{scope.Objects}/{Show(scope.Exclusions)}/{(scope.CutOff is { } day ? Show(day) + (scope.CutOffIncluded ? "" : " excl") : "-")}/{Show([.. reading.Problems.Select(problem => problem.Code)])}"
            : "!" + reading.Problems[0].Code);
    }

    [Theory]
    [MemberData(nameof(Lists))]
    public void A_list_has_the_entries_the_table_says(string line, string meaning)
    {
        var (kind, text) = (line[..line.IndexOf(':')], line[(line.IndexOf(':') + 1)..].Trim());
        var entries = kind switch
        {
            "items" => ItemListGrammar.Read(text),
            "departments" => DepartmentListGrammar.Read(text),
            _ => LeadName.Read(text) is var name ? [name.Agency ?? "-", name.Section ?? "-"] : [],
        };

        Assert.Equal(meaning, string.Join(" | ", entries));
    }

    [Theory]
    [InlineData("5", true, false, "5%")]
    [InlineData("=1", false, true, "×1")]
    [InlineData(">=2", false, true, "≥ ×2")]
    [InlineData("2", false, true, "×2")]
    [InlineData("2次/年", false, true, "×2")]
    public void A_bare_number_takes_its_unit_from_the_column(string text, bool percentHeader, bool frequency, string meaning)
    {
        var option = SampleSizeGrammar.Read(text, percentHeader, frequency).Value!.Default;

        Assert.Equal(meaning, frequency ? $"{(option.AtLeast ? "≥ " : "")}×{option.TimesPerYear}" : Show(option));
    }

    [Theory]
    [InlineData("2%", 20, 1)]
    [InlineData("2%", 0, 0)]
    [InlineData("2%", 51, 2)]
    [InlineData("3户", 2, 2)]
    [InlineData("3%，不少于2户", 10, 2)]
    [InlineData("100%", 7, 7)]
    [InlineData("2‰", 1_000_000, 2000)]
    public void A_small_pool_is_never_drawn_to_nothing(string text, int pool, int drawn) =>
        Assert.Equal(drawn, SampleSizeGrammar.Read(text).Value!.Default.CountOf(pool));

    [Fact]
    public void A_refusal_shows_what_was_found_and_what_is_allowed()
    {
        var problem = Assert.Single(SampleSizeGrammar.Read("3%；看情况").Problems);

        Assert.Equal("看情况", problem.Found);
        Assert.Contains("第4个字起读不懂", problem.Reason);
        Assert.Contains("5%", problem.Reason);
    }

    [Fact]
    public void No_text_whatever_breaks_a_grammar()
    {
        var random = new Random(20230206);
        const string alphabet = "0123456789年月日前次各每或者%‰户-—至到（）()；;,，、。.=≥>一二十百分之底上旬季度 \n\u200b５％";
        for (var round = 0; round < 20_000; round++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(0, 14)).Select(_ => alphabet[random.Next(alphabet.Length)]));

            Assert.True(SampleSizeGrammar.Read(text) is { Value: not null } or { Problems.Count: > 0 }, text);
            Assert.True(CheckWindowGrammar.Read(text, 2023) is { Value: not null } or { Problems.Count: > 0 }, text);
            Assert.True(PlannedScopeGrammar.Read(text, 2023) is { Value: not null } or { Problems.Count: > 0 }, text);
        }
    }

    private static string Show(SampleOption option) =>
        (option.AtLeast ? "≥" : "") + string.Join('+', new[] { option.Ratio?.ToString(), option.Count?.ToString(CultureInfo.InvariantCulture) }.OfType<string>())
        + (option.TimesPerYear == 1 ? "" : $" ×{option.TimesPerYear}") + (option.EachTime ? " each" : "");

    private static string Show(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Show(IReadOnlyList<string> entries) => entries.Count == 0 ? "-" : string.Join(',', entries);

    private static TheoryData<string, string> Table(string name) => new(PlanFiles.Cases(name));
}
