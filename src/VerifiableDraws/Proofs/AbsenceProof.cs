using System.Text;

namespace SpotCheck.VerifiableDraws;

/// <summary>A row beside the place where an id would be.</summary>
/// <param name="Row">The row's text.</param>
/// <param name="Index">Its index in the register.</param>
/// <param name="Path">Inclusion proof.</param>
public sealed record NeighbourRow(string Row, long Index, IReadOnlyList<Digest> Path)
{
    internal JcsObject ToJson() => JcsObject.Of(("row", Row), ("index", Index), ("path", JcsArray.Of(Path)));
}

/// <summary>That an object is not in the committed register: two neighbouring rows with nothing between (docs/draw-protocol.md §7).</summary>
/// <param name="Certificate">Hash of the certificate, see <see cref="Certificate.Hash"/>.</param>
/// <param name="Open">Seq of the OPEN.</param>
/// <param name="Task">Id of the task.</param>
/// <param name="Id">The absent id.</param>
/// <param name="Size">Number of rows of the register.</param>
/// <param name="Left">Last row before, null where there is none.</param>
/// <param name="Right">First row behind, null where there is none.</param>
public sealed record AbsenceProof(Digest Certificate, long Open, string Task, string Id, long Size, NeighbourRow? Left, NeighbourRow? Right)
{
    /// <summary>Proves that an id is not in a register.</summary>
    /// <param name="certificate">The certificate it is proven against.</param>
    /// <param name="open">Seq of an OPEN in it.</param>
    /// <param name="taskId">Id of a task.</param>
    /// <param name="register">The task's register.</param>
    /// <param name="id">An id that is not in it.</param>
    /// <returns>The proof.</returns>
    /// <exception cref="ArgumentException">The id is in the register.</exception>
    public static AbsenceProof Build(Certificate certificate, long open, string taskId, RegisterTable register, string id)
    {
        var at = register.Find(id);
        if (at >= 0)
            throw new ArgumentException($"{id} is in the register.", nameof(id));
        return new AbsenceProof(
            certificate.Hash(), open, taskId, id, register.Size,
            ~at == 0 ? null : Neighbour(~at - 1), ~at == register.Size ? null : Neighbour(~at));

        NeighbourRow Neighbour(int index) => new(Encoding.UTF8.GetString(register.RowBytes(index)), index, register.Inclusion(index));
    }

    /// <summary>Checks the proof against a certificate; the certificate is verified by itself.</summary>
    /// <param name="certificate">The certificate.</param>
    /// <returns>Null, or what contradicts.</returns>
    public Violation? CheckAgainst(Certificate certificate)
    {
        if (!ProvenTask.TryFind(certificate, Open, Task, out var found, out var violation))
            return violation;
        if (certificate.Hash() is var hash && hash != Certificate)
            return new Violation("certificate", $"{hash}", $"{Certificate}");
        if (Size != found.Task.Register.Size)
            return new Violation("size", $"{found.Task.Register.Size}", $"{Size}");
        return CheckNeighbours() ?? CheckRow(found.Task, Left, "left") ?? CheckRow(found.Task, Right, "right");
    }

    private Violation? CheckNeighbours()
    {
        var key = Encoding.UTF8.GetBytes(Id + "|");
        if (Left is not null && Encoding.UTF8.GetBytes(Left.Row).AsSpan().SequenceCompareTo(key) >= 0)
            return new Violation("left.row", $"a row before {Id}|", Violation.Quote(Left.Row));
        if (Right is not null && (Encoding.UTF8.GetBytes(Right.Row).AsSpan().SequenceCompareTo(key) <= 0 || Right.Row.StartsWith(Id + "|", StringComparison.Ordinal)))
            return new Violation("right.row", $"a row behind every row of {Id}", Violation.Quote(Right.Row));
        var (first, next) = (Left is null ? 0 : Left.Index + 1, Right?.Index ?? Size);
        return first == next ? null : new Violation("right.index", $"{first}, the index behind left", $"{next}");
    }

    private static Violation? CheckRow(DrawTask task, NeighbourRow? row, string where) =>
        row is null ? null : ProvenTask.CheckRow(task, row.Row, row.Index, task.Register.Size, row.Path)?.Inside(where);

    /// <summary>The proof as JSON.</summary>
    /// <returns>One object.</returns>
    public JcsObject ToJson() => JcsObject.Of(
        ("alg", Protocol.Alg), ("kind", "ABSENCE"), ("certificate", Certificate), ("open", Open), ("task", Task), ("id", Id), ("size", Size),
        ("left", Left is null ? JcsNull.Instance : Left.ToJson()), ("right", Right is null ? JcsNull.Instance : Right.ToJson()));

    /// <summary>Reads a proof strictly.</summary>
    /// <param name="json">The parsed file.</param>
    /// <param name="proof">The proof, if it keeps the rules.</param>
    /// <param name="violation">The first broken rule otherwise.</param>
    /// <returns>Whether it keeps the rules.</returns>
    public static bool TryRead(
        JcsValue json,
        [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out AbsenceProof? proof,
        [System.Diagnostics.CodeAnalysis.NotNullWhen(false)] out Violation? violation)
    {
        var journal = new FormatJournal();
        var fields = new Fields(json, "", journal, "alg", "kind", "certificate", "open", "task", "id", "size", "left", "right");
        fields.OneOf("alg", Protocol.Alg);
        fields.OneOf("kind", "ABSENCE");
        proof = new AbsenceProof(
            fields.Hash("certificate"), fields.Integer("open", 1), fields.TaskId("task"), fields.Id("id"), fields.Integer("size", 0),
            Neighbour(fields, "left"), Neighbour(fields, "right"));
        violation = journal.First;
        if (violation is not null)
            proof = null;
        return violation is null;
    }

    private static NeighbourRow? Neighbour(Fields fields, string key)
    {
        if (fields.IsNull(key))
            return null;
        var row = fields.Object(key, "row", "index", "path");
        return new NeighbourRow(row.Text("row", static _ => true, "a row"), row.Integer("index", 0), row.Hashes("path"));
    }
}
