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

    [Theory]
    [InlineData(18, 4)]
    [InlineData(31, 16)]
    [InlineData(32, 17)]
    [InlineData(18, 40)]
    public void Ids_of_one_length_in_few_or_many_strata_are_drawn_as_by_sorting_all_tickets(int idLength, int strata)
    {
        var rows = Enumerable.Range(0, 20_000).Select(i => new RegisterRow($"{i}".PadLeft(idLength, '0'), $"S{i * 7 % strata:00}", "")).ToArray();
        Assert.True(RegisterTable.TryBuild(RegisterProfile.Public, rows, out var register, out _));
        var names = register.StratumCounts.Select(static c => c.Key).ToArray();
        var quota = names.Select((_, h) => 5L + (h * 3)).ToArray();
        var key = new TicketKey(Digest.OfText("K"));

        var outcome = ObjectDraw.Run(names, quota, register, key);

        for (var h = 0; h < strata; h++)
            Assert.Equal(rows.Where(r => r.Stratum == names[h]).OrderBy(r => key.Ticket(r.Id)).Take((int)quota[h]).Select(static r => r.Id), outcome.Drawn[h]);
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

    [Fact]
    public unsafe void Every_kernel_turns_messages_and_nodes_into_the_words_of_the_plain_way()
    {
        var random = new Numbers("words");
        Assert.All(Sha256Kernel.Supported(), kernel =>
        {
            var source = Enumerable.Range(0, 64 * 64).Select(_ => (byte)random.Below(256)).ToArray();
            foreach (var longest in new[] { 5, 31, 32, 55 })
            {
                foreach (var alike in new[] { true, false })
                    Assert.Equal(Words(new PlainWords(kernel.Lanes), source, longest, alike), Words(kernel, source, longest, alike));
            }
        });

        static uint[] Words(Sha256Kernel kernel, byte[] source, int longest, bool alike)
        {
            var buffers = new LaneBuffers(kernel);
            fixed (byte* bytes = source)
            {
                for (var lane = 0; lane < kernel.Lanes; lane++)
                {
                    buffers.Messages[lane] = bytes + (lane * 37);
                    buffers.Lengths[lane] = alike ? longest : longest - (lane % 5);
                }

                kernel.MessageWords(buffers.Messages, buffers.Lengths, Padding.Ticket, buffers.Blocks, buffers.Words);
                var messages = new ReadOnlySpan<uint>(buffers.Words, 16 * kernel.Lanes).ToArray();
                kernel.NodeWords((uint*)bytes, buffers.Words, buffers.First);
                return [.. messages, .. new ReadOnlySpan<uint>(buffers.Words, 16 * kernel.Lanes), .. new ReadOnlySpan<uint>(buffers.First, kernel.Lanes)];
            }
        }
    }

    /// <summary>As many lanes as another kernel, in the way that every kernel may do better.</summary>
    private sealed class PlainWords(int lanes) : Sha256Kernel
    {
        public override string Name => "plain";

        public override int Lanes => lanes;

        public override unsafe void Compress(uint* state, uint* words, uint* output) => throw new NotSupportedException();
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

    [Theory]
    [InlineData(1)]
    [InlineData(37)]
    [InlineData(5000)]
    [InlineData(1 << 20)]
    public void A_register_that_comes_in_pieces_gives_the_same_root_and_draw(int piece)
    {
        Assert.True(RegisterTable.TryBuild(RegisterProfile.Public, VectorPlans.Register(3000), out var register, out _));
        var strata = register.StratumCounts.Select(static c => new Stratum(c.Key, c.Value, 1, 7)).ToArray();
        var quota = Quotas.Of(strata, null);
        var key = new TicketKey(Digest.OfText("K"));
        var draw = new StreamedDraw(strata, quota, key);
        for (var at = 0; at < register.Bytes.Length; at += piece)
            Assert.Null(draw.Add(register.Bytes.Span[at..Math.Min(at + piece, register.Bytes.Length)]));

        Assert.Null(draw.Finish(out var root, out var outcome));

        var expected = ObjectDraw.Run(strata.Select(static s => s.Id).ToArray(), quota, register, key);
        Assert.Equal((register.Root, (long)register.Size, expected.Root), (root, draw.Size, outcome!.Root));
        Assert.Equal(expected.Drawn, outcome.Drawn);
    }

    [Fact]
    public void A_register_in_pieces_is_checked_like_a_whole_one()
    {
        var strata = new[] { new Stratum("S", 2, 1, 1) };
        var key = new TicketKey(Digest.OfText("K"));

        Assert.Equal("line 2", Feed("B|S|\n", "A|S|\n"));
        Assert.Equal("line 2", Feed("A|S|\n", "A|S|x\n"));
        Assert.Equal("line 3", Feed("A|S|\nB|S|\n", "c|S|\n"));
        Assert.Equal("strata", Feed("A|T|\n"));
        Assert.Equal("strata", Feed("A|S|\n"));
        Assert.Equal("end of file", Feed("A|S|\nB|S|"));

        string? Feed(params string[] pieces)
        {
            var draw = new StreamedDraw(strata, [2], key);
            foreach (var piece in pieces)
            {
                if (draw.Add(System.Text.Encoding.UTF8.GetBytes(piece)) is { } violation)
                    return violation.Where;
            }

            return draw.Finish(out _, out _)?.Where;
        }
    }
}
