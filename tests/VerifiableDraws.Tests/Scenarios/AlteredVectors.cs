using System.Text;
using static SpotCheck.VerifiableDraws.Scenarios.VectorPlans;

namespace SpotCheck.VerifiableDraws.Scenarios;

/// <summary>Packages from logs whose operator cheats and signs everything correctly, and packages changed afterwards: one and more per check.</summary>
internal static class AlteredVectors
{
    private const string Desk = "信用监管股";

    public static IEnumerable<OwnVector> All() =>
    [
        .. Format(), .. Signatures(), .. Order(), .. Secrets(), .. Contributed(), .. Tables(), .. Outcomes(),
    ];

    private static Scenario Start(string name) => new("altered " + name, ["纪检组"], 1, Desk);

    private static OwnVector Altered(string name, string check, Scenario s, long? record, EvidencePackage? package = null) => new(
        "altered-" + name, package ?? s.Package(s.Log.Records.OfType<OpenRecord>().Select(static o => o.Seq).ToArray()),
        VerificationAnswer.Altered, s.Log.Genesis.LeafHash, check, record);

    private static (Scenario S, OpenRecord Open) Drawn(string name)
    {
        var s = Start(name);
        var open = s.Open(Desk, Dice, Plan("T-1"));
        s.Draw(open);
        return (s, open);
    }

    private static IEnumerable<OwnVector> Format()
    {
        (string Name, string Old, string New)[] edits =
        [
            ("unknown-key", "\"cap\":{\"add\":1}", "\"cap\":{\"add\":1,\"by\":2}"),
            ("missing-key", ",\"visitGroup\":null", ""),
            ("fraction", "\"need\":2", "\"need\":2.0"),
            ("duplicate-key", "\"n\":0,", "\"n\":0,\"n\":0,"),
            ("not-nfc", "2024年抽取", "2024年抽取e\u0301"),
            ("no-such-day", "2024-03-01T09", "2024-02-30T09"),
            ("one-inspector", "\"need\":2", "\"need\":1"),
            ("line-separator", "2024年抽取", "2024年\u2028抽取"),
            ("after-the-end", "\"kind\":\"CERTIFICATE\"", "\"kind\":\"CERTIFICATE\"}"),
        ];
        foreach (var (name, old, replacement) in edits)
        {
            var (s, open) = Drawn(name);
            yield return Altered("format-" + name, "format", s, null, Edit(s.Package(open.Seq), old, replacement));
        }

        var (other, first) = Drawn("superfluous");
        var second = other.Open(Desk, Dice, Plan("T-2"));
        var both = other.Package(first.Seq, second.Seq);
        yield return Altered("format-superfluous-open", "format", other, second.Seq, Rewrite(both, static c => c with { Opens = [c.Opens[0]] }));
    }

    private static IEnumerable<OwnVector> Signatures()
    {
        var (s, open) = Drawn("unsigned");
        yield return Altered("checkpoint-another-log", "checkpoint", s, null, Rewrite(
            s.Package(open.Seq), c => c with { Checkpoint = c.Checkpoint.Replace("\n5\n", "\n4\n", StringComparison.Ordinal) }));

        var alone = Start("alone");
        open = alone.Open(Desk, Dice, Plan("T-1"));
        var unseen = alone.Sign(witnesses: 0);
        var contributions = new[] { alone.Contribute(open, 0) };
        alone.Reveal(open);
        alone.Append(alone.BuildResult(open, contributions));
        var package = Rewrite(alone.Package(open.Seq), c => c with
        {
            OpenCheckpoints = [unseen.Note],
            Consistency = [new ConsistencyProof(unseen.Size, alone.Log.NextSeq, alone.Log.Tree.Consistency(unseen.Size, alone.Log.NextSeq))],
        });
        yield return Altered("checkpoint-no-witness", "checkpoint", alone, null, package);

        (s, open) = Drawn("path");
        yield return Altered("inclusion", "inclusion", s, 3, Edit(s.Package(open.Seq), $"\"secret\":\"{s.SecretOf(open)}\"", $"\"secret\":\"{Digest.OfText("x")}\""));
        (s, open) = Drawn("grown");
        yield return Altered("consistency", "consistency", s, null, Rewrite(
            s.Package(open.Seq), static c => c with { Consistency = [c.Consistency[0] with { Proof = [.. c.Consistency[0].Proof.Reverse()] }] }));
    }

    private static IEnumerable<OwnVector> Order()
    {
        var late = Start("late");
        var open = late.Open(Desk, Dice, Plan("T-1"));
        var contributions = new[] { late.Contribute(open, 0) };
        var checkpoint = late.Sign();
        late.Reveal(open);
        late.Append(late.BuildResult(open, contributions));
        yield return Altered("order-checkpoint-after-dice", "order", late, 2, Rewrite(late.Package(open.Seq), c => c with
        {
            OpenCheckpoints = [checkpoint.Note],
            Consistency = [new ConsistencyProof(checkpoint.Size, late.Log.NextSeq, late.Log.Tree.Consistency(checkpoint.Size, late.Log.NextSeq))],
        }));

        var early = Start("early");
        open = early.Open(Desk, Dice, Plan("T-1"));
        early.Sign();
        early.Reveal(open);
        early.Contribute(open, 0);
        yield return Altered("order-secret-before-dice", "order", early, 2);

        var regret = Start("regret");
        open = regret.Open(Desk, Dice, Plan("T-1"));
        regret.ContributeAll(open);
        regret.Void(open);
        yield return Altered("order-void-after-dice", "order", regret, 3);

        var (twice, first) = Drawn("twice");
        var again = twice.Open(Desk, Dice, Plan("T-1"));
        twice.Draw(again);
        yield return Altered("order-second-first-attempt", "order", twice, again.Seq);

        var (skipped, done) = Drawn("skipped");
        var supersede = skipped.Supersede(done, "T-1");
        var third = skipped.Open(Desk, Dice, Plan("T-1") with { Attempt = 3, Previous = supersede.Seq });
        skipped.Draw(third);
        yield return Altered("order-attempt-skipped", "order", skipped, third.Seq);

        var (stranger, drawn) = Drawn("stranger");
        var recusal = stranger.Recuse(drawn, "T-1", stranger.Log.Records.OfType<ResultRecord>().First().Tasks[0].Teams[0].Object, "QY999");
        stranger.Log.Append(new ReopenRecord(stranger.Log.Origin, stranger.Log.NextSeq, Desk, drawn.Seq, [recusal.Seq], stranger.NextSecret(Desk), Dice, drawn.OpenedAt, drawn.Deadline));
        yield return Altered("order-recuse-a-stranger", "order", stranger, recusal.Seq);

        var (hidden, whole) = Drawn("hidden");
        var teams = hidden.Log.Records.OfType<ResultRecord>().First().Tasks[0].Teams;
        hidden.Recuse(whole, "T-1", teams[0].Object, teams[0].Members[0].Inspector);
        var kept = hidden.Recuse(whole, "T-1", teams[1].Object, teams[1].Members[0].Inspector);
        var reopen = hidden.Reopen(whole, kept);
        yield return Altered("order-recusal-left-out", "order", hidden, reopen.Seq);

        var silent = Start("silent");
        open = silent.Open(Desk, Dice, Plan("T-1"));
        contributions = [.. silent.ContributeAll(open)];
        silent.Append(silent.BuildResult(open, contributions));
        yield return Altered("order-no-reveal", "order", silent, 3);

        var (astray, fixedDraw) = Drawn("astray");
        var strayed = (RevealRecord)astray.Log.Records[3] with { Open = 2 };
        yield return Altered("format-opens-a-contribution", "format", astray, 3, astray.Resigned(astray.Package(fixedDraw.Seq), strayed));

        var (partly, original) = Drawn("partly");
        var both = partly.Log.Records.OfType<ResultRecord>().First().Tasks[0].Teams[0].Members
            .Select(m => partly.Recuse(original, "T-1", partly.Log.Records.OfType<ResultRecord>().First().Tasks[0].Teams[0].Object, m.Inspector)).ToArray();
        var unended = partly.Void(partly.Reopen(original, both));
        var second = partly.Append(new ReopenRecord(partly.Log.Origin, partly.Log.NextSeq, Desk, original.Seq, [both[1].Seq], partly.NextSecret(Desk), Dice, original.OpenedAt, original.Deadline));
        yield return Altered("order-relisted-in-part", "order", partly, second.Seq, Rewrite(
            partly.Package(original.Seq), c => c with { Records = [.. c.Records.Where(r => r.Record.Seq != unended.Seq)] }));
    }

    private static IEnumerable<OwnVector> Secrets()
    {
        var chosen = Start("chosen");
        var open = chosen.BuildOpen(Desk, Dice, Plan("T-1"));
        chosen.Append(open with { Server = open.Server with { Commit = SecretTree.CommitTo(Digest.OfText("chosen")) } });
        yield return Altered("secret-not-in-tree", "secret", chosen, 1);

        var skipping = Start("skipping");
        open = skipping.BuildOpen(Desk, Dice, Plan("T-1"));
        var tree = new SecretTree(Digest.OfText("master altered skipping/" + Desk), 16);
        skipping.Append(open with { Server = tree.CommitmentAt(1) });
        yield return Altered("secret-skipped", "secret", skipping, 1);

        var lying = Start("lying");
        open = lying.Open(Desk, Dice, Plan("T-1"));
        var contributions = lying.ContributeAll(open);
        lying.Append(new RevealRecord(lying.Log.Origin, lying.Log.NextSeq, open.Seq, Digest.OfText("lie")));
        lying.Append(Results.Of(open, contributions, Digest.OfText("lie"), id => lying.TablesOf(open.Seq, id), lying.Log.NextSeq));
        yield return Altered("secret-another-revealed", "secret", lying, 3);
    }

    private static IEnumerable<OwnVector> Contributed()
    {
        (string Name, string Check, IReadOnlyList<ExpectedContribution> Expects, ContributionValue? Value)[] cases =
        [
            ("entropy-24-dice", "entropy", [ExpectedContribution.Dice6("纪检组", 24)], null),
            ("entropy-lottery-alone", "entropy", [ExpectedContribution.Kl8("福彩", "2024001")], null),
            ("entropy-issue-twice", "entropy", [ExpectedContribution.Kl8("福彩", "2024001"), ExpectedContribution.Kl8("纪检组", "2024001")], null),
            ("contribution-seven", "contribution", Dice, new ContributionValue("1234561234561234561234567")),
            ("contribution-one-die-more", "contribution", Dice, new ContributionValue("12345612345612345612345612")),
            ("contribution-lottery-order", "contribution", [ExpectedContribution.Kl8("福彩", "2024001"), ExpectedContribution.Dice6("纪检组", 1)],
                new ContributionValue("02 01 03 04 05 06 07 08 09 10 11 12 13 14 15 16 17 18 19 20")),
            ("contribution-other-phrase", "contribution", [ExpectedContribution.Phrase("商务局", Phrases.Commit(new string('0', 32), "原话")), .. Dice],
                new ContributionValue("改过的话", new string('0', 32))),
        ];
        foreach (var (name, check, expects, value) in cases)
        {
            var s = Start(name);
            var open = s.Open(Desk, expects, Plan("T-1"));
            s.Sign();
            var contributions = expects.Select((_, i) => s.Contribute(open, i, i == 0 ? value : null)).ToArray();
            s.Reveal(open);
            s.Append(s.BuildResult(open, contributions));
            yield return Altered(name, check, s, check == "entropy" ? 1 : 2);
        }
    }

    private static IEnumerable<OwnVector> Tables()
    {
        (string Name, Func<string, string> Change)[] changes =
        [
            ("row-changed", static t => t.Replace("城关所", "灵山所", StringComparison.Ordinal)),
            ("row-left-out", static t => t[(t.IndexOf('\n', StringComparison.Ordinal) + 1)..]),
            ("unsorted", static t => string.Join('\n', t.TrimEnd('\n').Split('\n').Reverse()) + "\n"),
        ];
        foreach (var (name, change) in changes)
        {
            var (s, open) = Drawn(name);
            var package = s.Package(open.Seq);
            var file = package.Files.Keys.Single(static f => f.StartsWith("register", StringComparison.Ordinal));
            var changed = Encoding.UTF8.GetBytes(change(Encoding.UTF8.GetString(package.Files[file].Span)));
            // The certificate is not part of the log, so it can be made to fit the changed file.
            package = Rewrite(package, c => c with
            {
                Tables = [.. c.Tables.Select(t => t.File == file ? t with { Sha256 = Digest.Of(changed), Bytes = changed.Length } : t)],
            });
            yield return Altered("tables-" + name, "tables", s, open.Seq, new EvidencePackage(
                package.Files.ToDictionary(static p => p.Key, p => p.Key == file ? changed : p.Value, StringComparer.Ordinal)));
        }
    }

    private static IEnumerable<OwnVector> Outcomes()
    {
        var few = Start("quota");
        var open = few.BuildOpen(Desk, Dice, Plan("T-1"));
        few.Append(open with { Tasks = [open.Tasks[0] with { Quota = [.. open.Tasks[0].Quota.Select(static q => Math.Max(0, q - 1))] }] });
        few.Draw((OpenRecord)few.Log.Records[1]);
        yield return Altered("quota", "quota", few, 1);

        (string Name, string Check, Func<ResultRecord, ResultRecord> Change)[] changes =
        [
            ("seed", "seed", static r => r with { Seed = Digest.OfText("another") }),
            ("drawn-swapped", "drawn", static r => Task(r, static t => t with { Drawn = [.. t.Drawn.Select(static d => d.Reverse().ToArray())] })),
            ("drawn-cutoff", "drawn", static r => Task(r, static t => t with { Cutoffs = [Digest.OfText("x"), .. t.Cutoffs.Skip(1)] })),
            ("drawn-root", "drawn", static r => Task(r, static t => t with { DrawnRoot = Digest.OfText("x") })),
            ("teams-cap", "teams", static r => Task(r, static t => t with { Cap = t.Cap + 1 })),
            ("teams-swapped", "teams", static r => Task(r, static t => t with { Teams = [t.Teams[0] with { Members = t.Teams[1].Members }, .. t.Teams.Skip(1)] })),
            ("teams-infeasible", "teams", static r => Task(r, static t => t with { Cap = 0, Infeasible = [t.Teams[0].Object], Teams = [.. t.Teams.Select(static x => x with { Members = [] })] })),
        ];
        foreach (var (name, check, change) in changes)
        {
            var s = Start(name);
            open = s.Open(Desk, Dice, Plan("T-1"));
            var contributions = s.ContributeAll(open);
            s.Reveal(open);
            s.Append(change(s.BuildResult(open, contributions)));
            yield return Altered(name, check, s, 4);
        }

        var (redrawn, done) = Drawn("redraw");
        var team = redrawn.Log.Records.OfType<ResultRecord>().First().Tasks[0].Teams[0];
        var reopen = redrawn.Reopen(done, redrawn.Recuse(done, "T-1", team.Object, team.Members[0].Inspector));
        var thrown = redrawn.ContributeAll(reopen);
        redrawn.Reveal(reopen);
        var outcome = redrawn.BuildReresult(done, reopen, thrown);
        var friend = redrawn.TablesOf(done.Seq, "T-1").Roster.Inspectors.Select(static i => i.Id).First(i => i != outcome.Replacements[0].In && team.Members.All(m => m.Inspector != i));
        redrawn.Append(outcome with { Replacements = [outcome.Replacements[0] with { In = friend }] });
        yield return Altered("redraw-a-friend", "redraw", redrawn, outcome.Seq);
    }

    private static ResultRecord Task(ResultRecord result, Func<TaskResult, TaskResult> change) => result with { Tasks = [change(result.Tasks[0])] };

    public static EvidencePackage Rewrite(EvidencePackage package, Func<Certificate, Certificate> change)
    {
        return Certificate.TryParse(package.Files[Certificate.FileName].Span, out var certificate, out var violation)
            ? With(package, Jcs.Serialize(change(certificate).ToJson()))
            : throw new InvalidOperationException($"{violation}");
    }

    private static EvidencePackage Edit(EvidencePackage package, string old, string replacement)
    {
        var text = Encoding.UTF8.GetString(package.Files[Certificate.FileName].Span);
        var at = text.IndexOf(old, StringComparison.Ordinal);
        if (at < 0)
            throw new InvalidOperationException($"The certificate does not contain {old}.");
        return With(package, Encoding.UTF8.GetBytes(text[..at] + replacement + text[(at + old.Length)..]));
    }

    private static EvidencePackage With(EvidencePackage package, byte[] certificate) => new(
        package.Files.ToDictionary(static p => p.Key, p => p.Key == Certificate.FileName ? certificate : p.Value, StringComparer.Ordinal));
}
