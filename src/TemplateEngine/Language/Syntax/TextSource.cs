using System.Text;

namespace SpotCheck.TemplateEngine.Language;

/// <summary>A text template cut into segments, with the way back from segments to lines and columns.</summary>
internal sealed class TextSource
{
    private readonly List<int> _lineStarts = [0];
    private readonly List<int> _codeStarts = [];

    public TextSource(string text, TemplateOptions options)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\n')
                _lineStarts.Add(i + 1);
        }

        CutIntoSegments(text, TextCutter.Cut(text, options));
    }

    public List<TemplateSegment> Segments { get; } = [];

    public List<TemplateProblem> Problems { get; } = [];

    /// <summary>Line and column from 1.</summary>
    public (int Line, int Column) Locate(SegmentPlace place)
    {
        if (place.Segment < 0 || place.Segment >= _codeStarts.Count)
            return (1, 1);
        var offset = _codeStarts[place.Segment] + place.Offset;
        var line = _lineStarts.BinarySearch(offset);
        if (line < 0)
            line = ~line - 1;
        return (line + 1, offset - _lineStarts[line] + 1);
    }

    private void CutIntoSegments(string text, IReadOnlyList<TextCut> cuts)
    {
        for (var i = 0; i < cuts.Count; i++)
        {
            var cut = cuts[i];
            if (cut.IsUnclosed)
                ReportUnclosed(cut);
            if (cut.IsCode)
            {
                AddCode(text, cuts, i);
                continue;
            }

            var content = text.AsSpan(cut.ContentStart, cut.ContentEnd - cut.ContentStart);
            if (cut.IsEscaped)
                Add(new RawSegment(Encoding.UTF8.GetBytes(content.ToString())), cut.ContentStart);
            else
                AddRaw(content, cut.ContentStart, i > 0 ? cuts[i - 1].After : default, i + 1 < cuts.Count ? cuts[i + 1].Before : default);
        }
    }

    private void AddRaw(ReadOnlySpan<char> content, int start, WhitespaceTrim atStart, WhitespaceTrim atEnd)
    {
        content = TrimStart(content, atStart);
        content = TrimEnd(content, atEnd);
        if (content.Length == 0)
            return;
        var bytes = new byte[Encoding.UTF8.GetByteCount(content)];
        Encoding.UTF8.GetBytes(content, bytes);
        Add(new RawSegment(bytes), start);
    }

    private static ReadOnlySpan<char> TrimStart(ReadOnlySpan<char> content, WhitespaceTrim trim)
    {
        if (trim == WhitespaceTrim.All)
            return content.TrimStart();
        if (trim != WhitespaceTrim.Line)
            return content;

        var i = 0;
        while (i < content.Length && char.IsWhiteSpace(content[i]))
        {
            if (content[i++] == '\n')
                break;
        }

        return content[i..];
    }

    private static ReadOnlySpan<char> TrimEnd(ReadOnlySpan<char> content, WhitespaceTrim trim)
    {
        if (trim == WhitespaceTrim.All)
            return content.TrimEnd();
        if (trim != WhitespaceTrim.Line)
            return content;

        var end = content.Length;
        while (end > 0 && content[end - 1] != '\n' && content[end - 1] != '\r' && char.IsWhiteSpace(content[end - 1]))
            end--;
        return content[..end];
    }

    private void AddCode(string text, IReadOnlyList<TextCut> cuts, int index)
    {
        var cut = cuts[index];
        Add(
            new CodeSegment(text[cut.ContentStart..cut.ContentEnd]) { Indent = IndentBefore(text, cuts, index) },
            cut.ContentStart);
    }

    private static string IndentBefore(string text, IReadOnlyList<TextCut> cuts, int index)
    {
        var cut = cuts[index];
        if (cut.Before != WhitespaceTrim.None || index == 0 || cuts[index - 1].IsCode || cuts[index - 1].IsEscaped)
            return "";
        var start = cut.Start;
        while (start > cuts[index - 1].Start && text[start - 1] is ' ' or '\t')
            start--;

        var followsGreedyTrim = index > 1 && cuts[index - 2].After == WhitespaceTrim.All
            && text.AsSpan(cuts[index - 1].Start, start - cuts[index - 1].Start).IsWhiteSpace();
        var isAtLineStart = start == 0 || text[start - 1] == '\n';
        return isAtLineStart && !followsGreedyTrim ? text[start..cut.Start] : "";
    }

    private void Add(TemplateSegment segment, int start)
    {
        Segments.Add(segment);
        _codeStarts.Add(start);
    }

    private void ReportUnclosed(TextCut cut)
    {
        var place = new SegmentPlace(Segments.Count, cut.Start - cut.ContentStart, 2);
        Problems.Add(cut.IsEscaped ? ProblemText.UnclosedEscape(place) : ProblemText.UnclosedTag(place));
        if (!cut.IsCode && cut.ContentEnd <= cut.ContentStart)
            Add(new RawSegment(ReadOnlyMemory<byte>.Empty), cut.ContentStart);
    }
}
