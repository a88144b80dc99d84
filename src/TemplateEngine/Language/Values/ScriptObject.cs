using System.Diagnostics.CodeAnalysis;

namespace SpotCheck.TemplateEngine.Language;

/// <summary>
/// Named members in the order they were added; a template's model and every <c>{…}</c> in it. Not thread-safe
/// while it changes; any number of renders may read one that no longer does (see <see cref="Freeze"/>).
/// </summary>
/// <param name="capacity">How many members it will have, where that is known: many objects of one form then take less memory.</param>
public sealed class ScriptObject(int capacity = 0) : HeapValue(ValueKind.Object)
{
    private Value[] _values = capacity == 0 ? [] : new Value[capacity];
    private HashSet<string>? _readOnlyNames;

    /// <summary>An object whose members are visible here until they are assigned here.</summary>
    internal ScriptObject? Fallback { get; init; }

    /// <summary>Whether it holds built-in functions: a member it does not have is a slip of the author.</summary>
    internal string? FunctionSetName { get; init; }

    internal ObjectShape Shape { get; private set; } = ObjectShape.Empty;

    /// <summary>How many members the object itself has.</summary>
    public int Count => Shape.Count;

    /// <summary>Whether no member can be added, changed or removed any more.</summary>
    public bool IsFrozen { get; private set; }

    /// <summary>The member's value, null where there is none.</summary>
    /// <exception cref="InvalidOperationException">Set on a frozen object.</exception>
    public Value this[string name]
    {
        get => TryGet(name, out var value) ? value : Value.Null;
        set => Set(name, value);
    }

    internal bool IsEmpty => Shape.Count == 0 && (Fallback is null || Fallback.IsEmpty);

    /// <summary>The object's own member names, in order.</summary>
    public IEnumerable<string> Names
    {
        get
        {
            for (var i = 0; i < Shape.Count; i++)
                yield return Shape.NameAt(i);
        }
    }

    /// <summary>Looks a member up.</summary>
    public bool TryGet(string name, out Value value)
    {
        var index = Shape.IndexOf(name);
        if (index >= 0)
        {
            value = _values[index];
            return true;
        }

        if (Fallback is not null)
            return Fallback.TryGet(name, out value);
        value = Value.Null;
        return false;
    }

    /// <summary>
    /// As <see cref="TryGet(string, out Value)"/>, remembering in <paramref name="cache"/> at which place which
    /// shape has the member. One 64-bit word, so that threads that share a template may race for it.
    /// </summary>
    internal bool TryGet(string name, ref long cache, out Value value)
    {
        var known = Volatile.Read(ref cache);
        if ((int)(known >> 32) == Shape.Id && known != 0)
        {
            value = _values[(int)known];
            return true;
        }

        var index = Shape.IndexOf(name);
        if (index >= 0)
        {
            if (Shape.Id != 0)
                Volatile.Write(ref cache, ((long)Shape.Id << 32) | (uint)index);
            value = _values[index];
            return true;
        }

        if (Fallback is not null)
            return Fallback.TryGet(name, ref cache, out value);
        value = Value.Null;
        return false;
    }

    /// <summary>Whether the object has the member.</summary>
    public bool Contains(string name) => TryGet(name, out _);

    /// <summary>Adds a member or replaces its value.</summary>
    /// <exception cref="InvalidOperationException">The object is frozen.</exception>
    public void Set(string name, Value value)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (IsFrozen)
            throw new InvalidOperationException("A frozen object cannot be changed.");

        var index = Shape.IndexOf(name);
        if (index < 0)
        {
            index = Shape.Count;
            Shape = Shape.With(name);
            if (index == _values.Length)
                Array.Resize(ref _values, Math.Max(4, index * 2));
        }

        _values[index] = value;
    }

    /// <summary>Adds a member; the form a collection initialiser needs.</summary>
    public ScriptObject With(string name, Value value)
    {
        Set(name, value);
        return this;
    }

    /// <summary>Removes a member.</summary>
    /// <exception cref="InvalidOperationException">The object is frozen.</exception>
    public bool Remove(string name)
    {
        if (IsFrozen)
            throw new InvalidOperationException("A frozen object cannot be changed.");
        var index = Shape.IndexOf(name);
        if (index < 0)
            return false;

        Array.Copy(_values, index + 1, _values, index, Shape.Count - index - 1);
        Shape = Shape.Without(index);
        return true;
    }

    /// <summary>Makes the object and everything in it unchangeable, so that renders on several threads may share it.</summary>
    /// <returns>The same object.</returns>
    public ScriptObject Freeze()
    {
        if (IsFrozen)
            return this;
        IsFrozen = true;
        for (var i = 0; i < Shape.Count; i++)
        {
            _values[i].AsObject?.Freeze();
            _values[i].AsArray?.Freeze();
        }

        return this;
    }

    internal Value ValueAt(int index) => _values[index];

    internal bool IsReadOnly(string name) =>
        IsFrozen || (_readOnlyNames is not null && _readOnlyNames.Contains(name));

    internal void MakeReadOnly(string name) => (_readOnlyNames ??= new(StringComparer.Ordinal)).Add(name);

    /// <summary>Own members and those of <see cref="Fallback"/> that are not hidden, in order.</summary>
    [SuppressMessage("Performance", "CA1851", Justification = "The fallback is another object.")]
    internal IEnumerable<KeyValuePair<string, Value>> Members()
    {
        if (Fallback is not null)
        {
            foreach (var member in Fallback.Members())
            {
                if (Shape.IndexOf(member.Key) < 0)
                    yield return member;
            }
        }

        for (var i = 0; i < Shape.Count; i++)
            yield return new KeyValuePair<string, Value>(Shape.NameAt(i), _values[i]);
    }
}
