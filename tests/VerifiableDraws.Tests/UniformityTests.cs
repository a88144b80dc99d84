namespace SpotCheck.VerifiableDraws.Tests;

public sealed class UniformityTests
{
    private const int Seeds = 6000;

    // 99.9 % points of chi-square for 19 and 9 degrees of freedom. The seeds are fixed, so the test never wavers.
    private const double Limit19 = 43.82;
    private const double Limit9 = 27.88;

    [Fact]
    public void Over_thousands_of_seeds_every_object_is_drawn_equally_often_and_equally_often_first()
    {
        var (drawn, first) = (new int[20], new int[20]);
        Assert.True(RegisterTable.TryBuild(RegisterProfile.Public, Enumerable.Range(0, 20).Select(static i => new RegisterRow($"ID{i:00}", "S", "")), out var register, out _));
        for (var seed = 0; seed < Seeds; seed++)
        {
            var ids = ObjectDraw.Run(["S"], [5], register, new TicketKey(Digest.OfText($"seed {seed}"))).Drawn[0];
            first[register.Find(ids[0])]++;
            foreach (var id in ids)
                drawn[register.Find(id)]++;
        }

        Assert.True(ChiSquare(first) < Limit19, $"{ChiSquare(first)}");
        // Drawing 5 of 20 without replacement spreads less than independent draws: 15/19 of it.
        Assert.True(ChiSquare(drawn) / (15.0 / 19.0) < Limit19, $"{ChiSquare(drawn)}");
    }

    [Fact]
    public void Over_thousands_of_seeds_every_inspector_gets_a_given_object_equally_often()
    {
        var visits = new int[10];
        Assert.True(RegisterTable.TryBuild(RegisterProfile.Public, [new RegisterRow("A", "S", ""), new RegisterRow("B", "S", ""), new RegisterRow("C", "S", "")], out var register, out _));
        Assert.True(RosterTable.TryBuild(Enumerable.Range(0, 10).Select(static i => new Inspector($"QY{i}", "U", [])), out var roster, out _));
        Assert.True(ConflictsTable.TryBuild([], out var conflicts, out _));
        var tables = new TaskTables(register, roster, conflicts);
        var task = new DrawTask("T", default, 1, null, RegisterProfile.Public, register.Commitment, roster.Commitment, conflicts.Commitment,
            [new Stratum("S", 3, 1, 1)], null, [3], [new TeamRole("R", 2, [], [], UnitMatch.Any, false)], 0, null);
        for (var seed = 0; seed < Seeds; seed++)
        {
            foreach (var member in TeamDraw.Run(task, tables, ["A", "B", "C"], new TicketKey(Digest.OfText($"seed {seed}"))).Teams[0].Members)
                visits[roster.IndexOf(member.Inspector)]++;
        }

        Assert.True(ChiSquare(visits) / (8.0 / 9.0) < Limit9, $"{ChiSquare(visits)}");
    }

    private static double ChiSquare(int[] counts)
    {
        var expected = counts.Average();
        return counts.Sum(c => (c - expected) * (c - expected) / expected);
    }
}
