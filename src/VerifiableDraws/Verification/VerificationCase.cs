namespace SpotCheck.VerifiableDraws;

/// <summary>What the checks share about one package.</summary>
internal sealed class VerificationCase
{
    private readonly Dictionary<long, LogRecord> _bySeq;
    private readonly long[] _seqs;
    private readonly List<MissingItem> _missing = [];
    private string _check = "";

    public VerificationCase(EvidencePackage package, Certificate certificate, Digest? publishedGenesis)
    {
        (Package, Certificate, PublishedGenesis) = (package, certificate, publishedGenesis);
        _bySeq = certificate.Records.ToDictionary(static r => r.Record.Seq, static r => r.Record);
        _seqs = certificate.Records.Select(static r => r.Record.Seq).ToArray();
        Opens = certificate.Opens.Select(Find).OfType<OpenRecord>().ToArray();
    }

    public EvidencePackage Package { get; }

    public Certificate Certificate { get; }

    public Digest? PublishedGenesis { get; }

    public GenesisRecord? Genesis => Find(0) as GenesisRecord;

    /// <summary>The OPENs the package is about, as far as they are carried.</summary>
    public IReadOnlyList<OpenRecord> Opens { get; }

    public IEnumerable<LogRecord> Records => Certificate.Records.Select(static r => r.Record);

    /// <summary>Filled by check <c>checkpoint</c>.</summary>
    public Checkpoint? Newest { get; set; }

    public IReadOnlyList<Checkpoint> OpenCheckpoints { get; set; } = [];

    /// <summary>Filled by check <c>order</c>, one per OPEN of <see cref="Opens"/>.</summary>
    public IReadOnlyList<DrawHistory> Histories { get; set; } = [];

    /// <summary>Filled by check <c>tables</c>, by seq of the OPEN and id of the task; only where all three are there.</summary>
    public Dictionary<(long Open, string Task), TaskTables> Tables { get; } = [];

    public IReadOnlyList<MissingItem> Missing => _missing;

    public long Examined { get; private set; }

    public void Begin(string check) => (_check, Examined) = (check, 0);

    public void Count(long things = 1) => Examined += things;

    public LogRecord? Find(long seq) => _bySeq.GetValueOrDefault(seq);

    public bool IsMissingSomething(string check) => _missing.Exists(m => string.Equals(m.Check, check, StringComparison.Ordinal));

    public void Miss(string what, long? record = null) => _missing.Add(new MissingItem(_check, record, what));

    public Alteration Altered(Violation violation, long? record = null) => new(_check, record, violation);

    /// <summary>How many places of the log strictly between two seqs the package does not carry.</summary>
    public long FreeBetween(long after, long before)
    {
        if (before <= after + 1)
            return 0;
        var carried = LowerBound(before) - LowerBound(after + 1);
        return before - after - 1 - carried;
    }

    private int LowerBound(long seq)
    {
        var at = Array.BinarySearch(_seqs, seq);
        return at < 0 ? ~at : at;
    }
}
