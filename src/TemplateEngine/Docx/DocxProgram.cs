using SpotCheck.TemplateEngine.Language;
using SpotCheck.TemplateEngine.Packaging;

namespace SpotCheck.TemplateEngine.Docx;

/// <summary>A compiled template: what the language sees, what each piece stands for, and the package around it.</summary>
internal sealed record DocxProgram(
    IReadOnlyList<TemplateSegment> Segments, IReadOnlyList<DocumentTag?> Tags, PieceTable Pieces, RenderedPackage Package)
{
    /// <summary>A fault of the language with a place that can be found in Word.</summary>
    public DocumentProblem Locate(TemplateProblem problem)
    {
        var (place, tag) = (problem.Place, TagAt(problem.Place));
        // What is missing at the very end, such as the end of a block, is shown where it began.
        if (tag is null && problem.Related is { } related)
            (place, tag) = (related, TagAt(related));
        return new(problem.Code, problem.Message)
        {
            Place = tag is null ? null : DocxFaults.PlaceOf(tag.Spot, tag.CodeStart + place.Offset, place.Length),
            Expected = problem.Expected,
            Suggestion = problem.Suggestion,
            IsNotice = problem.IsNotice,
        };
    }

    private DocumentTag? TagAt(SegmentPlace place) => place.Segment >= 0 && place.Segment < Tags.Count ? Tags[place.Segment] : null;
}
