using System.Globalization;
using System.Xml.Linq;
using static SpotCheck.TemplateTool.Authoring.Geometry;
using static SpotCheck.TemplateTool.Authoring.Markup;

namespace SpotCheck.TemplateTool.Authoring;

/// <summary>Page set-up: the portrait type area, its landscape turn, and the page numbers of both (5.2, 7.5, 8).</summary>
internal sealed class Sections(Package package)
{
    // 7.5: the upper edge of the dash is 7 mm below the type area. A dash lies 0.34 em above its baseline,
    // the baseline at four fifths of a line of 20 pt.
    private const double NumberPoints = 14;
    private const double LinePoints = 20;
    private static readonly double DashToLineTop = 0.8 * LinePoints - 0.34 * NumberPoints;

    // 10.1: the lower rules of a letter end 20 mm above the paper's edge. Footers begin there; numbers keep their distance from it.
    private static readonly int FooterDistance = Millimetres(20);
    public static readonly int NumberToFooterEdge = (int)((PointsOf(35 - 7) + DashToLineTop - LinePoints) * 20) - FooterDistance;
    public const int HeaderDistance = 1400;

    // The line for the signatures of a page and the room it keeps from text and number.
    private const int SignatureRoom = 640;
    public const int SignatureLine = 420;
    public static readonly int SignatureToNumber = (int)((PointsOf(7) - DashToLineTop) * 20) + 60;

    private string? odd, even, turnedOdd, turnedEven, signedOdd, signedEven;

    public XElement Portrait(params XElement[] more) => E("sectPr",
        Footers(odd ??= Number("PageNumberOdd"), even ??= Number("PageNumberEven")), more.Where(IsReference),
        E("pgSz", A("w", PageWidth), A("h", PageHeight)), Margins(Top, Right, Bottom, Left), more.Where(part => !IsReference(part)), Grid());

    /// <summary>Pages that are signed one by one: above the lower edge of the type area a line for the signatures.</summary>
    public XElement SignedPortrait() => E("sectPr",
        Footers(signedOdd ??= Signed("PageNumberOdd"), signedEven ??= Signed("PageNumberEven")),
        E("pgSz", A("w", PageWidth), A("h", PageHeight)), Margins(Top, Right, Bottom + SignatureRoom, Left), Grid());

    /// <summary>A turned page: its head lies towards the left edge of the portrait sheet, its number where the other pages have theirs.</summary>
    public XElement Landscape() => E("sectPr",
        Footers(turnedOdd ??= TurnedNumber("TurnedNumberOdd", 1), turnedEven ??= TurnedNumber("TurnedNumberEven", 2)),
        E("pgSz", A("w", PageHeight), A("h", PageWidth), A("orient", "landscape")), Margins(Left, Top, Right, Bottom), Grid());

    /// <summary>The first page of a letter (10.1): mark and upper rules in its header, lower rules in its footer, no number.</summary>
    public XElement[] LetterFirstPage(IEnumerable<XElement> mark)
    {
        var header = package.Add("header", Root("hdr", [.. mark, Paragraph("LetterUpperRules")]));
        var footer = package.Add("footer", Root("ftr", [Paragraph("LetterLowerRules")]));
        return [Reference("header", "first", header), Reference("footer", "first", footer), E("titlePg")];
    }

    private static IEnumerable<XElement> Footers(string oddId, string evenId) => [Reference("footer", "default", oddId), Reference("footer", "even", evenId)];

    private static XElement Reference(string kind, string type, string id) => E($"{kind}Reference", A("type", type), new XAttribute(R + "id", id));

    private static bool IsReference(XElement element) => element.Name.LocalName.EndsWith("Reference", StringComparison.Ordinal);

    private static XElement Margins(int top, int right, int bottom, int left) => E("pgMar",
        A("top", top), A("right", right), A("bottom", bottom), A("left", left), A("header", HeaderDistance), A("footer", FooterDistance), A("gutter", 0));

    // No grid: lines have their height by style, and LibreOffice would move the text area to the middle of a grid.
    private static XElement Grid() => E("docGrid", A("linePitch", Line));

    private string Number(string style) => package.Add("footer", Root("ftr", [NumberParagraph(style)]));

    private string Signed(string style) => package.Add("footer", Root("ftr",
        [Paragraph("PageSignature", "当事人签名：\t检查人员签名：\t年　　月　　日"), NumberParagraph(style)]));

    private static XElement NumberParagraph(string style) =>
        Paragraph(style, Run("— "), Field("PAGE", "1"), Run(" —"));

    // On the turned sheet the lower edge of the portrait page is on the left: the number stands there, turned with the table.
    private string TurnedNumber(string style, int id)
    {
        var right = PointsOf(35 - 7) + DashToLineTop;
        const double width = 24;
        return package.Add("footer", Root("ftr",
        [
            Paragraph("EmptyFooter", TurnedBox(id, right - width, PointsOf(28), width, PointsOf(156), NumberParagraph(style))),
        ]));
    }

    private static XElement Root(string name, IEnumerable<XElement> content) => E(name,
        new XAttribute(XNamespace.Xmlns + "w", W.NamespaceName), new XAttribute(XNamespace.Xmlns + "r", R.NamespaceName), content);

    private static XElement TurnedBox(int id, double left, double top, double width, double height, XElement text)
    {
        XNamespace wp = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing";
        XNamespace a = "http://schemas.openxmlformats.org/drawingml/2006/main";
        XNamespace wps = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape";
        XNamespace mc = "http://schemas.openxmlformats.org/markup-compatibility/2006";
        static string Emu(double points) => Math.Round(points * 12700).ToString(CultureInfo.InvariantCulture);
        XElement Offset(string name, double points) => new(wp + name, new XAttribute("relativeFrom", "page"), new XElement(wp + "posOffset", Emu(points)));
        XAttribute[] Extent() => [new("cx", Emu(width)), new("cy", Emu(height))];
        XAttribute[] Zero(params string[] names) => [.. names.Select(name => new XAttribute(name, 0))];

        var drawing = E("drawing", new XElement(wp + "anchor",
            new XAttribute(XNamespace.Xmlns + "wp", wp.NamespaceName),
            Zero("distT", "distB", "distL", "distR", "simplePos"), new XAttribute("relativeHeight", 251659264 + id), Zero("behindDoc", "locked"),
            new XAttribute("layoutInCell", 1), new XAttribute("allowOverlap", 1),
            new XElement(wp + "simplePos", Zero("x", "y")), Offset("positionH", left), Offset("positionV", top),
            new XElement(wp + "extent", Extent()), new XElement(wp + "wrapNone"),
            new XElement(wp + "docPr", new XAttribute("id", id), new XAttribute("name", "横版页码")), new XElement(wp + "cNvGraphicFramePr"),
            new XElement(a + "graphic", new XAttribute(XNamespace.Xmlns + "a", a.NamespaceName), new XElement(a + "graphicData", new XAttribute("uri", wps.NamespaceName),
                new XElement(wps + "wsp", new XAttribute(XNamespace.Xmlns + "wps", wps.NamespaceName), new XElement(wps + "cNvSpPr", new XAttribute("txBox", 1)),
                    new XElement(wps + "spPr", new XElement(a + "xfrm", new XElement(a + "off", Zero("x", "y")), new XElement(a + "ext", Extent())),
                        new XElement(a + "prstGeom", new XAttribute("prst", "rect"), new XElement(a + "avLst")), new XElement(a + "noFill")),
                    new XElement(wps + "txbx", E("txbxContent", text)),
                    new XElement(wps + "bodyPr", new XAttribute("vert", "vert"), Zero("lIns", "tIns", "rIns", "bIns")))))));
        return E("r", new XElement(mc + "AlternateContent", new XAttribute(XNamespace.Xmlns + "mc", mc.NamespaceName),
            new XElement(mc + "Choice", new XAttribute(XNamespace.Xmlns + "wps", wps.NamespaceName), new XAttribute("Requires", "wps"), drawing)));
    }
}
