using System.Globalization;
using SpotCheck.TemplateEngine.Packaging;

namespace SpotCheck.TemplateEngine.Docx;

/// <summary>The package that documents are taken into: its parts, opened as they are needed and put back at the end.</summary>
internal sealed class MergeTarget(PackageParts parts)
{
    private const string Relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
    private const string ContentType = "application/vnd.openxmlformats-officedocument.wordprocessingml.";

    private readonly Dictionary<string, MarkupElement> _open = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);
    private readonly Dictionary<(PackageParts Source, string Name), string> _copies = [];
    private int _relations;
    private int _files;

    public PackageParts Parts => parts;

    /// <summary>Root of the main part.</summary>
    public MarkupElement Document { get; set; } = null!;

    /// <summary>A part of the main part such as <c>styles</c>; made where there is none.</summary>
    /// <param name="kind">Last step of the relation's type.</param>
    /// <param name="name">Name of the part.</param>
    public MarkupElement Part(string kind, out string name)
    {
        if (_names.TryGetValue(kind, out var known))
        {
            name = known;
            return _open[known];
        }

        var root = IncludedDocument.Related(parts, kind, out name);
        if (root is null)
        {
            name = $"word/{kind}.xml";
            root = Document.NewWord(kind);
            var prefix = Document.Prefix.TrimEnd(':');
            root.Attributes.Add(new(prefix.Length == 0 ? "xmlns" : "xmlns:" + prefix, "http://www.w3.org/2000/xmlns/", prefix, Document.Namespace));
            Relate(parts.Main, Relation + kind, "/" + name, isExternal: false);
            Override(name, $"{ContentType}{kind}+xml");
        }

        _names[kind] = name;
        return _open[name] = root;
    }

    /// <summary>Adds a relation and gives its id.</summary>
    public string Relate(string part, string type, string target, bool isExternal)
    {
        var name = PackageRelation.PartFor(part);
        if (!_open.TryGetValue(name, out var list))
            _open[name] = list = parts.TryReadMarkup(name, out var found) is null ? found : PackageRelation.NewList();
        var id = string.Create(CultureInfo.InvariantCulture, $"rIdIncluded{++_relations}");
        var relation = PackageRelation.NewRelation(list, id, type, target);
        if (isExternal)
            relation.Attributes.Add(new("TargetMode", "", "TargetMode", "External"));
        list.Add(relation);
        return id;
    }

    /// <summary>Copies a part with all it refers to; the name it has here.</summary>
    public string Copy(PackageParts source, string name)
    {
        if (_copies.TryGetValue((source, name), out var known))
            return known;
        var copy = string.Create(CultureInfo.InvariantCulture, $"{name[..(name.LastIndexOf('/') + 1)]}included{++_files}{Path.GetExtension(name)}");
        while (parts.Has(copy))
            copy = string.Create(CultureInfo.InvariantCulture, $"{name[..(name.LastIndexOf('/') + 1)]}included{++_files}{Path.GetExtension(name)}");
        _copies[(source, name)] = copy;
        if (!source.Has(name))
            return copy;
        parts.Put(source.Entry(name) with { Name = copy });
        if (source.ContentTypes.TryGetValue(name, out var type) || source.DefaultTypes.TryGetValue(Path.GetExtension(name).TrimStart('.'), out type))
            Override(copy, type);
        CopyRelations(source, name, copy);
        return copy;
    }

    // Ids stay as they are, because the copied part's bytes do.
    private void CopyRelations(PackageParts source, string name, string copy)
    {
        if (source.TryReadRelations(name, out var relations) is not null || relations.Count == 0)
            return;
        var list = PackageRelation.NewList();
        foreach (var relation in relations)
        {
            var added = PackageRelation.NewRelation(list, relation.Id, relation.Type, relation.IsExternal ? relation.Target : "/" + Copy(source, relation.Target));
            if (relation.IsExternal)
                added.Attributes.Add(new("TargetMode", "", "TargetMode", "External"));
            list.Add(added);
        }

        parts.Put(PackageWriter.Pack(PackageRelation.PartFor(copy), MarkupWriter.ToBytes(list)));
    }

    /// <summary>Declares the prefixes of another document's root here, so that its markup means the same.</summary>
    public void Declare(MarkupElement root)
    {
        foreach (var declaration in root.Attributes.Where(attribute => attribute.Name.StartsWith("xmlns:", StringComparison.Ordinal)))
        {
            if (!Document.Attributes.Exists(attribute => attribute.Name == declaration.Name))
                Document.Attributes.Insert(0, declaration with { });
        }

        var ignorable = root.Attributes.Find(IsIgnorable)?.Value.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];
        var known = Document.Attributes.Find(IsIgnorable);
        var added = ignorable.Where(prefix => Means(Document, prefix) == Means(root, prefix) && !(known?.Value.Split(' ').Contains(prefix, StringComparer.Ordinal) ?? false)).ToList();
        if (added.Count == 0)
            return;
        if (known is not null)
            known.Value = string.Join(' ', [known.Value, .. added]);
        else if (Document.Attributes.Find(attribute => attribute.Name.StartsWith("xmlns:", StringComparison.Ordinal) && attribute.Value == Ooxml.Compatibility) is { } mark)
            Document.Attributes.Add(new(mark.Local + ":Ignorable", Ooxml.Compatibility, "Ignorable", string.Join(' ', added)));
    }

    /// <summary>What a prefix means in an element that declares it; null for nothing.</summary>
    public static string? Means(MarkupElement element, string prefix) =>
        element.Attributes.Find(attribute => attribute.Name == "xmlns:" + prefix)?.Value;

    /// <summary>Puts every opened part back into the package.</summary>
    public void Finish()
    {
        foreach (var (name, root) in _open.OrderBy(part => part.Key, StringComparer.Ordinal))
            parts.Put(PackageWriter.Pack(name, MarkupWriter.ToBytes(root)));
    }

    private static bool IsIgnorable(MarkupAttribute attribute) => attribute.Local == "Ignorable" && attribute.Namespace == Ooxml.Compatibility;

    private void Override(string part, string contentType)
    {
        const string Types = "[Content_Types].xml";
        if (!_open.TryGetValue(Types, out var types))
        {
            _ = parts.TryReadMarkup(Types, out types);
            _open[Types] = types;
        }

        types.Add(PackageRelation.NewOverride(types, part, contentType));
        parts.ContentTypes[part] = contentType;
    }
}
