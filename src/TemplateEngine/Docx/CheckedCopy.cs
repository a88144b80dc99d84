using System.Globalization;
using SpotCheck.TemplateEngine.Packaging;

namespace SpotCheck.TemplateEngine.Docx;

/// <summary>Writes a copy of a template in which each fault stands as a Word comment at its place.</summary>
public static class CheckedCopy
{
    private const string CommentsType = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml";
    private const string CommentsRelation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments";
    private const string Author = "模板检查";

    /// <summary>The copy, or null when the package cannot be opened at all.</summary>
    /// <param name="package">The template as it was checked.</param>
    /// <param name="problems">What <see cref="DocxTemplate.Compile"/> or a rendering found.</param>
    /// <param name="limits">The limits it was read with.</param>
    /// <remarks>
    /// Word allows no comments in headers, notes and text boxes; a fault there is noted at the nearest place of the
    /// body, with its own place in words.
    /// </remarks>
    public static byte[]? Write(ReadOnlyMemory<byte> package, IReadOnlyList<DocumentProblem> problems, PackageLimits? limits = null)
    {
        if (PackageParts.TryOpen(package, limits ?? PackageLimits.Default, PackageKind.Document, out var parts) is not null
            || parts.TryReadMarkup(parts.Main, out var document) is not null
            || OpenComments(parts, document, out var comments, out var commentsName) is not null)
        {
            return null;
        }

        var paragraphs = new SpotFinder("", parts.Main, _ => false).Find(document).ToDictionary(found => found.Value.Ordinal, found => found.Key);
        if (paragraphs.Count == 0)
            return null;
        var next = comments.Elements.Select(comment => int.TryParse(comment.WordAttribute("id"), CultureInfo.InvariantCulture, out var id) ? id + 1 : 0).Append(0).Max();

        // From the end backwards, so that places before stay where they are.
        foreach (var problem in problems.OrderByDescending(problem => problem.Place?.Ordinal ?? -1).ThenByDescending(problem => problem.Place?.Character ?? 0))
        {
            var isHere = problem.Place is { } place && place.PartName == parts.Main && paragraphs.ContainsKey(place.Ordinal);
            var paragraph = BodyParagraph(paragraphs[isHere ? problem.Place!.Ordinal : 0]);
            var id = next++.ToString(CultureInfo.InvariantCulture);
            Mark(paragraph, id, isHere && paragraph == paragraphs[problem.Place!.Ordinal] ? problem.Place : null);
            comments.Add(Comment(comments, id, problem));
        }

        return Repack(parts, document, comments, commentsName);
    }

    private static MarkupElement BodyParagraph(MarkupElement paragraph)
    {
        for (var box = paragraph.Ancestors().FirstOrDefault(element => element.IsWord("txbxContent")); box is not null;
            box = paragraph.Ancestors().FirstOrDefault(element => element.IsWord("txbxContent")))
        {
            paragraph = box.Parent!.Paragraph()!;
        }

        return paragraph;
    }

    private static void Mark(MarkupElement paragraph, string id, DocumentPlace? place)
    {
        var start = WithId(paragraph.NewWord("commentRangeStart"), id);
        var end = WithId(paragraph.NewWord("commentRangeEnd"), id);
        var first = paragraph.WordChild("pPr") is { } properties ? paragraph.IndexOf(properties) + 1 : 0;
        if (place is null || !TryInsertAt(paragraph, end, place.Character - 1 + Math.Max(1, place.Length)))
            paragraph.Insert(paragraph.Children.Count, end);
        if (place is null || !TryInsertAt(paragraph, start, place.Character - 1))
            paragraph.Insert(first, start);
        var run = paragraph.NewWord("r");
        run.Add(WithId(paragraph.NewWord("commentReference"), id));
        end.InsertAfter(run);
    }

    private static bool TryInsertAt(MarkupElement paragraph, MarkupNode mark, int character)
    {
        foreach (var leaf in ParagraphText.Of(paragraph).Leaves)
        {
            if (character < leaf.Start || character >= leaf.Start + leaf.Length || !leaf.Element.IsWord("t"))
                continue;
            var text = string.Concat(leaf.Element.Children.OfType<MarkupText>().Select(part => part.Value));
            leaf.Element.MoveChildren(0, leaf.Element.EmptyCopy());
            TagScanner.KeepSpaces(leaf.Element);
            if (character > leaf.Start)
                leaf.Element.Add(new MarkupText(text[..(character - leaf.Start)]));
            leaf.Element.Add(mark);
            leaf.Element.Add(new MarkupText(text[(character - leaf.Start)..]));
            return RunSplitting.TrySplitUpTo(mark, paragraph);
        }

        return false;
    }

    private static MarkupElement Comment(MarkupElement comments, string id, DocumentProblem problem)
    {
        var comment = WithId(comments.NewWord("comment"), id);
        comment.Attributes.Add(Attribute(comments, "author", Author));
        comment.Attributes.Add(Attribute(comments, "initials", "检"));
        string[] lines = [$"{problem.Code}：{problem.Message}", problem.Place?.Description ?? "", problem.Suggestion is { } name ? $"是不是想写“{name}”？" : ""];
        foreach (var line in lines.Where(line => line.Length > 0))
        {
            var paragraph = comments.NewWord("p");
            var run = comments.NewWord("r");
            var text = comments.NewWord("t");
            text.Add(new MarkupText(line));
            TagScanner.KeepSpaces(text);
            run.Add(text);
            paragraph.Add(run);
            comment.Add(paragraph);
        }

        return comment;
    }

    private static MarkupElement WithId(MarkupElement element, string id)
    {
        element.Attributes.Add(Attribute(element, "id", id));
        return element;
    }

    private static MarkupAttribute Attribute(MarkupElement like, string local, string value) => new(like.Prefix + local, like.Namespace, local, value);

    private static DocumentProblem? OpenComments(PackageParts parts, MarkupElement document, out MarkupElement comments, out string name)
    {
        comments = document.NewWord("comments");
        comments.Attributes.Add(new("xmlns:" + document.Prefix.TrimEnd(':'), "http://www.w3.org/2000/xmlns/", document.Prefix.TrimEnd(':'), document.Namespace));
        name = "";
        if (parts.TryReadRelations(parts.Main, out var relations) is { } fault)
            return fault;
        name = relations.Find(relation => relation.Type == CommentsRelation)?.Target ?? "";
        return name.Length > 0 ? parts.TryReadMarkup(name, out comments) : null;
    }

    private static byte[] Repack(PackageParts parts, MarkupElement document, MarkupElement comments, string name)
    {
        var changed = new Dictionary<string, MarkupElement>(StringComparer.OrdinalIgnoreCase) { [parts.Main] = document };
        if (name.Length == 0)
        {
            name = "word/template-check.xml";
            _ = parts.TryReadMarkup("[Content_Types].xml", out var types);
            types.Add(PackageRelation.NewOverride(types, name, CommentsType));
            changed["[Content_Types].xml"] = types;
            var relations = PackageRelation.PartFor(parts.Main);
            if (parts.TryReadMarkup(relations, out var list) is not null)
                list = PackageRelation.NewList();
            list.Add(PackageRelation.NewRelation(list, "rIdTemplateCheck", CommentsRelation, "/" + name));
            changed[relations] = list;
        }

        changed[name] = comments;
        var entries = parts.Entries.Select(entry => changed.Remove(entry.Name, out var root) ? PackageWriter.Pack(entry.Name, MarkupWriter.ToBytes(root)) : entry).ToList();
        entries.AddRange(changed.OrderBy(added => added.Key, StringComparer.Ordinal).Select(added => PackageWriter.Pack(added.Key, MarkupWriter.ToBytes(added.Value))));
        return PackageWriter.Write(entries);
    }
}
