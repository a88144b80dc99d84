namespace SpotCheck.VerifiableDraws;

/// <summary>The files of an evidence package by name: <c>certificate.json</c> and tables.</summary>
/// <param name="Files">Names at the top of the folder or zip and their bytes; other files are ignored.</param>
public sealed record EvidencePackage(IReadOnlyDictionary<string, ReadOnlyMemory<byte>> Files);

/// <summary>Builds evidence packages from a log.</summary>
public static class PackageAssembly
{
    /// <summary>Assembles the package about some OPENs; earlier attempts of their plan rows are added.</summary>
    /// <param name="log">The log.</param>
    /// <param name="opens">Seqs of OPENs.</param>
    /// <param name="newest">Newest signed checkpoint; it covers every record needed.</param>
    /// <param name="checkpoints">Cosigned checkpoints of the log, from which the first in the range of each opening is taken.</param>
    /// <param name="tablesOf">The tables of a task by seq of its OPEN and its id; asked only for tasks with a RESULT.</param>
    /// <returns>The package. It may be incomplete, as the ceremony may be.</returns>
    public static EvidencePackage Assemble(
        DrawLog log, IEnumerable<long> opens, Checkpoint newest, IEnumerable<Checkpoint> checkpoints, Func<long, string, TaskTables> tablesOf)
    {
        var about = WithEarlierAttempts(log, opens);
        var records = Select(log, about).TakeWhile(r => r.Seq < newest.Size).ToArray();
        var openCheckpoints = FirstInRange(records, about, log.Genesis.Cosignatures, checkpoints.OrderBy(static c => c.Size).ToArray());
        var files = new Dictionary<string, ReadOnlyMemory<byte>>(StringComparer.Ordinal);
        var tables = Tables(records, about, tablesOf, files);
        var certificate = new Certificate(
            log.Origin, about, newest.Note, openCheckpoints.Select(static c => c.Note).ToArray(),
            records.Select(r => new CarriedRecord(r, log.Tree.Inclusion(r.Seq, newest.Size))).ToArray(),
            openCheckpoints.Select(c => new ConsistencyProof(c.Size, newest.Size, log.Tree.Consistency(c.Size, newest.Size))).ToArray(),
            tables);
        files[Certificate.FileName] = Jcs.Serialize(certificate.ToJson());
        return new EvidencePackage(files);
    }

    private static long[] WithEarlierAttempts(DrawLog log, IEnumerable<long> opens)
    {
        var about = new SortedSet<long>(opens);
        var work = new Stack<long>(about);
        while (work.TryPop(out var seq))
        {
            if (seq < 0 || seq >= log.NextSeq || log.Records[(int)seq] is not OpenRecord open)
                throw new ArgumentException($"Record {seq} is no OPEN.", nameof(opens));
            foreach (var task in open.Tasks)
            {
                if (task.Previous is { } previous && RecordLinks.OpenOf(log.Records[(int)previous]) is { } earlier && about.Add(earlier))
                    work.Push(earlier);
            }
        }

        return [.. about];
    }

    private static IEnumerable<LogRecord> Select(DrawLog log, long[] about)
    {
        var openings = about.ToHashSet();
        var desks = about.Select(seq => ((OpenRecord)log.Records[(int)seq]).Desk).ToHashSet(StringComparer.Ordinal);
        foreach (var reopen in log.Records.OfType<ReopenRecord>().Where(r => about.Contains(r.Open)))
            openings.Add(reopen.Seq);
        var last = openings.Max();
        return log.Records.Where(r => r switch
        {
            GenesisRecord => true,
            IOpening o => desks.Contains(o.Desk) && o.Seq <= last,
            _ => RecordLinks.OpenOf(r) is { } open && openings.Contains(open),
        });
    }

    private static List<Checkpoint> FirstInRange(LogRecord[] records, long[] about, int cosignatures, Checkpoint[] checkpoints)
    {
        var found = new List<Checkpoint>();
        foreach (var opening in records.OfType<IOpening>().Where(o => about.Contains(o.Seq) || o is ReopenRecord r && about.Contains(r.Open)))
        {
            if (records.OfType<ContribRecord>().FirstOrDefault(c => c.Open == opening.Seq) is not { } first)
                continue;
            var checkpoint = Array.Find(checkpoints, c => opening.Seq < c.Size && c.Size <= first.Seq && c.Signatures.Count > cosignatures);
            if (checkpoint is not null && !found.Exists(c => c.Size == checkpoint.Size))
                found.Add(checkpoint);
        }

        return [.. found.OrderBy(static c => c.Size)];
    }

    private static List<CarriedTable> Tables(
        LogRecord[] records, long[] about, Func<long, string, TaskTables> tablesOf, Dictionary<string, ReadOnlyMemory<byte>> files)
    {
        var tables = new List<CarriedTable>();
        var names = new Dictionary<Digest, string>();
        var withResult = records.OfType<ResultRecord>().Select(static r => r.Open).ToHashSet();
        foreach (var open in records.OfType<OpenRecord>().Where(o => about.Contains(o.Seq) && withResult.Contains(o.Seq)))
        {
            foreach (var task in open.Tasks)
            {
                var content = tablesOf(open.Seq, task.Id);
                Add(TableKind.Register, content.Register.Bytes);
                Add(TableKind.Roster, content.Roster.Bytes);
                Add(TableKind.Conflicts, content.Conflicts.Bytes);

                void Add(TableKind kind, ReadOnlyMemory<byte> bytes)
                {
                    var hash = Digest.Of(bytes.Span);
                    if (!names.TryGetValue(hash, out var file))
                    {
                        names.Add(hash, file = $"{Certificate.NameOf(kind)}-{open.Seq}-{task.Id}.txt");
                        files.Add(file, bytes);
                    }

                    tables.Add(new CarriedTable(task.Id, open.Seq, kind, file, hash, bytes.Length));
                }
            }
        }

        return tables;
    }
}
