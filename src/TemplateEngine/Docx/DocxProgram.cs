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
        var tag = problem.Place.Segment >= 0 && problem.Place.Segment < Tags.Count ? Tags[problem.Place.Segment] : null;
        return new(problem.Code, problem.Message)
        {
            Place = tag is null ? null : DocxFaults.PlaceOf(tag.Spot, tag.CodeStart + problem.Place.Offset, problem.Place.Length),
            Expected = problem.Expected,
            Suggestion = problem.Suggestion,
            IsNotice = problem.IsNotice,
        };
    }
}
