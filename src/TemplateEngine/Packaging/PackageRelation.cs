namespace SpotCheck.TemplateEngine.Packaging;

/// <summary>A relation from one part to another or to an address outside (ECMA-376 part 2, clause 9.3).</summary>
/// <param name="Id">The id used in the part.</param>
/// <param name="Type">The relation's type, an address.</param>
/// <param name="Target">Name of the part in the package; for an outside target the address as written.</param>
/// <param name="IsExternal">Whether the target is outside the package.</param>
internal sealed record PackageRelation(string Id, string Type, string Target, bool IsExternal)
{
    /// <summary>The name of the part that holds the relations of <paramref name="part"/>; empty for the package's own.</summary>
    public static string PartFor(string part)
    {
        var slash = part.LastIndexOf('/');
        return $"{part[..(slash + 1)]}_rels/{part[(slash + 1)..]}.rels";
    }

    /// <summary>The part whose relations stand in <paramref name="relationPart"/>.</summary>
    public static string OwnerOf(string relationPart) =>
        relationPart.Replace("_rels/", "", StringComparison.OrdinalIgnoreCase)[..^".rels".Length];

    public static PackageRelation Read(string part, MarkupElement element)
    {
        var target = element.Attribute("Target") ?? "";
        var external = string.Equals(element.Attribute("TargetMode"), "External", StringComparison.Ordinal);
        return new(element.Attribute("Id") ?? "", element.Attribute("Type") ?? "", external ? target : Resolve(part, target), external);
    }

    /// <summary>A list of relations without any.</summary>
    public static MarkupElement NewList()
    {
        const string Namespace = "http://schemas.openxmlformats.org/package/2006/relationships";
        var list = new MarkupElement("Relationships", Namespace);
        list.Attributes.Add(new("xmlns", "http://www.w3.org/2000/xmlns/", "xmlns", Namespace));
        return list;
    }

    /// <summary>A new entry for a list of relations.</summary>
    public static MarkupElement NewRelation(MarkupElement list, string id, string type, string target)
    {
        var relation = new MarkupElement(list.Prefix + "Relationship", list.Namespace);
        relation.Attributes.AddRange([new("Id", "", "Id", id), new("Type", "", "Type", type), new("Target", "", "Target", target)]);
        return relation;
    }

    /// <summary>A new entry for the content types of one part.</summary>
    public static MarkupElement NewOverride(MarkupElement types, string part, string contentType)
    {
        var entry = new MarkupElement(types.Prefix + "Override", types.Namespace);
        entry.Attributes.AddRange([new("PartName", "", "PartName", "/" + part), new("ContentType", "", "ContentType", contentType)]);
        return entry;
    }

    private static string Resolve(string part, string target)
    {
        if (target.StartsWith('/'))
            return target.TrimStart('/');
        var steps = part.Split('/')[..^1].ToList();
        foreach (var step in target.Split('/'))
        {
            if (step == ".." && steps.Count > 0)
                steps.RemoveAt(steps.Count - 1);
            else if (step is not (".." or "." or ""))
                steps.Add(step);
        }

        return string.Join('/', steps);
    }
}
