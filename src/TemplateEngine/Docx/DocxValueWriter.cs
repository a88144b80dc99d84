using System.Text;
using SpotCheck.TemplateEngine.Language;

namespace SpotCheck.TemplateEngine.Docx;

/// <summary>Hands pictures and other Word values to the output; the caller's own kinds to the caller's writer.</summary>
internal sealed class DocxValueWriter(ICustomValueWriter? others) : ICustomValueWriter
{
    public void Write(CustomValue value, TemplateOutput output)
    {
        if (output is PieceOutput pieces && (value is PictureValue or BreakValue or RichTextValue || others is null))
            pieces.WriteCustom(value);
        else if (others is not null)
            others.Write(value, output);
        else
            output.Advance(Encoding.UTF8.GetBytes(value.AsText, output.GetSpan(value.AsText.Length * 3)));
    }
}
