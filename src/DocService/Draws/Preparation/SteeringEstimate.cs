using System.Globalization;
using System.Text.Json.Serialization;
using SpotCheck.DocService.Draws.Ceremonies;
using SpotCheck.DocService.Http;
using SpotCheck.VerifiableDraws;

namespace SpotCheck.DocService.Draws.Preparation;

/// <summary>How often an inspector would meet a kind of object, against his fair share.</summary>
/// <param name="Object">One object, or the one that stands for all like it.</param>
/// <param name="Alike">How many objects of the register are like it: same jurisdiction, same recusals.</param>
/// <param name="Chance">Share of the simulated draws of such an object in which he was on the team, in thousandths.</param>
/// <param name="FairShare">Need ÷ eligible, in thousandths.</param>
/// <param name="Cause">What <paramref name="Why"/> says, in numbers.</param>
/// <param name="Index">Chance ÷ fair share in hundredths, as far as the simulations show it beyond doubt (three standard errors).</param>
internal sealed record SteeringPair(string Object, int Alike, string Role, string Inspector, int Chance, int FairShare, int Index, string Why, [property: JsonIgnore] SteeringCause Cause);

/// <param name="Recused">Inspectors recused from the object.</param>
/// <param name="Eligible">Inspectors left for the role.</param>
/// <param name="Elsewhere">Objects the inspector himself is recused from.</param>
internal sealed record SteeringCause(int Recused, int Eligible, int Elsewhere)
{
    public string Sentence(Reader reader) => Recused > 0
        ? reader.Choose($"该对象登记了 {Recused} 名检查人员回避，这一岗位只剩 {Eligible} 人可选", $"{Recused} inspectors are recused from this enterprise, which leaves {Eligible} for the role")
        : reader.Choose(
            $"可选 {Eligible} 人；该检查人员对 {Elsewhere} 家企业回避，均衡工作量时会更多地派到这里",
            $"{Eligible} to choose from; this inspector is recused from {Elsewhere} enterprises, so an even load sends him here more often");
}

/// <summary>Expected and greatest number of objects of an inspector.</summary>
internal sealed record InspectorLoad(string Inspector, string Unit, decimal Expected, int Greatest);

/// <param name="Index">The steering index in hundredths; 100 is fair, above 150 somebody may be steering who inspects whom.</param>
internal sealed record SteeringReport(string Task, int Simulations, int Index, IReadOnlyList<SteeringPair> Pairs, IReadOnlyList<InspectorLoad> Loads, int Unstaffable);

/// <summary>
/// Re-runs objects and teams of a task under simulated seeds. Objects with the same jurisdiction and the same recusals have the same chances and are counted together;
/// those with recusals are put into the samples in turn, because a padded list of recusals works on the object it names.
/// </summary>
internal sealed class SteeringEstimate
{
    public const int Simulations = 1000;
    public const int Threshold = 150;
    private const int LeastObservations = 100;

    private readonly TaskDraft draft;
    private readonly DrawTask task;
    private readonly ObjectKinds kinds;
    private readonly Dictionary<(int Kind, int Role), int[]> met = [];
    private readonly Dictionary<int, int> seen = [];
    private readonly long[] total;
    private readonly int[] greatest;
    private int runs;

    public SteeringEstimate(TaskDraft draft)
    {
        this.draft = draft;
        task = draft.ToTask();
        kinds = new ObjectKinds(draft);
        total = new long[draft.Tables.Roster.Inspectors.Count];
        greatest = new int[total.Length];
    }

    /// <summary>One more simulated draw.</summary>
    public void Run()
    {
        var seed = Digest.OfText(string.Create(CultureInfo.InvariantCulture, $"preview/{draft.Id}/{runs}"));
        var drawn = WithRecusedObjects(VerifiableDraws.Results.Objects(task, draft.Tables.Register, seed).Drawn);
        var teams = TeamDraw.Run(task, draft.Tables, drawn, Seeds.InspectorKey(seed, task.Id));
        runs++;
        var loads = new int[total.Length];
        foreach (var team in teams.Teams)
        {
            var kind = kinds.Of(team.Object);
            seen[kind] = seen.GetValueOrDefault(kind) + 1;
            foreach (var member in team.Members)
            {
                var inspector = draft.Tables.Roster.IndexOf(member.Inspector);
                var role = kinds.RoleIndex(member.Role);
                if (!met.TryGetValue((kind, role), out var counts))
                    met.Add((kind, role), counts = new int[total.Length]);
                counts[inspector]++;
                loads[inspector]++;
            }
        }

        for (var i = 0; i < loads.Length; i++)
        {
            total[i] += loads[i];
            greatest[i] = Math.Max(greatest[i], loads[i]);
        }
    }

    public SteeringReport Report()
    {
        var pairs = new List<SteeringPair>();
        foreach (var ((kind, role), counts) in met.Where(m => seen[m.Key.Kind] >= LeastObservations))
        {
            var eligible = kinds.Eligible(kind, role);
            for (var i = 0; i < counts.Length; i++)
            {
                if (counts[i] > 0)
                    pairs.Add(Judge(kind, role, i, counts[i], seen[kind], eligible));
            }
        }

        pairs.Sort((a, b) => a.Index != b.Index ? b.Index.CompareTo(a.Index) : string.CompareOrdinal(a.Object + a.Inspector, b.Object + b.Inspector));
        return new SteeringReport(task.Id, runs, Math.Max(100, pairs.Count == 0 ? 0 : pairs[0].Index), [.. pairs.Where(p => p.Index > Threshold).Take(20)],
            [.. draft.Tables.Roster.Inspectors.Select((who, i) => new InspectorLoad(who.Id, who.Unit, runs == 0 ? 0 : Math.Round((decimal)total[i] / runs, 2), greatest[i])).OrderByDescending(l => l.Expected)],
            Staffing.Unstaffable(draft).Count);
    }

    private SteeringPair Judge(int kind, int role, int inspector, int count, int observed, int eligible)
    {
        var chance = (double)count / observed;
        var fair = (double)task.Roles[role].Need / eligible;
        var sure = chance - (3 * Math.Sqrt(chance * (1 - chance) / observed));
        var cause = new SteeringCause(kinds.RecusedOf(kind), eligible, kinds.RecusalsOf(inspector));
        return new SteeringPair(kinds.ExampleOf(kind), kinds.SizeOf(kind), task.Roles[role].Name, draft.Tables.Roster.Inspectors[inspector].Id,
            (int)Math.Round(chance * 1000), (int)Math.Round(fair * 1000), (int)Math.Floor(sure / fair * 100), cause.Sentence(Reader.OfPapers), cause);
    }

    // The last drawn of a stratum make room for objects with recusals of that stratum, a few in every run and each in turn.
    private List<string> WithRecusedObjects(IReadOnlyList<IReadOnlyList<string>> drawn)
    {
        var result = new List<string>();
        for (var h = 0; h < drawn.Count; h++)
        {
            var sample = drawn[h].ToList();
            var wanted = kinds.RecusedIn(task.Strata[h].Id);
            var places = Math.Min(wanted.Count, (sample.Count + 1) / 2);
            for (var p = 0; p < places; p++)
            {
                var id = wanted[(int)((((long)runs * places) + p) % wanted.Count)];
                if (!sample.Contains(id))
                {
                    sample.RemoveAt(sample.FindLastIndex(s => !wanted.Contains(s)) is >= 0 and var at ? at : sample.Count - 1);
                    sample.Insert(0, id);
                }
            }

            result.AddRange(sample.Distinct(StringComparer.Ordinal));
        }

        return result;
    }
}
