using SpotCheck.TemplateEngine.Docx;

namespace SpotCheck.TemplateEngine.Xlsx;

/// <summary>A tag at the edge of rows: before or after a row of the template.</summary>
/// <param name="Tag">The tag.</param>
/// <param name="Block">Its block.</param>
/// <param name="Role">What it does.</param>
/// <param name="Row">The row.</param>
/// <param name="IsAfter">Whether it stands after the row.</param>
internal sealed record RowEdge(DocumentTag Tag, RowBlock Block, TagPart Role, int Row, bool IsAfter);

/// <summary>Finds what the blocks of a sheet enclose – text in one cell, rows, columns – and takes their tags out of the cells.</summary>
internal sealed class SheetBlocks(SheetFacts facts, List<DocumentTag> loose, FaultList faults)
{
    private sealed record Member(DocumentTag Tag, TemplateCell Cell);

    public List<RowEdge> Edges { get; } = [];

    /// <summary>Opening and closing tags of loops over columns.</summary>
    public Dictionary<ColumnLoop, (DocumentTag Open, DocumentTag Close)> Columns { get; } = [];

    public void Find(IReadOnlyList<TemplateRow> rows)
    {
        var open = new Stack<List<Member>>();
        var found = new List<(List<Member> Members, int Depth)>();
        foreach (var cell in rows.SelectMany(row => row.Cells))
        {
            foreach (var tag in cell.Content.OfType<DocumentTag>())
            {
                if (tag.Shape.Role == TagPart.Open)
                    open.Push([new(tag, cell)]);
                else if (tag.Shape.Role is TagPart.Middle && open.Count > 0)
                    open.Peek().Add(new(tag, cell));
                else if (tag.Shape.Role == TagPart.Close && open.Count > 0)
                {
                    open.Peek().Add(new(tag, cell));
                    found.Add((open.Pop(), open.Count));
                }
                else if (tag.Shape.Role != TagPart.Alone)
                {
                    loose.Add(tag);
                }
            }
        }

        loose.AddRange(open.SelectMany(members => members.Select(member => member.Tag)));

        var placed = new List<(List<Member> Members, RowBlock Block)>();
        foreach (var (members, depth) in found.OrderBy(block => block.Depth))
            Place(members, depth, placed);
    }

    private void Place(List<Member> members, int depth, List<(List<Member> Members, RowBlock Block)> placed)
    {
        var (first, last) = (members[0], members[^1]);
        if (members.TrueForAll(member => member.Cell == first.Cell))
            return;
        if (first.Tag.Shape.Has("列"))
        {
            PlaceColumns(members);
            return;
        }

        var (from, to) = (first.Cell.Address.Row, last.Cell.Address.Row);
        var outer = placed.FindLast(other => other.Block.Holds(from) && other.Block.Holds(to) && Encloses(other.Members, members)).Block;
        var sibling = placed.Find(other => other.Block != outer && (other.Block.Holds(from) || other.Block.Holds(to)) && !Chain(outer).Contains(other.Block));
        if (sibling.Block is not null)
        {
            faults.Add(XlsxFaults.Overlapping(first.Tag, sibling.Members[0].Tag));
            return;
        }

        var block = new RowBlock(from, to, outer, facts.Blocks.Count);
        facts.Blocks.Add(block);
        placed.Add((members, block));
        foreach (var member in members)
        {
            member.Cell.Content.Remove(member.Tag);
            Edges.Add(new(member.Tag, block, member.Tag.Shape.Role, member.Cell.Address.Row, member == last));
        }
    }

    private static bool Encloses(List<Member> outer, List<Member> inner) =>
        Before(outer[0], inner[0]) && Before(inner[^1], outer[^1]);

    private static bool Before(Member left, Member right) =>
        (left.Cell.Address.Row, left.Cell.Address.Column, left.Tag.Start).CompareTo((right.Cell.Address.Row, right.Cell.Address.Column, right.Tag.Start)) < 0;

    private static IEnumerable<RowBlock> Chain(RowBlock? block)
    {
        for (; block is not null; block = block.Outer)
            yield return block;
    }

    private void PlaceColumns(List<Member> members)
    {
        var (first, last) = (members[0], members[^1]);
        var (from, to) = (first.Cell.Address, last.Cell.Address);
        if (members.Count > 2 || from.Column > to.Column
            || facts.Loops.Exists(loop => loop.First <= to.Column && loop.Last >= from.Column))
        {
            faults.Add(XlsxFaults.Columns(first.Tag));
            return;
        }

        var columns = new ColumnLoop(from.Column, to.Column, from.Row, to.Row, facts.Loops.Count);
        facts.Loops.Add(columns);
        Columns[columns] = (first.Tag, last.Tag);
        first.Cell.Content.Remove(first.Tag);
        last.Cell.Content.Remove(last.Tag);
    }
}
