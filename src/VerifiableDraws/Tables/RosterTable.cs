using System.Text;

namespace SpotCheck.VerifiableDraws;

/// <summary>An inspector.</summary>
/// <param name="Id">Id, see <see cref="TextRules.IsId(string)"/>.</param>
/// <param name="Unit">His unit.</param>
/// <param name="Qualifications">Names, ascending; may be empty.</param>
public sealed record Inspector(string Id, string Unit, IReadOnlyList<string> Qualifications)
{
    /// <summary>The row as it stands in the table.</summary>
    public string Text => $"{Id}|{Unit}|{string.Join(',', Qualifications)}";
}

/// <summary>A committed roster of inspectors (docs/draw-protocol.md §2).</summary>
public sealed class RosterTable
{
    private readonly int[] _starts;
    private readonly Dictionary<string, int> _indexOf;
    private Digest? _root;

    private RosterTable(ReadOnlyMemory<byte> file, int[] starts, IReadOnlyList<Inspector> inspectors, Dictionary<string, int> indexOf)
    {
        (Bytes, _starts, Inspectors, _indexOf) = (file, starts, inspectors, indexOf);
    }

    /// <summary>The file.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>Inspectors in the order of the rows.</summary>
    public IReadOnlyList<Inspector> Inspectors { get; }

    /// <summary>Root over the rows.</summary>
    public Digest Root => _root ??= RowHashing.Root(Bytes.Span, _starts, Cores.Count);

    /// <summary>What an OPEN says about the table.</summary>
    public TableCommitment Commitment => new(Root, Inspectors.Count);

    /// <summary>Position of an inspector.</summary>
    /// <param name="id">His id.</param>
    /// <returns>Index into <see cref="Inspectors"/>, or −1.</returns>
    public int IndexOf(string id) => _indexOf.GetValueOrDefault(id, -1);

    /// <summary>Sorts inspectors into a table.</summary>
    /// <param name="inspectors">Distinct ids; qualifications in any order, each once.</param>
    /// <param name="table">The table, if the rows keep the rules.</param>
    /// <param name="violation">The first broken rule otherwise.</param>
    /// <returns>Whether the rows keep the rules.</returns>
    public static bool TryBuild(
        IEnumerable<Inspector> inspectors,
        [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out RosterTable? table,
        [System.Diagnostics.CodeAnalysis.NotNullWhen(false)] out Violation? violation) =>
        TryParse(
            TableText.Sorted(inspectors.Select(static i => (i with { Qualifications = [.. i.Qualifications.Order(Utf8Order.Comparer)] }).Text)),
            out table, out violation);

    /// <summary>Reads a table file and checks order, uniqueness and every row.</summary>
    /// <param name="file">The bytes; kept, not copied.</param>
    /// <param name="table">The table, if the file is one.</param>
    /// <param name="violation">The first broken rule otherwise, with its line.</param>
    /// <returns>Whether the file is a roster.</returns>
    public static bool TryParse(
        ReadOnlyMemory<byte> file,
        [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out RosterTable? table,
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

        var inspectors = new Inspector[starts.Length - 1];
        var indexOf = new Dictionary<string, int>(inspectors.Length, StringComparer.Ordinal);
        var previous = ReadOnlySpan<byte>.Empty;
        for (var i = 0; i < inspectors.Length; i++)
        {
            var row = file.Span[starts[i]..(starts[i + 1] - 1)];
            if (i > 0 && previous.SequenceCompareTo(row) >= 0)
                violation = TableRows.Broken(i, "rows in ascending order of their bytes, each once", row);
            else if (Read(row) is not { } inspector)
                violation = TableRows.Broken(i, "id|unit|qualifications, ascending, joined by commas", row);
            else if (!indexOf.TryAdd(inspector.Id, i))
                violation = TableRows.Broken(i, "every id once", row);
            else
                inspectors[i] = inspector;
            if (violation is not null)
                return false;
            previous = row;
        }

        table = new RosterTable(file, starts, inspectors, indexOf);
        return true;
    }

    private static Inspector? Read(ReadOnlySpan<byte> row)
    {
        if (!System.Text.Unicode.Utf8.IsValid(row))
            return null;
        var parts = Encoding.UTF8.GetString(row).Split('|');
        if (parts.Length != 3 || !TextRules.IsId(parts[0]) || !TextRules.IsName(parts[1]))
            return null;
        string[] qualifications = parts[2].Length == 0 ? [] : parts[2].Split(',');
        for (var i = 0; i < qualifications.Length; i++)
        {
            if (!TextRules.IsName(qualifications[i]) || (i > 0 && Utf8Order.Compare(qualifications[i - 1], qualifications[i]) >= 0))
                return null;
        }

        return new Inspector(parts[0], parts[1], qualifications);
    }
}
