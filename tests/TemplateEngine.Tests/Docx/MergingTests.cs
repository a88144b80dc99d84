using System.Xml.Linq;
using static SpotCheck.TemplateEngine.Tests.Docx.WordFile;

namespace SpotCheck.TemplateEngine.Tests.Docx;

public sealed class MergingTests
{
    private static readonly object Rows = new
    {
        行 = new[]
        {
            new { 股室 = "食品股", 类别 = "餐饮", 户 = 1 }, new { 股室 = "食品股", 类别 = "餐饮", 户 = 2 }, new { 股室 = "食品股", 类别 = "流通", 户 = 3 },
            new { 股室 = "药械股", 类别 = "流通", 户 = 4 }, new { 股室 = "药械股", 类别 = "流通", 户 = 5 },
        },
    };

    [Fact]
    public void Equal_values_below_each_other_become_one_cell_within_what_their_left_neighbour_joined()
    {
        var rendered = Rendered.From(Table(
            Row("股室", "类别", "户"),
            Row("{{for 行 in 行}}{{行.股室 # 合并}}", "{{行.类别 # 合并}}", "{{行.户}}{{end}}")) + Paragraph("完"), Rows);

        Assert.Equal("- - -|▼食品股 ▼餐饮 1|▲ ▲ 2|▲ ▼流通 3|▼药械股 ▼流通 4|▲ ▲ 5", Merges(rendered));
    }

    [Fact]
    public void A_row_between_ends_what_was_joined()
    {
        var rendered = Rendered.From(Table(
            Row("{{for 行 in 行}}{{行.股室 # 合并}}", "{{行.户}}"), Row("小计", "{{end}}")) + Paragraph("完"), Rows);

        Assert.DoesNotContain("▲", Merges(rendered), StringComparison.Ordinal);
    }

    [Fact]
    public void Two_tables_are_never_joined()
    {
        var table = Table(Row("{{for x in [1, 1]}}{{x # 合并}}", "{{end}}"));

        Assert.Equal("▼1 |▲ |▼1 |▲ ", Merges(Rendered.From(table + Paragraph("间") + table + Paragraph("完"))));
    }

    // ▼ begins a tall cell, ▲ goes on with it.
    private static string Merges(Rendered rendered) => string.Join('|', XDocument.Parse(rendered.Xml()).Descendants(Rendered.W + "tr").Select(row =>
        string.Join(' ', row.Elements(Rendered.W + "tc").Select(cell => cell.Element(Rendered.W + "tcPr")!.Element(Rendered.W + "vMerge") switch
        {
            null when row.ElementsBeforeSelf(Rendered.W + "tr").Any() || cell.Value.Length < 2 => cell.Value,
            null => "-",
            var merge when merge.Attribute(Rendered.W + "val")?.Value == "restart" => "▼" + cell.Value,
            _ => "▲" + cell.Value,
        })))).Replace("- - 户", "- - -", StringComparison.Ordinal);
}
