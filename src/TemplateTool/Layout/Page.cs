namespace SpotCheck.TemplateTool.Layout;

/// <summary>A box on the page in points, from the upper left corner of the paper.</summary>
internal readonly record struct Box(double Left, double Top, double Right, double Bottom)
{
    public double CentreX => (Left + Right) / 2;

    public Box And(Box other) => new(Math.Min(Left, other.Left), Math.Min(Top, other.Top), Math.Max(Right, other.Right), Math.Max(Bottom, other.Bottom));
}

/// <summary>One glyph as printed: where its cell begins, its baseline, and the ink itself.</summary>
internal sealed record Glyph(double X, double Baseline, Box Ink);

/// <summary>A piece of a line in one face.</summary>
/// <param name="Text">As read, with the gaps between scripts taken out.</param>
/// <param name="Face">The face's name in the PDF, without its subset prefix.</param>
/// <param name="Points">Size of the face.</param>
/// <param name="Colour"><c>#rrggbb</c>.</param>
/// <param name="Glyphs">In reading order.</param>
internal sealed record Span(string Text, string Face, double Points, string Colour, IReadOnlyList<Glyph> Glyphs);

/// <summary>Text on one baseline without a wide gap. On a turned page the number stands vertically.</summary>
internal sealed record TextLine(IReadOnlyList<Span> Spans, bool Vertical)
{
    public string Text { get; } = string.Concat(Spans.Select(span => span.Text)).Trim();

    public Box Ink { get; } = Spans.SelectMany(span => span.Glyphs).Select(glyph => glyph.Ink).Aggregate((a, b) => a.And(b));

    public double Points => Spans.Max(span => span.Points);

    public double Baseline => Spans[0].Glyphs[0].Baseline;

    /// <summary>Left edge of the first character's cell.</summary>
    public double Start => Spans[0].Glyphs[0].X;

    /// <summary>Right edge of the last character's cell: a Chinese character is as wide as its size, anything else as its ink.</summary>
    public double End
    {
        get
        {
            var last = Spans[^1].Glyphs[^1];
            return IsWide(Text[^1]) ? last.X + Spans[^1].Points : last.Ink.Right;
        }
    }

    public bool IsRed => Spans[0].Colour is { Length: 7 } colour
        && Convert.ToInt32(colour[1..3], 16) > 180 && Convert.ToInt32(colour[3..5], 16) < 100 && Convert.ToInt32(colour[5..7], 16) < 100;

    public static bool IsWide(char character) => character is >= '\u2E80' or '“' or '”' or '‘' or '’' or '—' or '…';
}

/// <summary>A printed rule: a stroke or a thin filled bar.</summary>
internal sealed record Rule(double Left, double Right, double Top, double Bottom, bool IsRed)
{
    public double Width => Right - Left;

    public double Thickness => Bottom - Top;
}

/// <summary>One printed page, in points.</summary>
internal sealed record Page(int Number, double Width, double Height, IReadOnlyList<TextLine> Lines, IReadOnlyList<Rule> Rules)
{
    public bool IsTurned => Width > Height;

    /// <summary>The horizontal rules, from top to bottom.</summary>
    public IEnumerable<Rule> Horizontals => Rules.Where(rule => rule.Width > 20 * rule.Thickness).OrderBy(rule => rule.Top);
}
