namespace SpotCheck.VerifiableDraws;

/// <summary>How far an OPEN or REOPEN has come: contributions, then REVEAL, then RESULT or RERESULT, or VOID.</summary>
public sealed class OpeningProgress
{
    private readonly SortedDictionary<long, ContribRecord> _contributions = [];
    private long _next;
    private bool _revealed;

    // Records of this opening that must stand behind LastSeq and are not carried.
    private long _assumed;

    internal OpeningProgress(IOpening opening) => (Opening, LastSeq) = (opening, opening.Seq);

    /// <summary>The OPEN or REOPEN.</summary>
    public IOpening Opening { get; }

    /// <summary>Contributions so far, by position.</summary>
    public IReadOnlyList<ContribRecord> Contributions => [.. _contributions.Values];

    /// <summary>The REVEAL, if it is there.</summary>
    public RevealRecord? Reveal { get; private set; }

    /// <summary>The VOID, if the opening was ended by one.</summary>
    public VoidRecord? Void { get; private set; }

    /// <summary>The RESULT or RERESULT, if it is there.</summary>
    public LogRecord? Outcome { get; private set; }

    /// <summary>Whether every contribution is there, so that only REVEAL and the outcome may follow.</summary>
    public bool HasAllContributions => _contributions.Count == Opening.Expects.Count;

    internal bool IsFinished => Outcome is not null || Void is not null || OutcomeAbsent;

    // The verifier has learned that the outcome exists but is not carried.
    internal bool OutcomeAbsent { get; set; }

    internal long LastSeq { get; private set; }

    private string Name => $"{(Opening is OpenRecord ? "OPEN" : "REOPEN")} {Opening.Seq}";

    internal Violation? Apply(ContribRecord record, AbsenceLedger absences)
    {
        if (EndedBefore(record) is { } ended)
            return ended;
        if (_revealed || Outcome is not null || OutcomeAbsent)
            return new Violation("kind", $"no CONTRIB of {Name} after its REVEAL", "CONTRIB");
        if (record.Position >= Opening.Expects.Count)
            return new Violation("n", $"less than {Opening.Expects.Count}", $"{record.Position}");
        if (record.Position < _next)
            return new Violation("n", $"{_next}", $"{record.Position}");
        if (RequireContributions(record.Position, record.Seq, absences, Stage.None) is { } missing)
            return missing;
        _contributions.Add(record.Position, record);
        _next = record.Position + 1;
        Arrive(record);
        return null;
    }

    internal Violation? Apply(RevealRecord record, AbsenceLedger absences)
    {
        if (EndedBefore(record) is { } ended)
            return ended;
        if (_revealed || OutcomeAbsent)
            return new Violation("kind", $"one REVEAL of {Name}, before its outcome", "REVEAL");
        if (RequireContributions(Opening.Expects.Count, record.Seq, absences, Stage.Contributing) is { } missing)
            return missing;
        (Reveal, _revealed) = (record, true);
        Arrive(record);
        return null;
    }

    internal Violation? Apply(VoidRecord record)
    {
        if (EndedBefore(record) is { } ended)
            return ended;
        if (!MayStillBeVoid || Outcome is not null || OutcomeAbsent)
            return new Violation("kind", $"no VOID of {Name} after its last CONTRIB", "VOID");
        Void = record;
        Arrive(record);
        return null;
    }

    internal Violation? ApplyOutcome(LogRecord record, AbsenceLedger absences)
    {
        if (EndedBefore(record) is { } ended)
            return ended;
        if (Outcome is not null || OutcomeAbsent)
            return new Violation("kind", $"one outcome of {Name}", record.Kind);
        if (RequireReveal(record.Seq, absences, Stage.Revealed) is { } missing)
            return missing;
        Outcome = record;
        Arrive(record);
        return null;
    }

    /// <summary>Something later needs the outcome: it exists and is not carried, or it contradicts.</summary>
    internal Violation? RequireFinished(long before, AbsenceLedger absences)
    {
        if (IsFinished)
            return null;
        // Only a VOID, one record, need be absent where a REOPEN still lacks contributions.
        if (!(Opening is ReopenRecord && MayStillBeVoid) && RequireReveal(before, absences, Stage.Finished) is { } missing)
            return missing;
        OutcomeAbsent = true;
        return Assume(Opening is OpenRecord ? $"RESULT of {Name}" : $"RERESULT or VOID of {Name}", before, 1, absences, Stage.Finished);
    }

    /// <summary>Reports what has not come yet.</summary>
    internal void Finish(AbsenceLedger absences)
    {
        if (IsFinished)
            return;
        absences.Report($"{(Opening is OpenRecord ? "RESULT" : "RERESULT")} or VOID of {Name} (deadline {Deadline})", Opening.Seq);
    }

    private string Deadline => Opening is OpenRecord open ? open.Deadline : ((ReopenRecord)Opening).Deadline;

    private Violation? EndedBefore(LogRecord record) =>
        Void is null ? null : new Violation("kind", $"nothing of {Name} after its VOID {Void.Seq}", record.Kind);

    private bool MayStillBeVoid => _next < Opening.Expects.Count && !_revealed;

    private void Arrive(LogRecord record) => (LastSeq, _assumed) = (record.Seq, 0);

    private Violation? RequireReveal(long before, AbsenceLedger absences, Stage earlier)
    {
        if (_revealed)
            return null;
        if (RequireContributions(Opening.Expects.Count, before, absences, earlier) is { } missing)
            return missing;
        _revealed = true;
        return Assume($"REVEAL of {Name}", before, 1, absences, earlier);
    }

    private Violation? RequireContributions(long position, long before, AbsenceLedger absences, Stage earlier)
    {
        var missing = position - _next;
        if (missing <= 0)
            return null;
        var first = _next;
        _next = position;
        return Assume($"CONTRIB {first}{(missing > 1 ? $"-{position - 1}" : "")} of {Name}", before, missing, absences, earlier);
    }

    /// <summary>Takes records to be absent, which contradicts where the log has no place for them or carries such records later.</summary>
    private Violation? Assume(string what, long before, long count, AbsenceLedger absences, Stage earlier)
    {
        _assumed += count;
        return absences.Require(what, Opening.Seq, LastSeq, before, count, _assumed, earlier);
    }
}

/// <summary>What of an opening must stand before a record.</summary>
internal enum Stage
{
    None,
    Contributing,
    Revealed,
    Finished,
}

/// <summary>What a package should carry and does not. A service, whose log is complete, allows nothing to be absent.</summary>
/// <param name="freeBetween">Places of the log strictly between two seqs that are not carried; null where nothing may be absent.</param>
/// <param name="carriedLater">Whether a record of an opening, up to a stage, is carried behind a seq.</param>
internal sealed class AbsenceLedger(Func<long, long, long>? freeBetween, Func<long, long, Stage, bool>? carriedLater = null)
{
    private readonly List<(string What, long? Record)> _items = [];

    public IReadOnlyList<(string What, long? Record)> Items => _items;

    public void Report(string what, long? record) => _items.Add((what, record));

    /// <summary>Notes records that must stand between two places of the log; where too few places there are free, or they stand later, that contradicts.</summary>
    public Violation? Require(string what, long opening, long after, long before, long count, long countInAll, Stage earlier)
    {
        if (freeBetween is null || freeBetween(after, before) < countInAll || carriedLater?.Invoke(opening, before, earlier) == true)
            return new Violation("seq", $"{what}, {count} of {countInAll} records between {after} and {before}", "none");
        Report(what, opening);
        return null;
    }

    /// <summary>Notes a record whose seq is known.</summary>
    public Violation? RequireAt(long seq, string what, long record)
    {
        if (freeBetween is null || freeBetween(seq - 1, seq + 1) < 1)
            return new Violation("seq", $"{what} at {seq}", "none");
        Report(what, record);
        return null;
    }
}
