using SpotCheck.TemplateEngine.Packaging;

namespace SpotCheck.TemplateEngine.Docx;

/// <summary>Cuts text and runs in two, each half with the formatting of the whole.</summary>
internal static class RunSplitting
{
    /// <summary>Closes and reopens runs and text around the tag until it stands directly in <paramref name="ancestor"/>.</summary>
    public static bool TrySplitUpTo(MarkupNode tag, MarkupElement ancestor)
    {
        while (tag.Parent != ancestor)
        {
            var parent = tag.Parent!;
            if (!parent.CanSplit())
                return false;
            var after = parent.EmptyCopy();
            if (parent.WordChild("rPr") is { } properties && parent.IsWord("r"))
                after.Add(properties.DeepCopy());
            var kept = after.Children.Count;
            parent.MoveChildren(parent.IndexOf(tag) + 1, after);
            tag.Remove();
            parent.InsertAfter(tag);
            if (after.Children.Count > kept)
                tag.InsertAfter(after);
            if (parent.Children.All(child => child.IsWord("rPr") || child is MarkupText { Value.Length: 0 }))
                parent.Remove();
        }

        return true;
    }
}
