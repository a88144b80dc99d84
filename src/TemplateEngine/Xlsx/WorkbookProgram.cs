using System.Buffers;
using System.Text;
using SpotCheck.TemplateEngine.Docx;
using SpotCheck.TemplateEngine.Language;
using SpotCheck.TemplateEngine.Packaging;

namespace SpotCheck.TemplateEngine.Xlsx;

/// <summary>A compiled workbook template.</summary>
internal sealed class WorkbookProgram
{
    public required IReadOnlyList<TemplateSegment> Segments { get; init; }

    public required IReadOnlyList<(DocumentTag? Tag, int Offset)> Tags { get; init; }

    /// <summary>Tags that open, divide or close a block alone on their sheet.</summary>
    public required IReadOnlyList<DocumentTag> Loose { get; init; }

    public required PieceCodes Codes { get; init; }

    public required IReadOnlyList<SheetFacts> Sheets { get; init; }

    /// <summary>Names of the parts that are written anew, in the order they are written.</summary>
    public required IReadOnlyList<string> Rendered { get; init; }

    public required IReadOnlyList<PackageEntry> Unchanged { get; init; }

    public required bool CountsFrom1904 { get; init; }

    /// <summary>A fault of the language with the cell it stands in.</summary>
    public DocumentProblem Locate(TemplateProblem problem)
    {
        var (tag, offset) = problem.Place.Segment >= 0 && problem.Place.Segment < Tags.Count ? Tags[problem.Place.Segment] : (null, 0);
        return new(problem.Code, problem.Message)
        {
            Place = tag is null ? null : DocxFaults.PlaceOf(tag.Spot, tag.CodeStart + Math.Max(0, problem.Place.Offset - offset), problem.Place.Length),
            Expected = problem.Expected,
            Suggestion = problem.Suggestion,
            IsNotice = problem.IsNotice,
        };
    }

    /// <summary>Writes the finished package of a rendering.</summary>
    public void Write(SheetOutput rendering, IBufferWriter<byte> output)
    {
        var coded = new List<CodedEntry>();
        foreach (var part in rendering.Parts)
        {
            var coder = new PieceCoder(Codes);
            coder.Begin(withHeader: false);
            foreach (var stretch in part.Stretches)
            {
                if (stretch is CodedStretch known)
                    coder.Add(known);
                else if (stretch is Deferred deferred)
                    coder.Add(Encoding.UTF8.GetBytes(deferred.Write()));
            }

            coded.Add(new(Rendered[part.Part], coder.Finish(), coder.Crc, coder.Length));
        }

        PackageWriter.Write(Unchanged, coded, output);
    }
}
