using System.Text.RegularExpressions;

namespace SpotCheck.TemplateTool.Layout;

internal enum DocumentKind
{
    File,
    Letter,

    /// <summary>公告、通知书: title, text and sign-off without 版头 and 版记.</summary>
    Notice,
    Form,
}

/// <summary>Finds the parts of an official document on its printed pages, by place, size and wording.</summary>
internal sealed partial class Recognition
{
    public const double Millimetre = 72 / 25.4;
    public const double Left = 28 * Millimetre;
    public const double Right = 184 * Millimetre;
    public const double Top = 37 * Millimetre;
    public const double Bottom = 262 * Millimetre;
    private const double DefaultPitch = 28.95;

    public Recognition(IReadOnlyList<Page> pages, DocumentKind? kind)
    {
        Pages = pages;
        var first = pages[0];
        var lines = first.Lines.Where(line => !line.Vertical).OrderBy(line => line.Baseline).ToList();
        Mark = [.. lines.Where(line => line.IsRed && line.Points >= 18)];
        RedRules = [.. first.Horizontals.Where(rule => rule.IsRed && rule.Width > 100 * Millimetre)];
        Title = TitleOn(lines.Where(line => !line.IsRed));
        Signatories = [.. lines.Where(line => SignatoryShape().IsMatch(line.Text) && (Title.Count == 0 || line.Baseline < Title[0].Baseline))];
        AnnexStart = pages.Skip(1).FirstOrDefault(page => AnnexLabel(page) is not null)?.Number ?? pages.Count + 1;
        Main = [.. pages.Where(page => page.Number < AnnexStart && !page.IsTurned)];
        Text = [.. Main.SelectMany(page => page.Lines.Where(line => !line.Vertical && !line.IsRed && line.Points is > 15 and < 17
            && (page.Number > 1 || Title.Count == 0 || line.Baseline > Title[^1].Baseline)).OrderBy(line => line.Baseline).Select(line => (page, line)))];
        Pitch = MeasurePitch();
        Dates = [.. Text.Where(item => DateShape().IsMatch(item.Line.Text))];
        Kind = kind ?? (RedRules.Count >= 3 ? DocumentKind.Letter : Mark.Count > 0 ? DocumentKind.File : Dates.Count > 0 ? DocumentKind.Notice : DocumentKind.Form);
        Addressees = AddresseesAfterTitle(lines);
        // The number of a notice to a firm stands below its title.
        Number = lines.FirstOrDefault(line => !line.IsRed && NumberLike().IsMatch(line.Text)
            && (Title.Count == 0 || line.Baseline < Title[0].Baseline || (Kind == DocumentKind.Notice && line.Baseline < Title[^1].Baseline + 3 * Pitch)));
        Imprint = [.. pages[^1].Lines.Where(line => line.Points is > 13 and < 15 && (line.Text.EndsWith("印发", StringComparison.Ordinal) || line.Text.StartsWith("抄送", StringComparison.Ordinal)))];
    }

    public IReadOnlyList<Page> Pages { get; }

    public DocumentKind Kind { get; }

    public IReadOnlyList<TextLine> Mark { get; }

    public IReadOnlyList<Rule> RedRules { get; }

    public TextLine? Number { get; }

    /// <summary>Lines above the title that name 签发人.</summary>
    public IReadOnlyList<TextLine> Signatories { get; }

    public IReadOnlyList<TextLine> Title { get; }

    public IReadOnlyList<TextLine> Addressees { get; }

    /// <summary>Pages before the first annex, upright ones.</summary>
    public IReadOnlyList<Page> Main { get; }

    /// <summary>Lines of body size below the title, in reading order.</summary>
    public IReadOnlyList<(Page Page, TextLine Line)> Text { get; }

    /// <summary>Distance of neighbouring body lines in points.</summary>
    public double Pitch { get; }

    /// <summary>Lines that are nothing but a date.</summary>
    public IReadOnlyList<(Page Page, TextLine Line)> Dates { get; }

    public IReadOnlyList<TextLine> Imprint { get; }

    /// <summary>Number of the first annex page; one past the last page where there is none.</summary>
    public int AnnexStart { get; }

    public IEnumerable<Page> AnnexPages => Pages.Where(page => page.Number >= AnnexStart && AnnexLabel(page) is not null);

    /// <summary>Lines of body size of each annex that is text on upright pages.</summary>
    public IEnumerable<List<(Page Page, TextLine Line)>> AnnexTexts
    {
        get
        {
            var starts = AnnexPages.Select(page => page.Number).Append(Pages.Count + 1).ToList();
            return starts.Zip(starts.Skip(1), (from, to) => Pages.Where(page => page.Number >= from && page.Number < to && !page.IsTurned)
                .SelectMany(page => page.Lines.Where(line => !line.Vertical && line.Points is > 15 and < 17).OrderBy(line => line.Baseline).Select(line => (page, line))).ToList());
        }
    }

    /// <summary>Body lines proper: between addressees and 附件说明 or sign-off.</summary>
    public IEnumerable<(Page Page, TextLine Line)> Body
    {
        get
        {
            var end = Text.Index().FirstOrDefault(item => item.Item.Line.Text.StartsWith("附件：", StringComparison.Ordinal) && Math.Abs(item.Item.Line.Start - Left - 31.6) < 4, (Text.Count, default)).Index;
            if (end == Text.Count && Dates.Count > 0)
                end = Text.Index().First(item => ReferenceEquals(item.Item.Line, Dates[^1].Line)).Index - 1;
            return Text.Take(Math.Max(end, 0)).Where(item => !Addressees.Contains(item.Line) && !ReferenceEquals(item.Line, Number));
        }
    }

    /// <summary>The upper edge of the line that a baseline belongs to: both Word and LibreOffice set it at four fifths of a fixed line.</summary>
    public double LineTop(TextLine line) => line.Baseline - 0.8 * Pitch;

    public static TextLine? AnnexLabel(Page page) =>
        page.Lines.Where(line => !line.Vertical).OrderBy(line => line.Baseline).FirstOrDefault(line => !PageNumberShape().IsMatch(line.Text)) is { } first
        && LabelShape().IsMatch(first.Text) ? first : null;

    public static IReadOnlyList<TextLine> TitleOn(IEnumerable<TextLine> lines)
    {
        var title = new List<TextLine>();
        foreach (var line in lines.OrderBy(line => line.Baseline))
        {
            if (line.Points >= 19 && !line.Vertical)
                title.Add(line);
            else if (title.Count > 0)
                break;
        }
        return title;
    }

    private List<TextLine> AddresseesAfterTitle(List<TextLine> lines)
    {
        if (Title.Count == 0)
            return [];
        var after = lines.Where(line => line.Baseline > Title[^1].Baseline + 1 && !line.IsRed && line.Points is > 15 and < 17 && !NumberLike().IsMatch(line.Text)).ToList();
        var end = after.FindIndex(line => line.Text.EndsWith('：') || line.Text.EndsWith(':'));
        var flush = after.TakeWhile(line => Math.Abs(line.Start - Left) < 5).Count();
        return end >= 0 && end < flush ? after[..(end + 1)] : after.Count > 0 && flush > 0 && Kind != DocumentKind.Notice ? after[..1] : [];
    }

    private double MeasurePitch()
    {
        var steps = Text.Zip(Text.Skip(1)).Where(pair => pair.First.Page == pair.Second.Page)
            .Select(pair => pair.Second.Line.Baseline - pair.First.Line.Baseline).Where(step => step is > 20 and < 40).Order().ToList();
        return steps.Count == 0 ? DefaultPitch : steps.Where(step => Math.Abs(step - steps[steps.Count / 2]) < 0.5).Average();
    }

    [GeneratedRegex(@"^\S{1,20}[〔\[(（【]\s*(?:第)?\d{2,4}(?:年)?\s*[〕\])）】].*号$", RegexOptions.None, 1000)]
    private static partial Regex NumberLike();

    [GeneratedRegex(@"签发人[：:]", RegexOptions.None, 1000)]
    private static partial Regex SignatoryShape();

    [GeneratedRegex(@"^附件\s*\d*[：:]?$", RegexOptions.None, 1000)]
    private static partial Regex LabelShape();

    [GeneratedRegex(@"^\d{2,4}年\s*\d{1,2}\s*月\s*\d{1,2}\s*日?$|^[一二三四〇○零\d]{4}年.{1,3}月.{1,3}日$", RegexOptions.None, 1000)]
    public static partial Regex DateShape();

    [GeneratedRegex(@"^[—\-－–]\s*\d+\s*[—\-－–]$", RegexOptions.None, 1000)]
    public static partial Regex PageNumberShape();
}
