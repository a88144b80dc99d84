namespace SpotCheck.TemplateEngine.Language;

/// <summary>A list of values, which may also carry named members. Thread safety as <see cref="ScriptObject"/>.</summary>
public sealed class ScriptArray : HeapValue
{
    private Value[] _items;

    /// <summary>An empty list with room for <paramref name="capacity"/> items.</summary>
    public ScriptArray(int capacity = 0) : base(ValueKind.Array) => _items = capacity == 0 ? [] : new Value[capacity];

    /// <summary>A list of <paramref name="items"/>.</summary>
    public ScriptArray(IEnumerable<Value> items) : this()
    {
        foreach (var item in items)
            Add(item);
    }

    /// <summary>How many items the list has.</summary>
    public int Count { get; private set; }

    /// <summary>Whether no item can be added, changed or removed any more.</summary>
    public bool IsFrozen { get; private set; }

    /// <summary>Members attached to the list (<c>list.note = "…"</c>), null where there are none.</summary>
    public ScriptObject? Members { get; internal set; }

    /// <summary>An item.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The index is not between 0 and <see cref="Count"/> − 1.</exception>
    public Value this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Count, nameof(index));
            return _items[index];
        }
        set
        {
            ThrowIfFrozen();
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Count, nameof(index));
            _items[index] = value;
        }
    }

    /// <summary>The items, valid until the list changes.</summary>
    public ReadOnlySpan<Value> AsSpan() => _items.AsSpan(0, Count);

    /// <summary>Adds an item at the end.</summary>
    /// <exception cref="InvalidOperationException">The list is frozen.</exception>
    public void Add(Value item)
    {
        ThrowIfFrozen();
        if (Count == _items.Length)
            Array.Resize(ref _items, Math.Max(4, Count * 2));
        _items[Count++] = item;
    }

    /// <summary>Makes the list and everything in it unchangeable.</summary>
    /// <returns>The same list.</returns>
    public ScriptArray Freeze()
    {
        if (IsFrozen)
            return this;
        IsFrozen = true;
        Members?.Freeze();
        foreach (var item in AsSpan())
        {
            item.AsObject?.Freeze();
            item.AsArray?.Freeze();
        }

        return this;
    }

    internal ScriptArray Copy()
    {
        var copy = new ScriptArray(Count);
        AsSpan().CopyTo(copy._items);
        copy.Count = Count;
        return copy;
    }

    internal void RemoveAt(int index)
    {
        ThrowIfFrozen();
        Array.Copy(_items, index + 1, _items, index, Count - index - 1);
        _items[--Count] = default;
    }

    internal void InsertAt(int index, Value item)
    {
        Add(item);
        Array.Copy(_items, index, _items, index + 1, Count - 1 - index);
        _items[index] = item;
    }

    internal void Reverse() => Array.Reverse(_items, 0, Count);

    private void ThrowIfFrozen()
    {
        if (IsFrozen)
            throw new InvalidOperationException("A frozen list cannot be changed.");
    }
}
