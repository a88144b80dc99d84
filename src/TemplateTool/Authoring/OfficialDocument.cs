using System.Xml.Linq;
using static SpotCheck.TemplateTool.Authoring.Markup;

namespace SpotCheck.TemplateTool.Authoring;

/// <summary>Puts body, styles and settings together into a .docx.</summary>
internal static class OfficialDocument
{
    /// <summary>Writes a document whose body the caller lays out with the sections it is given.</summary>
    /// <param name="body">Everything of the body, the section of the last pages as its last element.</param>
    /// <remarks>Behind a table Word and LibreOffice want a paragraph; of full height it would go over to an empty page where the table ends at the foot of its own.</remarks>
    /// <param name="isIssued">It is numbered or frozen by the service and carries the QR code of its public page.</param>
    public static byte[] Write(Func<Sections, IEnumerable<XElement>> body, bool isIssued = true)
    {
        var package = new Package();
        package.Add("styles", StyleSheet.Build());
        package.Add("settings", Settings());
        package.Add("fontTable", FontTable());
        var content = body(new Sections(package)).ToList();
        if (content[^2].Name == W + "tbl")
            content.Insert(content.Count - 1, Paragraph("SectionEnd"));
        if (isIssued)
            VerificationPicture.PlaceOnLastPage(content, package);
        return package.ToBytes(E("document",
            new XAttribute(XNamespace.Xmlns + "w", W.NamespaceName), new XAttribute(XNamespace.Xmlns + "r", R.NamespaceName),
            E("body", content)));
    }

    private static XElement Settings() => E("settings", new XAttribute(XNamespace.Xmlns + "w", W.NamespaceName),
        E("evenAndOddHeaders"), Value("characterSpacingControl", "doNotCompress"),
        E("compat", E("compatSetting", A("name", "compatibilityMode"), A("uri", "http://schemas.microsoft.com/office/word"), A("val", 15))),
        E("themeFontLang", A("val", "en-US"), A("eastAsia", "zh-CN")));

    // Word takes the other name where the first is not installed.
    private static XElement FontTable() => E("fonts", new XAttribute(XNamespace.Xmlns + "w", W.NamespaceName),
        Font(Fonts.FangSong, "仿宋"), Font(Fonts.Kai, "楷体"), Font(Fonts.Hei, "SimHei"), Font(Fonts.Title, "方正小标宋_GBK"), Font(Fonts.Song, "SimSun"));

    private static XElement Font(string name, string other) => E("font", A("name", name), Value("altName", other), Value("charset", "86"));
}
