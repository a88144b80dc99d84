namespace SpotCheck.VerifiableDraws.Scenarios;

/// <summary>Random ceremonies of every shape: profiles, rules, matching modes, voids, supersessions, recusals. The same for the same number.</summary>
internal static class RandomCeremonies
{
    private static readonly string[] Strata = ["低风险", "一般风险", "较高风险", "高风险", "A", "é", "𠀀区"];
    private static readonly string[] Units = ["市监局", "城关所", "灵山所", "商务局", "燕赵所"];
    private static readonly string[] Quals = ["食品", "特种设备", "计量"];

    public static (Scenario Scenario, EvidencePackage Package) Create(int number)
    {
        var scenario = new Scenario($"random {number}", new[] { "纪检组", "公证处" }[..(number % 3)], Math.Min(number % 2, number % 3), "甲股", "乙股");
        var numbers = scenario.Numbers;
        var opens = new List<OpenRecord>();
        for (var i = 0; i <= numbers.Below(3); i++)
            Ceremony(scenario, numbers, numbers.Of(["甲股", "乙股"]), $"{number}-{i}", opens);
        var about = opens.Where(_ => !numbers.OneIn(3)).Append(opens[^1]).Select(static o => o.Seq).Distinct().ToArray();
        return (scenario, scenario.Package(about));
    }

    private static void Ceremony(Scenario scenario, Numbers numbers, string desk, string name, List<OpenRecord> opens)
    {
        var group = numbers.OneIn(3) ? "一次上门" : null;
        var plans = Enumerable.Range(0, 1 + numbers.Below(2)).Select(t => Plan(numbers, $"{name}-{t}") with { VisitGroup = group }).ToArray();
        var open = scenario.Open(desk, Expects(scenario, numbers, name), plans);
        opens.Add(open);
        if (numbers.OneIn(6))
        {
            var ended = scenario.Void(open);
            open = scenario.Open(desk, Expects(scenario, numbers, name + "v"), plans.Select(p => p with { Attempt = 2, Previous = ended.Seq }).ToArray());
            opens.Add(open);
        }

        if (numbers.OneIn(20))
            return;
        var result = scenario.Draw(open);
        for (var round = 0; round < 2; round++)
            Recuse(scenario, numbers, open, result);
        if (!numbers.OneIn(5))
            return;
        var supersede = scenario.Supersede(open, plans[0].Id);
        var second = scenario.Open(desk, Expects(scenario, numbers, name + "s"), plans[0] with
        {
            Attempt = open.Tasks[0].Attempt + 1, Previous = supersede.Seq, Roster = Roster(numbers),
        });
        opens.Add(second);
        scenario.Draw(second);
    }

    private static void Recuse(Scenario scenario, Numbers numbers, OpenRecord open, ResultRecord result)
    {
        if (!numbers.OneIn(2))
            return;
        var history = scenario.Log.HistoryOf(open.Seq);
        foreach (var task in result.Tasks)
        {
            foreach (var team in task.Teams)
            {
                foreach (var (_, inspector) in history.LedgerOf(task.Id)!.MembersOf(team.Object))
                {
                    if (numbers.OneIn(6) && !history.LedgerOf(task.Id)!.IsRecused(team.Object, inspector))
                        scenario.Recuse(open, task.Id, team.Object, inspector);
                }
            }
        }

        var recusals = scenario.Log.HistoryOf(open.Seq).PendingRecusals;
        if (recusals.Count == 0)
            return;
        if (numbers.OneIn(5))
            scenario.Void(scenario.Reopen(open, [.. recusals]));
        if (!numbers.OneIn(12))
            scenario.Redraw(open, scenario.Reopen(open, [.. recusals]));
    }

    private static IReadOnlyList<ExpectedContribution> Expects(Scenario scenario, Numbers numbers, string name)
    {
        var expects = new List<ExpectedContribution>();
        if (numbers.OneIn(3))
            expects.Add(scenario.Phrase("商务局", "惠企利民 " + name));
        switch (numbers.Below(3))
        {
            case 0:
                expects.Add(ExpectedContribution.Dice6("纪检组", 25 + numbers.Below(3)));
                break;
            case 1:
                expects.Add(ExpectedContribution.D10("纪检组", 20));
                break;
            default:
                expects.Add(ExpectedContribution.Kl8("福彩中心", $"2024{numbers.Below(1000):000}"));
                expects.Add(ExpectedContribution.Dice6("纪检组", 1));
                break;
        }

        return expects;
    }

    private static TaskPlan Plan(Numbers numbers, string id)
    {
        var profile = numbers.OneIn(3) ? RegisterProfile.Salted : RegisterProfile.Public;
        var strata = numbers.Shuffled(Strata)[..(1 + numbers.Below(4))];
        var rows = Enumerable.Range(0, numbers.Below(14)).Select(i => new RegisterRow(
            Id(numbers, i), numbers.Of(strata), numbers.OneIn(4) ? "" : numbers.Of(Units),
            profile == RegisterProfile.Salted ? Digest.OfText($"salt {id} {i}").ToString()[..32] : null)).ToArray();
        var roster = Roster(numbers);
        var conflicts = rows.SelectMany(r => roster.Where(_ => numbers.OneIn(12)).Select(i => new Conflict(r.Id, i.Id)))
            .Concat(numbers.OneIn(4) ? [new Conflict("Z9", "Z9")] : []).ToArray();
        var ratios = strata.Select(s =>
        {
            var denominator = 1 + numbers.Below(5);
            return (s, (long)numbers.Below(denominator + 1), (long)denominator);
        }).ToArray();
        return new TaskPlan(id, "计划行 " + id, rows, roster, conflicts, ratios, Roles(numbers))
        {
            Profile = profile,
            Total = numbers.OneIn(3) ? numbers.Below(10) : null,
            CapAdd = numbers.Below(3),
        };
    }

    // Ids that are prefixes of each other test the order of rows against the order of ids.
    private static string Id(Numbers numbers, int i) => numbers.OneIn(3) ? new string('A', i + 1) : $"9113{i:00}{numbers.Of(["", ".", "-", "_X", "0"])}";

    private static Inspector[] Roster(Numbers numbers) =>
        [.. Enumerable.Range(0, 1 + numbers.Below(9)).Select(i => new Inspector(
            $"QY{i:000}", numbers.Of(Units[..(1 + numbers.Below(Units.Length))]), [.. Quals.Where(_ => numbers.OneIn(2))]))];

    private static TeamRole[] Roles(Numbers numbers)
    {
        var count = 1 + numbers.Below(2);
        return [.. Enumerable.Range(0, count).Select(r => new TeamRole(
            r == 0 ? "主检" : "协检", count == 1 ? 2 : 1 + numbers.Below(2),
            numbers.OneIn(5) ? [.. Units[..3].Order(Utf8Order.Comparer)] : [], numbers.OneIn(5) ? [Quals[0]] : [],
            numbers.OneIn(4) ? numbers.Of([UnitMatch.Home, UnitMatch.Away]) : UnitMatch.Any, numbers.OneIn(3)))];
    }
}
