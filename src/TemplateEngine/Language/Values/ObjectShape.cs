namespace SpotCheck.TemplateEngine.Language;

/// <summary>
/// The member names of an object in their order. Objects with the same names share one shape, so a template
/// that has once found <c>row.name</c> in a shape finds it in every further row by comparing one reference.
/// Shared shapes never change; there are at most <see cref="MaxShared"/> of them in a process, because names can
/// come from anybody's data. Past that, or past <see cref="MaxMembers"/> members, an object has a shape of its own.
/// </summary>
internal sealed class ObjectShape
{
    public const int MaxShared = 16_384;
    public const int MaxMembers = 64;
    private const int MaxTransitions = 256;
    private const int LinearSearchLimit = 8;

    public static readonly ObjectShape Empty = new([], isShared: true);

    private static int s_shared;
    private static int s_lastId;

    private readonly Lock _lock = new();
    private readonly List<string> _names;
    private Dictionary<string, int>? _index;
    private Dictionary<string, ObjectShape>? _transitions;
    private volatile ObjectShape? _lastTransition;

    private ObjectShape(List<string> names, bool isShared)
    {
        _names = names;
        IsShared = isShared;
        Id = isShared ? Interlocked.Increment(ref s_lastId) : 0;
        if (names.Count > LinearSearchLimit)
            BuildIndex();
    }

    public bool IsShared { get; }

    /// <summary>A number no other shape has; 0 for a shape that is not shared.</summary>
    public int Id { get; }

    public int Count => _names.Count;

    public string NameAt(int index) => _names[index];

    public int IndexOf(string name)
    {
        if (_index is not null)
            return _index.TryGetValue(name, out var found) ? found : -1;

        for (var i = 0; i < _names.Count; i++)
        {
            if (ReferenceEquals(_names[i], name))
                return i;
        }

        for (var i = 0; i < _names.Count; i++)
        {
            if (string.Equals(_names[i], name, StringComparison.Ordinal))
                return i;
        }

        return -1;
    }

    /// <summary>The shape with one more member at its end; this one, changed, where it is not shared.</summary>
    public ObjectShape With(string name)
    {
        if (!IsShared)
        {
            AddOwn(name);
            return this;
        }

        var last = _lastTransition;
        if (last is not null && string.Equals(last._names[^1], name, StringComparison.Ordinal))
            return last;

        lock (_lock)
        {
            if (_transitions is not null && _transitions.TryGetValue(name, out var known))
            {
                _lastTransition = known;
                return known;
            }

            if (CanShareMore())
            {
                var grown = new ObjectShape([.. _names, name], isShared: true);
                (_transitions ??= new(StringComparer.Ordinal)).Add(name, grown);
                _lastTransition = grown;
                Interlocked.Increment(ref s_shared);
                return grown;
            }
        }

        var own = ToOwn();
        own.AddOwn(name);
        return own;
    }

    public ObjectShape Without(int index)
    {
        var names = new List<string>(_names);
        names.RemoveAt(index);
        return new ObjectShape(names, isShared: false);
    }

    private bool CanShareMore() =>
        _names.Count < MaxMembers
        && (_transitions?.Count ?? 0) < MaxTransitions
        && Volatile.Read(ref s_shared) < MaxShared;

    private ObjectShape ToOwn() => new([.. _names], isShared: false);

    private void AddOwn(string name)
    {
        _names.Add(name);
        if (_index is not null)
            _index[name] = _names.Count - 1;
        else if (_names.Count > LinearSearchLimit)
            BuildIndex();
    }

    private void BuildIndex()
    {
        var index = new Dictionary<string, int>(_names.Count, StringComparer.Ordinal);
        for (var i = 0; i < _names.Count; i++)
            index[_names[i]] = i;
        _index = index;
    }
}
