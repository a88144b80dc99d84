using System.Globalization;
using System.Text.RegularExpressions;

namespace SpotCheck.DocService.Plans.Lint;

/// <summary>A paragraph of a document or a row of one of its tables, and how a person finds it.</summary>
/// <param name="Text">Without marks of a text format; the cells of a row with a tab between them.</param>
/// <param name="Place">第12行, 第 3 段, 第 1 个表格第 2 行.</param>
/// <param name="Cells">The cells of a row; null for a paragraph.</param>
public sealed partial record TextLine(string Text, string Place, IReadOnlyList<string>? Cells = null)
{
    /// <summary>A place in the line.</summary>
    /// <param name="index">From 0.</param>
    public string At(int index) => string.Create(CultureInfo.InvariantCulture, $"{Place}第{index + 1}字");

    /// <param name="column">From 0.</param>
    public string AtCell(int column) => string.Create(CultureInfo.InvariantCulture, $"{Place}第{column + 1}栏");

    public bool IsEmpty => string.IsNullOrWhiteSpace(Text);

    /// <summary>A text as it is pasted or stored: a line each, tabs between the cells of a table, marks of Markdown left out.</summary>
    public static IReadOnlyList<TextLine> Of(string text) =>
        [.. text.ReplaceLineEndings("\n").Split('\n').Select((line, index) => OfLine(line, string.Create(CultureInfo.InvariantCulture, $"第{index + 1}行")))];

    /// <summary>Paragraphs as an editor gives them.</summary>
    public static IReadOnlyList<TextLine> Paragraphs(IEnumerable<string> paragraphs) =>
        [.. paragraphs.Select((text, index) => new TextLine(text, string.Create(CultureInfo.InvariantCulture, $"第{index + 1}段")))];

    private static TextLine OfLine(string line, string place)
    {
        if (line.Contains('\t', StringComparison.Ordinal))
        {
            return new(line, place, line.Split('\t'));
        }

        return new(Rule().IsMatch(line) ? "" : Marks().Replace(line, "").Replace("**", "", StringComparison.Ordinal), place);
    }

    [GeneratedRegex(@"^\s*(?:-{3,}|\*{3,}|_{3,})\s*$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Rule();

    [GeneratedRegex(@"^\s*#{1,6}\s+", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Marks();
}

/// <summary>What the rules need to know besides the text.</summary>
/// <param name="Agency">Full name of the issuing agency.</param>
/// <param name="Year">The year the document is about.</param>
/// <param name="Others">Full names of other agencies in the data, to find misspelt ones.</param>
/// <param name="Units">The agency's sections and stations.</param>
public sealed record NoticeContext(string Agency, int Year, IReadOnlyList<string>? Others = null, IReadOnlyList<string>? Units = null)
{
    // Asked for every line of every document of a batch.
    internal IReadOnlyList<AgencyName> Names { get; } = [new(Agency), .. (Others ?? []).Select(name => new AgencyName(name))];
}
