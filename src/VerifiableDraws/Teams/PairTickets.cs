using System.Numerics;
using System.Text;

namespace SpotCheck.VerifiableDraws;

/// <summary>Tickets of all eligible pairs, in the order in which they are considered.</summary>
internal sealed class PairTickets(TicketKey key, IReadOnlyList<string> objects, IReadOnlyList<string> roles, RosterTable roster)
{
    public Digest Of(Slot slot, int inspector) =>
        key.Ticket($"{objects[slot.Object]}|{roles[slot.Role]}|{roster.Inspectors[inspector].Id}");

    /// <summary>All eligible pairs in ascending (ticket, object, role, inspector).</summary>
    public IEnumerable<Pair> InOrder(AssignmentProblem problem)
    {
        var count = problem.Slots.Sum(static s => AssignmentProblem.Count(s.Eligible));
        var (prefixes, pairs) = (new ulong[count], new Pair[count]);
        Hash(problem, prefixes, pairs);
        var order = new TicketPlace[count];
        UniformOrder.Sort(prefixes, order);
        pairs = Array.ConvertAll(order, place => pairs[place.Index]);
        OrderEqualPrefixes(problem, order, pairs);
        return pairs;
    }

    private unsafe void Hash(AssignmentProblem problem, ulong[] prefixes, Pair[] pairs)
    {
        var lanes = new TicketLanes(key);
        var inspectors = roster.Inspectors.Select(static i => Encoding.ASCII.GetBytes(i.Id)).ToArray();
        var message = new byte[1024];
        var waiting = new int[lanes.Lanes];
        var (at, filled) = (0, 0);
        for (var s = 0; s < problem.Slots.Count; s++)
        {
            var slot = problem.Slots[s];
            var head = Encoding.UTF8.GetBytes($"{objects[slot.Object]}|{roles[slot.Role]}|", message);
            for (var w = 0; w < slot.Eligible.Length; w++)
            {
                for (var bits = slot.Eligible[w]; bits != 0; bits &= bits - 1)
                {
                    var i = (w << 6) + BitOperations.TrailingZeroCount(bits);
                    inspectors[i].CopyTo(message, head);
                    var length = head + inspectors[i].Length;
                    pairs[at] = new Pair(s, i);
                    if (length > TicketLanes.LongestMessage)
                    {
                        prefixes[at++] = lanes.Long(message.AsSpan(0, length)).Prefix;
                        continue;
                    }

                    fixed (byte* m = message)
                        lanes.Put(filled, m, length, mayReadOn: true);
                    waiting[filled++] = at++;
                    if (filled == lanes.Lanes)
                        Flush();
                }
            }
        }

        Flush();

        void Flush()
        {
            if (filled > 0)
                lanes.Run();
            for (var lane = 0; lane < filled; lane++)
                prefixes[waiting[lane]] = lanes.Prefix(lane);
            filled = 0;
        }
    }

    // Two tickets with the same first 64 bits: rare, but the order is defined by all of them.
    private void OrderEqualPrefixes(AssignmentProblem problem, TicketPlace[] order, Pair[] pairs)
    {
        for (var start = 0; start < pairs.Length;)
        {
            var end = start + 1;
            while (end < pairs.Length && order[end].Prefix == order[start].Prefix)
                end++;
            if (end - start > 1)
            {
                pairs.AsSpan(start, end - start).Sort((x, y) => Compare(problem, x, y));
            }

            start = end;
        }
    }

    private int Compare(AssignmentProblem problem, Pair x, Pair y)
    {
        var (sx, sy) = (problem.Slots[x.Slot], problem.Slots[y.Slot]);
        var order = Of(sx, x.Inspector).CompareTo(Of(sy, y.Inspector));
        if (order == 0)
            order = Utf8Order.Compare(objects[sx.Object], objects[sy.Object]);
        if (order == 0)
            order = Utf8Order.Compare(roles[sx.Role], roles[sy.Role]);
        return order != 0 ? order : Utf8Order.Compare(roster.Inspectors[x.Inspector].Id, roster.Inspectors[y.Inspector].Id);
    }
}
