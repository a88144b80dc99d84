using System.Buffers.Binary;

namespace SpotCheck.VerifiableDraws;

/// <summary>Numbers the distinct names of a column by their bytes, so that each is validated once.</summary>
internal sealed class NameIndex
{
    private readonly List<string> _names = [];
    private readonly List<byte[]> _bytes = [];
    private int[] _slots = Filled(64);
    private int _last = -1;

    public IReadOnlyList<string> Names => _names;

    /// <summary>Number of the name, or −1 where the bytes are no name. An empty field is allowed only where asked for.</summary>
    public int Number(ReadOnlySpan<byte> field, bool allowEmpty)
    {
        if (_last >= 0 && field.SequenceEqual(_bytes[_last]))
            return _last;
        var slot = Hash(field) & (_slots.Length - 1);
        while (_slots[slot] >= 0)
        {
            if (field.SequenceEqual(_bytes[_slots[slot]]))
                return _last = _slots[slot];
            slot = (slot + 1) & (_slots.Length - 1);
        }

        var name = field.IsEmpty && allowEmpty ? "" : TableRows.Name(field);
        if (name is null)
            return -1;
        _names.Add(name);
        _bytes.Add(field.ToArray());
        _slots[slot] = _names.Count - 1;
        if (_names.Count * 2 > _slots.Length)
            Grow();
        return _last = _names.Count - 1;
    }

    private void Grow()
    {
        _slots = Filled(_slots.Length * 2);
        for (var i = 0; i < _bytes.Count; i++)
        {
            var slot = Hash(_bytes[i]) & (_slots.Length - 1);
            while (_slots[slot] >= 0)
                slot = (slot + 1) & (_slots.Length - 1);
            _slots[slot] = i;
        }
    }

    private static int[] Filled(int size)
    {
        var slots = new int[size];
        Array.Fill(slots, -1);
        return slots;
    }

    /// <summary>Spreads the length and the bytes, eight at a time; the last eight may overlap those before.</summary>
    private static int Hash(ReadOnlySpan<byte> field)
    {
        var hash = (ulong)field.Length;
        for (var rest = field; rest.Length >= 8; rest = rest[8..])
            hash = Mix(hash, BinaryPrimitives.ReadUInt64LittleEndian(rest));
        if (field.Length >= 8)
            return (int)(Mix(hash, BinaryPrimitives.ReadUInt64LittleEndian(field[^8..])) >> 33);
        foreach (var b in field)
            hash = Mix(hash, b);
        return (int)(hash >> 33);

        static ulong Mix(ulong hash, ulong value) => (hash ^ value) * 0x9e3779b97f4a7c15;
    }
}
