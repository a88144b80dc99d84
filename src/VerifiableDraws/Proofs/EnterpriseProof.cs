using System.Text;

namespace SpotCheck.VerifiableDraws;

/// <summary>That an object is in the committed register, and whether it was drawn (docs/draw-protocol.md §7).</summary>
/// <param name="Certificate">Hash of the certificate, see <see cref="Certificate.Hash"/>.</param>
/// <param name="Open">Seq of the OPEN.</param>
/// <param name="Task">Id of the task.</param>
/// <param name="Row">The row's text.</param>
/// <param name="Index">Its index in the register.</param>
/// <param name="Size">Number of rows of the register.</param>
/// <param name="Path">Inclusion proof.</param>
/// <param name="Drawn">Whether the object was drawn.</param>
/// <param name="Cutoff">Largest drawn ticket of its stratum; null (<c>""</c> in the file) where nothing was drawn.</param>
public sealed record EnterpriseProof(
    Digest Certificate, long Open, string Task, string Row, long Index, long Size, IReadOnlyList<Digest> Path, bool Drawn, Digest? Cutoff)
{
    /// <summary>Proves a row of a register.</summary>
    /// <param name="certificate">The certificate it is proven against.</param>
    /// <param name="open">Seq of an OPEN with a RESULT in it.</param>
    /// <param name="taskId">Id of a task.</param>
    /// <param name="register">The task's register.</param>
    /// <param name="index">Index of the row.</param>
    /// <returns>The proof.</returns>
    public static EnterpriseProof Build(Certificate certificate, long open, string taskId, RegisterTable register, int index)
    {
        if (!ProvenTask.TryFind(certificate, open, taskId, out var found, out var violation))
            throw new ArgumentException($"{violation.Where}: {violation.Expected}", nameof(certificate));
        var cutoff = found.CutoffOf(register.Row(index).Stratum);
        var ticket = Seeds.ObjectKey(found.Result.Seed, found.Task).Ticket(register.TicketMessage(index));
        return new EnterpriseProof(
            certificate.Hash(), open, taskId, Encoding.UTF8.GetString(register.RowBytes(index)), index, register.Size,
            register.Inclusion(index), cutoff is { } c && ticket <= c, cutoff);
    }

    /// <summary>The row's ticket, where the proof fits a certificate.</summary>
    /// <param name="certificate">The certificate.</param>
    /// <returns>The key K_obj, the message and the ticket; null where OPEN, task or row are none.</returns>
    public (Digest Key, string Message, Digest Ticket)? TicketIn(Certificate certificate)
    {
        if (!ProvenTask.TryFind(certificate, Open, Task, out var found, out _) || ProvenTask.ReadRow(Row, found.Task.Profile) is not { } row)
            return null;
        var key = Seeds.ObjectKey(found.Result.Seed, found.Task);
        var message = Encoding.ASCII.GetString(row.TicketMessage(0));
        return (key.Value, message, key.Ticket(message));
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
        if (ProvenTask.CheckRow(found.Task, Row, Index, Size, Path) is { } broken)
            return broken;
        var row = ProvenTask.ReadRow(Row, found.Task.Profile)!;
        if (!found.Task.Strata.Any(s => string.Equals(s.Id, row.Row(0).Stratum, StringComparison.Ordinal)))
            return new Violation("row", "a stratum of the task", Violation.Quote(row.Row(0).Stratum));
        var cutoff = found.CutoffOf(row.Row(0).Stratum);
        if (cutoff != Cutoff)
            return new Violation("cutoff", Violation.Quote(cutoff?.ToString() ?? ""), Violation.Quote(Cutoff?.ToString() ?? ""));
        var drawn = cutoff is { } c && Seeds.ObjectKey(found.Result.Seed, found.Task).Ticket(row.TicketMessage(0)) <= c;
        return drawn == Drawn ? null : new Violation("drawn", drawn ? "true" : "false", Drawn ? "true" : "false");
    }

    /// <summary>The proof as JSON.</summary>
    /// <returns>One object.</returns>
    public JcsObject ToJson() => JcsObject.Of(
        ("alg", Protocol.Alg), ("kind", "PROOF"), ("certificate", Certificate), ("open", Open), ("task", Task), ("row", Row),
        ("index", Index), ("size", Size), ("path", JcsArray.Of(Path)), ("drawn", Drawn), ("cutoff", Cutoff is { } c ? c : ""));

    /// <summary>Reads a proof strictly.</summary>
    /// <param name="json">The parsed file.</param>
    /// <param name="proof">The proof, if it keeps the rules.</param>
    /// <param name="violation">The first broken rule otherwise.</param>
    /// <returns>Whether it keeps the rules.</returns>
    public static bool TryRead(
        JcsValue json,
        [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out EnterpriseProof? proof,
        [System.Diagnostics.CodeAnalysis.NotNullWhen(false)] out Violation? violation)
    {
        var journal = new FormatJournal();
        var fields = new Fields(json, "", journal, "alg", "kind", "certificate", "open", "task", "row", "index", "size", "path", "drawn", "cutoff");
        fields.OneOf("alg", Protocol.Alg);
        fields.OneOf("kind", "PROOF");
        proof = new EnterpriseProof(
            fields.Hash("certificate"), fields.Integer("open", 1), fields.TaskId("task"), fields.Text("row", static _ => true, "a row"),
            fields.Integer("index", 0), fields.Integer("size", 1), fields.Hashes("path"), fields.Boolean("drawn"),
            fields.Value("cutoff") is JcsString { Value.Length: 0 } ? null : fields.Hash("cutoff"));
        violation = journal.First;
        if (violation is not null)
            proof = null;
        return violation is null;
    }
}

/// <summary>The task a proof is about.</summary>
internal sealed record ProvenTask(OpenRecord Open, DrawTask Task, ResultRecord Result, TaskResult TaskResult)
{
    public Digest? CutoffOf(string stratum)
    {
        for (var h = 0; h < Task.Strata.Count && h < TaskResult.Cutoffs.Count; h++)
        {
            if (string.Equals(Task.Strata[h].Id, stratum, StringComparison.Ordinal))
                return TaskResult.Cutoffs[h];
        }

        return null;
    }

    public static bool TryFind(
        Certificate certificate, long open, string taskId,
        [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out ProvenTask? found,
        [System.Diagnostics.CodeAnalysis.NotNullWhen(false)] out Violation? violation)
    {
        (found, violation) = (null, null);
        var records = certificate.Records.Select(static r => r.Record).ToArray();
        if (!certificate.Opens.Contains(open) || records.OfType<OpenRecord>().FirstOrDefault(o => o.Seq == open) is not { } record)
            violation = new Violation("open", "an OPEN of the certificate", $"{open}");
        else if (record.Tasks.FirstOrDefault(t => string.Equals(t.Id, taskId, StringComparison.Ordinal)) is not { } task)
            violation = new Violation("task", $"a task of OPEN {open}", Violation.Quote(taskId));
        else if (records.OfType<ResultRecord>().FirstOrDefault(r => r.Open == open) is not { } result
            || result.Tasks.FirstOrDefault(t => string.Equals(t.Id, taskId, StringComparison.Ordinal)) is not { } taskResult)
            violation = new Violation("open", $"an OPEN with a RESULT for task {taskId}", $"{open}");
        else
            found = new ProvenTask(record, task, result, taskResult);
        return found is not null;
    }

    /// <summary>A table of the one row, or null where the text is no row.</summary>
    public static RegisterTable? ReadRow(string row, RegisterProfile profile) =>
        !row.Contains('\n', StringComparison.Ordinal) && RegisterTable.TryParse(Encoding.UTF8.GetBytes(row + "\n"), profile, out var table, out _) ? table : null;

    public static Violation? CheckRow(DrawTask task, string row, long index, long size, IReadOnlyList<Digest> path)
    {
        if (size != task.Register.Size)
            return new Violation("size", $"{task.Register.Size}", $"{size}");
        if (ReadRow(row, task.Profile) is null)
            return new Violation("row", "a row of the register", Violation.Quote(row));
        var root = Merkle.RootFromInclusion(Merkle.Leaf(Encoding.UTF8.GetBytes(row)), index, size, path);
        return root == task.Register.Root
            ? null
            : new Violation("path", $"register root {task.Register.Root}", root is { } r ? $"{r}" : $"a proof of {path.Count} hashes for row {index} of {size}");
    }
}
