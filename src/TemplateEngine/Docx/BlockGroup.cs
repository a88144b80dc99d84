using SpotCheck.TemplateEngine.Packaging;

namespace SpotCheck.TemplateEngine.Docx;

/// <summary>The tags of one block in document order: what opens it, what divides it, what closes it.</summary>
internal sealed class BlockGroup(MarkupTag open, int depth)
{
    public List<MarkupTag> Members { get; } = [open];

    public int Depth { get; } = depth;

    public MarkupTag Open => Members[0];

    public MarkupTag Close => Members[^1];

    public string Keyword => Open.Tag.Shape.Keyword;

    public bool IsLoop => Keyword is "for" or "while" or "tablerow";

    /// <summary>Pairs the tags of a part; a tag that pairs with nothing is left to the parser, which names the fault.</summary>
    /// <param name="tags">In document order.</param>
    /// <param name="loose">Tags that are in no pair although they open, divide or close.</param>
    public static List<BlockGroup> Pair(IReadOnlyList<MarkupTag> tags, List<MarkupTag> loose)
    {
        var groups = new List<BlockGroup>();
        var open = new Stack<BlockGroup>();
        foreach (var tag in tags)
        {
            switch (tag.Tag.Shape.Role)
            {
                case TagPart.Open:
                    open.Push(new(tag, open.Count));
                    break;
                case TagPart.Middle when open.Count > 0:
                    open.Peek().Members.Add(tag);
                    break;
                case TagPart.Close when open.Count > 0:
                    open.Peek().Members.Add(tag);
                    groups.Add(open.Pop());
                    break;
                case TagPart.Alone:
                    break;
                default:
                    loose.Add(tag);
                    break;
            }
        }

        loose.AddRange(open.SelectMany(group => group.Members));
        return groups;
    }
}
