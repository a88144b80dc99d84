namespace SpotCheck.VerifiableDraws;

/// <summary>The next secret of a desk, committed before anybody else contributes.</summary>
/// <param name="Index">Number of earlier OPEN and REOPEN records of the desk.</param>
/// <param name="Commit"><c>H(s_index)</c>.</param>
/// <param name="Path">Inclusion proof of the leaf in the desk's secret root.</param>
public sealed record ServerCommitment(long Index, Digest Commit, IReadOnlyList<Digest> Path)
{
    internal JcsObject ToJson() => JcsObject.Of(("index", Index), ("commit", Commit), ("path", JcsArray.Of(Path)));

    internal static ServerCommitment Read(Fields fields)
    {
        var server = fields.Object("server", "index", "commit", "path");
        return new ServerCommitment(server.Integer("index", 0), server.Hash("commit"), server.Hashes("path"));
    }
}

/// <summary>开抽单: a ceremony with one or more tasks, everything fixed before the dice.</summary>
/// <param name="Log">Origin of the log.</param>
/// <param name="Seq">Index in the log.</param>
/// <param name="Desk">The desk that runs the ceremony.</param>
/// <param name="Ceremony">Its title, 1–1000 characters.</param>
/// <param name="OpenedAt">Instant, informative.</param>
/// <param name="Deadline">Instant by which a RESULT or VOID should exist, informative.</param>
/// <param name="Tasks">At least one; ids and plans are unique.</param>
/// <param name="Server">The desk's next secret.</param>
/// <param name="Expects">The contributions in order.</param>
public sealed record OpenRecord(
    string Log, long Seq, string Desk, string Ceremony, string OpenedAt, string Deadline,
    IReadOnlyList<DrawTask> Tasks, ServerCommitment Server, IReadOnlyList<ExpectedContribution> Expects)
    : LogRecord(Log, Seq), IOpening
{
    /// <inheritdoc/>
    public override string Kind => "OPEN";

    /// <inheritdoc/>
    public bool Equals(OpenRecord? other) => base.Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => base.GetHashCode();

    private protected override IEnumerable<(string Key, JcsValue Value)> Members() =>
    [
        ("desk", Desk), ("ceremony", Ceremony), ("openedAt", OpenedAt), ("deadline", Deadline),
        ("tasks", JcsArray.Of(Tasks.Select(static t => (JcsValue)t.ToJson()))),
        ("server", Server.ToJson()),
        ("expects", JcsArray.Of(Expects.Select(static e => (JcsValue)e.ToJson()))),
    ];

    internal static OpenRecord Read(Fields fields, string log, long seq)
    {
        var open = new OpenRecord(
            log, seq, fields.Name("desk"), fields.FreeText("ceremony"), fields.Instant("openedAt"), fields.Instant("deadline"),
            fields.List("tasks", (v, where) => DrawTask.Read(v, where, fields.Journal, seq), least: 1),
            ServerCommitment.Read(fields),
            fields.List("expects", (v, where) => ExpectedContribution.Read(v, where, fields.Journal)));
        fields.Distinct("tasks", open.Tasks.Select(static t => t.Id), "task id");
        fields.Distinct("tasks", open.Tasks.Select(static t => t.Plan), "plan");
        return open;
    }
}

/// <summary>What OPEN and REOPEN have in common: a secret, expected contributions, an open checkpoint.</summary>
public interface IOpening
{
    /// <summary>Index in the log.</summary>
    long Seq { get; }

    /// <summary>The desk whose secret is used.</summary>
    string Desk { get; }

    /// <summary>The committed secret.</summary>
    ServerCommitment Server { get; }

    /// <summary>The contributions in order.</summary>
    IReadOnlyList<ExpectedContribution> Expects { get; }

    /// <summary>Leaf hash in the log, which the seed binds.</summary>
    Digest LeafHash { get; }
}
