namespace SpotCheck.VerifiableDraws;

/// <summary>An inspector on a team.</summary>
/// <param name="Role">In which role.</param>
/// <param name="Inspector">Who.</param>
/// <param name="Ticket">The pair ticket.</param>
public sealed record TeamMember(string Role, string Inspector, Digest Ticket);

/// <summary>The team of a drawn object.</summary>
/// <param name="Object">Id of the object.</param>
/// <param name="Members">In ascending ticket order; empty where the task is infeasible.</param>
public sealed record Team(string Object, IReadOnlyList<TeamMember> Members);

/// <summary>The result of one task (docs/draw-protocol.md §3, RESULT).</summary>
/// <param name="Id">Id of the task.</param>
/// <param name="Cap">L: the largest number of objects of one inspector; 0 where infeasible.</param>
/// <param name="Drawn">Per stratum the drawn ids in ticket order.</param>
/// <param name="Cutoffs">Per stratum the largest drawn ticket, null where nothing is drawn (<c>""</c> in the record).</param>
/// <param name="Teams">In ascending id order.</param>
/// <param name="Infeasible">Null, or the objects that cannot be staffed even alone, ascending.</param>
/// <param name="DrawnRoot">Tree over <c>objectId|stratum|ticket</c>.</param>
/// <param name="TeamsRoot">Tree over <c>objectId|role|inspectorId|ticket</c>.</param>
public sealed record TaskResult(
    string Id, long Cap, IReadOnlyList<IReadOnlyList<string>> Drawn, IReadOnlyList<Digest?> Cutoffs,
    IReadOnlyList<Team> Teams, IReadOnlyList<string>? Infeasible, Digest DrawnRoot, Digest TeamsRoot)
{
    internal JcsObject ToJson()
    {
        List<(string, JcsValue)> members =
        [
            ("id", Id), ("cap", Cap), ("drawn", JcsArray.Of(Drawn.Select(static d => (JcsValue)JcsArray.Of(d)))),
            ("cutoffs", JcsArray.Of(Cutoffs.Select(static c => (JcsValue)(c is { } t ? t : "")))),
            ("teams", JcsArray.Of(Teams.Select(TeamJson))),
            ("drawnRoot", DrawnRoot), ("teamsRoot", TeamsRoot),
        ];
        if (Infeasible is not null)
            members.Add(("infeasible", JcsArray.Of(Infeasible)));
        return JcsObject.Of(members);
    }

    private static JcsValue TeamJson(Team team) => JcsObject.Of(
        ("object", team.Object),
        ("members", JcsArray.Of(team.Members.Select(static m => (JcsValue)JcsObject.Of(
            ("role", m.Role), ("inspector", m.Inspector), ("ticket", m.Ticket))))));

    internal static TaskResult Read(JcsValue value, string where, FormatJournal journal)
    {
        var infeasible = (value as JcsObject)?.Find("infeasible") is not null;
        var fields = infeasible
            ? new Fields(value, where, journal, "id", "cap", "drawn", "cutoffs", "teams", "infeasible", "drawnRoot", "teamsRoot")
            : new Fields(value, where, journal, "id", "cap", "drawn", "cutoffs", "teams", "drawnRoot", "teamsRoot");
        return new TaskResult(
            fields.TaskId("id"), fields.Integer("cap", 0),
            fields.List("drawn", (v, place) => Ids(v, place, journal)),
            fields.List("cutoffs", (v, place) => Cutoff(v, place, journal)),
            fields.List("teams", (v, place) => ReadTeam(v, place, journal)),
            infeasible ? Ids(fields.Value("infeasible"), fields.Path("infeasible"), journal) : null,
            fields.Hash("drawnRoot"), fields.Hash("teamsRoot"));
    }

    private static IReadOnlyList<string> Ids(JcsValue value, string where, FormatJournal journal)
    {
        if (value is not JcsArray a)
        {
            journal.Report(where, "an array", value.ToString());
            return [];
        }

        foreach (var item in a.Items)
            journal.Demand(item is JcsString s && TextRules.IsId(s.Value), where, "ids", item.ToString());
        return journal.First is null ? a.Items.Select(static i => ((JcsString)i).Value).ToArray() : [];
    }

    private static Digest? Cutoff(JcsValue value, string where, FormatJournal journal)
    {
        if (value is JcsString { Value.Length: 0 })
            return null;
        if (value is JcsString s && Digest.TryParse(s.Value, out var ticket))
            return ticket;
        journal.Report(where, "a ticket or \"\"", value.ToString());
        return null;
    }

    private static Team ReadTeam(JcsValue value, string where, FormatJournal journal)
    {
        var fields = new Fields(value, where, journal, "object", "members");
        return new Team(fields.Id("object"), fields.List("members", (v, place) =>
        {
            var m = new Fields(v, place, journal, "role", "inspector", "ticket");
            return new TeamMember(m.Name("role"), m.Id("inspector"), m.Hash("ticket"));
        }));
    }
}

/// <summary>The outcome of an OPEN; any verifier recomputes it.</summary>
/// <param name="Log">Origin of the log.</param>
/// <param name="Seq">Index in the log.</param>
/// <param name="Open">Seq of the OPEN.</param>
/// <param name="Seed">R.</param>
/// <param name="Tasks">In the order of the OPEN.</param>
public sealed record ResultRecord(string Log, long Seq, long Open, Digest Seed, IReadOnlyList<TaskResult> Tasks)
    : LogRecord(Log, Seq)
{
    /// <inheritdoc/>
    public override string Kind => "RESULT";

    /// <inheritdoc/>
    public bool Equals(ResultRecord? other) => base.Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => base.GetHashCode();

    private protected override IEnumerable<(string Key, JcsValue Value)> Members() =>
        [("open", Open), ("seed", Seed), ("tasks", JcsArray.Of(Tasks.Select(static t => (JcsValue)t.ToJson())))];

    internal static ResultRecord Read(Fields fields, string log, long seq) => new(
        log, seq, fields.Integer("open", 1, seq - 1), fields.Hash("seed"),
        fields.List("tasks", (v, where) => TaskResult.Read(v, where, fields.Journal), least: 1));
}
