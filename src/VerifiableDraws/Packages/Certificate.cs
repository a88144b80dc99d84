using System.Runtime.CompilerServices;

namespace SpotCheck.VerifiableDraws;

/// <summary>A record with its inclusion proof.</summary>
/// <param name="Record">The record.</param>
/// <param name="Path">Inclusion proof of leaf <c>seq</c> in the certificate's checkpoint.</param>
public sealed record CarriedRecord(LogRecord Record, IReadOnlyList<Digest> Path);

/// <summary>That an open checkpoint is a beginning of the newest one.</summary>
/// <param name="From">Size of the open checkpoint.</param>
/// <param name="To">Size of the newest checkpoint.</param>
/// <param name="Proof">Empty where the sizes are equal.</param>
public sealed record ConsistencyProof(long From, long To, IReadOnlyList<Digest> Proof);

/// <summary>Which table of a task.</summary>
public enum TableKind
{
    /// <summary>Objects.</summary>
    Register,

    /// <summary>Inspectors.</summary>
    Roster,

    /// <summary>Known recusals.</summary>
    Conflicts,
}

/// <summary>A table that a package contains.</summary>
/// <param name="Task">Id of the task.</param>
/// <param name="Open">Seq of its OPEN.</param>
/// <param name="Table">Which table.</param>
/// <param name="File">Plain file name.</param>
/// <param name="Sha256">SHA-256 of the file.</param>
/// <param name="Bytes">Its size.</param>
public sealed record CarriedTable(string Task, long Open, TableKind Table, string File, Digest Sha256, long Bytes);

/// <summary>The certificate of an evidence package (docs/draw-protocol.md §7).</summary>
/// <param name="Log">Origin of the log.</param>
/// <param name="Opens">The OPENs the package is about, ascending.</param>
/// <param name="Checkpoint">Newest signed note.</param>
/// <param name="OpenCheckpoints">Open checkpoints, ascending by size.</param>
/// <param name="Records">Records with proofs, ascending by seq.</param>
/// <param name="Consistency">One per open checkpoint, in the same order.</param>
/// <param name="Tables">Tables of every task with a RESULT.</param>
public sealed record Certificate(
    string Log, IReadOnlyList<long> Opens, string Checkpoint, IReadOnlyList<string> OpenCheckpoints,
    IReadOnlyList<CarriedRecord> Records, IReadOnlyList<ConsistencyProof> Consistency, IReadOnlyList<CarriedTable> Tables)
{
    /// <summary>Name of the certificate's file in a package.</summary>
    public const string FileName = "certificate.json";

    // A certificate of a year's log has megabytes, and every proof made with it cites its hash. By reference: a copy made by `with` is another certificate.
    private static readonly ConditionalWeakTable<Certificate, Computed> Hashes = [];

    /// <summary>The certificate as JSON.</summary>
    /// <returns>An object with every key.</returns>
    public JcsObject ToJson() => JcsObject.Of(
        ("alg", Protocol.Alg), ("kind", "CERTIFICATE"), ("log", Log), ("opens", JcsArray.Of(Opens)),
        ("checkpoint", Checkpoint), ("openCheckpoints", JcsArray.Of(OpenCheckpoints)),
        ("records", JcsArray.Of(Records.Select(static r => (JcsValue)JcsObject.Of(("record", r.Record.ToJson()), ("path", JcsArray.Of(r.Path)))))),
        ("consistency", JcsArray.Of(Consistency.Select(static c => (JcsValue)JcsObject.Of(("from", c.From), ("to", c.To), ("proof", JcsArray.Of(c.Proof)))))),
        ("tables", JcsArray.Of(Tables.Select(static t => (JcsValue)JcsObject.Of(
            ("task", t.Task), ("open", t.Open), ("table", NameOf(t.Table)), ("file", t.File), ("sha256", t.Sha256), ("bytes", t.Bytes))))));

    /// <summary>What proofs cite: <c>H(JCS(certificate.json))</c>.</summary>
    /// <returns>The hash; it does not depend on the file's formatting. Computed once.</returns>
    public Digest Hash() => Hashes.GetValue(this, static c => new Computed(Digest.Of(Jcs.Serialize(c.ToJson())))).Hash;

    /// <summary>Reads a certificate strictly (check 1 <c>format</c>).</summary>
    /// <param name="json">The parsed file.</param>
    /// <param name="certificate">The certificate, if it keeps the rules.</param>
    /// <param name="violation">The first broken rule otherwise.</param>
    /// <returns>Whether it keeps the rules.</returns>
    public static bool TryRead(
        JcsValue json,
        [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out Certificate? certificate,
        [System.Diagnostics.CodeAnalysis.NotNullWhen(false)] out Violation? violation)
    {
        var journal = new FormatJournal();
        certificate = Read(json, journal);
        violation = journal.First;
        if (violation is not null)
            certificate = null;
        return violation is null;
    }

    /// <summary>Reads <c>certificate.json</c>.</summary>
    /// <param name="file">Its bytes.</param>
    /// <param name="certificate">The certificate, if it keeps the rules.</param>
    /// <param name="violation">The first broken rule otherwise.</param>
    /// <returns>Whether it keeps the rules.</returns>
    public static bool TryParse(
        ReadOnlySpan<byte> file,
        [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out Certificate? certificate,
        [System.Diagnostics.CodeAnalysis.NotNullWhen(false)] out Violation? violation)
    {
        certificate = null;
        return Jcs.TryParse(file, out var json, out violation) && TryRead(json, out certificate, out violation);
    }

    /// <summary>The seq of the record in which a place of a certificate file lies; null where it is in none or has no seq.</summary>
    internal static long? RecordAt(ReadOnlySpan<byte> file, string where)
    {
        const string Head = "records[";
        var end = where.StartsWith(Head, StringComparison.Ordinal) ? where.IndexOf("].record", StringComparison.Ordinal) : -1;
        return end > 0
            && int.TryParse(where.AsSpan(Head.Length, end - Head.Length), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var index)
            && Jcs.TryParse(file, out var json, out _)
            && json is JcsObject certificate && certificate.Find("records") is JcsArray records && index < records.Items.Count
            && records.Items[index] is JcsObject carried && carried.Find("record") is JcsObject record && record.Find("seq") is JcsInteger seq
                ? seq.Value
                : null;
    }

    internal static string NameOf(TableKind table) => table switch
    {
        TableKind.Register => "register",
        TableKind.Roster => "roster",
        _ => "conflicts",
    };

    private static Certificate Read(JcsValue json, FormatJournal journal)
    {
        var fields = new Fields(json, "", journal, "alg", "kind", "log", "opens", "checkpoint", "openCheckpoints", "records", "consistency", "tables");
        fields.OneOf("alg", Protocol.Alg);
        fields.OneOf("kind", "CERTIFICATE");
        var certificate = new Certificate(
            fields.Text("log", TextRules.IsLogOrigin, "1-255 printable ASCII characters without space and +"),
            fields.Integers("opens", least: 1),
            fields.Text("checkpoint", static _ => true, "a note"),
            fields.Texts("openCheckpoints", static _ => true, "a note"),
            fields.List("records", (v, where) => ReadRecord(v, where, journal)),
            fields.List("consistency", (v, where) =>
            {
                var c = new Fields(v, where, journal, "from", "to", "proof");
                return new ConsistencyProof(c.Integer("from", 1), c.Integer("to", 1), c.Hashes("proof"));
            }),
            fields.List("tables", (v, where) =>
            {
                var t = new Fields(v, where, journal, "task", "open", "table", "file", "sha256", "bytes");
                var kind = t.OneOf("table", "register", "roster", "conflicts") switch
                {
                    "roster" => TableKind.Roster,
                    "conflicts" => TableKind.Conflicts,
                    _ => TableKind.Register,
                };
                return new CarriedTable(
                    t.TaskId("task"), t.Integer("open", 1), kind,
                    t.Text("file", TextRules.IsFileName, "a plain file name"), t.Hash("sha256"), t.Integer("bytes", 0));
            }));
        fields.Ascending("opens", certificate.Opens);
        if (journal.First is not null)
            return certificate;
        for (var i = 0; i < certificate.Records.Count; i++)
        {
            var record = certificate.Records[i].Record;
            var where = $"records[{i}].record";
            journal.Demand(string.Equals(record.Log, certificate.Log, StringComparison.Ordinal), where + ".log", Violation.Quote(certificate.Log), Violation.Quote(record.Log));
            journal.Demand(i == 0 || certificate.Records[i - 1].Record.Seq < record.Seq, where + ".seq", i == 0 ? "" : $"more than {certificate.Records[i - 1].Record.Seq}", $"{record.Seq}");
        }

        return certificate;
    }

    private static CarriedRecord ReadRecord(JcsValue value, string where, FormatJournal journal)
    {
        var fields = new Fields(value, where, journal, "record", "path");
        return new CarriedRecord(RecordFormat.Read(fields.Value("record"), fields.Path("record"), journal)!, fields.Hashes("path"));
    }

    private sealed record Computed(Digest Hash);
}
