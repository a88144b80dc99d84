using System.Text;

namespace SpotCheck.VerifiableDraws;

/// <summary>One object of a register.</summary>
/// <param name="Id">Id of the object, see <see cref="TextRules.IsId(string)"/>.</param>
/// <param name="Stratum">Name of its stratum.</param>
/// <param name="Area">The unit that has jurisdiction (管辖单位); may be empty.</param>
/// <param name="Salt">32 lower-case hex characters for the salted profile, otherwise null.</param>
public sealed record RegisterRow(string Id, string Stratum, string Area, string? Salt = null)
{
    /// <summary>The row as it stands in the table.</summary>
    public string Text => Salt is null ? $"{Id}|{Stratum}|{Area}" : $"{Id}|{Stratum}|{Area}|{Salt}";
}

/// <summary>A committed register: its rows in ascending order, its root (docs/draw-protocol.md §2).</summary>
public sealed class RegisterTable
{
    private readonly int[] _starts;
    private readonly int[] _stratumOf;
    private readonly int[] _areaOf;
    private readonly byte[] _idLengths;
    private MerkleTree? _tree;
    private Digest? _root;

    private RegisterTable(ReadOnlyMemory<byte> file, RegisterProfile profile, int[] starts, RowColumns columns)
    {
        (Bytes, Profile, _starts) = (file, profile, starts);
        (_stratumOf, _areaOf, _idLengths) = (columns.StratumOf, columns.AreaOf, columns.IdLengths);
        (StratumNames, AreaNames) = (columns.Strata.Names, columns.Areas.Names);
        var counts = new long[StratumNames.Count];
        foreach (var stratum in _stratumOf)
            counts[stratum]++;
        StratumCounts = StratumNames.Select((name, i) => KeyValuePair.Create(name, counts[i]))
            .OrderBy(static p => p.Key, Utf8Order.Comparer).ToArray();
    }

    /// <summary>The file: rows joined by line feeds, one at the end.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>Shape of the rows.</summary>
    public RegisterProfile Profile { get; }

    /// <summary>Number of rows.</summary>
    public int Size => _starts.Length - 1;

    /// <summary>Root over the rows.</summary>
    public Digest Root => _root ??= RowHashing.Root(Bytes.Span, _starts, Cores.Count);

    /// <summary>What an OPEN says about the table.</summary>
    public TableCommitment Commitment => new(Root, Size);

    /// <summary>Strata that occur, ascending, with their numbers of rows.</summary>
    public IReadOnlyList<KeyValuePair<string, long>> StratumCounts { get; }

    internal IReadOnlyList<string> StratumNames { get; }

    internal IReadOnlyList<string> AreaNames { get; }

    internal ReadOnlySpan<int> StratumOf => _stratumOf;

    internal ReadOnlySpan<int> Starts => _starts;

    internal ReadOnlySpan<byte> IdLengths => _idLengths;

    /// <summary>Sorts rows into a table.</summary>
    /// <param name="profile">Whether rows carry a salt.</param>
    /// <param name="rows">Distinct ids, in any order.</param>
    /// <param name="table">The table, if the rows keep the rules.</param>
    /// <param name="violation">The first broken rule otherwise.</param>
    /// <returns>Whether the rows keep the rules.</returns>
    public static bool TryBuild(
        RegisterProfile profile, IEnumerable<RegisterRow> rows,
        [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out RegisterTable? table,
        [System.Diagnostics.CodeAnalysis.NotNullWhen(false)] out Violation? violation) =>
        TryParse(TableText.Sorted(rows.Select(static r => r.Text)), profile, out table, out violation);

    /// <summary>Reads a table file and checks order, uniqueness and every row.</summary>
    /// <param name="file">The bytes, at most 2 GB; kept, not copied.</param>
    /// <param name="profile">Shape of the rows.</param>
    /// <param name="table">The table, if the file is one.</param>
    /// <param name="violation">The first broken rule otherwise, with its line.</param>
    /// <returns>Whether the file is a register.</returns>
    public static bool TryParse(
        ReadOnlyMemory<byte> file, RegisterProfile profile,
        [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out RegisterTable? table,
        [System.Diagnostics.CodeAnalysis.NotNullWhen(false)] out Violation? violation)
    {
        table = null;
        if (TableRows.Starts(file.Span) is not { } starts)
        {
            violation = TableRows.NoLineEnd;
            return false;
        }

        var columns = new RowColumns(starts.Length - 1);
        violation = columns.Fill(file.Span, starts, profile);
        if (violation is null)
            table = new RegisterTable(file, profile, starts, columns);
        return violation is null;
    }

    /// <summary>A row's bytes, without line end.</summary>
    /// <param name="index">From 0.</param>
    /// <returns>The row.</returns>
    public ReadOnlySpan<byte> RowBytes(int index) => Bytes.Span[_starts[index]..(_starts[index + 1] - 1)];

    /// <summary>A row.</summary>
    /// <param name="index">From 0.</param>
    /// <returns>Its fields.</returns>
    public RegisterRow Row(int index)
    {
        var parts = Encoding.UTF8.GetString(RowBytes(index)).Split('|');
        return new RegisterRow(parts[0], parts[1], parts[2], parts.Length > 3 ? parts[3] : null);
    }

    /// <summary>The id of a row.</summary>
    /// <param name="index">From 0.</param>
    /// <returns>The id.</returns>
    public string IdAt(int index) => Encoding.ASCII.GetString(IdBytes(index));

    /// <summary>Finds the row of an id.</summary>
    /// <param name="id">The id.</param>
    /// <returns>Its index, or the complement of the index of the first row behind where it would be.</returns>
    public int Find(string id)
    {
        var key = Encoding.UTF8.GetBytes(id + "|");
        var (low, high) = (0, Size);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (RowBytes(middle).SequenceCompareTo(key) < 0)
                low = middle + 1;
            else
                high = middle;
        }

        return low < Size && RowBytes(low).StartsWith(key) ? low : ~low;
    }

    /// <summary>Inclusion proof of a row. The first call keeps the whole tree, about 64 bytes per row.</summary>
    /// <param name="index">From 0.</param>
    /// <returns>Hashes from the leaf upwards.</returns>
    public IReadOnlyList<Digest> Inclusion(int index)
    {
        lock (_starts)
            _tree ??= RowHashing.Tree(Bytes.Span, _starts);
        return _tree.Inclusion(index, Size);
    }

    internal ReadOnlySpan<byte> IdBytes(int index) => Bytes.Span.Slice(_starts[index], _idLengths[index]);

    internal string AreaAt(int index) => AreaNames[_areaOf[index]];

    /// <summary>What the ticket of a row is computed from: the id, in the salted profile <c>id|salt</c>.</summary>
    internal byte[] TicketMessage(int index)
    {
        if (Profile == RegisterProfile.Public)
            return IdBytes(index).ToArray();
        return [.. IdBytes(index), (byte)'|', .. RowBytes(index)[^32..]];
    }
}
