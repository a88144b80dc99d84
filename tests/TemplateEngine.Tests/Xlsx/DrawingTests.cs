namespace SpotCheck.TemplateEngine.Tests.Xlsx;

/// <summary>Charts, pictures and remarks follow the cells they belong to.</summary>
public sealed class DrawingTests
{
    internal const string Drawing = "xl/drawings/drawing1.xml";
    internal const string Chart = "xl/charts/chart1.xml";

    private static readonly object Firms = new { 户 = new[] { new { 名 = "甲", 额 = 1 }, new { 名 = "乙", 额 = 2 }, new { 名 = "丙", 额 = 3 } } };

    [Fact]
    public void A_chart_shows_every_row_and_moves_below_them_without_growing()
    {
        var rendered = Charted("表!$A$2", "表!$B$2:$B$2").Render(Firms);

        var chart = rendered.Part(Chart);
        Assert.Equal(["表!$B$1", "表!$A$2:$A$4", "表!$B$2:$B$4"], chart.Descendants().Where(element => element.Name.LocalName == "f").Select(formula => formula.Value));
        Assert.DoesNotContain(chart.Descendants(), element => element.Name.LocalName == "numCache");
        Assert.Equal([6, 16], rendered.Part(Drawing).Descendants().Where(element => element.Name.LocalName == "row").Select(row => (int)row));
        Assert.Equal([1, 6], rendered.Part(Drawing).Descendants().Where(element => element.Name.LocalName == "col").Select(column => (int)column));
    }

    [Fact]
    public void A_chart_on_another_sheet_follows_too() =>
        Assert.Contains("表!$B$2:$B$4", new SheetFile().Sheet("表", ["名|额", "{{for 户 in 户}}{{户.名}}|{{户.额}}{{end}}"])
            .Sheet("图", ["图"], after: "<drawing r:id=\"rId1\"/>").Part(Drawing, "application/vnd.openxmlformats-officedocument.drawing+xml", "xl/worksheets/sheet2.xml", "drawing", DrawingMarkup)
            .Part(Chart, "application/vnd.openxmlformats-officedocument.drawingml.chart+xml", Drawing, "chart", ChartMarkup("表!$A$2", "表!$B$2"))
            .Render(Firms).Part(Chart).Value, StringComparison.Ordinal);

    [Fact]
    public void A_remark_stays_with_its_cell()
    {
        const string Remark = "<comments xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><authors><author>核</author></authors><commentList><comment ref=\"A2\" authorId=\"0\"><text><t>每户</t></text></comment><comment ref=\"A3\" authorId=\"0\"><text><t>合计</t></text></comment></commentList></comments>";

        var rendered = new SheetFile().Sheet("表", ["名|额", "{{for 户 in 户}}{{户.名}}|{{户.额}}{{end}}", "合计"])
            .Part("xl/comments1.xml", "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml", "xl/worksheets/sheet1.xml", "comments", Remark).Render(Firms);

        Assert.Equal(["A2", "A5"], rendered.Part("xl/comments1.xml").Descendants().Where(element => element.Name.LocalName == "comment").Select(remark => remark.Attribute("ref")!.Value));
    }

    private static SheetFile Charted(string names, string values) =>
        new SheetFile().Sheet("表", ["名|额", "{{for 户 in 户}}{{户.名}}|{{户.额}}{{end}}", "合计|=SUM(B2)"], after: "<drawing r:id=\"rId1\"/>")
            .Part(Drawing, "application/vnd.openxmlformats-officedocument.drawing+xml", "xl/worksheets/sheet1.xml", "drawing", DrawingMarkup)
            .Part(Chart, "application/vnd.openxmlformats-officedocument.drawingml.chart+xml", Drawing, "chart", ChartMarkup(names, values));

    private static readonly string DrawingMarkup = Anchored(4, 14);

    internal static string Anchored(int from, int to) =>
        "<xdr:wsDr xmlns:xdr=\"http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing\" xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\"><xdr:twoCellAnchor><xdr:from><xdr:col>1</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>" + from.ToString(System.Globalization.CultureInfo.InvariantCulture) + "</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:from><xdr:to><xdr:col>6</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>" + to.ToString(System.Globalization.CultureInfo.InvariantCulture) + "</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:to>"
        + "<xdr:graphicFrame macro=\"\"><xdr:nvGraphicFramePr><xdr:cNvPr id=\"2\" name=\"图\"/><xdr:cNvGraphicFramePr/></xdr:nvGraphicFramePr><xdr:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"0\" cy=\"0\"/></xdr:xfrm><a:graphic><a:graphicData uri=\"http://schemas.openxmlformats.org/drawingml/2006/chart\"><c:chart xmlns:c=\"http://schemas.openxmlformats.org/drawingml/2006/chart\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" r:id=\"rId1\"/></a:graphicData></a:graphic></xdr:graphicFrame><xdr:clientData/></xdr:twoCellAnchor></xdr:wsDr>";

    internal static string ChartMarkup(string names, string values) =>
        "<c:chartSpace xmlns:c=\"http://schemas.openxmlformats.org/drawingml/2006/chart\" xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\"><c:chart><c:plotArea><c:layout/><c:barChart><c:barDir val=\"col\"/><c:grouping val=\"clustered\"/><c:varyColors val=\"0\"/><c:ser><c:idx val=\"0\"/><c:order val=\"0\"/><c:tx><c:strRef><c:f>表!$B$1</c:f></c:strRef></c:tx><c:spPr><a:solidFill><a:srgbClr val=\"4472C4\"/></a:solidFill></c:spPr><c:invertIfNegative val=\"0\"/>"
        + $"<c:cat><c:strRef><c:f>{names}</c:f></c:strRef></c:cat><c:val><c:numRef><c:f>{values}</c:f><c:numCache><c:ptCount val=\"1\"/><c:pt idx=\"0\"><c:v>0</c:v></c:pt></c:numCache></c:numRef></c:val></c:ser><c:axId val=\"1\"/><c:axId val=\"2\"/></c:barChart>"
        + "<c:catAx><c:axId val=\"1\"/><c:scaling/><c:delete val=\"0\"/><c:axPos val=\"b\"/><c:crossAx val=\"2\"/></c:catAx><c:valAx><c:axId val=\"2\"/><c:scaling/><c:delete val=\"0\"/><c:axPos val=\"l\"/><c:crossAx val=\"1\"/></c:valAx></c:plotArea></c:chart></c:chartSpace>";
}
