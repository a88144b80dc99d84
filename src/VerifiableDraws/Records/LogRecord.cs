namespace SpotCheck.VerifiableDraws;

/// <summary>One record of the log (docs/draw-protocol.md §3).</summary>
/// <param name="Log">Origin of the log.</param>
/// <param name="Seq">Index in the log, from 0.</param>
public abstract record LogRecord(string Log, long Seq)
{
    private byte[]? _canonical;

    /// <summary>Copies a record without its cached bytes, so that <c>with</c> is safe.</summary>
    /// <param name="original">The record to copy.</param>
    protected LogRecord(LogRecord original) => (Log, Seq) = (original.Log, original.Seq);

    /// <summary>The record's kind, such as <c>OPEN</c>.</summary>
    public abstract string Kind { get; }

    /// <summary>The members beyond <c>alg</c>, <c>kind</c>, <c>log</c> and <c>seq</c>.</summary>
    private protected abstract IEnumerable<(string Key, JcsValue Value)> Members();

    /// <summary>The record as JSON.</summary>
    /// <returns>An object with every key of its kind.</returns>
    public JcsObject ToJson() => JcsObject.Of(
        [("alg", Protocol.Alg), ("kind", Kind), ("log", Log), ("seq", Seq), .. Members()]);

    /// <summary>The bytes that the log stores: <c>JCS(record)</c>.</summary>
    public ReadOnlyMemory<byte> Canonical => _canonical ??= Jcs.Serialize(ToJson());

    /// <summary>The record's leaf hash in the log: <c>leaf(JCS(record))</c>.</summary>
    public Digest LeafHash => Merkle.Leaf(Canonical.Span);

    /// <summary>Reads a record strictly and checks everything it can violate by itself (check 1 <c>format</c>).</summary>
    /// <param name="json">The record.</param>
    /// <param name="record">The record, if it keeps the rules.</param>
    /// <param name="violation">The first broken rule otherwise.</param>
    /// <returns>Whether the record keeps the rules.</returns>
    public static bool TryRead(
        JcsValue json,
        [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out LogRecord? record,
        [System.Diagnostics.CodeAnalysis.NotNullWhen(false)] out Violation? violation)
    {
        var journal = new FormatJournal();
        record = RecordFormat.Read(json, "", journal);
        violation = journal.First;
        if (violation is not null)
            record = null;
        else if (record is null)
            throw new InvalidOperationException("A record was not read and nothing was reported.");
        return record is not null;
    }

    /// <summary>Reads a record from its bytes, such as those stored by <see cref="Canonical"/>.</summary>
    /// <param name="utf8">One JSON object.</param>
    /// <param name="record">The record, if it keeps the rules.</param>
    /// <param name="violation">The first broken rule otherwise.</param>
    /// <returns>Whether the record keeps the rules.</returns>
    public static bool TryRead(
        ReadOnlySpan<byte> utf8,
        [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out LogRecord? record,
        [System.Diagnostics.CodeAnalysis.NotNullWhen(false)] out Violation? violation)
    {
        record = null;
        return Jcs.TryParse(utf8, out var json, out violation) && TryRead(json, out record, out violation);
    }

    /// <inheritdoc/>
    public virtual bool Equals(LogRecord? other) =>
        other is not null && EqualityContract == other.EqualityContract && Canonical.Span.SequenceEqual(other.Canonical.Span);

    /// <inheritdoc/>
    public override int GetHashCode() => LeafHash.GetHashCode();

    private protected static JcsValue OrNull(long? value) => value is { } n ? n : JcsNull.Instance;

    private protected static JcsValue OrNull(string? value) => value is null ? JcsNull.Instance : value;
}
