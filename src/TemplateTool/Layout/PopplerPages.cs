using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace SpotCheck.TemplateTool.Layout;

/// <summary>Reads the pages of a PDF with poppler: text and faces from <c>pdftohtml</c>, ink and rules from <c>pdftocairo</c>.</summary>
internal static partial class PopplerPages
{
    // pdftohtml rounds to whole units; at three units a point that is a tenth of a millimetre, and glyphs give the exact place.
    private const double Zoom = 3;

    public static async Task<IReadOnlyList<Page>> ReadAsync(string pdf, CancellationToken cancel)
    {
        var xml = await ExternalProgram.RunAsync("pdftohtml", ["-xml", "-i", "-stdout", "-hidden", "-fontfullname", "-zoom", "3", pdf], cancel);
        var document = XDocument.Parse(Printable().Replace(xml, ""), LoadOptions.PreserveWhitespace);
        var svgs = await SvgsAsync(pdf, document.Root!.Elements("page").Count(), cancel);
        var fonts = new Dictionary<string, (string Face, double Points, string Colour)>(StringComparer.Ordinal);
        var pages = new List<Page>();
        foreach (var page in document.Root!.Elements("page"))
        {
            foreach (var font in page.Elements("fontspec"))
                fonts[(string)font.Attribute("id")!] = (SubsetPrefix().Replace((string)font.Attribute("family")!, ""), (double)font.Attribute("size")! / Zoom, (string)font.Attribute("color")!);
            var number = pages.Count + 1;
            var (width, height, glyphs, rules) = svgs[number - 1];
            var spans = page.Elements("text").Select(text => ReadSpan(text, fonts, glyphs)).OfType<(Span Span, bool Vertical)>().ToList();
            pages.Add(new(number, width, height, Lines(spans), rules));
        }
        return pages;
    }

    // A page is a run of its own, because an SVG holds one page; two at a time keep two cores busy.
    private static async Task<(double Width, double Height, IReadOnlyList<Glyph> Glyphs, IReadOnlyList<Rule> Rules)[]> SvgsAsync(string pdf, int pages, CancellationToken cancel)
    {
        var svgs = new (double, double, IReadOnlyList<Glyph>, IReadOnlyList<Rule>)[pages];
        await Parallel.ForAsync(0, pages, new ParallelOptions { MaxDegreeOfParallelism = 2, CancellationToken = cancel }, async (page, ct) =>
        {
            var n = (page + 1).ToString(CultureInfo.InvariantCulture);
            svgs[page] = SvgPage.Read(await ExternalProgram.RunAsync("pdftocairo", ["-svg", "-noshrink", "-f", n, "-l", n, pdf, "-"], ct));
        });
        return svgs;
    }

    private static (Span Span, bool Vertical)? ReadSpan(XElement text, Dictionary<string, (string Face, double Points, string Colour)> fonts, IReadOnlyList<Glyph> glyphs)
    {
        double Value(string name) => (double)text.Attribute(name)! / Zoom;
        var (left, top, width, height) = (Value("left"), Value("top"), Value("width"), Value("height"));
        var vertical = width < 0.5;
        var words = BetweenScripts().Replace(text.Value.Trim(), "");
        if (words.Length == 0)
            return null;
        var (face, points, colour) = fonts[(string)text.Attribute("font")!];
        var inside = glyphs.Where(glyph => vertical
            ? glyph.Ink.CentreX > left - points && glyph.Ink.CentreX < left + 2 * points && glyph.Ink.Top > top - points && glyph.Ink.Bottom < top + height + points
            : glyph.Baseline > top && glyph.Baseline < top + height && glyph.Ink.CentreX > left - 1 && glyph.Ink.CentreX < left + width + 1);
        var ordered = (vertical ? inside.OrderBy(glyph => glyph.Ink.Top) : inside.OrderBy(glyph => glyph.X)).ToList();
        return ordered.Count == 0 ? null : (new(words, face, points, colour, ordered), vertical);
    }

    private static List<TextLine> Lines(List<(Span Span, bool Vertical)> spans)
    {
        var lines = new List<TextLine>();
        foreach (var column in spans.Where(piece => piece.Vertical).GroupBy(piece => Math.Round(piece.Span.Glyphs[0].Ink.CentreX / 8)))
            lines.Add(new([.. column.Select(piece => piece.Span).OrderBy(span => span.Glyphs[0].Ink.Top)], true));
        var current = new List<Span>();
        foreach (var span in spans.Where(piece => !piece.Vertical).Select(piece => piece.Span)
            .OrderBy(span => Math.Round(span.Glyphs[0].Baseline)).ThenBy(span => span.Glyphs[0].X))
        {
            if (current.Count > 0 && (Math.Abs(current[^1].Glyphs[0].Baseline - span.Glyphs[0].Baseline) > 1
                || span.Glyphs[0].X - current[^1].Glyphs[^1].X > 2.5 * Math.Max(span.Points, current[^1].Points)))
            {
                lines.Add(new([.. current], false));
                current.Clear();
            }
            current.Add(span);
        }
        if (current.Count > 0)
            lines.Add(new([.. current], false));
        return lines;
    }

    [GeneratedRegex(@"^[A-Z]{6}\+", RegexOptions.None, 1000)]
    private static partial Regex SubsetPrefix();

    // A gap between Chinese and Western text is set by the program, not typed by the author.
    [GeneratedRegex(@"(?<=[\u2E80-\uFFFF“”‘’—]) +(?=\S)|(?<=\S) +(?=[\u2E80-\uFFFF“”‘’—])", RegexOptions.None, 1000)]
    private static partial Regex BetweenScripts();

    [GeneratedRegex(@"[\x00-\x08\x0B\x0C\x0E-\x1F]", RegexOptions.None, 1000)]
    private static partial Regex Printable();
}
