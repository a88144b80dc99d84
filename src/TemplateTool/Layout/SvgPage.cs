using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace SpotCheck.TemplateTool.Layout;

/// <summary>Glyphs and rules of a page, read from the outlines that <c>pdftocairo -svg</c> writes.</summary>
internal static partial class SvgPage
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";
    private static readonly XName Href = XName.Get("href", "http://www.w3.org/1999/xlink");

    public static (double Width, double Height, IReadOnlyList<Glyph> Glyphs, IReadOnlyList<Rule> Rules) Read(string text)
    {
        var root = XDocument.Parse(text).Root!;
        var (width, height) = (Size(root, "width"), Size(root, "height"));
        // The page is drawn in the middle of paper of whole points.
        var (offsetX, offsetY) = ((Math.Ceiling(width) - width) / 2, (Math.Ceiling(height) - height) / 2);
        var symbols = root.Descendants(Svg + "symbol").ToDictionary(
            symbol => "#" + (string)symbol.Attribute("id")!,
            symbol => Outline(symbol.Descendants(Svg + "path").Select(path => (string?)path.Attribute("d") ?? "")),
            StringComparer.Ordinal);

        var glyphs = new List<Glyph>();
        foreach (var use in root.Descendants(Svg + "use"))
        {
            if (!symbols.TryGetValue((string?)use.Attribute(Href) ?? "", out var outline) || outline is not { } box)
                continue;
            var x = Number((string?)use.Attribute("x")) + offsetX;
            var y = Number((string?)use.Attribute("y")) + offsetY;
            glyphs.Add(new(x, y, new(box.Left + x, box.Top + y, box.Right + x, box.Bottom + y)));
        }

        var rules = new List<Rule>();
        foreach (var path in root.Descendants(Svg + "path").Where(path => path.Parent!.Name != Svg + "symbol" && path.Ancestors(Svg + "symbol").FirstOrDefault() is null && path.Ancestors(Svg + "clipPath").FirstOrDefault() is null))
        {
            if (ReadRule(path, offsetX, offsetY) is { } rule)
                rules.Add(rule);
        }
        return (width, height, glyphs, Joined(rules));
    }

    private static double Size(XElement root, string name) => Number(((string)root.Attribute(name)!).Replace("pt", "", StringComparison.Ordinal));

    private static Rule? ReadRule(XElement path, double offsetX, double offsetY)
    {
        var style = (string?)path.Attribute("style") ?? "";
        if (Outline([(string?)path.Attribute("d") ?? ""]) is not { } box)
            return null;
        if (Transform().Match((string?)path.Attribute("transform") ?? "") is { Success: true } matrix)
        {
            var m = "abcdef".Select(name => Number(matrix.Groups[name.ToString()].Value)).ToArray();
            box = Normal(box.Left * m[0] + m[4], box.Top * m[3] + m[5], box.Right * m[0] + m[4], box.Bottom * m[3] + m[5]);
        }
        var stroke = StrokeWidth().Match(style);
        var drawn = !style.Contains("stroke:none", StringComparison.Ordinal) && stroke.Success;
        var colour = (drawn ? StrokeColour() : FillColour()).Match(style);
        if (!colour.Success)
            return null;
        var red = Number(colour.Groups["red"].Value) > 70 && Number(colour.Groups["green"].Value) < 40;
        var half = drawn ? Number(stroke.Groups["width"].Value) / 2 : 0;
        var (width, height) = (box.Right - box.Left, box.Bottom - box.Top);
        // A stroke widens its line to both sides; what is tall and wide is no rule.
        if (width >= height && height + 2 * half <= 6)
            return new(box.Left + offsetX, box.Right + offsetX, box.Top - half + offsetY, box.Bottom + half + offsetY, red);
        if (height > width && width + 2 * half <= 6)
            return new(box.Left - half + offsetX, box.Right + half + offsetX, box.Top + offsetY, box.Bottom + offsetY, red);
        return null;
    }

    // Borders of neighbouring cells are separate strokes of one rule.
    private static List<Rule> Joined(List<Rule> rules)
    {
        var joined = new List<Rule>();
        foreach (var rule in rules.OrderBy(rule => Math.Round(rule.Top, 1)).ThenBy(rule => rule.Left))
        {
            if (joined.Count > 0 && joined[^1] is var last && last.IsRed == rule.IsRed && Math.Abs(last.Top - rule.Top) < 0.2
                && Math.Abs(last.Thickness - rule.Thickness) < 0.2 && rule.Left - last.Right < 1 && rule.Width > rule.Thickness)
                joined[^1] = last with { Right = Math.Max(last.Right, rule.Right) };
            else
                joined.Add(rule);
        }
        return joined;
    }

    private static Box? Outline(IEnumerable<string> paths)
    {
        var numbers = paths.SelectMany(path => Coordinate().Matches(path)).Select(match => Number(match.Value)).ToArray();
        if (numbers.Length < 4)
            return null;
        var xs = numbers.Where((_, i) => i % 2 == 0);
        var ys = numbers.Where((_, i) => i % 2 == 1);
        return new(xs.Min(), ys.Min(), xs.Max(), ys.Max());
    }

    private static Box Normal(double x1, double y1, double x2, double y2) => new(Math.Min(x1, x2), Math.Min(y1, y2), Math.Max(x1, x2), Math.Max(y1, y2));

    private static double Number(string? text) => double.Parse(text ?? "0", CultureInfo.InvariantCulture);

    [GeneratedRegex(@"-?\d+(?:\.\d+)?(?:e-?\d+)?", RegexOptions.None, 5000)]
    private static partial Regex Coordinate();

    [GeneratedRegex(@"matrix\((?<a>[^,]+),(?<b>[^,]+),(?<c>[^,]+),(?<d>[^,]+),(?<e>[^,]+),(?<f>[^)]+)\)", RegexOptions.None, 1000)]
    private static partial Regex Transform();

    [GeneratedRegex(@"stroke-width:(?<width>[\d.]+)", RegexOptions.None, 1000)]
    private static partial Regex StrokeWidth();

    [GeneratedRegex(@"stroke:rgb\((?<red>[\d.]+)%,(?<green>[\d.]+)%,[\d.]+%\)", RegexOptions.None, 1000)]
    private static partial Regex StrokeColour();

    [GeneratedRegex(@"fill:rgb\((?<red>[\d.]+)%,(?<green>[\d.]+)%,[\d.]+%\)", RegexOptions.None, 1000)]
    private static partial Regex FillColour();
}
