using System.Xml.Linq;

namespace SpotCheck.TemplateTool.Authoring;

/// <summary>WordprocessingML, written as it reads: elements and attributes of the main namespace without the noise.</summary>
internal static class Markup
{
    public static readonly XNamespace W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    public static readonly XNamespace R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    public static XElement E(string name, params object?[] content) => new(W + name, content);

    public static XAttribute A(string name, object value) => new(W + name, value);

    public static XElement Value(string name, object value) => E(name, A("val", value));

    public static XElement Text(string text) =>
        E("t", text.Length > 0 && (char.IsWhiteSpace(text[0]) || char.IsWhiteSpace(text[^1])) ? new XAttribute(XNamespace.Xml + "space", "preserve") : null, text);

    public static XElement Run(string text, string? characterStyle = null) =>
        E("r", characterStyle is null ? null : E("rPr", Value("rStyle", characterStyle)), RunContent(text));

    /// <summary>A paragraph in a named style. A string becomes one run; the properties after the style come first in <paramref name="content"/>.</summary>
    public static XElement Paragraph(string style, params object?[] content)
    {
        var properties = E("pPr", Value("pStyle", style));
        var paragraph = E("p", properties);
        foreach (var item in content)
        {
            if (item is string text)
                paragraph.Add(Run(text));
            else if (item is XElement element && IsParagraphProperty(element))
                properties.Add(element);
            else
                paragraph.Add(item);
        }
        return paragraph;
    }

    public static XElement Field(string instruction, string shown) =>
        E("fldSimple", A("instr", $" {instruction} "), E("r", Text(shown)));

    private static IEnumerable<XElement> RunContent(string text)
    {
        var start = 0;
        for (var i = 0; i <= text.Length; i++)
        {
            if (i < text.Length && text[i] is not ('\t' or '\n'))
                continue;
            if (i > start)
                yield return Text(text[start..i]);
            if (i < text.Length)
                yield return E(text[i] == '\t' ? "tab" : "br");
            start = i + 1;
        }
    }

    private static bool IsParagraphProperty(XElement element) =>
        element.Name.LocalName is "sectPr" or "ind" or "jc" or "spacing" or "tabs" or "framePr" or "keepNext" or "pageBreakBefore";
}
