namespace SpotCheck.TemplateEngine.Language;

internal enum LoopKind : byte
{
    None,
    For,
    While,
    TableRow,
}

/// <summary>An object whose members are names, or a running loop.</summary>
internal struct Scope
{
    public ScriptObject? Object;
    public LoopKind Loop;
    public string? Name;
    public Value Current;
    public Value Previous;
    public long Index;
    public long Length;
    public long Columns;
}

internal sealed partial class RenderContext
{
    private readonly ScriptObject? _extensions;
    private Scope[] _scopes = new Scope[8];
    private HashSet<(LocalFrame Frame, string Name)>? _readOnlyLocals;
    private int _top;

    /// <summary>Scopes below this one belong to callers.</summary>
    public int ScopeBase { get; private set; }

    /// <summary>The object unprefixed names are assigned to.</summary>
    public ScriptObject CurrentObject
    {
        get
        {
            for (var i = _top - 1; i > 0; i--)
            {
                if (_scopes[i].Object is { } found)
                    return found;
            }

            return _scopes[0].Object!;
        }
    }

    public int PushObject(ScriptObject members)
    {
        var index = NewScope();
        _scopes[index] = new Scope { Object = members };
        return index;
    }

    public int PushLoop(LoopKind kind, string? name, long length)
    {
        var index = NewScope();
        _scopes[index] = new Scope { Loop = kind, Name = name, Length = length };
        return index;
    }

    public int ScopeTop => _top;

    /// <summary>Forgets scopes that a fault has left behind.</summary>
    public void DropScopes(int top)
    {
        while (_top > top)
            Pop();
    }

    public void Pop() => _scopes[--_top] = default;

    /// <summary>A scope, valid until the next is pushed.</summary>
    public ref Scope ScopeAt(int index) => ref _scopes[index];

    /// <summary>The variable of a loop of the present call, counted from its first scope.</summary>
    public ref Scope OwnScope(int offset) => ref _scopes[ScopeBase + offset];

    public Value Look(string name, ref long cache, out bool found)
    {
        found = true;
        for (var i = _top - 1; i >= 0; i--)
        {
            ref var scope = ref _scopes[i];
            if (scope.Object is not null)
            {
                if (scope.Object.TryGet(name, ref cache, out var value))
                    return value;
            }
            else if (ReferenceEquals(scope.Name, name))
            {
                return scope.Current;
            }
        }

        if (Builtins.All.TryGet(name, out var builtin))
            return builtin;
        if (_extensions is not null && _extensions.TryGet(name, out var extension))
            return extension;
        found = false;
        return Value.Null;
    }

    public void Assign(string name, Value value, SegmentPlace place)
    {
        for (var i = _top - 1; i >= 0; i--)
        {
            ref var scope = ref _scopes[i];
            if (scope.Object is not null)
            {
                SetMember(scope.Object, name, value, place);
                return;
            }

            if (ReferenceEquals(scope.Name, name))
            {
                scope.Current = value;
                return;
            }
        }
    }

    public void SetMember(ScriptObject target, string name, Value value, SegmentPlace place)
    {
        if (ReferenceEquals(target, DateFunctions.Members) && name is "format")
        {
            Format = Format with { DateFormat = Text(value) };
            return;
        }

        if (target.IsReadOnly(name))
        {
            throw Fault(
                "template.read-only", place, $"“{name}”是只读的，不能再赋值。请换一个名称。", $"{name} is read-only and cannot be assigned.");
        }

        target.Set(name, value);
    }

    /// <summary>The innermost running loop that answers to this word, −1 for none.</summary>
    public int FindLoop(LoopKind kind)
    {
        for (var i = _top - 1; i >= 0; i--)
        {
            var found = _scopes[i].Loop;
            if (found == kind || (kind == LoopKind.For && found == LoopKind.TableRow))
                return i;
        }

        return -1;
    }

    /// <summary>Names an author could have meant here.</summary>
    public IEnumerable<string> KnownNames()
    {
        for (var i = _top - 1; i >= 0; i--)
        {
            var scope = _scopes[i];
            if (scope.Name is not null)
                yield return scope.Name;
            if (scope.Object is null)
                continue;
            foreach (var member in scope.Object.Members())
                yield return member.Key;
        }

        foreach (var name in Builtins.All.Names)
            yield return name;
    }

    public bool IsReadOnlyLocal(string name) => _readOnlyLocals is not null && _readOnlyLocals.Contains((Locals, name));

    public void MakeReadOnlyLocal(string name) => (_readOnlyLocals ??= []).Add((Locals, name));

    private int NewScope()
    {
        if (_top == _scopes.Length)
            Array.Resize(ref _scopes, _top * 2);
        return _top++;
    }
}
