using System.Globalization;
using SpotCheck.TemplateEngine.Packaging;

namespace SpotCheck.TemplateEngine.Docx;

/// <summary>What becomes of an attribute that must be unique in a document and stands inside a block.</summary>
internal enum IdentityTreatment
{
    Keep,

    /// <summary>Left out: Word makes a new one.</summary>
    Drop,

    /// <summary>A new number each time.</summary>
    Fresh,

    /// <summary>The name with a new number behind it.</summary>
    Suffix,
}

/// <summary>Finds the attributes that must differ when a block is written more than once: bookmark and shape numbers, paragraph ids.</summary>
internal sealed class IdentityRewriting
{
    private readonly Dictionary<string, int> _identities = new(StringComparer.Ordinal);

    /// <summary>The largest number used outside blocks; fresh ones start above.</summary>
    public int Largest { get; private set; }

    /// <summary>Numbers the part already uses.</summary>
    public void Reserve(MarkupElement root)
    {
        foreach (var element in root.Descendants())
        {
            if ((NumberOf(element) ?? BlockNotes.NumberOf(element)) is { } number && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var value))
                Largest = Math.Max(Largest, Math.Min(value, 1 << 29));
        }
    }

    public bool Concerns(MarkupElement element) =>
        IsBookmark(element) || IsShape(element) || element.Origin is BlockNote || element.Attributes.Exists(attribute => attribute.Namespace == Ooxml.Word2010);

    /// <param name="element">Where it stands.</param>
    /// <param name="attribute">The attribute.</param>
    /// <param name="identity">Equal for attributes that must get the same number, such as both ends of a bookmark.</param>
    public IdentityTreatment Treat(MarkupElement element, MarkupAttribute attribute, out int identity)
    {
        identity = 0;
        if (attribute.Namespace == Ooxml.Word2010)
            return attribute.Local is "paraId" or "textId" ? IdentityTreatment.Drop : IdentityTreatment.Keep;
        if (element.Origin is BlockNote note && attribute.Local == "id" && attribute.Namespace == element.Namespace)
        {
            identity = IdentityOf(note.Key) * 2 + (note.First == element ? 1 : 0);
            return IdentityTreatment.Fresh;
        }

        if (IsBookmark(element) && attribute.Local is "id" or "name")
        {
            identity = IdentityOf("b" + element.WordAttribute("id")) * 2 + (element.Local == "bookmarkStart" && attribute.Local == "id" ? 1 : 0);
            return attribute.Local == "id" ? IdentityTreatment.Fresh : IdentityTreatment.Suffix;
        }

        if (IsShape(element) && attribute.Name == "id")
        {
            identity = IdentityOf("s" + attribute.Value) * 2 + 1;
            return IdentityTreatment.Fresh;
        }

        return IdentityTreatment.Keep;
    }

    private int IdentityOf(string key)
    {
        if (!_identities.TryGetValue(key, out var identity))
            _identities[key] = identity = _identities.Count + 1;
        return identity;
    }

    /// <summary>The number of a bookmark or shape; null for other elements.</summary>
    public static string? NumberOf(MarkupElement element) =>
        IsBookmark(element) ? element.WordAttribute("id") : IsShape(element) ? element.Attribute("id") : null;

    private static bool IsBookmark(MarkupElement element) => element.IsWord("bookmarkStart") || element.IsWord("bookmarkEnd");

    private static bool IsShape(MarkupElement element) => element.Is(Ooxml.WordDrawing, "docPr");
}
