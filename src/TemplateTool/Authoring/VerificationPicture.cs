using System.Globalization;
using System.Xml.Linq;
using static SpotCheck.TemplateTool.Authoring.Geometry;
using static SpotCheck.TemplateTool.Authoring.Markup;

namespace SpotCheck.TemplateTool.Authoring;

/// <summary>The QR code that leads to the public page of an issued document. Without one, as in a preview, nothing is printed.</summary>
internal static class VerificationPicture
{
    // In the right margin (26 mm), beside the lower edge of the type area: neither text nor page number nor 版记 ever stands there.
    private const double Side = 17;
    private static readonly (double Left, double Top) Upright = (210 - 26 + ((26 - Side) / 2), 297 - 35 - Side);

    // A turned sheet has that margin below and the lower edge of the type area on the left.
    private static readonly (double Left, double Top) Turned = (35, 210 - 26 + ((26 - Side) / 2));

    // A sample, like a preview, may go without one: hence ?? in the tag.

    // What Word shows in its place: a square with the three marks of such a code.
    private const string Placeholder =
        "iVBORw0KGgoAAAANSUhEUgAAACEAAAAhCAAAAAByj52zAAAAUElEQVR42mO4RAgwXPqPH4BU7IMBJHGEGFgFTBRZBZyGqICoRlUBExtcKgj6hWB4EA7TURXUV4EtXtBUYIlbdBWY6WOwqiDoF4LhQTBMCQEAZzP7An6Q/e0AAAAASUVORK5CYII=";

    /// <summary>Anchors it in the last paragraph, so that it stands on the last page.</summary>
    public static void PlaceOnLastPage(IReadOnlyList<XElement> body, Package package) =>
        body.Last(element => element.Name == W + "p").Add(Anchored(package.AddPicture(Convert.FromBase64String(Placeholder)), IsTurned(body[^1]) ? Turned : Upright));

    private static bool IsTurned(XElement section) => section.Element(W + "pgSz")?.Attribute(W + "orient") is not null;

    private static XElement Anchored(string relation, (double Left, double Top) at)
    {
        XNamespace wp = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing";
        XNamespace a = "http://schemas.openxmlformats.org/drawingml/2006/main";
        XNamespace pic = "http://schemas.openxmlformats.org/drawingml/2006/picture";
        static string Emu(double millimetres) => Math.Round(PointsOf(millimetres) * 12700).ToString(CultureInfo.InvariantCulture);
        XElement Offset(string name, double millimetres) => new(wp + name, new XAttribute("relativeFrom", "page"), new XElement(wp + "posOffset", Emu(millimetres)));
        static XAttribute[] Extent() => [new("cx", Emu(Side)), new("cy", Emu(Side))];
        static XAttribute[] Zero(params string[] names) => [.. names.Select(name => new XAttribute(name, 0))];

        return E("r", E("drawing", new XElement(wp + "anchor",
            new XAttribute(XNamespace.Xmlns + "wp", wp.NamespaceName),
            Zero("distT", "distB", "distL", "distR", "simplePos"), new XAttribute("relativeHeight", 251658240), Zero("behindDoc", "locked"),
            new XAttribute("layoutInCell", 1), new XAttribute("allowOverlap", 1),
            new XElement(wp + "simplePos", Zero("x", "y")), Offset("positionH", at.Left), Offset("positionV", at.Top),
            new XElement(wp + "extent", Extent()), new XElement(wp + "wrapNone"),
            new XElement(wp + "docPr", new XAttribute("id", 9001), new XAttribute("name", "核验码"), new XAttribute("descr", "{{ 核验码 ?? \"\" }}扫码核验本件")),
            new XElement(wp + "cNvGraphicFramePr"),
            new XElement(a + "graphic", new XAttribute(XNamespace.Xmlns + "a", a.NamespaceName), new XElement(a + "graphicData", new XAttribute("uri", pic.NamespaceName),
                new XElement(pic + "pic", new XAttribute(XNamespace.Xmlns + "pic", pic.NamespaceName),
                    new XElement(pic + "nvPicPr", new XElement(pic + "cNvPr", new XAttribute("id", 9001), new XAttribute("name", "核验码")), new XElement(pic + "cNvPicPr")),
                    new XElement(pic + "blipFill", new XElement(a + "blip", new XAttribute(R + "embed", relation)), new XElement(a + "stretch", new XElement(a + "fillRect"))),
                    new XElement(pic + "spPr", new XElement(a + "xfrm", new XElement(a + "off", Zero("x", "y")), new XElement(a + "ext", Extent())),
                        new XElement(a + "prstGeom", new XAttribute("prst", "rect"), new XElement(a + "avLst")))))))));
    }
}
