using static SpotCheck.VerifiableDraws.Scenarios.VectorPlans;

namespace SpotCheck.VerifiableDraws.Scenarios;

/// <summary>A package with the answer every verifier must give.</summary>
internal sealed record OwnVector(
    string Name, EvidencePackage Package, VerificationAnswer Answer, Digest Genesis, string? Check = null, long? Record = null)
{
    /// <summary>Proofs by file name, with whether they hold.</summary>
    public IReadOnlyDictionary<string, (JcsObject Json, bool Holds)> Proofs { get; init; } = new Dictionary<string, (JcsObject, bool)>(StringComparer.Ordinal);
}

/// <summary>Genuine packages for every feature of the protocol.</summary>
internal static class OwnVectors
{
    public static IEnumerable<OwnVector> All() => [.. Genuine(), .. AlteredVectors.All(), .. IncompleteVectors.All()];

    private static IEnumerable<OwnVector> Genuine() =>
    [
        SaltedLottery(), Infeasible(), VoidedTwice(), TightDistinctUnits(), VisitGroup(), ImpossibleRedraw(), NothingDrawn(),
        TotalRule(), AfterYearOpen(), PrefixIds(), TwoWitnesses(), OneCheckpointForTwo(),
    ];

    public static OwnVector Of(string name, Scenario scenario, params long[] opens) =>
        new(name, scenario.Package(opens), VerificationAnswer.Genuine, scenario.Log.Genesis.LeafHash);

    private static OwnVector SaltedLottery()
    {
        var s = new Scenario("salted-lottery", ["纪检组"], 1, "信用监管股");
        var open = s.Open(
            "信用监管股",
            [s.Phrase("商务局", "惠企利民，无事不扰 🎲"), ExpectedContribution.Kl8("福彩中心", "2024061"), ExpectedContribution.Dice6("纪检组", 1)],
            Plan("2024-001") with { Profile = RegisterProfile.Salted, Register = Register(40, salted: true) });
        s.Draw(open);
        return WithProofs(Of("01-salted-lottery", s, open.Seq), s, open);
    }

    private static OwnVector Infeasible()
    {
        var s = new Scenario("infeasible", [], 0, "信用监管股");
        var plan = Plan("2024-002") with { Roles = [new TeamRole("主检", 2, [], ["食品"], UnitMatch.Home, false)] };
        var open = s.Open("信用监管股", Dice, plan);
        s.Draw(open);
        var supersede = s.Supersede(open, "2024-002");
        var second = s.Open("信用监管股", Dice, plan with { Attempt = 2, Previous = supersede.Seq, Roles = [Any("主检", 2)] });
        s.Draw(second);
        return Of("02-infeasible", s, open.Seq, second.Seq);
    }

    private static OwnVector VoidedTwice()
    {
        var s = new Scenario("voided", ["纪检组"], 1, "信用监管股");
        var first = s.Open("信用监管股", [ExpectedContribution.D10("纪检组", 10), ExpectedContribution.D10("公证处", 10)], Plan("2024-003"));
        s.Sign();
        s.Contribute(first, 0);
        var ended = s.Void(first);
        var second = s.Open("信用监管股", Dice, Plan("2024-003") with { Attempt = 2, Previous = ended.Seq });
        ended = s.Void(second);
        var third = s.Open("信用监管股", Dice, Plan("2024-003") with { Attempt = 3, Previous = ended.Seq });
        s.Draw(third);
        return Of("03-voided-twice", s, third.Seq);
    }

    private static OwnVector TightDistinctUnits()
    {
        var s = new Scenario("tight", [], 0, "信用监管股");
        var rows = Register(28);
        var roster = Roster(8);
        var conflicts = rows.Where((_, i) => i % 3 == 0).SelectMany(r => roster.Take(3).Select(i => new Conflict(r.Id, i.Id))).ToArray();
        var open = s.Open("信用监管股", Dice, new TaskPlan(
            "2024-004", "计划行 2024-004", rows, roster, conflicts, Ratios,
            [new TeamRole("主检", 1, [], ["食品"], UnitMatch.Away, false), new TeamRole("协检", 3, [], [], UnitMatch.Any, true)]) { CapAdd = 0 });
        s.Draw(open);
        return WithProofs(Of("04-tight-distinct-units", s, open.Seq), s, open);
    }

    private static OwnVector VisitGroup()
    {
        var s = new Scenario("visit", ["纪检组"], 0, "信用监管股", "特种设备股");
        var other = s.Open("特种设备股", Dice, Plan("T-1", 12));
        s.Draw(other);
        var open = s.Open("信用监管股", Dice,
            Plan("2024-005") with { VisitGroup = "一次上门" },
            Plan("2024-006") with { VisitGroup = "一次上门", Ratios = [.. Ratios.Select(static r => (r.Stratum, r.Numerator, r.Denominator * 2))], Roster = Roster(5) });
        s.Draw(open);
        return Of("05-visit-group", s, open.Seq);
    }

    private static OwnVector ImpossibleRedraw()
    {
        var s = new Scenario("impossible-redraw", ["纪检组"], 1, "信用监管股");
        var open = s.Open("信用监管股", Dice, Plan("2024-007", 12, 3), Plan("2024-008", 12, 9));
        var result = s.Draw(open);
        var (few, many) = (result.Tasks[0].Teams[0], result.Tasks[1].Teams[0]);
        var recusals = few.Members.Select(m => s.Recuse(open, "2024-007", few.Object, m.Inspector))
            .Append(s.Recuse(open, "2024-008", many.Object, many.Members[0].Inspector)).ToArray();
        s.Redraw(open, s.Reopen(open, recusals));
        var supersede = s.Supersede(open, "2024-007");
        var second = s.Open("信用监管股", Dice, Plan("2024-007", 12, 9) with { Attempt = 2, Previous = supersede.Seq });
        s.Draw(second);
        return Of("06-impossible-redraw", s, open.Seq, second.Seq);
    }

    private static OwnVector NothingDrawn()
    {
        var s = new Scenario("nothing", [], 0, "信用监管股");
        var open = s.Open("信用监管股", Dice,
            Plan("EMPTY") with { Register = [], Roster = [], Ratios = [] },
            Plan("ZERO") with { Ratios = [.. Ratios.Select(static r => (r.Stratum, 0L, 1L)), ("无企业", 1, 1)] });
        s.Draw(open);
        return WithProofs(Of("07-nothing-drawn", s, open.Seq), s, open);
    }

    private static OwnVector TotalRule()
    {
        var s = new Scenario("total", [], 0, "信用监管股");
        var open = s.Open("信用监管股", Dice,
            Plan("T-17", 40) with { Total = 17, Ratios = [("低风险", 1, 9007199254740991), ("一般风险", 9007199254740990, 9007199254740991), ("较高风险", 1, 1), ("高风险", 0, 1)] },
            Plan("T-999") with { Total = 999, Ratios = [("低风险", 1, 3), ("一般风险", 1, 3), ("较高风险", 1, 3), ("高风险", 0, 1)] },
            Plan("T-7") with { Total = 7, Register = [.. Register(30).Select(static (r, i) => r with { Stratum = Ratios[i % 4].Stratum })], Ratios = [.. Ratios.Select(static r => (r.Stratum, 1L, 2L))] });
        s.Draw(open);
        return Of("08-total-rule", s, open.Seq);
    }

    private static OwnVector AfterYearOpen()
    {
        var s = new Scenario("year-open", [], 0, "信用监管股", "特种设备股");
        s.OpenYear("特种设备股");
        var open = s.Open("信用监管股", Dice, Plan("2024-009"));
        s.Draw(open);
        s.OpenYear("信用监管股");
        return Of("09-after-year-open", s, open.Seq);
    }

    private static OwnVector PrefixIds()
    {
        var s = new Scenario("prefix-ids", [], 0, "信用监管股");
        string[] ids = ["A", "A1", "A.", "A-", "A_", "AZ", "A1.B", "0", "00", "9Z", new string('Z', 55), "B"];
        var open = s.Open("信用监管股", Dice, Plan("2024-010") with
        {
            Register = [.. ids.Select(static (id, i) => new RegisterRow(id, i % 2 == 0 ? "𠀀" : "\uffee", "所"))],
            Ratios = [("𠀀", 1, 2), ("\uffee", 1, 2)],
            Roles = [new TeamRole("𠀀长", 1, [], [], UnitMatch.Any, false), new TeamRole("\uffee员", 1, [], [], UnitMatch.Any, false)],
        });
        s.Draw(open);
        return WithProofs(Of("10-prefix-ids", s, open.Seq), s, open, "A", "AA", "ZZ", "/");
    }

    private static OwnVector TwoWitnesses()
    {
        var s = new Scenario("two-witnesses", ["纪检组", "公证处"], 2, "信用监管股");
        var first = s.Open("信用监管股", Dice, Plan("2024-011"));
        var second = s.Open("信用监管股", Dice, Plan("2024-012"));
        s.Sign(witnesses: 1);
        s.Sign();
        foreach (var open in new[] { first, second })
        {
            var contributions = new[] { s.Contribute(open, 0) };
            s.Reveal(open);
            s.Append(s.BuildResult(open, contributions));
        }

        return Of("11-two-witnesses", s, first.Seq, second.Seq);
    }

    /// <summary>Two desks open at the same meeting, one checkpoint serves both, one witness of two has come, and the contributions arrive mixed.</summary>
    private static OwnVector OneCheckpointForTwo()
    {
        var s = new Scenario("one-checkpoint", ["纪检组", "公证处"], 1, "信用监管股", "特种设备股");
        var (first, second) = (s.Open("信用监管股", [s.Phrase("商务局", "同日开抽"), .. Dice], Plan("2024-012")), s.Open("特种设备股", Dice, Plan("2024-013")));
        s.Sign(witnesses: 1);
        ContribRecord[] ofFirst = [s.Contribute(first, 0)], ofSecond = [s.Contribute(second, 0)];
        ofFirst = [.. ofFirst, s.Contribute(first, 1)];
        s.Reveal(second);
        s.Reveal(first);
        s.Append(s.BuildResult(first, ofFirst));
        s.Append(s.BuildResult(second, ofSecond));
        return Of("12-one-checkpoint-for-two", s, first.Seq, second.Seq);
    }

    private static OwnVector WithProofs(OwnVector vector, Scenario s, OpenRecord open, params string[] absent)
    {
        if (!Certificate.TryParse(vector.Package.Files[Certificate.FileName].Span, out var certificate, out var violation))
            throw new InvalidOperationException($"{violation}");
        var proofs = new Dictionary<string, (JcsObject, bool)>(StringComparer.Ordinal);
        foreach (var task in open.Tasks)
        {
            var register = s.TablesOf(open.Seq, task.Id).Register;
            for (var i = 0; i < Math.Min(register.Size, 12); i += 3)
                proofs.Add($"proof-{task.Id}-{i}.json", (EnterpriseProof.Build(certificate, open.Seq, task.Id, register, i).ToJson(), true));
            foreach (var id in absent.Append("0").Append("ZZZ").Append("91130634MA").Where(id => TextRules.IsId(id) && register.Find(id) < 0))
                proofs.TryAdd($"absence-{task.Id}-{id}.json", (AbsenceProof.Build(certificate, open.Seq, task.Id, register, id).ToJson(), true));
            if (register.Size < 2)
                continue;
            var proof = EnterpriseProof.Build(certificate, open.Seq, task.Id, register, 0);
            proofs.Add($"wrong-drawn-{task.Id}.json", ((proof with { Drawn = !proof.Drawn }).ToJson(), false));
            proofs.Add($"wrong-index-{task.Id}.json", ((proof with { Index = 1 }).ToJson(), false));
            var absence = AbsenceProof.Build(certificate, open.Seq, task.Id, register, "ZZZZ");
            proofs.Add($"wrong-absence-{task.Id}.json", ((absence with { Id = register.IdAt(0) }).ToJson(), false));
        }

        return vector with { Proofs = proofs };
    }
}
