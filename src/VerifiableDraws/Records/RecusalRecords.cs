namespace SpotCheck.VerifiableDraws;

/// <summary>回避: an inspector leaves the team of an object.</summary>
/// <param name="Log">Origin of the log.</param>
/// <param name="Seq">Index in the log.</param>
/// <param name="Open">Seq of the OPEN that drew the team.</param>
/// <param name="Task">Id of the live task.</param>
/// <param name="Object">Id of the object.</param>
/// <param name="Inspector">Who leaves.</param>
/// <param name="Ground">Why.</param>
/// <param name="ApprovedBy">Who approved it.</param>
public sealed record RecuseRecord(string Log, long Seq, long Open, string Task, string Object, string Inspector, string Ground, string ApprovedBy)
    : LogRecord(Log, Seq)
{
    /// <inheritdoc/>
    public override string Kind => "RECUSE";

    /// <inheritdoc/>
    public bool Equals(RecuseRecord? other) => base.Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => base.GetHashCode();

    private protected override IEnumerable<(string Key, JcsValue Value)> Members() =>
    [
        ("open", Open), ("task", Task), ("object", Object), ("inspector", Inspector), ("ground", Ground), ("approvedBy", ApprovedBy),
    ];

    internal static RecuseRecord Read(Fields fields, string log, long seq) => new(
        log, seq, fields.Integer("open", 1, seq - 1), fields.TaskId("task"), fields.Id("object"), fields.Id("inspector"),
        fields.FreeText("ground"), fields.FreeText("approvedBy"));
}

/// <summary>Opens the re-draw of recused places.</summary>
/// <param name="Log">Origin of the log.</param>
/// <param name="Seq">Index in the log.</param>
/// <param name="Desk">The desk of the OPEN.</param>
/// <param name="Open">Seq of the OPEN.</param>
/// <param name="Recusals">Seqs of all RECUSE records not yet re-drawn, ascending, not empty.</param>
/// <param name="Server">The desk's next secret.</param>
/// <param name="Expects">The contributions in order.</param>
/// <param name="OpenedAt">Instant, informative.</param>
/// <param name="Deadline">Instant, informative.</param>
public sealed record ReopenRecord(
    string Log, long Seq, string Desk, long Open, IReadOnlyList<long> Recusals,
    ServerCommitment Server, IReadOnlyList<ExpectedContribution> Expects, string OpenedAt, string Deadline)
    : LogRecord(Log, Seq), IOpening
{
    /// <inheritdoc/>
    public override string Kind => "REOPEN";

    /// <inheritdoc/>
    public bool Equals(ReopenRecord? other) => base.Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => base.GetHashCode();

    private protected override IEnumerable<(string Key, JcsValue Value)> Members() =>
    [
        ("desk", Desk), ("open", Open), ("recusals", JcsArray.Of(Recusals)), ("server", Server.ToJson()),
        ("expects", JcsArray.Of(Expects.Select(static e => (JcsValue)e.ToJson()))), ("openedAt", OpenedAt), ("deadline", Deadline),
    ];

    internal static ReopenRecord Read(Fields fields, string log, long seq)
    {
        var record = new ReopenRecord(
            log, seq, fields.Name("desk"), fields.Integer("open", 1, seq - 1), fields.Integers("recusals", least: 1),
            ServerCommitment.Read(fields),
            fields.List("expects", (v, where) => ExpectedContribution.Read(v, where, fields.Journal)),
            fields.Instant("openedAt"), fields.Instant("deadline"));
        fields.Ascending("recusals", record.Recusals);
        fields.Journal.Demand(record.Recusals.All(r => r >= 1 && r < seq), fields.Path("recusals"), $"numbers from 1 below {seq}", $"{record.Recusals.FirstOrDefault(r => r < 1 || r >= seq)}");
        return record;
    }
}

/// <summary>A place on a team that changes hands.</summary>
/// <param name="Task">Id of the task.</param>
/// <param name="Object">Id of the object.</param>
/// <param name="Role">Role of the place.</param>
/// <param name="Out">Who was recused.</param>
/// <param name="In">Who takes the place; <c>""</c> where the task has no complete choice.</param>
/// <param name="Ticket">The pair ticket of <paramref name="In"/>; null (<c>""</c> in the record) where there is none.</param>
public sealed record Replacement(string Task, string Object, string Role, string Out, string In, Digest? Ticket);

/// <summary>The outcome of a REOPEN.</summary>
/// <param name="Log">Origin of the log.</param>
/// <param name="Seq">Index in the log.</param>
/// <param name="Open">Seq of the REOPEN.</param>
/// <param name="Seed">R'.</param>
/// <param name="Replacements">One per recusal, ascending by task, object, role, out.</param>
public sealed record ReresultRecord(string Log, long Seq, long Open, Digest Seed, IReadOnlyList<Replacement> Replacements)
    : LogRecord(Log, Seq)
{
    /// <inheritdoc/>
    public override string Kind => "RERESULT";

    /// <inheritdoc/>
    public bool Equals(ReresultRecord? other) => base.Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => base.GetHashCode();

    private protected override IEnumerable<(string Key, JcsValue Value)> Members() =>
    [
        ("open", Open), ("seed", Seed),
        ("replacements", JcsArray.Of(Replacements.Select(static r => (JcsValue)JcsObject.Of(
            ("task", r.Task), ("object", r.Object), ("role", r.Role), ("out", r.Out), ("in", r.In),
            ("ticket", r.Ticket is { } t ? t : ""))))),
    ];

    internal static ReresultRecord Read(Fields fields, string log, long seq) => new(
        log, seq, fields.Integer("open", 1, seq - 1), fields.Hash("seed"),
        fields.List("replacements", (v, where) =>
        {
            var r = new Fields(v, where, fields.Journal, "task", "object", "role", "out", "in", "ticket");
            var arrives = r.Text("in", static t => t.Length == 0 || TextRules.IsId(t), "an id or \"\"");
            var none = r.Value("ticket") is JcsString { Value.Length: 0 };
            fields.Journal.Demand(none == (arrives.Length == 0), r.Path("ticket"), "a ticket exactly where somebody takes the place", r.Value("ticket").ToString());
            return new Replacement(
                r.TaskId("task"), r.Id("object"), r.Name("role"), r.Id("out"), arrives, none ? null : r.Hash("ticket"));
        }, least: 1));
}
