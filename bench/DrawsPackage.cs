using SpotCheck.VerifiableDraws;
using SpotCheck.VerifiableDraws.Scenarios;

namespace SpotCheck.Bench;

/// <summary>Verification of a package with a register of a million rows, beside the draw that made it.</summary>
internal static class DrawsPackage
{
    public static void Run(int rows, int runs)
    {
        var scenario = new Scenario("bench", [], 0, "信用监管股");
        var register = Enumerable.Range(0, rows).Select(static i => new RegisterRow($"91130634M{i:000000000}", Draws.StratumOf(i) switch { 0 => "一般风险", 1 => "低风险", 2 => "较高风险", _ => "高风险" }, $"所{i % 5}"));
        var roster = Enumerable.Range(0, 500).Select(static i => new Inspector($"QY{i:0000}", $"所{i % 5}", [])).ToArray();
        var open = scenario.Open("信用监管股", VectorPlans.Dice, new TaskPlan(
            "T", "计划", register.ToArray(), roster, [], [("一般风险", 1, 1000), ("低风险", 1, 1000), ("较高风险", 1, 100), ("高风险", 1, 50)], [VectorPlans.Any("检查组", 2)]));
        var contributions = scenario.ContributeAll(open);
        scenario.Reveal(open);
        scenario.Append(scenario.BuildResult(open, contributions));
        var package = scenario.Package(open.Seq);
        var task = open.Tasks[0];
        var seed = Seeds.Of(open.LeafHash, contributions, scenario.SecretOf(open));
        var files = package.Files.ToDictionary(static f => f.Key, static f => f.Value, StringComparer.Ordinal);
        var draw = Draws.Median(runs, () => Results.OfTask(task, Tables(files), seed));
        Console.WriteLine($"draw of {task.Quota.Sum():N0} of {rows:N0} with teams, from the three files     {draw * 1000,9:F1} ms");
        var answer = VerificationAnswer.Incomplete;
        var verify = Draws.Median(runs, () => answer = Verification.Verify(package).Answer);
        Draws.Line($"verification of that package: {answer}", verify, draw, "the draw");
    }

    private static TaskTables Tables(IReadOnlyDictionary<string, ReadOnlyMemory<byte>> files)
    {
        _ = RegisterTable.TryParse(files["register-1-T.txt"], RegisterProfile.Public, out var register, out var violation);
        _ = RosterTable.TryParse(files["roster-1-T.txt"], out var roster, out violation);
        _ = ConflictsTable.TryParse(files["conflicts-1-T.txt"], out var conflicts, out violation);
        return violation is null ? new TaskTables(register!, roster!, conflicts!) : throw new InvalidOperationException($"{violation}");
    }
}
