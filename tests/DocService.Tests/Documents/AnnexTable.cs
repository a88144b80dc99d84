using System.IO.Compression;
using System.Xml.Linq;

namespace SpotCheck.DocService.Tests.Documents;

/// <summary>Reads back what a .docx says.</summary>
internal static class AnnexTable
{
    private static readonly XNamespace W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

    /// <summary>The tables, cell by cell; a line break inside a cell is left out, as it is set for looks.</summary>
    public static IReadOnlyList<IReadOnlyList<IReadOnlyList<string>>> Tables(byte[] docx) =>
        [.. Body(docx).Descendants(W + "tbl").Select(table => table.Elements(W + "tr").Select(row => row.Elements(W + "tc").Select(TextOf).ToList()).ToList())];

    public static string Text(byte[] docx) => string.Join('\n', Body(docx).Descendants(W + "p").Select(TextOf));

    private static string TextOf(XElement element) => string.Concat(element.Descendants(W + "t").Select(text => text.Value));

    private static XElement Body(byte[] docx)
    {
        using var zip = new ZipArchive(new MemoryStream(docx));
        using var stream = zip.GetEntry("word/document.xml")!.Open();
        return XDocument.Load(stream).Root!;
    }
}
