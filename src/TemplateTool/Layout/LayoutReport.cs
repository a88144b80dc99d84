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
        if (!Path.GetExtension(file).Equals(".pdf", StringComparison.OrdinalIgnoreCase))
            return (await OfManyAsync([file], kind, cancel))[0];
        return Of(await PopplerPages.ReadAsync(file, cancel), kind, null, []);
    }

    /// <summary>Measures many .docx files, rendered in one start of LibreOffice; their file names must differ.</summary>
    /// <inheritdoc cref="OfAsync"/>
    public static async Task<IReadOnlyList<LayoutReport>> OfManyAsync(IReadOnlyList<string> documents, DocumentKind? kind, CancellationToken cancel)
    {
        var folder = Directory.CreateTempSubdirectory("spotcheck-layout-");
        try
        {
            var requested = documents.Select(RequestedFormat.Read).ToList();
            var pdfs = await OfficeRendering.ToPdfsAsync([.. documents.Select(Path.GetFullPath)], folder.FullName, cancel);
            var substitutes = (await Layout.Faces.SubstitutesAsync(requested.SelectMany(format => format.Faces).Distinct(StringComparer.Ordinal), cancel)).ToDictionary(use => use.Requested, StringComparer.Ordinal);
            var reports = new List<LayoutReport>();
            foreach (var (pdf, format) in pdfs.Zip(requested))
                reports.Add(Of(await PopplerPages.ReadAsync(pdf, cancel), kind, format, [.. format.Faces.Select(face => substitutes[face])]));
            return reports;
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
