using System.Numerics;

namespace SpotCheck.VerifiableDraws;

/// <summary>
/// A partial assignment and searches in its residual network. Nodes are slots, units within slots that demand distinct units,
/// inspectors, and the sink. The node of an (object, inspector) pair is left out: a search that reaches a taken pair goes on to the slot that took it.
/// </summary>
internal sealed partial class ResidualNetwork
{
    private const int None = -1;

    private readonly AssignmentProblem _problem;
    private readonly int[] _capacity;
    private readonly int[] _unitBase;
    private readonly int[] _slotOfUnit;
    private readonly bool[] _unitIsHeld;
    private readonly int _unitsEnd;
    private readonly int _firstInspector;
    private readonly int _sink;

    // Members of each object over all its slots; the loads follow from them.
    private readonly List<Member>[] _members;
    private readonly List<int>[] _slotsOf;
    private readonly int[] _load;
    private readonly int[] _missing;

    // Label of the side of every cut found so far: a closed walk never crosses a cut. A unit that holds nobody has the label of its slot.
    private readonly int[] _side;
    private int _sides = 1;

    private readonly int[] _visited;
    private readonly int[] _from;
    private readonly int[] _via;
    private readonly ulong[] _unvisited;
    private readonly ulong[] _candidates;

    // Inspectors from whom one step leads to the target: those it holds and may give up. Most searches end at the first of them.
    private readonly ulong[] _doors;
    private int _target;
    private readonly int[] _queue;
    private int _queued;
    private int _stamp;

    public ResidualNetwork(AssignmentProblem problem, int[] capacity)
    {
        (_problem, _capacity) = (problem, capacity);
        _unitBase = new int[problem.Slots.Count];
        var node = problem.Slots.Count;
        for (var s = 0; s < problem.Slots.Count; s++)
        {
            _unitBase[s] = node;
            if (problem.Slots[s].DistinctUnits)
                node += problem.UnitCount;
        }

        (_unitsEnd, _firstInspector, _sink) = (node, node, node + problem.Inspectors);
        _slotOfUnit = new int[node - problem.Slots.Count];
        for (var s = 0; s < problem.Slots.Count; s++)
        {
            if (problem.Slots[s].DistinctUnits)
                Array.Fill(_slotOfUnit, s, _unitBase[s] - problem.Slots.Count, problem.UnitCount);
        }

        _unitIsHeld = new bool[problem.UnitCount];
        _side = new int[_sink + 1];
        _visited = new int[_sink + 1];
        _from = new int[_sink + 1];
        _via = new int[_sink + 1];
        _queue = new int[_sink + 1];
        _unvisited = new ulong[problem.Words];
        _candidates = new ulong[problem.Words];
        _doors = new ulong[problem.Words];
        _members = new List<Member>[problem.Objects];
        for (var o = 0; o < problem.Objects; o++)
            _members[o] = [];
        _slotsOf = new List<int>[problem.Inspectors];
        for (var i = 0; i < problem.Inspectors; i++)
            _slotsOf[i] = [];
        _load = new int[problem.Inspectors];
        _missing = problem.Slots.Select(static s => s.Need).ToArray();
    }

    private struct Member
    {
        public int Slot;
        public int Inspector;
        public bool Locked;
    }

    /// <summary>The largest number of objects of one inspector.</summary>
    public int LargestLoad => _load.Length == 0 ? 0 : _load.Max();

    public bool IsAssigned(Pair pair) => Find(_problem.Slots[pair.Slot].Object, pair.Inspector) is var at and >= 0
        && _members[_problem.Slots[pair.Slot].Object][at].Slot == pair.Slot;

    /// <summary>Accepts the pair for ever iff all accepted so far can be completed together with it. Every place must be filled.</summary>
    public bool TryAccept(Pair pair)
    {
        var slot = _problem.Slots[pair.Slot];
        var members = _members[slot.Object];
        var at = Find(slot.Object, pair.Inspector);
        if (at >= 0 && members[at].Slot == pair.Slot)
        {
            Lock(slot.Object, at);
            return true;
        }

        // The pair (object, inspector) has capacity one: whoever holds it must give it up.
        if (at >= 0 && members[at].Locked)
            return false;
        var target = Target(pair, out var possible);
        if (!possible)
            return false;
        var start = at >= 0 ? Tail(members[at].Slot, pair.Inspector) : _firstInspector + pair.Inspector;
        if (_side[start] != _side[target])
            return false;
        if (!Search(start, target, pair.Slot))
        {
            SplitOff();
            return false;
        }

        if (at >= 0)
            Remove(members[at].Slot, pair.Inspector);
        Apply(target);
        Add(pair.Slot, pair.Inspector);
        Lock(slot.Object, Find(slot.Object, pair.Inspector));
        return true;
    }

    /// <summary>The node that must lose a unit so that the slot can take the inspector; impossible where accepted members stand in the way.</summary>
    private int Target(Pair pair, out bool possible)
    {
        var slot = _problem.Slots[pair.Slot];
        possible = false;
        var unit = _problem.UnitOf[pair.Inspector];
        foreach (var member in _members[slot.Object])
        {
            if (member.Slot != pair.Slot)
                continue;
            possible |= !member.Locked;
            if (slot.DistinctUnits && _problem.UnitOf[member.Inspector] == unit)
            {
                possible = !member.Locked;
                return _unitBase[pair.Slot] + unit;
            }
        }

        return pair.Slot;
    }

    private void Without(ulong[] bits)
    {
        for (var w = 0; w < _candidates.Length; w++)
            _candidates[w] &= ~bits[w];
    }

    /// <summary>Looks for a path; leaves it in the predecessors. The target belongs to the given slot, if to any.</summary>
    private bool Search(int start, int target, int targetSlot)
    {
        _stamp++;
        _queued = 0;
        _target = target;
        Array.Clear(_unvisited);
        for (var i = 0; i < _load.Length; i++)
        {
            if (_side[_firstInspector + i] == _side[start])
                _unvisited[i >> 6] |= 1UL << i;
        }

        FindDoors(targetSlot);
        Visit(start, None, None);
        for (var at = 0; at < _queued && _visited[target] != _stamp; at++)
        {
            var node = _queue[at];
            if (node == _sink)
                LeaveSink();
            else if (node >= _firstInspector)
                LeaveInspector(node);
            else if (node < _problem.Slots.Count)
                LeaveSlot(node, node, unit: None);
            else
                LeaveUnit(node);
        }

        return _visited[target] == _stamp;
    }

    private void FindDoors(int targetSlot)
    {
        Array.Clear(_doors);
        if (targetSlot == None)
            return;
        foreach (var member in _members[_problem.Slots[targetSlot].Object])
        {
            if (member.Slot == targetSlot && !member.Locked && (_target == targetSlot || Tail(targetSlot, member.Inspector) == _target))
                _doors[member.Inspector >> 6] |= 1UL << member.Inspector;
        }
    }

    private void Visit(int node, int from, int via)
    {
        if (_visited[node] == _stamp)
            return;
        _visited[node] = _stamp;
        (_from[node], _via[node]) = (from, via);
        _queue[_queued++] = node;
        if (node < _firstInspector || node == _sink)
            return;
        var i = node - _firstInspector;
        _unvisited[i >> 6] &= ~(1UL << i);
        if ((_doors[i >> 6] >> i & 1) == 0)
            return;
        var targetSlot = _target < _problem.Slots.Count ? _target : SlotOfUnit(_target);
        var tail = Tail(targetSlot, i);
        Cross(node, tail, i);
        if (tail != _target && _visited[tail] == _stamp)
            Cross(tail, _target, None);
    }

    private void LeaveSink()
    {
        for (var i = 0; i < _load.Length; i++)
        {
            if (_load[i] > 0)
                Cross(_sink, _firstInspector + i, None);
        }
    }

    private void LeaveInspector(int node)
    {
        var i = node - _firstInspector;
        if (_load[i] < _capacity[i])
            Cross(node, _sink, None);
        foreach (var s in _slotsOf[i])
        {
            var o = _problem.Slots[s].Object;
            if (!_members[o][Find(o, i)].Locked)
                Cross(node, Tail(s, i), i);
        }
    }

    private void LeaveUnit(int node)
    {
        // The unit within its slot has just lost its member: another of the unit may come, or the slot takes another unit.
        var s = SlotOfUnit(node);
        Cross(node, s, None);
        LeaveSlot(node, s, node - _unitBase[s]);
    }

    private void LeaveSlot(int node, int s, int unit)
    {
        var slot = _problem.Slots[s];
        for (var w = 0; w < _candidates.Length; w++)
            _candidates[w] = slot.Eligible[w] & (unit == None ? ulong.MaxValue : _problem.UnitMembers[unit][w]);
        if (slot.DistinctUnits && unit == None)
        {
            foreach (var member in _members[slot.Object])
            {
                if (member.Slot == s)
                    Without(_problem.UnitMembers[_problem.UnitOf[member.Inspector]]);
            }
        }

        foreach (var member in _members[slot.Object])
        {
            var bit = 1UL << member.Inspector;
            if ((_candidates[member.Inspector >> 6] & bit) == 0)
                continue;
            _candidates[member.Inspector >> 6] &= ~bit;
            if (member.Slot != s && !member.Locked)
                Cross(node, Tail(member.Slot, member.Inspector), member.Inspector);
        }

        for (var w = 0; w < _candidates.Length; w++)
        {
            if ((_candidates[w] & _unvisited[w] & _doors[w]) is var door and not 0)
            {
                var i = (w << 6) + BitOperations.TrailingZeroCount(door);
                Visit(_firstInspector + i, node, i);
                if (_visited[_target] == _stamp)
                    return;
            }
        }

        for (var w = 0; w < _candidates.Length; w++)
        {
            for (var bits = _candidates[w] & _unvisited[w]; bits != 0; bits &= bits - 1)
            {
                var i = (w << 6) + BitOperations.TrailingZeroCount(bits);
                Visit(_firstInspector + i, node, i);
            }
        }
    }

    private void Cross(int from, int to, int via)
    {
        if (_side[from] == _side[to])
            Visit(to, from, via);
    }

    /// <summary>Moves one unit along the path that the search found. Removals come first, so that no pair is held twice.</summary>
    private void Apply(int target)
    {
        for (var node = target; _from[node] != None; node = _from[node])
        {
            if (_via[node] == None || node >= _firstInspector)
                continue;
            // Reached a slot or unit through an inspector it holds: it gives him up.
            var s = node < _problem.Slots.Count ? node : SlotOfUnit(node);
            Remove(s, _via[node]);
        }

        for (var node = target; _from[node] != None; node = _from[node])
        {
            // Left a slot or unit through an inspector: it takes him.
            var from = _from[node];
            if (_via[node] != None && from < _unitsEnd)
                Add(from < _problem.Slots.Count ? from : SlotOfUnit(from), _via[node]);
        }
    }

    private void SplitOff()
    {
        var side = _sides++;
        for (var at = 0; at < _queued; at++)
        {
            var node = _queue[at];
            _side[node] = side;
            if (node < _problem.Slots.Count && _problem.Slots[node].DistinctUnits)
                TakeAlongEmptyUnits(node, side);
        }
    }

    // A search steps over units of a slot that hold nobody. They were reached all the same, and one of them may hold somebody later:
    // with an older label its way back to the slot would seem cut off.
    private void TakeAlongEmptyUnits(int s, int side)
    {
        _unitIsHeld.AsSpan().Clear();
        foreach (var member in _members[_problem.Slots[s].Object])
        {
            if (member.Slot == s)
                _unitIsHeld[_problem.UnitOf[member.Inspector]] = true;
        }

        for (var unit = 0; unit < _unitIsHeld.Length; unit++)
        {
            if (!_unitIsHeld[unit])
                _side[_unitBase[s] + unit] = side;
        }
    }

    private int Tail(int s, int inspector) =>
        _problem.Slots[s].DistinctUnits ? _unitBase[s] + _problem.UnitOf[inspector] : s;

    private int SlotOfUnit(int node) => _slotOfUnit[node - _problem.Slots.Count];

    private int Find(int o, int inspector)
    {
        var members = _members[o];
        for (var at = 0; at < members.Count; at++)
        {
            if (members[at].Inspector == inspector)
                return at;
        }

        return None;
    }

    private void Lock(int o, int at)
    {
        var member = _members[o][at];
        member.Locked = true;
        _members[o][at] = member;
    }

    private void Add(int s, int inspector)
    {
        _members[_problem.Slots[s].Object].Add(new Member { Slot = s, Inspector = inspector });
        _slotsOf[inspector].Add(s);
        _load[inspector]++;
    }

    private void Remove(int s, int inspector)
    {
        var o = _problem.Slots[s].Object;
        _members[o].RemoveAt(Find(o, inspector));
        _slotsOf[inspector].Remove(s);
        _load[inspector]--;
    }
}
