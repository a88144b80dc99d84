using SpotCheck.TemplateEngine.Xlsx;

namespace SpotCheck.TemplateEngine.Tests.Xlsx;

public sealed class FormulaTextTests
{
    [Theory]
    [InlineData("SUM(C3:C3)", "C3:C3")]
    [InlineData("SUM(C3)*2", "C3")]
    [InlineData("$A$1+A$2-$A3", "$A$1 A$2 $A3")]
    [InlineData("'二 月'!B2+计划!C4", "'二 月'!B2 计划!C4")]
    [InlineData("\"A1\"&B2", "B2")]
    [InlineData("SUM(5:5)+SUM(C:D)", "5:5 C:D")]
    [InlineData("LOG10(A1)+TAXE2024+ABC1234567", "A1")]
    [InlineData("表1[金额]+\"it's A1\"", "")]
    [InlineData("IF(A1>3,B1:B9,\"\")", "A1 B1:B9")]
    [InlineData("$5:$7", "$5:$7")]
    public void References_are_found_and_nothing_else(string formula, string references)
    {
        var parsed = FormulaText.Parse(formula);

        Assert.Equal(references, string.Join(' ', parsed.References));
        Assert.Equal(formula, parsed.Write(reference => reference.ToString()));
    }

    [Theory]
    [InlineData("SUM(C3)", true)]
    [InlineData("SUM(1, C3)", true)]
    [InlineData("(C3)", false)]
    [InlineData("C3*2", false)]
    [InlineData("SUM(C3*2)", false)]
    public void A_cell_that_is_a_whole_argument_is_told_from_one_in_a_calculation(string formula, bool isArgument) =>
        Assert.Equal(isArgument, Assert.Single(FormulaText.Parse(formula).References).IsArgument);

    [Theory]
    [InlineData(1, "A")]
    [InlineData(26, "Z")]
    [InlineData(27, "AA")]
    [InlineData(16_384, "XFD")]
    public void Columns_are_named_as_Excel_does(int column, string name)
    {
        Assert.Equal(name, CellAddress.ColumnName(column));
        Assert.True(CellAddress.TryParse(name + "7", out var address));
        Assert.Equal(new CellAddress(column, 7), address);
    }
}
