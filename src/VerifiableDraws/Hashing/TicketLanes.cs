using System.Buffers.Binary;

namespace SpotCheck.VerifiableDraws;

/// <summary>Tickets of one key for many messages, several at a time. The block of the key is hashed once.</summary>
internal sealed unsafe class TicketLanes
{
    private readonly LaneBuffers _buffers = new(Sha256Kernel.Best);
    private readonly TicketKey _key;
    private readonly BlockMasks _masks = Padding.Ticket;
    private readonly byte* _blocks;
    private readonly uint* _first;
    private readonly uint* _second;

    public TicketLanes(TicketKey key)
    {
        _key = key;
        _buffers.StartFrom(Midstate(key));
        Lanes = _buffers.Kernel.Lanes;
        _blocks = _buffers.Blocks;
        _first = _buffers.First;
        _second = _first + Lanes;
    }

    public int Lanes { get; }

    /// <summary>The longest message that <see cref="Put"/> takes.</summary>
    public const int LongestMessage = Padding.OneBlock;

    /// <summary>Where the message of each lane lies and its length, for <see cref="RunMessages"/>: 64 bytes from there on must be readable.</summary>
    public byte** Messages => _buffers.Messages;

    public int* Lengths => _buffers.Lengths;

    /// <summary>Hashes the messages that <see cref="Messages"/> points to.</summary>
    public void RunMessages() => _buffers.HashMessages(_masks);

    /// <summary>Puts a message into a lane, for <see cref="Run"/>.</summary>
    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.AggressiveInlining)]
    public void Put(int lane, byte* message, int length, bool mayReadOn)
    {
        if (mayReadOn)
            Padding.Masked(message, _masks.Keep + (length * 64), _masks.Ends + (length * 64), _blocks + (lane * 64));
        else
            Padding.Copied(message, length, _masks.Ends + (length * 64), _blocks + (lane * 64));
    }

    /// <summary>Hashes the messages put into the lanes.</summary>
    public void Run() => _buffers.HashFirst();

    /// <summary>First 32 bits of every lane's ticket.</summary>
    public uint* FirstWords => _first;

    /// <summary>First 64 bits of a lane's ticket.</summary>
    public ulong Prefix(int lane) => ((ulong)_first[lane] << 32) | _second[lane];

    /// <summary>A lane's ticket.</summary>
    public Digest Ticket(int lane) => _buffers.DigestOf(_buffers.First, lane);

    /// <summary>The ticket of a message of any length.</summary>
    public Digest Long(ReadOnlySpan<byte> message) => _key.Ticket(message);

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
