using SpotCheck.TemplateEngine.Packaging;

namespace SpotCheck.TemplateEngine.Docx;

/// <summary>A document taken in at one place of a template.</summary>
/// <param name="Name">The file name the author wrote.</param>
/// <param name="Parts">Its package.</param>
internal sealed record IncludedDocument(string Name, PackageParts Parts)
{
    /// <summary>The part its main part has a relation of this kind to (<c>styles</c>, <c>numbering</c> …); null for none.</summary>
    public MarkupElement? Related(string kind, out string name) => Related(Parts, kind, out name);

    /// <summary>The part a package's main part has a relation of this kind to.</summary>
    public static MarkupElement? Related(PackageParts parts, string kind, out string name)
    {
        name = parts.TryReadRelations(parts.Main, out var relations) is null
            ? relations.Find(relation => !relation.IsExternal && relation.Type.EndsWith("/" + kind, StringComparison.Ordinal))?.Target ?? ""
            : "";
        return name.Length > 0 && parts.TryReadMarkup(name, out var root) is null ? root : null;
    }
}

/// <summary>Sequences cut where something changes.</summary>
internal static class Adjacency
{
    /// <summary>Neighbours of one origin together, in order.</summary>
    public static IEnumerable<List<MarkupElement>> GroupAdjacent(this IEnumerable<MarkupElement> elements, Func<MarkupElement, object?> key)
    {
        List<MarkupElement> group = [];
        foreach (var element in elements)
        {
            if (group.Count > 0 && !ReferenceEquals(key(group[0]), key(element)))
            {
                yield return group;
                group = [];
            }

            group.Add(element);
        }

        if (group.Count > 0)
            yield return group;
    }
}
