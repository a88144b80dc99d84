using System.Security.Cryptography;

namespace SpotCheck.VerifiableDraws;

/// <summary>Check 9 <c>tables</c>: files, rows, roots and counts.</summary>
internal static class TablesCheck
{
    public static Alteration? Run(VerificationCase subject)
    {
        var hashes = new Dictionary<string, Digest>(StringComparer.Ordinal);
        var parsed = new Dictionary<(string File, TableKind Table, RegisterProfile Profile), object>();
        var carried = subject.Certificate.Tables.ToDictionary(static t => (t.Open, t.Task, t.Table));
        foreach (var history in subject.Histories)
        {
            foreach (var task in history.Open.Tasks)
            {
                var found = new object?[3];
                foreach (var kind in new[] { TableKind.Register, TableKind.Roster, TableKind.Conflicts })
                {
                    if (!carried.TryGetValue((history.Open.Seq, task.Id, kind), out var table))
                    {
                        if (history.Result is not null)
                            subject.Miss($"{Certificate.NameOf(kind)} of task {task.Id} of OPEN {history.Open.Seq}", history.Open.Seq);
                        continue;
                    }

                    if (!subject.Package.Files.TryGetValue(table.File, out var file))
                    {
                        subject.Miss($"file {table.File}, {Certificate.NameOf(kind)} of task {task.Id} of OPEN {history.Open.Seq}", history.Open.Seq);
                        continue;
                    }

                    if (CheckFile(table, file, hashes) is { } broken)
                        return subject.Altered(broken, history.Open.Seq);
                    if (Read(table, file, task, parsed, out var value) is { } violation)
                        return subject.Altered(violation.Inside(table.File), history.Open.Seq);
                    if (CheckCommitment(kind, value, task) is { } different)
                        return subject.Altered(different.Inside(table.File), history.Open.Seq);
                    found[(int)kind] = value;
                    subject.Count();
                }

                if (found is [RegisterTable register, RosterTable roster, ConflictsTable conflicts])
                    subject.Tables.Add((history.Open.Seq, task.Id), new TaskTables(register, roster, conflicts));
            }
        }

        return null;
    }

    private static Violation? CheckFile(CarriedTable table, ReadOnlyMemory<byte> file, Dictionary<string, Digest> hashes)
    {
        if (file.Length != table.Bytes)
            return new Violation(table.File, $"{table.Bytes} bytes", $"{file.Length} bytes");
        if (!hashes.TryGetValue(table.File, out var hash))
            hashes.Add(table.File, hash = Digest.FromBytes(SHA256.HashData(file.Span)));
        return hash == table.Sha256 ? null : new Violation(table.File, $"SHA-256 {table.Sha256}", $"{hash}");
    }

    private static Violation? Read(
        CarriedTable table, ReadOnlyMemory<byte> file, DrawTask task,
        Dictionary<(string, TableKind, RegisterProfile), object> parsed, out object? value)
    {
        var key = (table.File, table.Table, table.Table == TableKind.Register ? task.Profile : RegisterProfile.Public);
        if (parsed.TryGetValue(key, out value))
            return null;
        Violation? violation;
        switch (table.Table)
        {
            case TableKind.Register:
                _ = RegisterTable.TryParse(file, task.Profile, out var register, out violation);
                value = register;
                break;
            case TableKind.Roster:
                _ = RosterTable.TryParse(file, out var roster, out violation);
                value = roster;
                break;
            default:
                _ = ConflictsTable.TryParse(file, out var conflicts, out violation);
                value = conflicts;
                break;
        }

        if (value is not null)
            parsed.Add(key, value);
        return violation;
    }

    private static Violation? CheckCommitment(TableKind kind, object? value, DrawTask task)
    {
        var (committed, actual) = (kind, value) switch
        {
            (TableKind.Register, RegisterTable t) => (task.Register, t.Commitment),
            (TableKind.Roster, RosterTable t) => (task.Roster, t.Commitment),
            (_, ConflictsTable t) => (task.Conflicts, t.Commitment),
            _ => throw new InvalidOperationException("A table was read as another kind."),
        };
        if (actual.Size != committed.Size)
            return new Violation("size", $"{committed.Size} rows", $"{actual.Size}");
        if (actual.Root != committed.Root)
            return new Violation("root", $"{committed.Root}", $"{actual.Root}");
        return value is RegisterTable register ? CheckStrata(register, task) : null;
    }

    private static Violation? CheckStrata(RegisterTable register, DrawTask task)
    {
        var counts = register.StratumCounts.ToDictionary(static p => p.Key, static p => p.Value, StringComparer.Ordinal);
        foreach (var stratum in task.Strata)
        {
            var count = counts.GetValueOrDefault(stratum.Id);
            if (count != stratum.Count)
                return new Violation("strata", $"{stratum.Count} rows in {Violation.Quote(stratum.Id)}", $"{count}");
            counts.Remove(stratum.Id);
        }

        return counts.Count == 0 ? null : new Violation("strata", "only strata of the task", Violation.Quote(counts.Keys.Order(StringComparer.Ordinal).First()));
    }
}
