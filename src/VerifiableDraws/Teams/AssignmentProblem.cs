using System.Numerics;

namespace SpotCheck.VerifiableDraws;

/// <summary>Places of one role on one object that wait for inspectors.</summary>
/// <param name="Object">Number of the object.</param>
/// <param name="Role">Number of the role.</param>
/// <param name="Need">Number of places.</param>
/// <param name="Eligible">One bit per inspector.</param>
/// <param name="DistinctUnits">Whether no two members may share a unit.</param>
internal sealed record Slot(int Object, int Role, int Need, ulong[] Eligible, bool DistinctUnits);

/// <summary>An assignment problem (docs/draw-protocol.md §6): slots, units of inspectors, and how many objects each inspector can still take.</summary>
internal sealed class AssignmentProblem
{
    public AssignmentProblem(int objects, IReadOnlyList<Slot> slots, int[] unitOf)
    {
        (Objects, Slots, UnitOf) = (objects, slots, unitOf);
        UnitCount = unitOf.Length == 0 ? 0 : unitOf.Max() + 1;
        Words = (unitOf.Length + 63) / 64;
        UnitMembers = new ulong[UnitCount][];
        for (var u = 0; u < UnitCount; u++)
            UnitMembers[u] = new ulong[Words];
        for (var i = 0; i < unitOf.Length; i++)
            UnitMembers[unitOf[i]][i >> 6] |= 1UL << i;
        SlotsOfObject = new int[objects][];
        foreach (var group in slots.Select(static (s, index) => (s.Object, index)).GroupBy(static p => p.Object, static p => p.index))
            SlotsOfObject[group.Key] = [.. group];
        for (var o = 0; o < objects; o++)
            SlotsOfObject[o] ??= [];
        Places = slots.Sum(static s => (long)s.Need);
    }

    public int Objects { get; }

    public IReadOnlyList<Slot> Slots { get; }

    public int[] UnitOf { get; }

    public int UnitCount { get; }

    public int Words { get; }

    /// <summary>Per unit one bit per inspector.</summary>
    public ulong[][] UnitMembers { get; }

    public int[][] SlotsOfObject { get; }

    public long Places { get; }

    public int Inspectors => UnitOf.Length;

    public static bool Has(ulong[] bits, int inspector) => (bits[inspector >> 6] >> inspector & 1) != 0;

    public static int Count(ulong[] bits) => bits.Sum(BitOperations.PopCount);
}

/// <summary>One eligible (object, role, inspector), named by slot and inspector.</summary>
internal readonly record struct Pair(int Slot, int Inspector);
