namespace SpotCheck.TemplateEngine.Language;

/// <summary>What a template does with a field; several may apply.</summary>
[Flags]
public enum FieldUse
{
    /// <summary>Nothing that tells what it must be.</summary>
    None = 0,

    /// <summary>It is printed or compared: text, a number, a date.</summary>
    Scalar = 1,

    /// <summary>It is a number: calculated with, counted, an amount.</summary>
    Number = 2,

    /// <summary>It is a date.</summary>
    Date = 4,

    /// <summary>A condition asks whether it is there or true.</summary>
    Condition = 8,

    /// <summary>A loop goes through it, or a list function takes it.</summary>
    List = 16,

    /// <summary>Its members are used.</summary>
    Object = 32,
}

/// <summary>A field of the data and what is used of it.</summary>
internal sealed class FieldNode
{
    private readonly Dictionary<string, FieldNode> _members = new(StringComparer.Ordinal);
    private bool _isNeverNeeded = true;

    public FieldUse Use { get; private set; }

    /// <summary>Whether every use goes on without it (a condition, <c>??</c>, <c>?.</c>, a default).</summary>
    public bool IsOptional => Places.Count > 0 && _isNeverNeeded;

    /// <summary>What one item of it is used for; null where no item is.</summary>
    public FieldNode? Item { get; private set; }

    public IReadOnlyDictionary<string, FieldNode> Members => _members;

    public List<FieldPlace> Places { get; } = [];

    public FieldNode Member(string name)
    {
        Use |= FieldUse.Object;
        if (!_members.TryGetValue(name, out var member))
            _members.Add(name, member = new FieldNode());
        return member;
    }

    public FieldNode ItemOf()
    {
        Use |= FieldUse.List;
        return Item ??= new FieldNode();
    }

    public void Mark(FieldUse use) => Use |= use;

    public void MarkPlace(FieldPlace place, bool isOptional)
    {
        Places.Add(place);
        _isNeverNeeded &= isOptional;
    }
}

/// <summary>A member of a name the template does not define: of a built-in object, where the data have none of that name.</summary>
internal readonly record struct FunctionUse(string Owner, string Name, FieldPlace Place);

/// <summary>Where a field is named.</summary>
internal readonly record struct FieldPlace(CodeUnit Unit, SegmentPlace Place);
