using System.Globalization;
using SpotCheck.TemplateEngine.Packaging;

namespace SpotCheck.TemplateEngine.Docx;

/// <summary>Adds what a rendering brought in: pictures with their relations and content types, lists begun anew.</summary>
internal static class PackageAdditions
{
    private const string ImageRelation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image";
    private const string PictureIdStart = "rIdPicture";

    /// <summary>Name of the part that defines lists, empty for none.</summary>
    public static string NumberingPart(PackageParts parts) =>
        parts.TryReadRelations(parts.Main, out var relations) is null
            ? relations.Find(relation => relation.Type.EndsWith("/numbering", StringComparison.Ordinal))?.Target ?? ""
            : "";

    /// <summary>Identifier of a relation that a rendering adds for a picture.</summary>
    public static string PictureId(int number) => string.Create(CultureInfo.InvariantCulture, $"{PictureIdStart}{number}");

    /// <summary>The largest number an identifier of this form has already in the parts: another tool, or a document made with this engine and used as a template, may have written it.</summary>
    public static int LargestPicture(PackageParts parts, IEnumerable<string> rendered) => rendered
        .SelectMany(part => parts.TryReadRelations(part, out var relations) is null ? relations : [])
        .Select(relation => relation.Id.StartsWith(PictureIdStart, StringComparison.Ordinal) && int.TryParse(relation.Id.AsSpan(PictureIdStart.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < int.MaxValue / 2 ? number : 0)
        .DefaultIfEmpty().Max();

    /// <summary>The unchanged entries with relations, types and lists completed, and the pictures behind them.</summary>
    public static List<PackageEntry> Add(PackageParts parts, IReadOnlyList<PackageEntry> unchanged, IReadOnlyList<string> rendered, PieceOutput steps)
    {
        var pictures = steps.Pictures;
        var files = new Dictionary<PictureValue, string>(ReferenceEqualityComparer.Instance as IEqualityComparer<PictureValue>);
        foreach (var use in pictures)
        {
            if (!files.ContainsKey(use.Picture))
                files[use.Picture] = FreeName(parts, files.Count + 1, use.Picture.Extension);
        }

        var changed = new Dictionary<string, MarkupElement>(StringComparer.OrdinalIgnoreCase) { ["[Content_Types].xml"] = Types(parts) };
        foreach (var part in pictures.GroupBy(use => use.Part))
            changed[PackageRelation.PartFor(rendered[part.Key])] = Relations(parts, rendered[part.Key], part, files);

        if (steps.Numberings.Count > 0 && NumberingRestart.Complete(parts, NumberingPart(parts), steps.Numberings) is { } numbering)
            changed[NumberingPart(parts)] = numbering;

        var entries = unchanged.Select(entry => changed.Remove(entry.Name, out var root) ? PackageWriter.Pack(entry.Name, MarkupWriter.ToBytes(root)) : entry).ToList();
        entries.AddRange(changed.OrderBy(added => added.Key, StringComparer.Ordinal).Select(added => PackageWriter.Pack(added.Key, MarkupWriter.ToBytes(added.Value))));
        entries.AddRange(files.Select(file => new PackageEntry(file.Value, Deflated: false, Crc32.Append(0, file.Key.Content), file.Key.Content, file.Key.Content.Length)));
        return entries;
    }

    private static string FreeName(PackageParts parts, int number, string extension)
    {
        for (; ; number++)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"word/media/value{number}.{extension}");
            if (!parts.Has(name))
                return name;
        }
    }

    private static MarkupElement Types(PackageParts parts)
    {
        _ = parts.TryReadMarkup("[Content_Types].xml", out var types);
        foreach (var extension in new[] { "png", "jpeg" }.Where(extension => !parts.DefaultTypes.ContainsKey(extension)))
        {
            var entry = new MarkupElement(types.Prefix + "Default", types.Namespace);
            entry.Attributes.AddRange([new("Extension", "", "Extension", extension), new("ContentType", "", "ContentType", "image/" + extension)]);
            types.Insert(0, entry);
        }

        return types;
    }

    private static MarkupElement Relations(PackageParts parts, string part, IEnumerable<PictureUse> uses, Dictionary<PictureValue, string> files)
    {
        if (parts.TryReadMarkup(PackageRelation.PartFor(part), out var list) is not null)
            list = PackageRelation.NewList();
        foreach (var use in uses)
            list.Add(PackageRelation.NewRelation(list, use.Id, ImageRelation, "/" + files[use.Picture]));
        return list;
    }
}
