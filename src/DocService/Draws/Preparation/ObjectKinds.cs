using SpotCheck.DocService.Draws.Ceremonies;
using SpotCheck.VerifiableDraws;

namespace SpotCheck.DocService.Draws.Preparation;

/// <summary>Objects of a register grouped by what decides who may inspect them: jurisdiction and recusals.</summary>
internal sealed class ObjectKinds
{
    private readonly TaskDraft draft;
    private readonly Dictionary<string, int> kindOf = new(StringComparer.Ordinal);
    private readonly List<(string Example, string Area, HashSet<string> Recused, int Size)> kinds = [];
    private readonly Dictionary<string, List<string>> recusedIn = new(StringComparer.Ordinal);
    private readonly Dictionary<(int Kind, int Role), int> eligible = [];
    private readonly Dictionary<string, int> recusalsOf = new(StringComparer.Ordinal);

    public ObjectKinds(TaskDraft draft)
    {
        this.draft = draft;
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < draft.Tables.Register.Size; i++)
        {
            var row = draft.Tables.Register.Row(i);
            var recused = draft.Tables.Conflicts.InspectorsOf(row.Id).Where(id => draft.Tables.Roster.IndexOf(id) >= 0).ToHashSet(StringComparer.Ordinal);
            var key = row.Area + "\n" + string.Join(',', recused.Order(StringComparer.Ordinal));
            if (!numbers.TryGetValue(key, out var number))
            {
                numbers.Add(key, number = kinds.Count);
                kinds.Add((row.Id, row.Area, recused, 0));
            }

            kinds[number] = kinds[number] with { Size = kinds[number].Size + 1 };
            kindOf.Add(row.Id, number);
            if (recused.Count == 0)
                continue;
            if (!recusedIn.TryGetValue(row.Stratum, out var list))
                recusedIn.Add(row.Stratum, list = []);
            list.Add(row.Id);
            foreach (var inspector in recused)
                recusalsOf[inspector] = recusalsOf.GetValueOrDefault(inspector) + 1;
        }
    }

    public int Of(string objectId) => kindOf[objectId];

    public string ExampleOf(int kind) => kinds[kind].Example;

    public int SizeOf(int kind) => kinds[kind].Size;

    public int RecusedOf(int kind) => kinds[kind].Recused.Count;

    public int RecusalsOf(int inspector) => recusalsOf.GetValueOrDefault(draft.Tables.Roster.Inspectors[inspector].Id);

    public IReadOnlyList<string> RecusedIn(string stratum) => recusedIn.GetValueOrDefault(stratum) ?? [];

    public int RoleIndex(string name)
    {
        for (var r = 0; r < draft.Conditions.Roles.Count; r++)
        {
            if (draft.Conditions.Roles[r].Name == name)
                return r;
        }

        throw new ArgumentException("No such role.", nameof(name));
    }

    /// <summary>How many inspectors may take a role on an object of a kind (docs/draw-protocol.md §6).</summary>
    public int Eligible(int kind, int role)
    {
        if (!eligible.TryGetValue((kind, role), out var count))
            eligible.Add((kind, role), count = draft.Tables.Roster.Inspectors.Count(i => Fits(i, kinds[kind].Area, draft.Conditions.Roles[role]) && !kinds[kind].Recused.Contains(i.Id)));
        return count;
    }

    private static bool Fits(VerifiableDraws.Inspector inspector, string area, TeamRole role)
    {
        var home = area.Length > 0 && inspector.Unit == area;
        return (role.Units.Count == 0 || role.Units.Contains(inspector.Unit))
            && role.Qualifications.All(q => inspector.Qualifications.Contains(q))
            && (role.Match == UnitMatch.Any || home == (role.Match == UnitMatch.Home));
    }
}
