using System.Numerics;

namespace SpotCheck.VerifiableDraws;

/// <summary>Filling places: greedily by the smallest load first, then by augmenting paths.</summary>
internal sealed partial class ResidualNetwork
{
    /// <summary>Fills every place it can; null where all are filled, else the first slot with a place that stays open.</summary>
    public int? Fill(bool stopAtFirst, Action<int>? onOpenSlot = null)
    {
        FillGreedily();
        int? open = null;
        for (var s = 0; s < _missing.Length; s++)
        {
            while (_missing[s] > 0)
            {
                if (!Search(s, _sink, None))
                {
                    open ??= s;
                    onOpenSlot?.Invoke(s);
                    break;
                }

                Apply(_sink);
                _missing[s]--;
            }

            if (open is not null && stopAtFirst)
                return open;
        }

        return open;
    }

    private void FillGreedily()
    {
        for (var s = 0; s < _missing.Length; s++)
        {
            var slot = _problem.Slots[s];
            while (_missing[s] > 0)
            {
                var best = None;
                ClearTaken(s, slot.Eligible);
                for (var w = 0; w < _candidates.Length; w++)
                {
                    for (var bits = _candidates[w]; bits != 0; bits &= bits - 1)
                    {
                        var i = (w << 6) + BitOperations.TrailingZeroCount(bits);
                        if (_load[i] < _capacity[i] && (best == None || _load[i] < _load[best]))
                            best = i;
                    }
                }

                if (best == None)
                    break;
                Add(s, best);
                _missing[s]--;
            }
        }
    }

    /// <summary>Candidates of a slot: eligible, not on the object, not of a unit the slot has.</summary>
    private void ClearTaken(int s, ulong[] eligible)
    {
        eligible.CopyTo(_candidates, 0);
        var slot = _problem.Slots[s];
        foreach (var member in _members[slot.Object])
        {
            _candidates[member.Inspector >> 6] &= ~(1UL << member.Inspector);
            if (slot.DistinctUnits && member.Slot == s)
                Without(_problem.UnitMembers[_problem.UnitOf[member.Inspector]]);
        }
    }
}
