using System.Globalization;

namespace SpotCheck.TemplateEngine.Docx;

/// <summary>The drawing for a picture that stands in text.</summary>
internal static class PictureMarkup
{
    // The width between the margins of an official document is 156 mm (GB/T 9704-2012, 6); 36,000 units to the millimetre.
    private const long WidestUnits = 156 * 36_000;

    public static string Inline(PictureValue picture, string relation, int number, string prefix)
    {
        var scale = Math.Min(1, (double)WidestUnits / picture.Width);
        var (width, height) = ((long)(picture.Width * scale), Math.Max(1, (long)(picture.Height * scale)));
        return string.Create(CultureInfo.InvariantCulture, $"""<{prefix}drawing><wp:inline xmlns:wp="{Ooxml.WordDrawing}" distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{width}" cy="{height}"/><wp:docPr id="{number}" name="图片 {number}"/><a:graphic xmlns:a="{Ooxml.Drawing}"><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:nvPicPr><pic:cNvPr id="{number}" name="图片 {number}"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="{relation}" xmlns:r="{Ooxml.Relations}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></{prefix}drawing>""");
    }
}
