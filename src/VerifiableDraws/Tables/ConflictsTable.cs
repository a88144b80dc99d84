using System.Text;

namespace SpotCheck.VerifiableDraws;

/// <summary>A known recusal (回避): the inspector never inspects the object.</summary>
/// <param name="Object">Id of the object.</param>
/// <param name="Inspector">Id of the inspector.</param>
public sealed record Conflict(string Object, string Inspector)
{
    /// <summary>The row as it stands in the table.</summary>
    public string Text => $"{Object}|{Inspector}";
}

/// <summary>Committed conflicts (docs/draw-protocol.md §2).</summary>
public sealed class ConflictsTable
{
    private readonly int[] _starts;
    private Digest? _root;

    private ConflictsTable(ReadOnlyMemory<byte> file, int[] starts) => (Bytes, _starts) = (file, starts);

    /// <summary>The file.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>Number of rows.</summary>
    public int Size => _starts.Length - 1;

    /// <summary>Root over the rows.</summary>
    public Digest Root => _root ??= RowHashing.Root(Bytes.Span, _starts, Cores.Count);

    /// <summary>What an OPEN says about the table.</summary>
    public TableCommitment Commitment => new(Root, Size);

    /// <summary>Inspectors in conflict with an object.</summary>
    /// <param name="objectId">Id of the object.</param>
    /// <returns>Their ids, ascending.</returns>
    public IEnumerable<string> InspectorsOf(string objectId)
    {
        var key = Encoding.UTF8.GetBytes(objectId + "|");
        for (var i = LowerBound(key); i < Size && RowBytes(i).StartsWith(key); i++)
            yield return Encoding.ASCII.GetString(RowBytes(i)[key.Length..]);
    }

    /// <summary>Sorts conflicts into a table; a repeated pair is taken once.</summary>
    /// <param name="conflicts">Pairs in any order.</param>
    /// <param name="table">The table, if the rows keep the rules.</param>
    /// <param name="violation">The first broken rule otherwise.</param>
    /// <returns>Whether the rows keep the rules.</returns>
    public static bool TryBuild(
        IEnumerable<Conflict> conflicts,
        [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out ConflictsTable? table,
        [System.Diagnostics.CodeAnalysis.NotNullWhen(false)] out Violation? violation) =>
        TryParse(TableText.Sorted(conflicts.Select(static c => c.Text).Distinct(StringComparer.Ordinal)), out table, out violation);

    /// <summary>Reads a table file and checks order, uniqueness and every row.</summary>
    /// <param name="file">The bytes; kept, not copied.</param>
    /// <param name="table">The table, if the file is one.</param>
    /// <param name="violation">The first broken rule otherwise, with its line.</param>
    /// <returns>Whether the file is a table of conflicts.</returns>
    public static bool TryParse(
        ReadOnlyMemory<byte> file,
        [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out ConflictsTable? table,
        [System.Diagnostics.CodeAnalysis.NotNullWhen(false)] out Violation? violation)
    {
        table = null;
        var starts = TableRows.Starts(file.Span);
        violation = null;
        if (starts is null)
        {
            violation = TableRows.NoLineEnd;
            return false;
        }

        var previous = ReadOnlySpan<byte>.Empty;
        for (var i = 0; i < starts.Length - 1; i++)
        {
            var row = file.Span[starts[i]..(starts[i + 1] - 1)];
            var bar = row.IndexOf((byte)'|');
            if (i > 0 && previous.SequenceCompareTo(row) >= 0)
                violation = TableRows.Broken(i, "rows in ascending order of their bytes, each once", row);
            else if (bar < 0 || !TextRules.IsId(row[..bar]) || !TextRules.IsId(row[(bar + 1)..]))
                violation = TableRows.Broken(i, "objectId|inspectorId", row);
            if (violation is not null)
                return false;
            previous = row;
        }

        table = new ConflictsTable(file, starts);
        return true;
    }

    private ReadOnlySpan<byte> RowBytes(int index) => Bytes.Span[_starts[index]..(_starts[index + 1] - 1)];

    private int LowerBound(ReadOnlySpan<byte> key)
    {
        var (low, high) = (0, Size);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (RowBytes(middle).SequenceCompareTo(key) < 0)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }
}

/// <summary>The three committed tables of a task.</summary>
/// <param name="Register">Objects.</param>
/// <param name="Roster">Inspectors.</param>
/// <param name="Conflicts">Known recusals.</param>
public sealed record TaskTables(RegisterTable Register, RosterTable Roster, ConflictsTable Conflicts);
