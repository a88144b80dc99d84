namespace SpotCheck.VerifiableDraws;

/// <summary>Who may cosign checkpoints.</summary>
/// <param name="Name">Name without space and <c>+</c>.</param>
/// <param name="Key">SPKI of a P-256 key, 91 bytes, as canonical base64.</param>
public sealed record Witness(string Name, string Key);

/// <summary>A section that runs draws, bound to its secrets of the year.</summary>
/// <param name="Name">Name of the desk.</param>
/// <param name="SecretRoot">Root of <see cref="SecretTree"/>.</param>
/// <param name="Secrets">Number of leaves, 1–4096.</param>
public sealed record Desk(string Name, Digest SecretRoot, int Secrets);

/// <summary>The root of trust of a log, its record 0.</summary>
/// <param name="Log">Origin of the log.</param>
/// <param name="Key">SPKI of the log's P-256 key, 91 bytes, as canonical base64.</param>
/// <param name="Witnesses">Names and keys, all different, also from the log's.</param>
/// <param name="Cosignatures">How many different witnesses must cosign an open checkpoint (<c>policy.k</c>), 0 to the number of witnesses.</param>
/// <param name="Desks">Desks with different names.</param>
public sealed record GenesisRecord(string Log, string Key, IReadOnlyList<Witness> Witnesses, int Cosignatures, IReadOnlyList<Desk> Desks)
    : LogRecord(Log, 0)
{
    /// <inheritdoc/>
    public override string Kind => "GENESIS";

    /// <inheritdoc/>
    public bool Equals(GenesisRecord? other) => base.Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => base.GetHashCode();

    private protected override IEnumerable<(string Key, JcsValue Value)> Members() =>
    [
        ("key", Key),
        ("witnesses", JcsArray.Of(Witnesses.Select(static w => (JcsValue)JcsObject.Of(("name", w.Name), ("key", w.Key))))),
        ("policy", JcsObject.Of(("k", (long)Cosignatures))),
        ("desks", JcsArray.Of(Desks.Select(static d => (JcsValue)JcsObject.Of(
            ("desk", d.Name), ("secretRoot", d.SecretRoot), ("secrets", (long)d.Secrets))))),
    ];

    internal static GenesisRecord Read(Fields fields, string log, long seq)
    {
        var journal = fields.Journal;
        journal.Demand(seq == 0, fields.Path("seq"), "0", $"{seq}");
        var witnesses = fields.List("witnesses", (v, where) =>
        {
            var w = new Fields(v, where, journal, "name", "key");
            return new Witness(w.Text("name", TextRules.IsWitnessName, "a name without space and +"), PublicKey(w));
        });
        var genesis = new GenesisRecord(
            log,
            PublicKey(fields),
            witnesses,
            (int)fields.Object("policy", "k").Integer("k", 0, witnesses.Count),
            fields.List("desks", (v, where) =>
            {
                var d = new Fields(v, where, journal, "desk", "secretRoot", "secrets");
                return new Desk(d.Name("desk"), d.Hash("secretRoot"), (int)d.Integer("secrets", 1, Protocol.MaxSecrets));
            }));
        fields.Distinct("desks", genesis.Desks.Select(static d => d.Name), "desk name");
        fields.Distinct("witnesses", witnesses.Select(static w => w.Name).Append(log), "name");
        fields.Distinct("witnesses", witnesses.Select(static w => w.Key).Append(genesis.Key), "key");
        return genesis;
    }

    private static string PublicKey(Fields fields) =>
        fields.Text("key", static t => SignatureKey.TryRead(t, out _), "base64 of the SPKI of a P-256 key, 91 bytes, uncompressed point");
}
