using static SpotCheck.VerifiableDraws.Scenarios.VectorPlans;

namespace SpotCheck.VerifiableDraws.Scenarios;

/// <summary>Packages in which something is absent and nothing contradicts.</summary>
internal static class IncompleteVectors
{
    private const string Desk = "信用监管股";

    public static IEnumerable<OwnVector> All()
    {
        yield return Without("genesis", static c => c with { Records = [.. c.Records.Where(static r => r.Record is not GenesisRecord)] });
        yield return Without("reveal", static c => c with { Records = [.. c.Records.Where(static r => r.Record is not RevealRecord)] });
        yield return Without("result", static c => c with { Records = [.. c.Records.Where(static r => r.Record is not ResultRecord)] });
        yield return Without("contribution", static c => c with { Records = [.. c.Records.Where(static r => r.Record is not ContribRecord { Position: 1 })] });
        yield return Without("first-contribution", static c => c with { Records = [.. c.Records.Where(static r => r.Record is not ContribRecord { Position: 0 })] });
        yield return Without("open", static c => c with { Records = [.. c.Records.Where(static r => r.Record.Seq != 6)] });
        yield return Without("earlier-open-of-desk", static c => c with { Records = [.. c.Records.Where(static r => r.Record.Seq != 1)] });
        yield return Without("open-checkpoint", static c => c with { OpenCheckpoints = [], Consistency = [] });
        yield return Without("consistency", static c => c with { Consistency = [] });
        yield return Without("table-entry", static c => c with { Tables = [.. c.Tables.Skip(1)] });
        yield return Without("table", static c => c, static f => f.StartsWith("roster", StringComparison.Ordinal));
        yield return Without("certificate", static c => c, static f => f == Certificate.FileName);

        var s = new Scenario("incomplete recusal", [], 0, Desk);
        var open = s.Open(Desk, Dice, Plan("T-1"));
        var result = s.Draw(open);
        s.Recuse(open, "T-1", result.Tasks[0].Teams[0].Object, result.Tasks[0].Teams[0].Members[0].Inspector);
        yield return Incomplete("recusal-pending", s, s.Package(open.Seq));

        foreach (var (name, withheld) in new[] { ("end-of-redraw", typeof(VoidRecord)), ("result-behind-void-redraw", typeof(ResultRecord)) })
        {
            s = new Scenario("incomplete " + name, [], 0, Desk);
            open = s.Open(Desk, Dice, Plan("T-1"));
            var team = s.Draw(open).Tasks[0].Teams[0];
            var recusals = team.Members.Select(m => s.Recuse(open, "T-1", team.Object, m.Inspector)).ToArray();
            s.Void(s.Reopen(open, recusals));
            s.Redraw(open, s.Reopen(open, recusals));
            yield return Incomplete(name, s, AlteredVectors.Rewrite(s.Package(open.Seq), c => c with { Records = [.. c.Records.Where(r => r.Record.GetType() != withheld)] }));
        }

        s = new Scenario("incomplete overdue", [], 0, Desk);
        open = s.Open(Desk, Dice, Plan("T-1"));
        yield return Incomplete("overdue", s, s.Package(open.Seq));

        s = new Scenario("incomplete attempt", [], 0, Desk);
        open = s.Open(Desk, Dice, Plan("T-1"));
        s.Draw(open);
        var supersede = s.Supersede(open, "T-1");
        var second = s.Open(Desk, Dice, Plan("T-1") with { Attempt = 2, Previous = supersede.Seq });
        s.Draw(second);
        yield return Incomplete("earlier-attempt", s, AlteredVectors.Rewrite(s.Package(second.Seq), c => c with
        {
            Opens = [second.Seq],
            Records = [.. c.Records.Where(r => r.Record is GenesisRecord or OpenRecord || r.Record.Seq > second.Seq)],
            OpenCheckpoints = [.. c.OpenCheckpoints.Skip(1)], Consistency = [.. c.Consistency.Skip(1)],
            Tables = [.. c.Tables.Where(t => t.Open == second.Seq)],
        }));

        s = new Scenario("incomplete end", [], 0, Desk);
        open = s.Open(Desk, Dice, Plan("T-1"));
        var ended = s.Void(open);
        second = s.Open(Desk, Dice, Plan("T-1") with { Attempt = 2, Previous = ended.Seq });
        s.Draw(second);
        yield return Incomplete("end-of-attempt", s, AlteredVectors.Rewrite(s.Package(second.Seq), static c => c with { Records = [.. c.Records.Where(static r => r.Record is not VoidRecord)] }));
    }

    private static OwnVector Without(string name, Func<Certificate, Certificate> change, Func<string, bool>? withheld = null)
    {
        var s = new Scenario("incomplete " + name, ["纪检组"], 1, Desk);
        s.Draw(s.Open(Desk, Dice, Plan("T-0", 10)));
        // Another desk's records in between are no part of the package.
        s.Log.Append(new YearOpenRecord(s.Log.Origin, s.Log.NextSeq, Desk, Digest.OfText("no master")));
        var open = s.Open(Desk, [ExpectedContribution.D10("公证处", 10), ExpectedContribution.D10("纪检组", 10)], Plan("T-1"));
        s.Draw(open);
        var package = AlteredVectors.Rewrite(s.Package(open.Seq), change);
        if (withheld is not null)
            package = new EvidencePackage(package.Files.Where(p => !withheld(p.Key)).ToDictionary(StringComparer.Ordinal));
        return Incomplete(name, s, package);
    }

    private static OwnVector Incomplete(string name, Scenario s, EvidencePackage package) =>
        new("incomplete-" + name, package, VerificationAnswer.Incomplete, s.Log.Genesis.LeafHash);
}
