namespace SpotCheck.VerifiableDraws;

/// <summary>Check 5 <c>order</c>: histories, open checkpoints, attempts.</summary>
internal static class OrderCheck
{
    public static Alteration? Run(VerificationCase subject)
    {
        var absences = new AbsenceLedger(subject.FreeBetween, (opening, after, upTo) => subject.Records.Any(
            r => r.Seq > after && RecordLinks.OpenOf(r) == opening && StageOf(r) is { } stage && stage <= upTo));
        var histories = subject.Opens.Select(o => new DrawHistory(o, absences, subject.Find)).ToArray();
        var byOpening = histories.ToDictionary(static h => h.Open.Seq);
        foreach (var record in subject.Records)
        {
            if (RecordLinks.OpenOf(record) is not { } open)
                continue;
            if (record is ReopenRecord && subject.Find(open) is ReopenRecord)
                return subject.Altered(new Violation("open", "the seq of an OPEN", $"{open}, a REOPEN"), record.Seq);
            if (!byOpening.TryGetValue(open, out var history))
                continue;
            if (history.Apply(record) is { } violation)
                return subject.Altered(violation, record.Seq);
            if (record is ReopenRecord)
                byOpening[record.Seq] = history;
            subject.Count();
        }

        foreach (var history in histories)
            history.Finish();
        foreach (var (what, record) in absences.Items)
            subject.Miss(what, record);
        subject.Histories = histories;
        return OpenCheckpoints(subject) ?? Attempts(subject);
    }

    private static Stage? StageOf(LogRecord record) => record switch
    {
        ContribRecord => Stage.Contributing,
        RevealRecord => Stage.Revealed,
        ResultRecord or ReresultRecord or VoidRecord => Stage.Finished,
        _ => null,
    };

    private static Alteration? OpenCheckpoints(VerificationCase subject)
    {
        var used = new HashSet<long>();
        foreach (var progress in subject.Histories.SelectMany(static h => h.Openings))
        {
            // Without the first CONTRIB, whatever of the opening comes next bounds the range.
            var (seq, firstPosition) = (progress.Opening.Seq, progress.Contributions.Count == 0 ? null : progress.Contributions[0]);
            var next = firstPosition ?? progress.Reveal ?? progress.Outcome;
            if (next is null)
                continue;
            var checkpoint = subject.OpenCheckpoints.FirstOrDefault(c => seq < c.Size && c.Size <= next.Seq);
            if (checkpoint is not null)
                used.Add(checkpoint.Size);
            else if (subject.OpenCheckpoints.FirstOrDefault(c => c.Size > next.Seq && !IsFirstOfAnother(subject, progress, c)) is { } late)
                return subject.Altered(new Violation("open checkpoint", $"a size from {seq + 1} to {next.Seq}, before the first CONTRIB", $"{late.Size}"), next.Seq);
            else
                subject.Miss($"open checkpoint of {(progress.Opening is OpenRecord ? "OPEN" : "REOPEN")} {seq}, size {seq + 1} to {next.Seq}", seq);
        }

        // A withheld OPEN or REOPEN may be what a checkpoint belongs to.
        if (subject.Missing.Count > 0)
            return null;
        return subject.OpenCheckpoints.FirstOrDefault(c => !used.Contains(c.Size)) is { } superfluous
            ? subject.Altered(new Violation("openCheckpoints", "the first in the range of an OPEN or REOPEN with a CONTRIB", $"size {superfluous.Size}"))
            : null;
    }

    private static bool IsFirstOfAnother(VerificationCase subject, OpeningProgress progress, Checkpoint checkpoint) =>
        subject.Histories.SelectMany(static h => h.Openings).Any(o =>
            o != progress && o.Opening.Seq < checkpoint.Size && o.Contributions.Count > 0 && checkpoint.Size <= o.Contributions[0].Seq);

    /// <summary>For one plan row attempts are numbered 1, 2, … and each begins after the end of the one before.</summary>
    private static Alteration? Attempts(VerificationCase subject)
    {
        var plans = subject.Opens.SelectMany(static o => o.Tasks).Select(static t => t.Plan).ToHashSet();
        var histories = subject.Histories.ToDictionary(static h => h.Open.Seq);
        var latest = new Dictionary<Digest, (OpenRecord Open, DrawTask Task)>();
        foreach (var open in subject.Records.OfType<OpenRecord>())
        {
            var isAbout = histories.ContainsKey(open.Seq);
            for (var i = 0; i < open.Tasks.Count; i++)
            {
                var task = open.Tasks[i];
                if (!plans.Contains(task.Plan))
                    continue;
                latest.TryGetValue(task.Plan, out var before);
                if (Attempt(subject, histories, before.Open, before.Task, open, task) is { } violation)
                    return subject.Altered(violation.Inside($"tasks[{i}]"), open.Seq);
                latest[task.Plan] = (open, task);
                if (!isAbout)
                    subject.Miss($"OPEN {open.Seq} among opens: attempt {task.Attempt} of the plan row of task {task.Id}", open.Seq);
                subject.Count();
            }
        }

        return null;
    }

    private static Violation? Attempt(
        VerificationCase subject, Dictionary<long, DrawHistory> histories, OpenRecord? earlier, DrawTask? before, OpenRecord open, DrawTask task)
    {
        var known = before?.Attempt ?? 0;
        if (task.Attempt <= known)
            return new Violation("attempt", $"more than {known}, the attempt of OPEN {earlier!.Seq}", $"{task.Attempt}");
        if (task.Previous is not { } previous)
            return null;
        var end = subject.Find(previous);
        if (end is null)
        {
            subject.Miss($"record {previous}, the VOID or SUPERSEDE before attempt {task.Attempt}", previous);
            return null;
        }

        if (end is not (VoidRecord or SupersedeRecord))
            return new Violation("prev", "the seq of a VOID or SUPERSEDE", $"{previous}, a {end.Kind}");
        var ended = RecordLinks.OpenOf(end)!.Value;
        if (subject.Find(ended) is not { } target)
        {
            // Reported by check 1 as a record that is referred to.
            return null;
        }

        if (target is not OpenRecord endedOpen || endedOpen.Tasks.FirstOrDefault(t => t.Plan == task.Plan) is not { } endedTask)
            return new Violation("prev", "the end of an attempt of the same plan row", $"{previous}, which ends {target.Kind} {ended}");
        if (endedTask.Attempt != task.Attempt - 1)
            return new Violation("attempt", $"{endedTask.Attempt + 1}", $"{task.Attempt}");
        if (end is SupersedeRecord supersede && !supersede.Tasks.Contains(endedTask.Id, StringComparer.Ordinal))
            return new Violation("prev", $"a SUPERSEDE of task {endedTask.Id}", $"{previous}");
        return null;
    }
}
