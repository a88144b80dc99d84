using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using SpotCheck.VerifiableDraws;

namespace SpotCheck.Bench;

/// <summary>Verified draws at the size of a province, each figure beside its limit measured in the same run.</summary>
internal static class Draws
{
    private const int Runs = 5;

    private static readonly (string Name, long Numerator, long Denominator)[] Strata =
        [("一般风险", 1, 20), ("低风险", 1, 100), ("较高风险", 1, 10), ("高风险", 1, 5)];

    public static int Run(string[] args)
    {
        var rows = args is [var text, ..] && int.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var asked) ? asked : 10_000_000;
        Console.WriteLine($"cores {Environment.ProcessorCount}, kernel {Sha256Kernel.Best.Name}, {rows:N0} rows, median of {Runs} rounds in turn");
        DrawsCandidates.Run(Register(rows), Task(rows), Runs);
        DrawsStreamed.Run(args is [_, var streamed, ..] ? long.Parse(streamed, System.Globalization.CultureInfo.InvariantCulture) : 100_000_000, Strata);
        DrawsTeams.Run(Runs);
        DrawsPackage.Run(Math.Min(rows, 1_000_000), Runs);
        return 0;
    }

    public static readonly TicketKey Key = new(Digest.OfText("K"));

    /// <summary>A register as a file: ascending 18-character ids, four strata, five areas.</summary>
    public static byte[] Register(int rows)
    {
        var file = new byte[rows * 46L];
        var at = 0;
        for (var i = 0; i < rows; i++)
            at += WriteRow(file.AsSpan(at), i);
        return file[..at];
    }

    public static int WriteRow(Span<byte> destination, long i)
    {
        "91130634M000000000"u8.CopyTo(destination);
        for (var (digit, rest) = (17, i); rest > 0; rest /= 10)
            destination[digit--] = (byte)('0' + (rest % 10));
        var at = 18;
        at += Copy("|"u8, destination[at..]);
        at += Copy(StratumBytes[StratumOf(i)], destination[at..]);
        at += Copy("|"u8, destination[at..]);
        at += Copy(Areas[(int)(i % 5)], destination[at..]);
        at += Copy("\n"u8, destination[at..]);
        return at;
    }

    public static int StratumOf(long i) => (int)(i % 20) switch { < 9 => 0, < 16 => 1, < 19 => 2, _ => 3 };

    public static DrawTask Task(int rows)
    {
        var counts = new long[4];
        for (var i = 0; i < rows; i++)
            counts[StratumOf(i)]++;
        var strata = Strata.Select((s, h) => new Stratum(s.Name, counts[h], s.Numerator, s.Denominator)).ToArray();
        return new DrawTask(
            "T", default, 1, null, RegisterProfile.Public, new TableCommitment(default, rows), new TableCommitment(default, 0),
            new TableCommitment(default, 0), strata, null, Quotas.Of(strata, null), [], 1, null);
    }

    public static double Median(int runs, Action work) => Machine.Median(runs, work);

    /// <summary>Seconds by the clock: what somebody waits, and what several threads must be measured by.</summary>
    public static double Clock() => Stopwatch.GetTimestamp() / (double)Stopwatch.Frequency;

    /// <summary>Seconds that this process computed: what one thread must be measured by where other processes take their share of the clock.</summary>
    public static double ProcessorTime() => Environment.CpuUsage.TotalTime.TotalSeconds;

    /// <summary>Seconds of each round of each piece of work, done in turn so that whatever else the machine does falls on all alike; a first round is thrown away.</summary>
    public static double[][] InTurn(int runs, Func<double> time, params Action[] work)
    {
        var seconds = work.Select(_ => new double[runs]).ToArray();
        for (var round = -1; round < runs; round++)
        {
            for (var i = 0; i < work.Length; i++)
            {
                var start = time();
                work[i]();
                if (round >= 0)
                    seconds[i][round] = time() - start;
            }
        }

        return seconds;
    }

    public static double Middle(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted[sorted.Length / 2];
    }

    /// <summary>Median time, and the median of the ratios to the limit of the same round.</summary>
    public static void Line(string what, double[] seconds, double[] limit, string limitName) =>
        Console.WriteLine($"{what,-58} {Middle(seconds) * 1000,9:F1} ms   {Middle(seconds.Zip(limit, static (s, l) => s / l)),6:F2} x {limitName} ({Middle(limit) * 1000:F1} ms)");

    public static void Line(string what, double seconds, double limit, string limitName) =>
        Console.WriteLine($"{what,-58} {seconds * 1000,9:F1} ms   {seconds / limit,6:F2} x {limitName} ({limit * 1000:F1} ms)");

    /// <summary>The fastest that any draw could be: every ticket hashed by the widest kernel, nothing read, nothing selected.</summary>
    public static double HashOnly(long hashes, int blocksEach) => Median(Runs, HashOnlyWork(hashes, blocksEach));

    public static unsafe Action HashOnlyWork(long hashes, int blocksEach)
    {
        var kernel = Sha256Kernel.Best;
        var buffers = new LaneBuffers(kernel);
        new Span<byte>(buffers.Blocks, 64 * kernel.Lanes).Clear();
        buffers.StartFrom(Sha256Kernel.InitialState);
        return () =>
        {
            for (var done = 0L; done < hashes * blocksEach; done += kernel.Lanes)
            {
                kernel.Transpose(buffers.Blocks, buffers.Words);
                kernel.Compress(buffers.Start, buffers.Words, buffers.First);
            }
        };
    }

    private static readonly byte[][] StratumBytes = [.. Strata.Select(static s => Encoding.UTF8.GetBytes(s.Name))];
    private static readonly byte[][] Areas = [.. new[] { "城关所", "灵山所", "燕赵所", "丛台所", "" }.Select(Encoding.UTF8.GetBytes)];

    private static int Copy(ReadOnlySpan<byte> source, Span<byte> destination)
    {
        source.CopyTo(destination);
        return source.Length;
    }
}

/// <summary>A stratified draw of a register in memory, its root, and the plain way.</summary>
internal static class DrawsCandidates
{
    public static void Run(byte[] file, DrawTask task, int runs)
    {
        var rows = (int)task.Register.Size;
        var limit = Draws.HashOnly(rows, 1);
        Console.WriteLine($"hash-only limit: {rows / limit / 1e6:F1} M tickets/s on one thread");
        var plain = Draws.Median(3, () => Plain(file, Math.Min(rows, 1_000_000))) * rows / Math.Min(rows, 1_000_000);
        Draws.Line("plain draw: SHA256.HashData per row (scaled from 1 M)", plain, limit, "hash-only");
        var parsed = Draws.Median(runs, () => Parse(file));
        Draws.Line("reading and checking the table", parsed, limit, "hash-only");
        var register = Parse(file);
        var stratumOf = register.StratumNames.Select(n => task.Strata.ToList().FindIndex(s => s.Id == n)).ToArray();
        var counts = task.Strata.Select(static s => s.Count).ToArray();
        var cores = Environment.ProcessorCount;
        var starts = register.Starts.ToArray();
        Compare($"stratified draw of {task.Quota.Sum():N0}", 1, Draw, "hash-only");
        Compare("register root", 3, threads => RowHashing.Root(file, starts, threads), "its 3 blocks per row");

        void Compare(string what, int blocksPerRow, Action<int> work, string limitName)
        {
            var one = Draws.InTurn(runs, Draws.ProcessorTime, Draws.HashOnlyWork(rows, blocksPerRow), () => work(1));
            Draws.Line($"{what}, one thread, processor time", one[1], one[0], limitName);
            var all = Draws.InTurn(runs, Draws.Clock, Draws.HashOnlyWork(rows, blocksPerRow), () => work(1), () => work(cores));
            Draws.Line($"{what}, one thread, clock", all[1], all[0], limitName);
            Draws.Line($"{what}, {cores} threads, clock", all[2], all[0], limitName);
        }

        void Draw(int threads) => StratifiedSelection.Run(register, stratumOf, counts, task.Quota, Draws.Key, threads);
    }

    private static RegisterTable Parse(byte[] file) =>
        RegisterTable.TryParse(file, RegisterProfile.Public, out var table, out var violation) ? table : throw new InvalidOperationException($"{violation}");

    /// <summary>What anybody would write first: hash each row, sort all.</summary>
    private static void Plain(byte[] file, int rows)
    {
        var message = new byte[64 + 18];
        Encoding.ASCII.GetBytes(Draws.Key.Value.ToString(), message);
        var tickets = new (ulong, int)[rows];
        Span<byte> hash = stackalloc byte[32];
        var at = 0;
        for (var row = 0; row < rows; row++)
        {
            file.AsSpan(at, 18).CopyTo(message.AsSpan(64));
            SHA256.HashData(message, hash);
            tickets[row] = (System.Buffers.Binary.BinaryPrimitives.ReadUInt64BigEndian(hash), row);
            at += file.AsSpan(at).IndexOf((byte)'\n') + 1;
        }

        Array.Sort(tickets);
    }
}
