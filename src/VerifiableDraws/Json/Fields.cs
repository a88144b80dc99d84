namespace SpotCheck.VerifiableDraws;

/// <summary>Where the first violation of a file or record is kept, so that reading can go on with defaults and needs no exceptions.</summary>
internal sealed class FormatJournal
{
    public Violation? First { get; private set; }

    public void Report(string where, string expected, string found) => First ??= new Violation(where, expected, found);

    public void Demand(bool holds, string where, string expected, string found)
    {
        if (!holds)
            Report(where, expected, found);
    }
}

/// <summary>Reads the fields of one object strictly: unknown keys and missing ones are refused.</summary>
internal sealed class Fields
{
    private readonly JcsObject _object;
    private readonly string _where;
    private readonly FormatJournal _journal;

    public Fields(JcsValue value, string where, FormatJournal journal, params ReadOnlySpan<string> keys)
    {
        (_where, _journal) = (where, journal);
        if (value is not JcsObject o)
        {
            journal.Report(where, "object", value.ToString());
            _object = JcsObject.Of();
            return;
        }

        _object = o;
        foreach (var (key, _) in o.Members)
            journal.Demand(keys.Contains(key), Path(key), "no such key", "the key");
        foreach (var key in keys)
            journal.Demand(o.Find(key) is not null, Path(key), "the key", "nothing");
    }

    public FormatJournal Journal => _journal;

    public string Path(string key) => _where.Length == 0 ? key : _where + "." + key;

    public JcsValue Value(string key) => _object.Find(key) ?? JcsNull.Instance;

    public bool Has(string key) => _object.Find(key) is not null;

    public bool IsNull(string key) => _object.Find(key) is JcsNull;

    public string Text(string key, Func<string, bool> rule, string expected)
    {
        if (_object.Find(key) is JcsString s && rule(s.Value))
            return s.Value;
        _journal.Report(Path(key), expected, Value(key).ToString());
        return "";
    }

    public string Name(string key) => Text(key, TextRules.IsName, "a name of 1-64 characters without | , and control characters");

    public string FreeText(string key) => Text(key, TextRules.IsFreeText, "text of 1-1000 characters without control characters and line breaks");

    public string Id(string key) => Text(key, TextRules.IsId, "an id [0-9A-Z][0-9A-Z._-]{0,54}");

    public string TaskId(string key) => Text(key, TextRules.IsTaskId, "a task id [0-9A-Za-z][0-9A-Za-z._-]{0,63}");

    public string Instant(string key) => Text(key, TextRules.IsInstant, "an instant YYYY-MM-DDThh:mm:ss and Z or an offset");

    public string OneOf(string key, params string[] allowed) =>
        Text(key, t => allowed.Contains(t, StringComparer.Ordinal), string.Join(" or ", allowed));

    public Digest Hash(string key)
    {
        if (_object.Find(key) is JcsString s && Digest.TryParse(s.Value, out var digest))
            return digest;
        _journal.Report(Path(key), "64 lower-case hex characters", Value(key).ToString());
        return default;
    }

    public long Integer(string key, long least, long most = Protocol.MaxInteger)
    {
        if (_object.Find(key) is JcsInteger n && n.Value >= least && n.Value <= most)
            return n.Value;
        _journal.Report(Path(key), $"an integer from {least} to {most}", Value(key).ToString());
        return least;
    }

    public bool Boolean(string key)
    {
        if (_object.Find(key) is JcsBoolean b)
            return b.Value;
        _journal.Report(Path(key), "true or false", Value(key).ToString());
        return false;
    }

    public Fields Object(string key, params ReadOnlySpan<string> keys) => new(Value(key), Path(key), _journal, keys);

    /// <summary>Reads an array item by item; the callback gets the item and its place.</summary>
    public IReadOnlyList<T> List<T>(string key, Func<JcsValue, string, T> read, int least = 0)
    {
        if (_object.Find(key) is not JcsArray a || a.Items.Count < least)
        {
            _journal.Report(Path(key), least == 0 ? "an array" : "an array that is not empty", Value(key).ToString());
            return [];
        }

        var items = new T[a.Items.Count];
        for (var i = 0; i < items.Length; i++)
            items[i] = read(a.Items[i], _journal.First is null ? $"{Path(key)}[{i}]" : "");
        return items;
    }

    public IReadOnlyList<string> Texts(string key, Func<string, bool> rule, string expected, int least = 0) =>
        List(key, (v, where) => TextItem(v, where, rule, expected), least);

    public IReadOnlyList<Digest> Hashes(string key) => List(key, HashItem);

    public IReadOnlyList<long> Integers(string key, int least = 0) => List(key, IntegerItem, least);

    public string TextItem(JcsValue value, string where, Func<string, bool> rule, string expected)
    {
        if (value is JcsString s && rule(s.Value))
            return s.Value;
        _journal.Report(where, expected, value.ToString());
        return "";
    }

    private Digest HashItem(JcsValue value, string where)
    {
        if (value is JcsString s && Digest.TryParse(s.Value, out var digest))
            return digest;
        _journal.Report(where, "64 lower-case hex characters", value.ToString());
        return default;
    }

    private long IntegerItem(JcsValue value, string where)
    {
        if (value is JcsInteger n && n.Value >= 0)
            return n.Value;
        _journal.Report(where, "an integer from 0", value.ToString());
        return 0;
    }

    /// <summary>Demands strictly ascending UTF-8 order.</summary>
    public void Ascending(string key, IReadOnlyList<string> items)
    {
        for (var i = 1; i < items.Count; i++)
            _journal.Demand(Utf8Order.Compare(items[i - 1], items[i]) < 0, $"{Path(key)}[{i}]", $"more than {Violation.Quote(items[i - 1])}", Violation.Quote(items[i]));
    }

    /// <summary>Demands strictly ascending numbers.</summary>
    public void Ascending(string key, IReadOnlyList<long> items)
    {
        for (var i = 1; i < items.Count; i++)
            _journal.Demand(items[i - 1] < items[i], $"{Path(key)}[{i}]", $"more than {items[i - 1]}", $"{items[i]}");
    }

    /// <summary>Demands distinct values.</summary>
    public void Distinct<T>(string key, IEnumerable<T> items, string what)
        where T : notnull
    {
        var seen = new HashSet<T>();
        foreach (var item in items)
            _journal.Demand(seen.Add(item), Path(key), $"every {what} once", $"{item} twice");
    }
}

/// <summary>Order of texts by their UTF-8 bytes, which is the order of code points.</summary>
public static class Utf8Order
{
    /// <summary>Compares two well-formed texts by UTF-8 bytes.</summary>
    /// <param name="left">One text.</param>
    /// <param name="right">The other.</param>
    /// <returns>Negative, zero or positive.</returns>
    public static int Compare(string left, string right)
    {
        var shared = Math.Min(left.Length, right.Length);
        for (var i = 0; i < shared; i++)
        {
            var (x, y) = (left[i], right[i]);
            if (x == y)
                continue;
            // Surrogates stand for code points above U+FFFF and sort after everything else.
            var (sx, sy) = (char.IsSurrogate(x), char.IsSurrogate(y));
            return sx == sy ? x.CompareTo(y) : sx ? 1 : -1;
        }

        return left.Length.CompareTo(right.Length);
    }

    /// <summary>The same order as a comparer.</summary>
    public static readonly IComparer<string> Comparer = Comparer<string>.Create(Compare);
}
