namespace SpotCheck.TemplateTool.Layout;

/// <summary>The checks of one document and the faces it was printed with.</summary>
internal sealed record LayoutReport(DocumentKind Kind, int Pages, IReadOnlyList<Finding> Findings, IReadOnlyList<FaceUse> Faces)
{
    public bool Passed => Findings.All(finding => finding.Outcome is not Outcome.Fail);

    /// <summary>Renders the file where it is not a PDF yet, reads its pages and measures them.</summary>
    /// <exception cref="ExternalProgramException">A program is missing, failed or took too long.</exception>
    /// <exception cref="InvalidDataException">The file is no .docx.</exception>
    public static async Task<LayoutReport> OfAsync(string file, DocumentKind? kind, CancellationToken cancel)
    {
        var folder = Directory.CreateTempSubdirectory("spotcheck-layout-");
        try
        {
            var isPdf = Path.GetExtension(file).Equals(".pdf", StringComparison.OrdinalIgnoreCase);
            var requested = isPdf ? null : RequestedFormat.Read(file);
            var pdf = isPdf ? file : await OfficeRendering.ToPdfAsync(Path.GetFullPath(file), folder.FullName, cancel);
            var faces = requested is null ? [] : await Layout.Faces.SubstitutesAsync(requested.Faces, cancel);
            return Of(await PopplerPages.ReadAsync(pdf, cancel), kind, requested, faces);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    public static LayoutReport Of(IReadOnlyList<Page> pages, DocumentKind? kind, RequestedFormat? requested, IReadOnlyList<FaceUse> faces)
    {
        var found = new Recognition(pages, kind);
        Finding[] findings = [.. PageChecks.Run(found), .. HeadChecks.Run(found, requested), .. TextChecks.Run(found), .. ImprintChecks.Run(found)];
        return new(found.Kind, pages.Count, [.. findings.OrderBy(finding => finding.Id, StringComparer.Ordinal)], faces);
    }
}
