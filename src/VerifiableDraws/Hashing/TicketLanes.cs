using System.Buffers.Binary;

namespace SpotCheck.VerifiableDraws;

/// <summary>Tickets of one key for many messages, several at a time. The block of the key is hashed once.</summary>
internal sealed unsafe class TicketLanes
{
    private readonly LaneBuffers _buffers = new(Sha256Kernel.Best);
    private readonly TicketKey _key;

    public TicketLanes(TicketKey key)
    {
        _key = key;
        _buffers.StartFrom(Midstate(key));
        Lanes = _buffers.Kernel.Lanes;
    }

    public int Lanes { get; }

    /// <summary>The longest message that <see cref="Put"/> takes.</summary>
    public const int LongestMessage = Padding.OneBlock;

    /// <summary>Puts a message into a lane.</summary>
    public void Put(int lane, byte* message, int length, bool mayReadOn) =>
        Padding.Ticket(message, length, _buffers.Blocks + (lane * 64), mayReadOn);

    /// <summary>Hashes all lanes.</summary>
    public void Run() => _buffers.HashFirst();

    /// <summary>First 64 bits of a lane's ticket.</summary>
    public ulong Prefix(int lane) => ((ulong)_buffers.First[lane] << 32) | _buffers.First[Lanes + lane];

    /// <summary>A lane's ticket.</summary>
    public Digest Ticket(int lane) => _buffers.DigestOf(_buffers.First, lane);

    /// <summary>The ticket of a message of any length.</summary>
    public Digest Long(ReadOnlySpan<byte> message) => _key.Ticket(message);

    /// <summary>Tickets of any messages, of which long ones go one by one.</summary>
    public void All(int count, Func<int, byte[]> messageOf, Action<int, Digest> take)
    {
        var waiting = new int[Lanes];
        var filled = 0;
        for (var i = 0; i < count; i++)
        {
            var message = messageOf(i);
            if (message.Length > LongestMessage)
            {
                take(i, _key.Ticket(message));
                continue;
            }

            fixed (byte* m = message)
                Put(filled, m, message.Length, mayReadOn: false);
            waiting[filled++] = i;
            if (filled == Lanes)
                Flush();
        }

        if (filled > 0)
            Flush();

        void Flush()
        {
            Run();
            for (var lane = 0; lane < filled; lane++)
                take(waiting[lane], Ticket(lane));
            filled = 0;
        }
    }

    private static uint[] Midstate(TicketKey key)
    {
        var kernel = new ScalarSha256();
        var state = Sha256Kernel.InitialState.ToArray();
        var words = new uint[16];
        for (var t = 0; t < 16; t++)
            words[t] = BinaryPrimitives.ReadUInt32BigEndian(key.Block.AsSpan(t * 4));
        fixed (uint* s = state, w = words)
            kernel.Compress(s, w, s);
        return state;
    }
}
