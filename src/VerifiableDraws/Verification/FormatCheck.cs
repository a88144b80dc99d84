namespace SpotCheck.VerifiableDraws;

/// <summary>The last part of check 1 <c>format</c>: that the certificate carries nothing it should not, and what it should carry and does not.</summary>
internal static class FormatCheck
{
    public static Alteration? Composition(VerificationCase subject)
    {
        subject.Count(subject.Certificate.Records.Count);
        if (subject.Genesis is null)
            subject.Miss("GENESIS (record 0)", 0);
        for (var i = 0; i < subject.Certificate.Opens.Count; i++)
        {
            var seq = subject.Certificate.Opens[i];
            switch (subject.Find(seq))
            {
                case null:
                    subject.Miss($"OPEN {seq}", seq);
                    break;
                case not OpenRecord and { } other:
                    return subject.Altered(new Violation($"opens[{i}]", "the seq of an OPEN", $"{seq}, a {other.Kind}"), seq);
            }
        }

        return Records(subject) ?? Tables(subject);
    }

    private static Alteration? Records(VerificationCase subject)
    {
        var openings = subject.Certificate.Opens.ToHashSet();
        foreach (var reopen in subject.Records.OfType<ReopenRecord>())
        {
            if (openings.Contains(reopen.Open))
                openings.Add(reopen.Seq);
        }

        // What refers to a record that is not carried may refer to a REOPEN of these OPENs.
        foreach (var record in subject.Records)
        {
            if (record is not ReopenRecord && RecordLinks.OpenOf(record) is { } open && subject.Find(open) is null && openings.Add(open))
                subject.Miss($"record {open}, to which record {record.Seq} refers", open);
        }

        var desks = subject.Opens.Select(static o => o.Desk).ToHashSet(StringComparer.Ordinal);
        var desksKnown = subject.Opens.Count == subject.Certificate.Opens.Count;
        var last = openings.Max();
        foreach (var record in subject.Records)
        {
            if (RecordLinks.OpenOf(record) is { } link && subject.Find(link) is not (null or IOpening))
                return subject.Altered(new Violation("open", "the seq of an OPEN or REOPEN", $"{link}, a {subject.Find(link)!.Kind}"), record.Seq);
            var belongs = record switch
            {
                GenesisRecord => true,
                IOpening o => openings.Contains(o.Seq) || !desksKnown || (desks.Contains(o.Desk) && o.Seq <= last),
                _ => RecordLinks.OpenOf(record) is { } open && openings.Contains(open),
            };
            if (!belongs)
                return subject.Altered(new Violation("kind", "no record that has nothing to do with these OPENs", record.Kind), record.Seq);
        }

        return null;
    }

    private static Alteration? Tables(VerificationCase subject)
    {
        var previous = (Open: -1L, Task: -1, Table: TableKind.Register);
        for (var i = 0; i < subject.Certificate.Tables.Count; i++)
        {
            var table = subject.Certificate.Tables[i];
            if (!subject.Certificate.Opens.Contains(table.Open))
                return subject.Altered(new Violation($"tables[{i}].open", "one of opens", $"{table.Open}"));
            if (subject.Find(table.Open) is not OpenRecord open)
                continue;
            var task = open.Tasks.ToList().FindIndex(t => string.Equals(t.Id, table.Task, StringComparison.Ordinal));
            if (task < 0)
                return subject.Altered(new Violation($"tables[{i}].task", $"a task of OPEN {table.Open}", Violation.Quote(table.Task)));
            if (subject.Records.OfType<VoidRecord>().FirstOrDefault(v => v.Open == table.Open) is { } ended)
                return subject.Altered(new Violation($"tables[{i}].open", "an OPEN without VOID", $"{table.Open}, ended by {ended.Seq}"));
            var here = (table.Open, task, table.Table);
            if (here.CompareTo(previous) <= 0)
                return subject.Altered(new Violation($"tables[{i}]", "tables by opens, tasks, then register, roster, conflicts, each once", Certificate.NameOf(table.Table)));
            previous = here;
        }

        return null;
    }
}
