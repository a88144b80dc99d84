using SpotCheck.TemplateEngine.Packaging;

namespace SpotCheck.TemplateEngine.Docx;

/// <summary>
/// Moves the tags of each block to the edges of what they enclose – runs, whole paragraphs, list items, table rows –
/// so that the markup between them is complete and may be written any number of times.
/// </summary>
internal sealed class BlockLifting(FaultList faults, Func<MarkupElement, bool> isListItem)
{
    /// <summary>Lifts outer blocks before inner ones: what is left inside is then at the edge for the next.</summary>
    public void Lift(IEnumerable<BlockGroup> groups)
    {
        foreach (var group in groups.OrderBy(group => group.Depth).ToList())
            Lift(group);
    }

    private void Lift(BlockGroup group)
    {
        var shared = SharedAncestor(group);
        if (shared is null)
            Cross(group);
        else if (shared.Paragraph() is { } paragraph && (shared == paragraph || Inside(shared, paragraph)))
            LiftInParagraph(group, shared, paragraph);
        else if (group.Members.TrueForAll(member => member.Parent == shared))
            return;
        else if (shared.HoldsBlocks())
            LiftToParagraphs(group, shared);
        else if (shared.IsWord("tr") || OnTheWayToCells(shared))
            LiftToRow(group, shared.IsWord("tr") ? shared : shared.Ancestors().First(element => element.IsWord("tr")));
        else if (shared.IsWord("tbl") || shared.IsWord("sdtContent"))
            LiftToRows(group, shared);
        else
            Cross(group);
    }

    private static bool OnTheWayToCells(MarkupElement element) =>
        element.IsWord("sdtContent") && element.Elements.Any(child => child.IsWord("tc"));

    private static bool Inside(MarkupElement element, MarkupElement paragraph) =>
        element.Ancestors().TakeWhile(above => !above.HoldsBlocks()).Contains(paragraph);

    private void LiftInParagraph(BlockGroup group, MarkupElement shared, MarkupElement paragraph)
    {
        if (group.IsLoop && group.Members.Count == 2 && isListItem(paragraph)
            && Content.IsFirstIn(paragraph, group.Open) && Content.IsLastIn(paragraph, group.Close))
        {
            MoveBefore(group.Open, paragraph);
            MoveAfter(group.Close, paragraph);
            return;
        }

        foreach (var member in group.Members)
        {
            if (!RunSplitting.TrySplitUpTo(member, shared))
            {
                Cross(group);
                return;
            }
        }
    }

    private void LiftToParagraphs(BlockGroup group, MarkupElement container)
    {
        if (group.Members.Exists(member => ChildOf(container, member) is var child && child != member && !child.IsWord("p")))
        {
            Cross(group);
            return;
        }

        if (group.Members.TrueForAll(member => CanStandBetween(member, group, container)))
        {
            foreach (var member in group.Members)
                MoveToEdge(member, group, (MarkupNode)ChildOf(container, member));
        }
        else if (group.Members.Exists(member => member.Parent == container)
            || !group.Members.TrueForAll(member => RunSplitting.TrySplitUpTo(member, (MarkupElement)ChildOf(container, member))))
        {
            Cross(group);
        }
    }

    // The opening tag must begin its paragraph and the closing tag end it; else and when may do either.
    private static bool CanStandBetween(MarkupTag member, BlockGroup group, MarkupElement container)
    {
        if (member.Parent == container)
            return true;
        var child = (MarkupElement)ChildOf(container, member);
        return (member != group.Close && Content.IsFirstIn(child, member)) || (member != group.Open && Content.IsLastIn(child, member));
    }

    private static void MoveToEdge(MarkupTag member, BlockGroup group, MarkupNode child)
    {
        if (child == member)
            return;
        if (member == group.Open || (member != group.Close && Content.IsFirstIn((MarkupElement)child, member)))
            MoveBefore(member, child);
        else
            MoveAfter(member, child);
    }

    private void LiftToRow(BlockGroup group, MarkupElement row)
    {
        var cells = TableGrid.Cells(row).ToList();
        var first = cells.FindIndex(cell => Holds(cell, group.Open));
        var last = cells.FindIndex(cell => Holds(cell, group.Close));
        var wantsColumns = group.Open.Tag.Shape.Has("列");
        if (group.Members.Count > 2 || wantsColumns)
        {
            if (wantsColumns && group.Members.Count == 2)
                ColumnLoops.Lift(group, row.Parent!, first, last, faults);
            else
                Cross(group);
            return;
        }

        if (first > 0 && last < cells.Count - 1 && !group.Open.Tag.Shape.Has("行"))
        {
            faults.Add(DocxFaults.PartOfRow(group.Open.Tag, group.Close.Tag));
            return;
        }

        MoveBefore(group.Open, row);
        MoveAfter(group.Close, row);
    }

    private void LiftToRows(BlockGroup group, MarkupElement table)
    {
        if (ColumnLoops.IsColumnLoop(group, table, out var column))
        {
            ColumnLoops.Lift(group, table, column, column, faults);
            return;
        }

        foreach (var member in group.Members)
        {
            if (member.Parent == table)
                continue;
            var row = ChildOf(table, member);
            if (member == group.Open)
                MoveBefore(member, row);
            else if (member == group.Close)
                MoveAfter(member, row);
            else if (row is MarkupElement element && Holds(TableGrid.Cells(element).FirstOrDefault(), member))
                MoveBefore(member, row);
            else
                MoveAfter(member, row);
        }
    }

    private void Cross(BlockGroup group)
    {
        var stray = group.Members.Find(member => member != group.Open && member.Parent != group.Open.Parent) ?? group.Close;
        faults.Add(DocxFaults.Crossed(group.Open.Tag, stray.Tag));
    }

    private static bool Holds(MarkupElement? element, MarkupNode node)
    {
        for (MarkupNode? at = node; at is not null; at = at.Parent)
        {
            if (at == element)
                return true;
        }

        return false;
    }

    private static void MoveBefore(MarkupTag tag, MarkupNode place)
    {
        tag.Remove();
        place.InsertBefore(tag);
    }

    // After the place and after tags that were put there for blocks inside this one.
    private static void MoveAfter(MarkupTag tag, MarkupNode place)
    {
        tag.Remove();
        place.InsertAfter(tag);
    }

    private static MarkupNode ChildOf(MarkupElement ancestor, MarkupNode node)
    {
        while (node.Parent != ancestor)
            node = node.Parent!;
        return node;
    }

    private static MarkupElement? SharedAncestor(BlockGroup group)
    {
        var shared = group.Open.Parent;
        while (shared is not null && !group.Members.TrueForAll(member => Holds(shared, member)))
            shared = shared.Parent;
        return shared;
    }
}
