namespace SpotCheck.TemplateEngine.Packaging;

/// <summary>A node of a part's XML, kept as written: prefixes and attribute order survive, so untouched markup stays untouched.</summary>
internal abstract class MarkupNode
{
    public MarkupElement? Parent { get; set; }

    public void Remove() => Parent?.RemoveChild(this);

    public void InsertBefore(MarkupNode added) => Parent!.Insert(Parent.IndexOf(this), added);

    public void InsertAfter(MarkupNode added) => Parent!.Insert(Parent.IndexOf(this) + 1, added);
}

/// <summary>Characters between tags.</summary>
internal sealed class MarkupText(string value) : MarkupNode
{
    public string Value { get; set; } = value;
}

/// <summary>An attribute by its qualified name as written.</summary>
internal sealed record MarkupAttribute(string Name, string Namespace, string Local, string Value)
{
    public string Value { get; set; } = Value;

    /// <summary>What fills the value when a document is made, in the terms of the format; null for nothing.</summary>
    public object? Slot { get; set; }
}

/// <summary>An element with its attributes and children.</summary>
internal sealed class MarkupElement(string name, string ns) : MarkupNode
{
    private readonly List<MarkupNode> _children = [];

    /// <summary>Qualified name as written, for example <c>w:p</c>.</summary>
    public string Name { get; } = name;

    public string Namespace { get; } = ns;

    public string Local { get; } = name[(name.IndexOf(':', StringComparison.Ordinal) + 1)..];

    /// <summary>The prefix with its colon, or nothing.</summary>
    public string Prefix => Name[..^Local.Length];

    public List<MarkupAttribute> Attributes { get; init; } = [];

    public IReadOnlyList<MarkupNode> Children => _children;

    /// <summary>The properties of a paragraph that was taken away from a container which must end with one.</summary>
    public MarkupElement? LostParagraph { get; set; }

    /// <summary>What the element was taken in from, in the terms of the format; null for the template's own.</summary>
    public object? Origin { get; set; }

    public IEnumerable<MarkupElement> Elements => _children.OfType<MarkupElement>();

    public bool Is(string ns, string local) => Local == local && Namespace == ns;

    public MarkupElement? Child(string ns, string local) => Elements.FirstOrDefault(child => child.Is(ns, local));

    public string? Attribute(string local, string ns = "") =>
        Attributes.Find(attribute => attribute.Local == local && attribute.Namespace == ns)?.Value;

    public void Add(MarkupNode child)
    {
        child.Parent = this;
        _children.Add(child);
    }

    public void Insert(int at, MarkupNode child)
    {
        child.Parent = this;
        _children.Insert(at, child);
    }

    public int IndexOf(MarkupNode child) => _children.IndexOf(child);

    public void RemoveChild(MarkupNode child)
    {
        _children.Remove(child);
        child.Parent = null;
    }

    /// <summary>Moves the children from <paramref name="from"/> on into <paramref name="target"/>.</summary>
    public void MoveChildren(int from, MarkupElement target)
    {
        foreach (var child in _children.Skip(from).ToList())
            target.Add(child);
        _children.RemoveRange(from, _children.Count - from);
    }

    /// <summary>Every element below this one, in document order.</summary>
    public IEnumerable<MarkupElement> Descendants()
    {
        foreach (var child in _children.OfType<MarkupElement>())
        {
            yield return child;
            foreach (var inner in child.Descendants())
                yield return inner;
        }
    }

    /// <summary>This element's ancestors, nearest first.</summary>
    public IEnumerable<MarkupElement> Ancestors()
    {
        for (var at = Parent; at is not null; at = at.Parent)
            yield return at;
    }

    /// <summary>A copy with the same attributes and no children.</summary>
    public MarkupElement EmptyCopy() => new(Name, Namespace) { Attributes = [.. Attributes.Select(attribute => attribute with { })] };

    /// <summary>A copy of the whole subtree of elements and text.</summary>
    public MarkupElement DeepCopy()
    {
        var copy = EmptyCopy();
        foreach (var child in _children)
        {
            if (child is MarkupElement element)
                copy.Add(element.DeepCopy());
            else if (child is MarkupText text)
                copy.Add(new MarkupText(text.Value));
        }

        return copy;
    }
}
