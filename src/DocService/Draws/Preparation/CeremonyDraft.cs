using SpotCheck.DocService.Audit;
using SpotCheck.DocService.Draws.Ceremonies;
using SpotCheck.DocService.Draws.Log;
using SpotCheck.DocService.Http;
using SpotCheck.DocService.Identity;
using SpotCheck.DocService.Storage;
using SpotCheck.VerifiableDraws;

namespace SpotCheck.DocService.Draws.Preparation;

/// <summary>A ceremony put together and not yet stored.</summary>
internal sealed record CeremonyDraft(string Title, DateTimeOffset Deadline, IReadOnlyList<ExpectedThrow> Expects, IReadOnlyList<TaskDraft> Tasks)
{
    /// <summary>What is wrong with it; null if it can be frozen.</summary>
    public Refusal? Judge(string desk, DateTimeOffset now)
    {
        if (!TextRules.IsFreeText(Title))
            return new Refusal("draw.title", "抽取名称为 1 到 1000 个字，不能换行。请修改名称。", "A draw's title has 1 to 1000 characters and no line break.");
        if (Deadline <= now || Deadline > now.AddDays(90))
            return DrawRefusals.Deadline;
        if (Tasks.Count == 0)
            return new Refusal("draw.no-task", "至少选择一项抽查任务。", "Choose at least one task.");
        if (Expectations.Judge(Expects) is { } unfit)
            return unfit;

        var probe = new OpenRecord("probe", 1, desk, Title, CeremonyAccess.Instant(now), CeremonyAccess.Instant(Deadline), [.. Tasks.Select(t => t.ToTask())],
            new ServerCommitment(0, default, []), Expectations.Of(Expects));
        if (Contributions.CheckEntropy(probe, []) is { } weak)
            return new Refusal("draw.entropy", $"随机量不够：至少 64 比特（25 颗六面骰、20 颗十面骰，或快乐8 加一颗骰），现为 {weak.Found} 毫比特。请增加次数。",
                $"Not enough randomness: {weak.Expected}, found {weak.Found}.");
        if (!LogRecord.TryRead(probe.Canonical.Span, out _, out var violation))
            return DrawRefusals.Protocol(violation);
        return Tasks.Where(t => t.ToTask().Quota.Sum() == 0).Select(EmptyDraw).FirstOrDefault();
    }

    /// <summary>Stores it with its tables frozen; the caller's transaction commits.</summary>
    public async Task<Ceremony> StoreAsync(SpotCheckDb db, StoredLog log, string desk, Official by, AuditTrail audit, TimeProvider clock, CancellationToken ct)
    {
        var ceremony = new Ceremony
        {
            Id = Guid.CreateVersion7(clock.GetUtcNow()), BureauId = by.BureauId, LogId = log.Id, Desk = desk, Title = Title, Deadline = Deadline.ToUniversalTime(),
            PreparedBy = by.Id, PreparedAt = clock.GetUtcNow(), Expects = [.. Expects],
        };
        db.Add(ceremony);
        for (var position = 0; position < Tasks.Count; position++)
        {
            var task = Tasks[position];
            db.Add(new CeremonyTask
            {
                CeremonyId = ceremony.Id, Position = position, TaskId = task.Id, PlanText = task.PlanText, Terms = task.Conditions,
                RegisterSha256 = await FrozenTables.FreezeAsync(db, task.Tables.Register.Bytes, ct),
                RosterSha256 = await FrozenTables.FreezeAsync(db, task.Tables.Roster.Bytes, ct),
                ConflictsSha256 = await FrozenTables.FreezeAsync(db, task.Tables.Conflicts.Bytes, ct),
            });
        }

        audit.Record(by, "draw.prepared", "draw", ceremony.Id.ToString(), after: new
        {
            Tasks = Tasks.Select(t => new { t.Id, Register = t.Tables.Register.Root.ToString(), Roster = t.Tables.Roster.Root.ToString(), Conflicts = t.Tables.Conflicts.Root.ToString() }),
        });
        return ceremony;
    }

    private static Refusal EmptyDraw(TaskDraft task)
    {
        var size = task.Tables.Register.Size;
        return size == 0
            ? new Refusal("draw.empty-register", $"任务 {task.Id} 的对象范围内没有一家企业。请核对计划中的对象范围，或先补充名录库。",
                $"No object falls into the scope of task {task.Id}. Check the scope, or fill the register first.")
            : new Refusal("draw.nothing-to-draw", $"任务 {task.Id} 的名录有 {size} 家，但各层比例都是 0，一家也抽不到。请修改抽查比例。",
                $"Task {task.Id} has {size} objects, but every ratio is 0, so nothing would be drawn.");
    }
}
