using SpotCheck.VerifiableDraws;

namespace SpotCheck.Bench;

/// <summary>Teams for 5,000 objects and 500 inspectors.</summary>
internal static class DrawsTeams
{
    public static void Run(int runs)
    {
        foreach (var (objects, inspectors, add, name, roles) in Cases())
        {
            var (task, tables) = Problem(objects, inspectors, add, roles);
            var limit = Draws.HashOnly((long)objects * inspectors * roles.Length, 1);
            var seconds = Draws.Median(Math.Min(runs, 3), () => TeamDraw.Run(task, tables, Ids(objects), Draws.Key));
            var outcome = TeamDraw.Run(task, tables, Ids(objects), Draws.Key);
            Draws.Line($"teams {objects:N0} x {inspectors}, {name}, cap {outcome.Cap}", seconds, limit, "hashing all pairs");
        }
    }

    private static IEnumerable<(int Objects, int Inspectors, int Add, string Name, TeamRole[] Roles)> Cases()
    {
        TeamRole two = new("检查组", 2, [], [], UnitMatch.Any, false);
        yield return (5000, 500, 1, "one role of 2, slack 1", [two]);
        yield return (5000, 500, 0, "one role of 2, no slack", [two]);
        yield return (5000, 500, 0, "lead away + 2 of distinct units, no slack",
            [new TeamRole("主检", 1, [], ["食品"], UnitMatch.Away, false), new TeamRole("协检", 2, [], [], UnitMatch.Any, true)]);
        yield return (5000, 500, 0, "home only, no slack", [new TeamRole("检查组", 2, [], [], UnitMatch.Home, false)]);
    }

    private static IEnumerable<string> Ids(int objects) => Enumerable.Range(0, objects).Select(static i => $"91130634M{i:000000000}");

    private static (DrawTask Task, TaskTables Tables) Problem(int objects, int inspectors, int add, TeamRole[] roles)
    {
        var ids = Ids(objects).ToArray();
        RegisterTable.TryBuild(RegisterProfile.Public, ids.Select(static (id, i) => new RegisterRow(id, "S", $"所{i * 7919 % 40}")), out var register, out var violation);
        RosterTable.TryBuild(Enumerable.Range(0, inspectors).Select(static i => new Inspector($"QY{i:0000}", $"所{i % 40}", i % 3 == 0 ? ["食品"] : [])), out var roster, out violation);
        ConflictsTable.TryBuild(ids.SelectMany(static (id, i) => Enumerable.Range(0, 5).Select(c => new Conflict(id, $"QY{(i * 31 + c * 97) % 500:0000}"))), out var conflicts, out violation);
        var tables = violation is null ? new TaskTables(register!, roster!, conflicts!) : throw new InvalidOperationException($"{violation}");
        var task = new DrawTask(
            "T", default, 1, null, RegisterProfile.Public, tables.Register.Commitment, tables.Roster.Commitment, tables.Conflicts.Commitment,
            [new Stratum("S", objects, 1, 1)], null, [objects], roles, add, null);
        return (task, tables);
    }
}
