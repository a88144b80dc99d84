using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using SpotCheck.TemplateEngine.Language;
using SpotCheck.TemplateEngine.LanguageTests;
using SpotCheck.TemplateEngine.Xlsx;

namespace SpotCheck.TemplateEngine.Tests.Xlsx;

/// <summary>Random sheets and damaged workbooks: a fault or a valid workbook, never a crash.</summary>
public sealed class SheetFuzzTests
{
    private static readonly string[] Cells =
    [
        "{{x}}", "文字", "12", "=SUM(A1:A3)", "=A2*B2", "=SUM(B2)+C$4", "{{a}}", "", "", "{{if a}}", "{{end}}", "{{end}}", "{{for x in xs}}", "{{for x in xs # 列}}",
        "{{else}}", "{{break}}", "{{x}}{{end}}", "{{for x in xs}}{{x}}", "前{{x}}后", "{{ # 注 }}", "{{x = 1}}", "=表!A:A", "{{continue}}", "{{",
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_random_sheet_is_named_faulty_or_gives_a_valid_workbook(int seed)
    {
        var dice = new Random(seed);
        var rendered = 0;
        for (var i = 0; i < 400 * Repository.FuzzRounds; i++)
        {
            var rows = Enumerable.Range(0, dice.Next(1, 6)).Select(_ => string.Join('|', Enumerable.Range(0, dice.Next(1, 5)).Select(_ => Cells[dice.Next(Cells.Length)]))).ToArray();
            var compilation = XlsxTemplate.Compile(SheetFile.Of(rows).ToBytes());
            Assert.True(compilation.Template is not null || compilation.Problems.Count > 0);
            var model = new ScriptObject { ["xs"] = new ScriptArray(Enumerable.Range(0, dice.Next(0, 4)).Select(n => (Value)n)), ["a"] = dice.Next(2) == 0 };
            if (compilation.Template?.Render(model) is not { Workbook: { } workbook })
                continue;
            rendered++;
            using var document = SpreadsheetDocument.Open(new MemoryStream(workbook), isEditable: false);
            var errors = new OpenXmlValidator(FileFormatVersions.Office2019).Validate(document).Select(error => $"{error.Path?.XPath}: {error.Description}").ToList();
            Assert.True(errors is [], $"seed {seed}, case {i}: {string.Join('\n', errors)}\n{string.Join('\n', rows)}");
            AssertOrdered(workbook, string.Join('\n', rows));
        }

        Assert.True(rendered > 20, $"Only {rendered} sheets were without fault.");
    }

    [Fact]
    public void A_damaged_workbook_is_named_faulty_or_read()
    {
        var dice = new Random(5);
        var whole = SheetFile.Of("{{for x in xs}}{{x}}|{{end}}", "=SUM(A1)").ToBytes();
        for (var i = 0; i < 800 * Repository.FuzzRounds; i++)
        {
            var damaged = (byte[])whole.Clone();
            for (var hits = dice.Next(1, 6); hits > 0; hits--)
                damaged[dice.Next(damaged.Length)] = (byte)dice.Next(256);
            var compilation = XlsxTemplate.Compile(damaged);
            Assert.True(compilation.Template is not null || compilation.Problems.Count > 0);
            compilation.Template?.Render(new ScriptObject());
        }
    }

    // Excel repairs a sheet whose rows or cells do not rise.
    private static void AssertOrdered(byte[] workbook, string rows)
    {
        var last = 0;
        foreach (var row in new RenderedSheet(workbook).Part("xl/worksheets/sheet1.xml").Descendants().Where(element => element.Name.LocalName == "row"))
        {
            var number = int.Parse(row.Attribute("r")!.Value, System.Globalization.CultureInfo.InvariantCulture);
            Assert.True(number > last, rows);
            last = number;
            var column = 0;
            foreach (var cell in row.Elements())
            {
                Assert.True(CellAddress.TryParse(cell.Attribute("r")!.Value, out var address) && address.Row == number && address.Column > column, $"{cell} in {row}\n{rows}");
                column = address.Column;
            }
        }
    }
}
