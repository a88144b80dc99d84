namespace SpotCheck.VerifiableDraws.Scenarios;

/// <summary>Registers, rosters and roles from which the project's own vectors are made.</summary>
internal static class VectorPlans
{
    public static readonly (string Stratum, long Numerator, long Denominator)[] Ratios =
        [("低风险", 1, 10), ("一般风险", 1, 5), ("较高风险", 1, 2), ("高风险", 1, 1)];

    public static readonly IReadOnlyList<ExpectedContribution> Dice = [ExpectedContribution.Dice6("纪检组", 25)];

    public static RegisterRow[] Register(int size, bool salted = false) =>
        [.. Enumerable.Range(0, size).Select(i => new RegisterRow(
            $"91130634MA{i * 7919:00000000}"[..18],
            Ratios[i % 7 switch { < 3 => 0, < 5 => 1, 5 => 2, _ => 3 }].Stratum,
            (i % 4) switch { 0 => "", 1 => "城关所", 2 => "灵山所", _ => "燕赵所" },
            salted ? Digest.OfText($"salt {i}").ToString()[..32] : null))];

    public static Inspector[] Roster(int size) =>
        [.. Enumerable.Range(0, size).Select(i => new Inspector(
            $"QY{i:000}", new[] { "城关所", "灵山所", "燕赵所", "信用监管股" }[i % 4],
            (i % 3) switch { 0 => [], 1 => ["食品"], _ => ["特种设备", "食品"] }))];

    public static TeamRole Any(string name, int need) => new(name, need, [], [], UnitMatch.Any, false);

    public static TaskPlan Plan(string id, int objects = 30, int inspectors = 8) => new(
        id, "计划行 " + id, Register(objects), Roster(inspectors), [], Ratios, [Any("检查组", 2)]);
}
