using SpotCheck.TemplateEngine.Packaging;

namespace SpotCheck.TemplateEngine.Docx;

/// <summary>An element that is open at some place of the output, with those around it.</summary>
/// <param name="Outer">The element around it, null for the root.</param>
/// <param name="Element">The element in the template, for its name and properties.</param>
/// <param name="IsStructure">Whether half of it is worth nothing: a paragraph, cell, row, table.</param>
/// <param name="Piece">Index of the piece it opens in.</param>
/// <param name="Offset">Byte of that piece it opens at.</param>
/// <param name="Depth">Elements around it.</param>
internal sealed record PiecePath(PiecePath? Outer, MarkupElement Element, bool IsStructure, int Piece, int Offset, int Depth)
{
    /// <summary>Qualified name, to close it by.</summary>
    public string Name => Element.Name;

    /// <summary>The innermost element that is open on both paths.</summary>
    public static PiecePath? Shared(PiecePath? left, PiecePath? right)
    {
        while (!ReferenceEquals(left, right))
        {
            if ((left?.Depth ?? -1) >= (right?.Depth ?? -1))
                left = left!.Outer;
            else
                right = right!.Outer;
        }

        return left;
    }
}
