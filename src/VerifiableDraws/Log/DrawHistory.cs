namespace SpotCheck.VerifiableDraws;

/// <summary>Everything that happened to one OPEN, in the order of the log, and what may happen next (docs/draw-protocol.md §3).</summary>
/// <remarks>A service applies each record before it appends it: the first broken rule comes back as a value, and the history that refused is then of no further use. Not thread-safe.</remarks>
public sealed class DrawHistory
{
    private readonly AbsenceLedger _absences;
    private readonly Func<long, LogRecord?> _carried;
    private readonly List<OpeningProgress> _openings = [];
    private readonly Dictionary<string, TeamLedger> _ledgers = new(StringComparer.Ordinal);
    private readonly SortedDictionary<long, RecuseRecord> _pending = [];
    private readonly Dictionary<long, RecuseRecord> _recusals = [];
    private readonly HashSet<(string Task, string Object, string Inspector)> _recused = [];

    // REOPENs whose end is absent: it may have been a VOID.
    private readonly List<ReopenRecord> _undecided = [];
    private readonly Dictionary<string, SupersedeRecord> _superseded = new(StringComparer.Ordinal);
    private readonly Dictionary<long, RedrawBasis> _bases = [];

    /// <summary>Starts the history of an OPEN.</summary>
    /// <param name="open">The OPEN.</param>
    public DrawHistory(OpenRecord open)
        : this(open, new AbsenceLedger(null), static _ => null)
    {
    }

    internal DrawHistory(OpenRecord open, AbsenceLedger absences, Func<long, LogRecord?> carried)
    {
        (Open, _absences, _carried) = (open, absences, carried);
        _openings.Add(new OpeningProgress(open));
    }

    /// <summary>The OPEN.</summary>
    public OpenRecord Open { get; }

    /// <summary>The OPEN itself, then its REOPENs.</summary>
    public IReadOnlyList<OpeningProgress> Openings => _openings;

    /// <summary>The opening that waits for contributions, REVEAL or outcome; null where none does.</summary>
    public OpeningProgress? Pending => _openings[^1].IsFinished ? null : _openings[^1];

    /// <summary>The RESULT, if it is there.</summary>
    public ResultRecord? Result => _openings[0].Outcome as ResultRecord;

    /// <summary>RECUSE records that no REOPEN has dealt with, ascending.</summary>
    public IReadOnlyCollection<RecuseRecord> PendingRecusals => _pending.Values;

    /// <summary>SUPERSEDE records by task id.</summary>
    public IReadOnlyDictionary<string, SupersedeRecord> Superseded => _superseded;

    /// <summary>Whether a task has a result and is not superseded.</summary>
    /// <param name="taskId">Id of the task.</param>
    /// <returns>False also before the RESULT.</returns>
    public bool IsLive(string taskId) => Result is not null && HasTask(taskId) && !_superseded.ContainsKey(taskId);

    /// <summary>The teams of a task as they are now.</summary>
    /// <param name="taskId">Id of a task.</param>
    /// <returns>Null before the RESULT.</returns>
    public TeamLedger? LedgerOf(string taskId) => _ledgers.GetValueOrDefault(taskId);

    /// <summary>What a REOPEN re-draws: the teams as they were when it was opened, and its recusals.</summary>
    /// <param name="reopen">A REOPEN that was applied.</param>
    /// <returns>The basis, or null where records are missing.</returns>
    public RedrawBasis? BasisOf(ReopenRecord reopen) => _bases.GetValueOrDefault(reopen.Seq);

    /// <summary>Applies the next record of this OPEN or one of its REOPENs.</summary>
    /// <param name="record">A record later than all before.</param>
    /// <returns>Null, or the rule it breaks (check 5 <c>order</c>).</returns>
    public Violation? Apply(LogRecord record) => record switch
    {
        ContribRecord c => Find(c.Open) is { } opening ? opening.Apply(c, _absences) : Unknown(c.Open),
        RevealRecord r => Find(r.Open) is { } opening ? opening.Apply(r, _absences) : Unknown(r.Open),
        VoidRecord v => Find(v.Open) is { } opening ? Void(opening, v) : Unknown(v.Open),
        ResultRecord r => r.Open == Open.Seq ? Draw(r) : new Violation("open", $"{Open.Seq}, an OPEN", $"{r.Open}"),
        ReresultRecord r => Find(r.Open) is { Opening: ReopenRecord } opening ? Redraw(opening, r) : new Violation("open", "a REOPEN", $"{r.Open}"),
        SupersedeRecord s => s.Open == Open.Seq ? Supersede(s) : new Violation("open", $"{Open.Seq}, an OPEN", $"{s.Open}"),
        RecuseRecord r => r.Open == Open.Seq ? Recuse(r) : new Violation("open", $"{Open.Seq}, an OPEN", $"{r.Open}"),
        ReopenRecord r => r.Open == Open.Seq ? Reopen(r) : new Violation("open", $"{Open.Seq}, an OPEN", $"{r.Open}"),
        _ => new Violation("kind", "a record of an OPEN", record.Kind),
    };

    /// <summary>Reports what a complete history still needs.</summary>
    internal void Finish()
    {
        foreach (var opening in _openings)
            opening.Finish(_absences);
        foreach (var recusal in _pending.Values)
            _absences.Report($"REOPEN after RECUSE {recusal.Seq}", recusal.Seq);
    }

    private OpeningProgress? Find(long seq) => _openings.Find(o => o.Opening.Seq == seq);

    private static Violation Unknown(long open) => new("open", "the seq of the OPEN or of one of its REOPENs", $"{open}");

    private bool HasTask(string taskId) => Open.Tasks.Any(t => string.Equals(t.Id, taskId, StringComparison.Ordinal));

    private Violation? Draw(ResultRecord result)
    {
        if (_openings[0].ApplyOutcome(result, _absences) is { } violation)
            return violation;
        foreach (var task in result.Tasks)
            _ledgers[task.Id] = new TeamLedger(task);
        return null;
    }

    private Violation? Redraw(OpeningProgress opening, ReresultRecord result)
    {
        if (opening.ApplyOutcome(result, _absences) is { } violation)
            return violation;
        foreach (var replacement in result.Replacements)
            LedgerOf(replacement.Task)?.Replace(replacement);
        return null;
    }

    private Violation? Void(OpeningProgress opening, VoidRecord record)
    {
        if (opening.Apply(record) is { } violation)
            return violation;
        if (opening.Opening is ReopenRecord reopen)
        {
            foreach (var recusal in reopen.Recusals.Select(_recusals.GetValueOrDefault).OfType<RecuseRecord>())
                _pending[recusal.Seq] = recusal;
        }

        return null;
    }

    /// <summary>SUPERSEDE, RECUSE and REOPEN come after the RESULT and not within a re-draw.</summary>
    private Violation? RequireQuiet(LogRecord record)
    {
        if (_openings[0].Void is { } ended)
            return new Violation("kind", $"nothing of OPEN {Open.Seq} after its VOID {ended.Seq}", record.Kind);
        foreach (var opening in _openings)
        {
            var wasFinished = opening.IsFinished;
            if (opening.RequireFinished(record.Seq, _absences) is { } violation)
                return violation;
            if (!wasFinished && opening.Opening is ReopenRecord reopen)
                _undecided.Add(reopen);
        }

        return null;
    }

    private Violation? RequireLive(string taskId, string where)
    {
        if (!HasTask(taskId))
            return new Violation(where, $"a task of OPEN {Open.Seq}", Violation.Quote(taskId));
        return _superseded.TryGetValue(taskId, out var by)
            ? new Violation(where, "a live task", $"{Violation.Quote(taskId)}, superseded by {by.Seq}")
            : null;
    }

    private Violation? Supersede(SupersedeRecord record)
    {
        if (RequireQuiet(record) is { } early)
            return early;
        for (var i = 0; i < record.Tasks.Count; i++)
        {
            if (RequireLive(record.Tasks[i], $"tasks[{i}]") is { } violation)
                return violation;
        }

        foreach (var task in record.Tasks)
            _superseded.Add(task, record);
        return null;
    }

    private Violation? Recuse(RecuseRecord record)
    {
        if (RequireQuiet(record) is { } early)
            return early;
        if (RequireLive(record.Task, "task") is { } violation)
            return violation;
        if (!_recused.Add((record.Task, record.Object, record.Inspector)))
            return new Violation("inspector", $"somebody not yet recused from {record.Object}", record.Inspector);
        // Without all outcomes nobody knows who is on the team.
        if (LedgerOf(record.Task) is { } ledger)
        {
            if (ledger.RoleOf(record.Object, record.Inspector) is null && !_openings.Exists(static o => o.OutcomeAbsent))
                return new Violation("inspector", $"somebody on the team of {record.Object}", record.Inspector);
            ledger.Recuse(record.Object, record.Inspector);
        }

        _pending.Add(record.Seq, record);
        _recusals.Add(record.Seq, record);
        return null;
    }

    private Violation? Reopen(ReopenRecord record)
    {
        if (RequireQuiet(record) is { } early)
            return early;
        if (!string.Equals(record.Desk, Open.Desk, StringComparison.Ordinal))
            return new Violation("desk", Violation.Quote(Open.Desk), Violation.Quote(record.Desk));
        if (Recusals(record) is { } wrong)
            return wrong;
        var known = _pending.Count == record.Recusals.Count && !_openings.Exists(static o => o.OutcomeAbsent);
        if (known)
            _bases.Add(record.Seq, new RedrawBasis([.. _pending.Values], _ledgers.ToDictionary(static p => p.Key, static p => new TeamLedger(p.Value), StringComparer.Ordinal)));
        _pending.Clear();
        _openings.Add(new OpeningProgress(record));
        return null;
    }

    /// <summary><c>recusals</c> are all that no earlier REOPEN lists, a void one aside.</summary>
    private Violation? Recusals(ReopenRecord record)
    {
        var again = new HashSet<long>();
        foreach (var undecided in _undecided)
        {
            // If that one was void its recusals are listed again, all of them; if not, none.
            var listed = undecided.Recusals.Count(record.Recusals.Contains);
            if (listed != 0 && listed != undecided.Recusals.Count)
                return new Violation("recusals", $"all or none of those of REOPEN {undecided.Seq}", $"{listed} of {undecided.Recusals.Count}");
            if (listed != 0)
                again.UnionWith(undecided.Recusals);
        }

        _undecided.Clear();
        foreach (var seq in record.Recusals)
        {
            if (_pending.ContainsKey(seq) || again.Contains(seq))
                continue;
            if (_carried(seq) is not null || _absences.RequireAt(seq, $"RECUSE {seq}", record.Seq) is not null)
                return new Violation("recusals", "RECUSE records of this OPEN not yet dealt with", $"{seq}");
        }

        foreach (var seq in _pending.Keys)
        {
            if (!record.Recusals.Contains(seq))
                return new Violation("recusals", $"also RECUSE {seq}, which no REOPEN has dealt with", "it is not listed");
        }

        return null;
    }
}

/// <summary>What a REOPEN starts from.</summary>
/// <param name="Recusals">Its RECUSE records, ascending by seq.</param>
/// <param name="Ledgers">The teams at that moment, by task id.</param>
public sealed record RedrawBasis(IReadOnlyList<RecuseRecord> Recusals, IReadOnlyDictionary<string, TeamLedger> Ledgers);
