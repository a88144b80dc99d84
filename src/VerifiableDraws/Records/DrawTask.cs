namespace SpotCheck.VerifiableDraws;

/// <summary>Whether register rows are salted.</summary>
public enum RegisterProfile
{
    /// <summary>Rows <c>id|stratum|area</c>.</summary>
    Public,

    /// <summary>Rows <c>id|stratum|area|salt</c>.</summary>
    Salted,
}

/// <summary>Which unit an inspector must come from, relative to the object's area.</summary>
public enum UnitMatch
{
    /// <summary>Any unit.</summary>
    Any,

    /// <summary>The unit that has jurisdiction.</summary>
    Home,

    /// <summary>Another unit than the one that has jurisdiction.</summary>
    Away,
}

/// <summary>A committed table.</summary>
/// <param name="Root">Merkle root over its rows.</param>
/// <param name="Size">Number of rows.</param>
public sealed record TableCommitment(Digest Root, long Size)
{
    internal JcsObject ToJson() => JcsObject.Of(("root", Root), ("size", Size));

    internal static TableCommitment Read(Fields fields, string key)
    {
        var table = fields.Object(key, "root", "size");
        return new TableCommitment(table.Hash("root"), table.Integer("size", 0));
    }
}

/// <summary>A stratum with its sampling ratio.</summary>
/// <param name="Id">Name.</param>
/// <param name="Count">Rows of the register in it.</param>
/// <param name="Numerator">Of the ratio or weight, 0 to <paramref name="Denominator"/>.</param>
/// <param name="Denominator">1 or more.</param>
public sealed record Stratum(string Id, long Count, long Numerator, long Denominator);

/// <summary>A role on a team.</summary>
/// <param name="Name">Unique in the task.</param>
/// <param name="Need">Inspectors per object, 1–1000.</param>
/// <param name="Units">Units they may come from, ascending; empty for all.</param>
/// <param name="Qualifications">What each of them must have, ascending.</param>
/// <param name="Match">Relation to the object's area.</param>
/// <param name="DistinctUnits">Whether members of the role on one object must come from different units.</param>
public sealed record TeamRole(string Name, int Need, IReadOnlyList<string> Units, IReadOnlyList<string> Qualifications, UnitMatch Match, bool DistinctUnits);

/// <summary>One draw of an OPEN: tables, ratios, roles (docs/draw-protocol.md §3).</summary>
/// <param name="Id">Unique in the OPEN.</param>
/// <param name="Plan">SHA-256 of the text of the plan row, see <see cref="Digest.OfText"/>.</param>
/// <param name="Attempt">1, or one more than the attempt that <paramref name="Previous"/> ended.</param>
/// <param name="Previous">Null, or the seq of the VOID or SUPERSEDE that ended the attempt before.</param>
/// <param name="Profile">Shape of the register's rows.</param>
/// <param name="Register">Committed register.</param>
/// <param name="Roster">Committed roster.</param>
/// <param name="Conflicts">Committed conflicts.</param>
/// <param name="Strata">Every stratum of the register, ascending.</param>
/// <param name="Total">Null for <c>atLeast</c>, the number of seats for <c>total</c>.</param>
/// <param name="Quota">Seats per stratum, see <see cref="Quotas.Of(IReadOnlyList{Stratum}, long?)"/>.</param>
/// <param name="Roles">Roles whose needs sum to 2 or more.</param>
/// <param name="CapAdd">Slack over the smallest feasible load, 0–1000000.</param>
/// <param name="VisitGroup">Tasks of one group share object tickets; null for none.</param>
public sealed record DrawTask(
    string Id, Digest Plan, long Attempt, long? Previous, RegisterProfile Profile,
    TableCommitment Register, TableCommitment Roster, TableCommitment Conflicts,
    IReadOnlyList<Stratum> Strata, long? Total, IReadOnlyList<long> Quota,
    IReadOnlyList<TeamRole> Roles, int CapAdd, string? VisitGroup)
{
    internal JcsObject ToJson() => JcsObject.Of(
        ("id", Id), ("plan", Plan), ("attempt", Attempt), ("prev", Previous is { } p ? p : JcsNull.Instance),
        ("profile", Profile == RegisterProfile.Public ? "public" : "salted"),
        ("register", Register.ToJson()), ("roster", Roster.ToJson()), ("conflicts", Conflicts.ToJson()),
        ("strata", JcsArray.Of(Strata.Select(static s => (JcsValue)JcsObject.Of(
            ("id", s.Id), ("n", s.Count), ("num", s.Numerator), ("den", s.Denominator))))),
        ("rule", Total is { } total
            ? JcsObject.Of(("kind", "total"), ("total", total))
            : JcsObject.Of(("kind", "atLeast"))),
        ("quota", JcsArray.Of(Quota)),
        ("roles", JcsArray.Of(Roles.Select(static r => (JcsValue)JcsObject.Of(
            ("role", r.Name), ("need", (long)r.Need), ("units", JcsArray.Of(r.Units)), ("quals", JcsArray.Of(r.Qualifications)),
            ("match", r.Match switch { UnitMatch.Home => "home", UnitMatch.Away => "away", _ => "any" }),
            ("distinctUnits", r.DistinctUnits))))),
        ("cap", JcsObject.Of(("add", (long)CapAdd))),
        ("visitGroup", VisitGroup is null ? JcsNull.Instance : VisitGroup));

    internal static DrawTask Read(JcsValue value, string where, FormatJournal journal, long seq)
    {
        var fields = new Fields(value, where, journal,
            "id", "plan", "attempt", "prev", "profile", "register", "roster", "conflicts", "strata", "rule", "quota", "roles", "cap", "visitGroup");
        var attempt = fields.Integer("attempt", 1);
        long? previous = attempt == 1 ? null : fields.Integer("prev", 1, seq - 1);
        if (attempt == 1)
            journal.Demand(fields.IsNull("prev"), fields.Path("prev"), "null at attempt 1", fields.Value("prev").ToString());
        var task = new DrawTask(
            fields.TaskId("id"), fields.Hash("plan"), attempt, previous,
            string.Equals(fields.OneOf("profile", "public", "salted"), "salted", StringComparison.Ordinal) ? RegisterProfile.Salted : RegisterProfile.Public,
            TableCommitment.Read(fields, "register"), TableCommitment.Read(fields, "roster"), TableCommitment.Read(fields, "conflicts"),
            ReadStrata(fields), ReadTotal(fields), fields.Integers("quota"), ReadRoles(fields),
            (int)fields.Object("cap", "add").Integer("add", 0, 1_000_000),
            fields.IsNull("visitGroup") ? null : fields.Name("visitGroup"));
        fields.Ascending("strata", task.Strata.Select(static s => s.Id).ToArray());
        var rows = task.Strata.Aggregate(System.Numerics.BigInteger.Zero, static (sum, s) => sum + s.Count);
        journal.Demand(rows == task.Register.Size, fields.Path("strata"), $"counts that sum to register.size {task.Register.Size}", $"{rows}");
        journal.Demand(task.Quota.Count == task.Strata.Count, fields.Path("quota"), $"{task.Strata.Count} numbers", $"{task.Quota.Count}");
        fields.Distinct("roles", task.Roles.Select(static r => r.Name), "role");
        var members = task.Roles.Sum(static r => (long)r.Need);
        journal.Demand(members >= 2, fields.Path("roles"), "at least 2 inspectors on a team", $"{members}");
        return task;
    }

    private static IReadOnlyList<Stratum> ReadStrata(Fields fields) => fields.List("strata", (v, where) =>
    {
        var s = new Fields(v, where, fields.Journal, "id", "n", "num", "den");
        var denominator = s.Integer("den", 1);
        return new Stratum(s.Name("id"), s.Integer("n", 0), s.Integer("num", 0, denominator), denominator);
    });

    private static long? ReadTotal(Fields fields)
    {
        var isTotal = (fields.Value("rule") as JcsObject)?.Find("kind") is JcsString { Value: "total" };
        var rule = isTotal ? fields.Object("rule", "kind", "total") : fields.Object("rule", "kind");
        rule.OneOf("kind", "atLeast", "total");
        return isTotal ? rule.Integer("total", 0) : null;
    }

    private static IReadOnlyList<TeamRole> ReadRoles(Fields fields) => fields.List("roles", (v, where) =>
    {
        var r = new Fields(v, where, fields.Journal, "role", "need", "units", "quals", "match", "distinctUnits");
        var role = new TeamRole(
            r.Name("role"), (int)r.Integer("need", 1, 1000),
            r.Texts("units", TextRules.IsName, "a unit name"), r.Texts("quals", TextRules.IsName, "a qualification name"),
            r.OneOf("match", "any", "home", "away") switch { "home" => UnitMatch.Home, "away" => UnitMatch.Away, _ => UnitMatch.Any },
            r.Boolean("distinctUnits"));
        r.Ascending("units", role.Units);
        r.Ascending("quals", role.Qualifications);
        return role;
    });
}
