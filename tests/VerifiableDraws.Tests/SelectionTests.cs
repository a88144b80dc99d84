using SpotCheck.VerifiableDraws.Scenarios;

namespace SpotCheck.VerifiableDraws.Tests;

public sealed class SelectionTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(17)]
    [InlineData(1000)]
    [InlineData(200_000)]
    public void The_vectorised_draw_equals_sorting_all_tickets(int size)
    {
        var numbers = new Numbers($"selection {size}");
        var salted = size % 2 == 1;
        var rows = Enumerable.Range(0, size).Select(i => new RegisterRow(
            $"{i}{new string('Z', numbers.OneIn(50) ? 40 : numbers.Below(12))}", $"S{numbers.Below(3)}", "", salted ? Digest.OfText($"{i}").ToString()[..32] : null)).ToArray();
        Assert.True(RegisterTable.TryBuild(salted ? RegisterProfile.Salted : RegisterProfile.Public, rows, out var register, out _));
        var counts = register.StratumCounts.ToDictionary(static p => p.Key, static p => p.Value);
        string[] strata = ["S0", "S1", "S2"];
        long[] quota = [counts.GetValueOrDefault("S0") / 20, counts.GetValueOrDefault("S1"), 0];
        var key = new TicketKey(Digest.OfText("K"));

        var outcome = ObjectDraw.Run(strata, quota, register, key);

        for (var h = 0; h < 3; h++)
        {
            var expected = rows.Where(r => r.Stratum == strata[h])
                .Select(r => (Ticket: key.Ticket(salted ? $"{r.Id}|{r.Salt}" : r.Id), r.Id))
                .OrderBy(static c => c.Ticket).Take((int)quota[h]).ToArray();
            Assert.Equal(expected.Select(static e => e.Id), outcome.Drawn[h]);
            Assert.Equal(expected.Select(static e => e.Ticket), outcome.Tickets[h]);
            Assert.Equal(expected.Length == 0 ? null : expected[^1].Ticket, outcome.Cutoffs[h]);
        }
    }

    [Fact]
    public void A_larger_quota_keeps_everyone_of_the_smaller_one()
    {
        Assert.True(RegisterTable.TryBuild(RegisterProfile.Public, VectorPlans.Register(500).Select(static r => r with { Stratum = "S" }), out var register, out _));
        var key = new TicketKey(Digest.OfText("K"));

        Assert.Equal(ObjectDraw.Run(["S"], [10], register, key).Drawn[0], ObjectDraw.Run(["S"], [200], register, key).Drawn[0].Take(10));
    }

    [Fact]
    public void Every_kernel_of_this_machine_agrees_with_the_platform()
    {
        Assert.All(Sha256Kernel.Supported(), static kernel => Assert.True(kernel.AgreesWithPlatform(), kernel.Name));
        Assert.True(new ScalarSha256().AgreesWithPlatform());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(31)]
    [InlineData(1023)]
    [InlineData(1025)]
    [InlineData(5000)]
    public void The_vectorised_root_equals_the_root_of_single_hashes(int size)
    {
        var numbers = new Numbers($"root {size}");
        var rows = Enumerable.Range(0, size).Select(i => System.Text.Encoding.UTF8.GetBytes($"{i:00000}{new string('x', numbers.OneIn(30) ? 140 : numbers.OneIn(9) ? 60 : numbers.Below(50))}")).ToArray();
        var file = TableRows.Join(rows);
        var expected = rows.Select(r => Merkle.Leaf(r)).ToList();
        while (expected.Count > 1)
            expected = [.. expected.Chunk(2).Select(static p => p.Length == 2 ? Merkle.Node(p[0], p[1]) : p[0])];

        Assert.Equal(size == 0 ? Merkle.EmptyRoot : expected[0], RowHashing.Root(file, TableRows.Starts(file)!, 1));
        Assert.Equal(size == 0 ? Merkle.EmptyRoot : expected[0], RowHashing.Root(file, TableRows.Starts(file)!, 2));
        Assert.Equal(size == 0 ? Merkle.EmptyRoot : expected[0], RowHashing.Tree(file, TableRows.Starts(file)!).Root);
    }
}
