namespace SpotCheck.VerifiableDraws.Scenarios;

/// <summary>A task before its tables are committed.</summary>
internal sealed record TaskPlan(
    string Id, string PlanRow, IReadOnlyList<RegisterRow> Register, IReadOnlyList<Inspector> Roster, IReadOnlyList<Conflict> Conflicts,
    IReadOnlyList<(string Stratum, long Numerator, long Denominator)> Ratios, IReadOnlyList<TeamRole> Roles)
{
    public RegisterProfile Profile { get; init; }

    public long? Total { get; init; }

    public int CapAdd { get; init; } = 1;

    public string? VisitGroup { get; init; }

    public long Attempt { get; init; } = 1;

    public long? Previous { get; init; }
}

/// <summary>A log with its keys, secrets and ceremonies, the same for the same name.</summary>
internal sealed class Scenario
{
    private readonly Dictionary<string, SecretTree> _secrets = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Digest> _masters = new(StringComparer.Ordinal);
    private readonly DeterministicSigner _logKey;
    private readonly List<(string Name, DeterministicSigner Key)> _witnesses;
    private readonly List<Checkpoint> _checkpoints = [];
    private readonly Dictionary<(long, string), TaskTables> _tables = [];

    public Scenario(string name, IReadOnlyList<string> witnesses, int cosignatures, params string[] desks)
    {
        Numbers = new Numbers(name);
        _logKey = new DeterministicSigner(name + "/log");
        _witnesses = witnesses.Select(w => (w, new DeterministicSigner(name + "/" + w))).ToList();
        foreach (var desk in desks)
        {
            _masters.Add(desk, Digest.OfText($"master {name}/{desk}"));
            _secrets.Add(desk, new SecretTree(_masters[desk], 16));
        }

        Log = new DrawLog(new GenesisRecord(
            "draws.example/own", _logKey.Spki, _witnesses.Select(static w => new Witness(w.Name, w.Key.Spki)).ToArray(), cosignatures,
            desks.Select(d => new Desk(d, _secrets[d].Root, 16)).ToArray()));
    }

    public Numbers Numbers { get; }

    public DrawLog Log { get; }

    public IReadOnlyList<Checkpoint> Checkpoints => _checkpoints;

    public TaskTables TablesOf(long open, string task) => _tables[(open, task)];

    public Digest SecretOf(IOpening opening) => _secrets[opening.Desk].SecretAt(opening.Server.Index);

    public OpenRecord Open(string desk, IReadOnlyList<ExpectedContribution> expects, params TaskPlan[] plans) =>
        Append(BuildOpen(desk, expects, plans));

    public OpenRecord BuildOpen(string desk, IReadOnlyList<ExpectedContribution> expects, params TaskPlan[] plans)
    {
        var tasks = plans.Select(Task).ToArray();
        return new OpenRecord(
            Log.Origin, Log.NextSeq, desk, "2024年抽取", "2024-03-01T09:00:00+08:00", "2024-03-01T18:00:00+08:00", tasks, NextSecret(desk), expects);
    }

    public ServerCommitment NextSecret(string desk) => _secrets[desk].CommitmentAt(Log.NextSecretIndex(desk));

    public T Append<T>(T record)
        where T : LogRecord
    {
        Log.Append(record);
        return record;
    }

    /// <summary>Signs the log as it is; by the given number of witnesses, all by default.</summary>
    public Checkpoint Sign(int? witnesses = null)
    {
        var checkpoint = Sign(Log.NextSeq, Log.Tree.Root, witnesses ?? _witnesses.Count);
        _checkpoints.Add(checkpoint);
        return checkpoint;
    }

    private Checkpoint Sign(long size, Digest root, int witnesses)
    {
        var bytes = Checkpoint.SignedBytes(Log.Origin, size, root);
        var signatures = new List<NoteSignature> { NoteSignature.Of(Log.Origin, _logKey.Key, _logKey.Sign(bytes)) };
        foreach (var (name, key) in _witnesses.Take(witnesses))
            signatures.Add(NoteSignature.Of(name, key.Key, key.Sign(bytes)));
        return new Checkpoint(Log.Origin, size, root, signatures);
    }

    public ExpectedContribution Phrase(string by, string text)
    {
        var nonce = Digest.OfText("nonce " + text).ToString()[..32];
        _phrases[by] = new ContributionValue(text, nonce);
        return ExpectedContribution.Phrase(by, Phrases.Commit(nonce, text));
    }

    private readonly Dictionary<string, ContributionValue> _phrases = new(StringComparer.Ordinal);

    public ContribRecord Contribute(IOpening opening, int position, ContributionValue? value = null)
    {
        var expected = opening.Expects[position];
        value ??= expected.Source switch
        {
            EntropySource.Dice6 => new ContributionValue(string.Concat(Enumerable.Range(0, expected.Count).Select(_ => 1 + Numbers.Below(6)))),
            EntropySource.D10 => new ContributionValue(string.Concat(Enumerable.Range(0, expected.Count).Select(_ => Numbers.Below(10)))),
            EntropySource.Kl8 => new ContributionValue(string.Join(' ', Numbers.Shuffled(Enumerable.Range(1, 80)).Take(20).Order().Select(static n => n.ToString("00")))),
            _ => _phrases[expected.By],
        };
        return Append(new ContribRecord(Log.Origin, Log.NextSeq, opening.Seq, position, expected.By, expected.Source, value));
    }

    public IReadOnlyList<ContribRecord> ContributeAll(IOpening opening)
    {
        Sign();
        return Enumerable.Range(0, opening.Expects.Count).Select(i => Contribute(opening, i)).ToArray();
    }

    public RevealRecord Reveal(IOpening opening) => Append(new RevealRecord(Log.Origin, Log.NextSeq, opening.Seq, SecretOf(opening)));

    public ResultRecord BuildResult(OpenRecord open, IReadOnlyList<ContribRecord> contributions) =>
        Results.Of(open, contributions, SecretOf(open), id => _tables[(open.Seq, id)], Log.NextSeq);

    /// <summary>The whole ceremony after the OPEN.</summary>
    public ResultRecord Draw(OpenRecord open)
    {
        var contributions = ContributeAll(open);
        Reveal(open);
        return Append(BuildResult(open, contributions));
    }

    public VoidRecord Void(IOpening opening) =>
        Append(new VoidRecord(Log.Origin, Log.NextSeq, opening.Seq, "监督人员未到场", "局主要领导", SecretOf(opening)));

    public SupersedeRecord Supersede(OpenRecord open, params string[] tasks) => Append(new SupersedeRecord(
        Log.Origin, Log.NextSeq, open.Seq, [.. tasks.Order(Utf8Order.Comparer)], "名录库有误", "《随机抽查工作细则》第九条", "局长办公会"));

    public RecuseRecord Recuse(OpenRecord open, string task, string objectId, string inspector) =>
        Append(new RecuseRecord(Log.Origin, Log.NextSeq, open.Seq, task, objectId, inspector, "近亲属在该企业任职", "局主要领导"));

    public ReopenRecord Reopen(OpenRecord open, params RecuseRecord[] recusals) => Append(new ReopenRecord(
        Log.Origin, Log.NextSeq, open.Desk, open.Seq, [.. recusals.Select(static r => r.Seq).Order()], NextSecret(open.Desk),
        [ExpectedContribution.Dice6("纪检组", 25)], "2024-03-02T09:00:00+08:00", "2024-03-02T18:00:00+08:00"));

    public ReresultRecord BuildReresult(OpenRecord open, ReopenRecord reopen, IReadOnlyList<ContribRecord> contributions) => Reresults.Of(
        open, reopen, Log.HistoryOf(open.Seq).BasisOf(reopen)!, contributions, SecretOf(reopen), id => _tables[(open.Seq, id)], Log.NextSeq);

    public ReresultRecord Redraw(OpenRecord open, ReopenRecord reopen)
    {
        var contributions = ContributeAll(reopen);
        Reveal(reopen);
        return Append(BuildReresult(open, reopen, contributions));
    }

    public YearOpenRecord OpenYear(string desk) => Append(new YearOpenRecord(Log.Origin, Log.NextSeq, desk, _masters[desk]));

    public EvidencePackage Package(params long[] opens) =>
        PackageAssembly.Assemble(Log, opens, Sign(), _checkpoints.Take(_checkpoints.Count - 1), TablesOf);

    /// <summary>The same package from a log in which some records are others, with every tree, proof and signature made anew.</summary>
    public EvidencePackage Resigned(EvidencePackage package, params LogRecord[] changes)
    {
        var changed = changes.ToDictionary(static r => r.Seq);
        var tree = new MerkleTree();
        foreach (var record in Log.Records)
            tree.Append(changed.GetValueOrDefault(record.Seq, record).Canonical.Span);
        return AlteredVectors.Rewrite(package, c => c with
        {
            Checkpoint = Note(c.Checkpoint),
            OpenCheckpoints = [.. c.OpenCheckpoints.Select(Note)],
            Records = [.. c.Records.Select(r => new CarriedRecord(changed.GetValueOrDefault(r.Record.Seq, r.Record), tree.Inclusion(r.Record.Seq, tree.Count)))],
            Consistency = [.. c.Consistency.Select(p => p with { Proof = tree.Consistency(p.From, p.To) })],
        });

        string Note(string note)
        {
            if (!Checkpoint.TryParse(note, out var checkpoint, out var violation))
                throw new InvalidOperationException($"{violation}");
            return Sign(checkpoint.Size, tree.RootAt(checkpoint.Size), checkpoint.Signatures.Count - 1).Note;
        }
    }

    private DrawTask Task(TaskPlan plan)
    {
        if (!RegisterTable.TryBuild(plan.Profile, plan.Register, out var register, out var violation)
            || !RosterTable.TryBuild(plan.Roster, out var roster, out violation)
            || !ConflictsTable.TryBuild(plan.Conflicts, out var conflicts, out violation))
            throw new InvalidOperationException($"{violation}");
        _tables[(Log.NextSeq, plan.Id)] = new TaskTables(register, roster, conflicts);
        var counts = register.StratumCounts.ToDictionary(static p => p.Key, static p => p.Value, StringComparer.Ordinal);
        var strata = plan.Ratios.OrderBy(static r => r.Stratum, Utf8Order.Comparer)
            .Select(r => new Stratum(r.Stratum, counts.GetValueOrDefault(r.Stratum), r.Numerator, r.Denominator)).ToArray();
        return new DrawTask(
            plan.Id, Digest.OfText(plan.PlanRow), plan.Attempt, plan.Previous, plan.Profile,
            register.Commitment, roster.Commitment, conflicts.Commitment, strata, plan.Total, Quotas.Of(strata, plan.Total), plan.Roles, plan.CapAdd, plan.VisitGroup);
    }
}

/// <summary>Numbers that are the same for the same label (SplitMix64).</summary>
internal sealed class Numbers(string label)
{
    private ulong _state = Digest.OfText("numbers " + label).Prefix;

    public int Below(int bound) => (int)(Next() % (ulong)bound);

    public bool OneIn(int n) => Below(n) == 0;

    public T Of<T>(IReadOnlyList<T> items) => items[Below(items.Count)];

    public T[] Shuffled<T>(IEnumerable<T> items)
    {
        var array = items.ToArray();
        for (var i = array.Length - 1; i > 0; i--)
        {
            var j = Below(i + 1);
            (array[i], array[j]) = (array[j], array[i]);
        }

        return array;
    }

    private ulong Next()
    {
        var z = _state += 0x9e3779b97f4a7c15;
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
        z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
        return z ^ (z >> 31);
    }
}
