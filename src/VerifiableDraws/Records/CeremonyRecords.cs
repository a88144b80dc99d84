namespace SpotCheck.VerifiableDraws;

/// <summary>What somebody contributes: a text, or a phrase with its nonce.</summary>
/// <param name="Text">Digits of dice, numbers of 快乐8, or the text of a phrase.</param>
/// <param name="Nonce">Null, or 32 lower-case hex characters of a phrase.</param>
public sealed record ContributionValue(string Text, string? Nonce = null)
{
    internal JcsValue ToJson() => Nonce is null ? Text : JcsObject.Of(("nonce", Nonce), ("text", Text));

    internal static ContributionValue Read(Fields fields)
    {
        if (fields.Value("value") is JcsString s)
            return new ContributionValue(s.Value);
        var phrase = fields.Object("value", "nonce", "text");
        return new ContributionValue(
            phrase.Text("text", static _ => true, "a string"), phrase.Text("nonce", static _ => true, "a string"));
    }
}

/// <summary>A contribution to an OPEN or REOPEN.</summary>
/// <param name="Log">Origin of the log.</param>
/// <param name="Seq">Index in the log.</param>
/// <param name="Open">Seq of the OPEN or REOPEN.</param>
/// <param name="Position">Position in <c>expects</c>, from 0 (<c>n</c>).</param>
/// <param name="By">Who contributes.</param>
/// <param name="Source">Where it comes from.</param>
/// <param name="Value">What it is.</param>
public sealed record ContribRecord(string Log, long Seq, long Open, long Position, string By, EntropySource Source, ContributionValue Value)
    : LogRecord(Log, Seq)
{
    /// <inheritdoc/>
    public override string Kind => "CONTRIB";

    /// <inheritdoc/>
    public bool Equals(ContribRecord? other) => base.Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => base.GetHashCode();

    private protected override IEnumerable<(string Key, JcsValue Value)> Members() =>
    [
        ("open", Open), ("n", Position), ("by", By), ("source", ExpectedContribution.NameOf(Source)), ("value", Value.ToJson()),
    ];

    internal static ContribRecord Read(Fields fields, string log, long seq) => new(
        log, seq, fields.Integer("open", 1, seq - 1), fields.Integer("n", 0), fields.Name("by"),
        ExpectedContribution.ReadSource(fields), ContributionValue.Read(fields));
}

/// <summary>The server secret, opened after the last contribution.</summary>
/// <param name="Log">Origin of the log.</param>
/// <param name="Seq">Index in the log.</param>
/// <param name="Open">Seq of the OPEN or REOPEN.</param>
/// <param name="Secret"><c>s_index</c>, 32 bytes.</param>
public sealed record RevealRecord(string Log, long Seq, long Open, Digest Secret)
    : LogRecord(Log, Seq)
{
    /// <inheritdoc/>
    public override string Kind => "REVEAL";

    /// <inheritdoc/>
    public bool Equals(RevealRecord? other) => base.Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => base.GetHashCode();

    private protected override IEnumerable<(string Key, JcsValue Value)> Members() => [("open", Open), ("secret", Secret)];

    internal static RevealRecord Read(Fields fields, string log, long seq) =>
        new(log, seq, fields.Integer("open", 1, seq - 1), fields.Hash("secret"));
}

/// <summary>Ends an OPEN or REOPEN before its last CONTRIB; opens the secret.</summary>
/// <param name="Log">Origin of the log.</param>
/// <param name="Seq">Index in the log.</param>
/// <param name="Open">Seq of the OPEN or REOPEN.</param>
/// <param name="Reason">Why, 1–1000 characters.</param>
/// <param name="ApprovedBy">Who approved it.</param>
/// <param name="Secret"><c>s_index</c>, 32 bytes.</param>
public sealed record VoidRecord(string Log, long Seq, long Open, string Reason, string ApprovedBy, Digest Secret)
    : LogRecord(Log, Seq)
{
    /// <inheritdoc/>
    public override string Kind => "VOID";

    /// <inheritdoc/>
    public bool Equals(VoidRecord? other) => base.Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => base.GetHashCode();

    private protected override IEnumerable<(string Key, JcsValue Value)> Members() =>
        [("open", Open), ("reason", Reason), ("approvedBy", ApprovedBy), ("secret", Secret)];

    internal static VoidRecord Read(Fields fields, string log, long seq) => new(
        log, seq, fields.Integer("open", 1, seq - 1), fields.FreeText("reason"), fields.FreeText("approvedBy"), fields.Hash("secret"));
}

/// <summary>Ends tasks of an OPEN after its RESULT; both results stay published.</summary>
/// <param name="Log">Origin of the log.</param>
/// <param name="Seq">Index in the log.</param>
/// <param name="Open">Seq of the OPEN.</param>
/// <param name="Tasks">Task ids, ascending, not empty.</param>
/// <param name="Reason">Why.</param>
/// <param name="LegalBasis">Under which rule.</param>
/// <param name="ApprovedBy">Who approved it.</param>
public sealed record SupersedeRecord(string Log, long Seq, long Open, IReadOnlyList<string> Tasks, string Reason, string LegalBasis, string ApprovedBy)
    : LogRecord(Log, Seq)
{
    /// <inheritdoc/>
    public override string Kind => "SUPERSEDE";

    /// <inheritdoc/>
    public bool Equals(SupersedeRecord? other) => base.Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => base.GetHashCode();

    private protected override IEnumerable<(string Key, JcsValue Value)> Members() =>
    [
        ("open", Open), ("tasks", JcsArray.Of(Tasks)), ("reason", Reason), ("legalBasis", LegalBasis), ("approvedBy", ApprovedBy),
    ];

    internal static SupersedeRecord Read(Fields fields, string log, long seq)
    {
        var record = new SupersedeRecord(
            log, seq, fields.Integer("open", 1, seq - 1), fields.Texts("tasks", TextRules.IsTaskId, "a task id", least: 1),
            fields.FreeText("reason"), fields.FreeText("legalBasis"), fields.FreeText("approvedBy"));
        fields.Ascending("tasks", record.Tasks);
        return record;
    }
}

/// <summary>The desk's master secret, opened at the end of the year.</summary>
/// <param name="Log">Origin of the log.</param>
/// <param name="Seq">Index in the log.</param>
/// <param name="Desk">The desk.</param>
/// <param name="Master"><c>m</c>, 32 bytes.</param>
public sealed record YearOpenRecord(string Log, long Seq, string Desk, Digest Master)
    : LogRecord(Log, Seq)
{
    /// <inheritdoc/>
    public override string Kind => "YEAROPEN";

    /// <inheritdoc/>
    public bool Equals(YearOpenRecord? other) => base.Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => base.GetHashCode();

    private protected override IEnumerable<(string Key, JcsValue Value)> Members() => [("desk", Desk), ("master", Master)];

    /// <summary>Checks that the opened master secret gives the root that GENESIS published.</summary>
    /// <param name="genesis">Record 0 of the log.</param>
    /// <returns>Null, or what contradicts.</returns>
    public Violation? CheckAgainst(GenesisRecord genesis)
    {
        if (genesis.Desks.FirstOrDefault(d => string.Equals(d.Name, Desk, StringComparison.Ordinal)) is not { } desk)
            return new Violation("desk", "a desk of GENESIS", Violation.Quote(Desk));
        var root = new SecretTree(Master, desk.Secrets).Root;
        return root == desk.SecretRoot ? null : new Violation("master", $"secretRoot {desk.SecretRoot}", $"{root}");
    }

    internal static YearOpenRecord Read(Fields fields, string log, long seq) =>
        new(log, seq, fields.Name("desk"), fields.Hash("master"));
}
