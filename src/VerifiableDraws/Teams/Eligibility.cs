namespace SpotCheck.VerifiableDraws;

/// <summary>Who may inspect what in which role (docs/draw-protocol.md §6), as one bit per inspector.</summary>
internal sealed class Eligibility
{
    private readonly IReadOnlyList<TeamRole> _roles;
    private readonly RosterTable _roster;
    private readonly ConflictsTable _conflicts;
    private readonly ulong[][] _roleBits;
    private readonly Dictionary<string, int> _unitNumbers = new(StringComparer.Ordinal);
    private readonly Dictionary<(int Role, string Area), ulong[]> _byArea = [];

    public Eligibility(DrawTask task, RosterTable roster, ConflictsTable conflicts)
    {
        (_roles, _roster, _conflicts) = (task.Roles, roster, conflicts);
        UnitOf = roster.Inspectors.Select(i => UnitNumber(i.Unit)).ToArray();
        _roleBits = _roles.Select(RoleBits).ToArray();
    }

    /// <summary>Number of each inspector's unit.</summary>
    public int[] UnitOf { get; }

    /// <summary>Eligible inspectors of an object for a role; a new array.</summary>
    public ulong[] Of(string objectId, string area, int role)
    {
        if (!_byArea.TryGetValue((role, area), out var bits))
            _byArea.Add((role, area), bits = Matching(role, area));
        bits = [.. bits];
        foreach (var inspector in _conflicts.InspectorsOf(objectId))
        {
            if (_roster.IndexOf(inspector) is var i and >= 0)
                bits[i >> 6] &= ~(1UL << i);
        }

        return bits;
    }

    private ulong[] Matching(int role, string area)
    {
        ulong[] bits = [.. _roleBits[role]];
        for (var i = 0; i < UnitOf.Length; i++)
        {
            // Nobody is at home in an object without area.
            var home = area.Length > 0 && string.Equals(_roster.Inspectors[i].Unit, area, StringComparison.Ordinal);
            if (_roles[role].Match == UnitMatch.Home && !home || _roles[role].Match == UnitMatch.Away && home)
                bits[i >> 6] &= ~(1UL << i);
        }

        return bits;
    }

    private ulong[] RoleBits(TeamRole role)
    {
        var bits = new ulong[(UnitOf.Length + 63) / 64];
        var units = role.Units.ToHashSet(StringComparer.Ordinal);
        for (var i = 0; i < UnitOf.Length; i++)
        {
            var inspector = _roster.Inspectors[i];
            if ((units.Count == 0 || units.Contains(inspector.Unit))
                && role.Qualifications.All(q => inspector.Qualifications.Contains(q, StringComparer.Ordinal)))
                bits[i >> 6] |= 1UL << i;
        }

        return bits;
    }

    private int UnitNumber(string unit)
    {
        if (!_unitNumbers.TryGetValue(unit, out var number))
            _unitNumbers.Add(unit, number = _unitNumbers.Count);
        return number;
    }
}
