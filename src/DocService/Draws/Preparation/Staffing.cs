using SpotCheck.DocService.Draws.Ceremonies;
using SpotCheck.VerifiableDraws;

namespace SpotCheck.DocService.Draws.Preparation;

/// <summary>Which rows of a register nobody could inspect, drawn or not.</summary>
internal static class Staffing
{
    /// <summary>Ids that cannot be staffed even alone, ascending. Objects without conflicts in the same area are staffed alike, so one stands for all of them.</summary>
    public static IReadOnlyList<string> Unstaffable(TaskDraft draft)
    {
        var (register, conflicts) = (draft.Tables.Register, draft.Tables.Conflicts);
        var alike = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        var representatives = new List<string>();
        for (var i = 0; i < register.Size; i++)
        {
            var row = register.Row(i);
            if (conflicts.InspectorsOf(row.Id).Any())
                representatives.Add(row.Id);
            else if (alike.TryGetValue(row.Area, out var others))
                others.Add(row.Id);
            else
            {
                alike.Add(row.Area, [row.Id]);
                representatives.Add(row.Id);
            }
        }

        var infeasible = TeamDraw.Unstaffable(draft.ToTask(), draft.Tables, representatives);
        var everyone = alike.Values.ToDictionary(ids => ids[0], StringComparer.Ordinal);
        return [.. infeasible.SelectMany(id => everyone.GetValueOrDefault(id) ?? [id]).Order(StringComparer.Ordinal)];
    }
}
