using System.IO.Compression;
using System.Xml.Linq;

namespace SpotCheck.TemplateTool.Layout;

/// <summary>What a paragraph of the .docx asks for; the page only shows what the machine could give.</summary>
internal sealed record RequestedParagraph(string Text, string Style, string? Face, double Points, bool Bold);

/// <summary>Faces as a .docx asks for them, resolved through its styles.</summary>
internal sealed class RequestedFormat
{
    private static readonly XNamespace W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    private readonly Dictionary<string, XElement> styles;
    private readonly XElement? defaults;

    private RequestedFormat(XElement? styleSheet)
    {
        styles = (styleSheet?.Elements(W + "style") ?? []).Where(style => style.Attribute(W + "styleId") is not null)
            .GroupBy(style => (string)style.Attribute(W + "styleId")!, StringComparer.Ordinal).ToDictionary(same => same.Key, same => same.First(), StringComparer.Ordinal);
        defaults = styleSheet?.Element(W + "docDefaults")?.Element(W + "rPrDefault")?.Element(W + "rPr");
    }

    public IReadOnlyList<RequestedParagraph> Paragraphs { get; private set; } = [];

    /// <summary>Every face the document asks for, in the order of first use.</summary>
    public IReadOnlyList<string> Faces { get; private set; } = [];

    /// <exception cref="InvalidDataException">The file is not a .docx.</exception>
    public static RequestedFormat Read(string path)
    {
        using var zip = ZipFile.OpenRead(path);
        var body = Part(zip, "word/document.xml") ?? throw new InvalidDataException("there is no word/document.xml in it");
        var format = new RequestedFormat(Part(zip, "word/styles.xml"));
        var parts = zip.Entries.Where(entry => entry.FullName.StartsWith("word/header", StringComparison.Ordinal) || entry.FullName.StartsWith("word/footer", StringComparison.Ordinal))
            .OrderBy(entry => entry.FullName, StringComparer.Ordinal).Select(entry => Part(zip, entry.FullName)!);
        format.Paragraphs = [.. new[] { body }.Concat(parts).SelectMany(part => part.Descendants(W + "p")).Select(format.Resolve).OfType<RequestedParagraph>()];
        format.Faces = [.. format.Paragraphs.Select(paragraph => paragraph.Face).OfType<string>().Concat(format.RunFaces(body)).Distinct(StringComparer.Ordinal)];
        return format;
    }

    /// <summary>The paragraph whose text contains the printed line, if one does.</summary>
    public RequestedParagraph? Find(string line)
    {
        var wanted = Bare(line);
        return wanted.Length == 0 ? null : Paragraphs.FirstOrDefault(paragraph => Bare(paragraph.Text).Contains(wanted, StringComparison.Ordinal));
    }

    private RequestedParagraph? Resolve(XElement paragraph)
    {
        var runs = paragraph.Elements(W + "r").Concat(paragraph.Elements().Where(inner => inner.Name != W + "pPr").SelectMany(inner => inner.Descendants(W + "r")))
            .Where(run => run.Elements(W + "t").Any(text => text.Value.Trim().Length > 0)).Distinct().ToList();
        if (runs.Count == 0)
            return null;
        var style = Style(paragraph, "pPr", "pStyle") ?? "Normal";
        string? Seek(Func<XElement, string?> read) => runs.Select(run => Cascade(run, style).Select(read).FirstOrDefault(value => value is not null)).First();
        return new(string.Concat(runs.SelectMany(run => run.Elements(W + "t")).Select(text => text.Value)), style,
            Seek(properties => (string?)properties.Element(W + "rFonts")?.Attribute(W + "eastAsia")),
            double.TryParse(Seek(properties => (string?)properties.Element(W + "sz")?.Attribute(W + "val")), out var half) ? half / 2 : 10,
            Seek(properties => properties.Element(W + "b") is { } bold ? (string?)bold.Attribute(W + "val") ?? "1" : null) is "1" or "true" or "on");
    }

    private IEnumerable<string> RunFaces(XElement body) =>
        from run in body.Descendants(W + "r")
        let style = Style(run, "rPr", "rStyle")
        let face = (string?)run.Element(W + "rPr")?.Element(W + "rFonts")?.Attribute(W + "eastAsia")
            ?? (style is null ? null : Chain(style).Select(properties => (string?)properties.Element(W + "rFonts")?.Attribute(W + "eastAsia")).FirstOrDefault(value => value is not null))
        where face is not null
        select face;

    // From the nearest to the farthest: the run, its character style, the paragraph's style and those it is based on, the defaults.
    private IEnumerable<XElement> Cascade(XElement run, string paragraphStyle)
    {
        if (run.Element(W + "rPr") is { } own)
            yield return own;
        foreach (var properties in (Style(run, "rPr", "rStyle") is { } style ? Chain(style) : []).Concat(Chain(paragraphStyle)))
            yield return properties;
        if (defaults is not null)
            yield return defaults;
    }

    private IEnumerable<XElement> Chain(string style)
    {
        for (var depth = 0; depth < 20 && styles.TryGetValue(style, out var found); depth++)
        {
            if (found.Element(W + "rPr") is { } properties)
                yield return properties;
            if ((string?)found.Element(W + "basedOn")?.Attribute(W + "val") is not { } parent)
                yield break;
            style = parent;
        }
    }

    private static string? Style(XElement element, string properties, string name) => (string?)element.Element(W + properties)?.Element(W + name)?.Attribute(W + "val");

    private static string Bare(string text) => string.Concat(text.Where(character => !char.IsWhiteSpace(character)));

    private static XElement? Part(ZipArchive zip, string name)
    {
        if (zip.GetEntry(name) is not { } entry)
            return null;
        using var stream = entry.Open();
        return XDocument.Load(stream).Root;
    }
}
