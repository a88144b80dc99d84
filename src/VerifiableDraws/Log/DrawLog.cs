namespace SpotCheck.VerifiableDraws;

/// <summary>The append-only log in memory: records and their Merkle tree. Storage and signing are the caller's.</summary>
/// <remarks>Not thread-safe: a service appends under one lock, after it stored the bytes.</remarks>
public sealed class DrawLog
{
    private readonly List<LogRecord> _records = [];

    /// <summary>Starts a log with its GENESIS.</summary>
    /// <param name="genesis">Record 0.</param>
    public DrawLog(GenesisRecord genesis)
    {
        Genesis = genesis;
        Append(genesis);
    }

    /// <summary>Record 0.</summary>
    public GenesisRecord Genesis { get; }

    /// <summary>Origin of the log.</summary>
    public string Origin => Genesis.Log;

    /// <summary>All records; the index is the seq.</summary>
    public IReadOnlyList<LogRecord> Records => _records;

    /// <summary>The tree over the canonical bytes of the records.</summary>
    public MerkleTree Tree { get; } = new();

    /// <summary>The seq of the next record.</summary>
    public long NextSeq => _records.Count;

    /// <summary>Appends a record.</summary>
    /// <param name="record">Its log is <see cref="Origin"/>, its seq <see cref="NextSeq"/>; its rules were checked (<see cref="DrawHistory.Apply"/>).</param>
    /// <exception cref="ArgumentException">The record belongs to another log or place.</exception>
    public void Append(LogRecord record)
    {
        if (record.Seq != NextSeq || !string.Equals(record.Log, Origin, StringComparison.Ordinal))
            throw new ArgumentException($"The next record is {NextSeq} of {Origin}.", nameof(record));
        // Whatever is appended must read back: a builder that broke a rule is found here and not by a verifier.
        if (!LogRecord.TryRead(record.Canonical.Span, out _, out var violation))
            throw new ArgumentException($"The record breaks a rule of the protocol at {violation.Where}: {violation.Expected}, not {violation.Found}.", nameof(record));
        _records.Add(record);
        Tree.Append(record.Canonical.Span);
    }

    /// <summary>What OPEN or REOPEN of a desk must use: the number of its earlier OPEN and REOPEN records.</summary>
    /// <param name="desk">Name of the desk.</param>
    /// <returns>The index of the next secret.</returns>
    public long NextSecretIndex(string desk) =>
        _records.OfType<IOpening>().LongCount(o => string.Equals(o.Desk, desk, StringComparison.Ordinal));

    /// <summary>The history of an OPEN from its records so far.</summary>
    /// <param name="seq">Seq of the OPEN.</param>
    /// <returns>The history; applying the next record checks its rules.</returns>
    /// <exception cref="ArgumentException">There is no OPEN at that place.</exception>
    /// <exception cref="InvalidOperationException">The log itself breaks a rule.</exception>
    public DrawHistory HistoryOf(long seq)
    {
        if (seq < 0 || seq >= NextSeq || _records[(int)seq] is not OpenRecord open)
            throw new ArgumentException($"Record {seq} is no OPEN.", nameof(seq));
        var history = new DrawHistory(open);
        var openings = new HashSet<long> { seq };
        foreach (var record in _records.Skip((int)seq + 1))
        {
            if (RecordLinks.OpenOf(record) is not { } target || !openings.Contains(target))
                continue;
            if (record is ReopenRecord)
                openings.Add(record.Seq);
            if (history.Apply(record) is { } violation)
                throw new InvalidOperationException($"Record {record.Seq} breaks a rule at {violation.Where}: {violation.Expected}, not {violation.Found}.");
        }

        return history;
    }
}

/// <summary>Which opening a record belongs to.</summary>
internal static class RecordLinks
{
    public static long? OpenOf(LogRecord record) => record switch
    {
        ContribRecord r => r.Open,
        RevealRecord r => r.Open,
        ResultRecord r => r.Open,
        VoidRecord r => r.Open,
        SupersedeRecord r => r.Open,
        RecuseRecord r => r.Open,
        ReopenRecord r => r.Open,
        ReresultRecord r => r.Open,
        _ => null,
    };
}
