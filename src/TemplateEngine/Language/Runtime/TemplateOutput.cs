using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace SpotCheck.TemplateEngine.Language;

/// <summary>
/// Where a rendering writes UTF-8. The bytes come either as whole raw segments, which an output may treat as it
/// likes (copy, replay a compressed form), or as text printed by tags.
/// </summary>
public abstract class TemplateOutput
{
    /// <summary>Writes a raw segment of the template.</summary>
    public abstract void WriteRaw(RawSegment segment);

    /// <summary>At least <paramref name="sizeHint"/> bytes to write printed text to.</summary>
    public abstract Span<byte> GetSpan(int sizeHint);

    /// <summary>Says how many bytes of the last span were written.</summary>
    public abstract void Advance(int count);

    /// <summary>Bytes written so far, for the limit.</summary>
    public abstract long BytesWritten { get; }

    /// <summary>Makes everything written visible to the caller; called once at the end.</summary>
    public virtual void Flush()
    {
    }
}

/// <summary>Writes to any buffer writer, touching it once for many small texts.</summary>
internal sealed class BufferOutput(IBufferWriter<byte> writer) : TemplateOutput
{
    private const int Block = 16 * 1024;

    private Memory<byte> _block;
    private byte[] _bytes = [];
    private int _start;
    private int _end;
    private int _position;
    private long _committed;

    public override long BytesWritten => _committed + (_position - _start);

    public override void WriteRaw(RawSegment segment)
    {
        var bytes = segment.Bytes.Span;
        bytes.CopyTo(GetSpan(bytes.Length));
        _position += bytes.Length;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public override Span<byte> GetSpan(int sizeHint)
    {
        if (_end - _position < sizeHint)
            Grow(sizeHint);
        return _bytes.AsSpan(_position, _end - _position);
    }

    public override void Advance(int count) => _position += count;

    public override void Flush()
    {
        var written = _position - _start;
        if (written > 0)
        {
            if (!MemoryMarshal.TryGetArray((ReadOnlyMemory<byte>)_block, out _))
                _bytes.AsSpan(0, written).CopyTo(_block.Span);
            writer.Advance(written);
            _committed += written;
        }

        _start = _position = _end = 0;
        _bytes = [];
        _block = default;
    }

    private void Grow(int sizeHint)
    {
        Flush();
        _block = writer.GetMemory(Math.Max(sizeHint, Block));
        if (MemoryMarshal.TryGetArray((ReadOnlyMemory<byte>)_block, out var array))
        {
            _bytes = array.Array!;
            _start = _position = array.Offset;
            _end = array.Offset + array.Count;
        }
        else
        {
            _bytes = new byte[_block.Length];
            _end = _bytes.Length;
        }
    }
}

/// <summary>Takes nothing: for evaluating what prints nothing.</summary>
internal sealed class NoOutput : TemplateOutput
{
    public static readonly NoOutput Instance = new();

    public override long BytesWritten => 0;

    public override void WriteRaw(RawSegment segment) => throw new InvalidOperationException("Nothing is to be printed here.");

    public override Span<byte> GetSpan(int sizeHint) => throw new InvalidOperationException("Nothing is to be printed here.");

    public override void Advance(int count) => throw new InvalidOperationException("Nothing is to be printed here.");
}
