using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SpotCheck.DocService.Audit;
using SpotCheck.DocService.Consultations.Letters;
using SpotCheck.DocService.Consultations.Replies;
using SpotCheck.DocService.Http;
using SpotCheck.DocService.Identity;
using SpotCheck.DocService.Plans.Acts;
using SpotCheck.DocService.Plans.Sheets;
using SpotCheck.DocService.Plans.Versions;
using SpotCheck.DocService.Storage;

namespace SpotCheck.DocService.Consultations.Merging;

/// <summary>Puts a partner's proposals into the plan: into the open draft, or a new version. What changed meanwhile is shown and never overwritten unseen.</summary>
internal static class MergeProposals
{
    /// <param name="Columns">Which proposals; null for all that wait.</param>
    /// <param name="Seen">For fields that changed since the letter: the text the clerk saw there and wants replaced.</param>
    public sealed record Request(IReadOnlyList<PlanColumn>? Columns = null, IReadOnlyList<SeenValue>? Seen = null);

    public sealed record SeenValue(PlanColumn Column, string Current);

    public sealed record Response(Guid Plan, int Version, int Revision, IReadOnlyList<MergedField> Merged);

    public sealed record MergedField(PlanColumn Column, string Header, string Place, string Before, string After);

    /// <param name="Before">As the letter put it.</param>
    /// <param name="Current">As the plan says now.</param>
    public sealed record Conflict(PlanColumn Column, string Header, string Before, string Proposed, string Current);

    public static async Task<Results<Ok<Response>, RefusalResult>> Handle(
        string bureau, Guid id, Request request, Official official, SpotCheckDb db, AuditTrail audit, TimeProvider clock, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if ((await db.FindConsultationsAsync(bureau, null, id, ct)).SingleOrDefault() is not { } found)
            return ConsultationRefusals.NoSuchConsultation(id).ToProblem();
        if (found.Reply is not { } reply)
            return ConsultationRefusals.NotAnswered(found.Letter.Partner).ToProblem();
        var content = reply.Read();
        var open = (content.Opinion == Opinion.Propose ? content.Proposals : [])
            .Where(p => request.Columns?.Contains(p.Column) != false && !found.Decisions.Any(d => d.Field == p.Column.ToString())).ToList();
        if (open.Count == 0)
            return ConsultationRefusals.NothingToMerge.ToProblem();

        var (target, refusal) = await TargetAsync(db, found, official, clock, ct);
        if (target is null)
            return refusal!.ToProblem();
        var (fields, unplaced) = Place(target.Content, found.Letter, open, request.Seen ?? []);
        if (fields is null)
            return unplaced!(await LastEditAsync(db, found.Letter, ct)).ToProblem();
        if (fields.Where(f => f.Before != f.After).Select(f => new EditPlan.CellEdit(f.Place, f.After)).ToList() is { Count: > 0 } edits)
        {
            var (edited, wrong) = TableEditing.Apply(target.Content, edits);
            if (wrong is not null)
                return wrong.ToProblem();
            target.Version.Replace(PlanContentJson.Write(edited), null);
        }
        Record(db, audit, found, open, fields, target, official, clock);
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException)
        {
            // Somebody saved the draft, opened a version, or decided on the same proposal in the same moment.
            await transaction.RollbackAsync(ct);
            db.ChangeTracker.Clear();
            return ConsultationRefusals.ChangedMeanwhile(await LastEditAsync(db, found.Letter, ct)).ToProblem();
        }
        await transaction.CommitAsync(ct);
        return TypedResults.Ok(new Response(target.Plan.Id, target.Version.Number, target.Version.Revision, fields));
    }

    private static Task<LastChange?> LastEditAsync(SpotCheckDb db, ConsultationLetter letter, CancellationToken ct) =>
        DraftSaving.LastEditAsync(db, letter.BureauId, letter.PlanId, letter.SentAt, ct);

    /// <summary>The open draft of the plan, or the next version begun for this.</summary>
    private static async Task<(LoadedVersion? Target, Refusal? Refusal)> TargetAsync(SpotCheckDb db, Consultation found, Official official, TimeProvider clock, CancellationToken ct)
    {
        var letter = found.Letter;
        if (await db.FindAdoptedAsync(letter.BureauId, letter.PlanId, ct) is not { } adopted)
            return (null, ConsultationRefusals.NoSuchTask);
        if (await db.FindVersionAsync(letter.BureauId, letter.PlanId, adopted.Version.Number + 1, ct) is { } open)
            return open.Version.Status == PlanVersionStatus.Draft ? (open, null) : (null, ConsultationRefusals.PlanSubmitted(open.Version.Number));
        var next = PlanVersion.After(adopted.Version, $"采纳{letter.Partner}对{letter.Number}的会商意见（任务{letter.Task}）", official.Id, clock.GetUtcNow());
        db.Add(next);
        return (new(adopted.Plan, next, adopted.Content), null);
    }

    private static (IReadOnlyList<MergedField>? Fields, Func<LastChange?, Refusal>? Refusal) Place(PlanContent content, ConsultationLetter letter, IReadOnlyList<Proposal> open, IReadOnlyList<SeenValue> seen)
    {
        var known = ReplyJson.Read<IReadOnlyList<TaskField>>(letter.Fields);
        var (fields, conflicts) = (new List<MergedField>(), new List<object>());
        string first = "";
        foreach (var proposal in open)
        {
            if (TaskFields.PlaceOf(content, letter.Task, proposal.Column) is not { } place)
                return (null, _ => ConsultationRefusals.TaskGone);
            var before = known.First(field => field.Column == proposal.Column);
            var (current, after) = (TaskFields.RowOf(content, letter.Task)![proposal.Column].Trim(), proposal.NewValue.Trim());
            if (current != before.Value && current != after && !seen.Any(s => s.Column == proposal.Column && s.Current.Trim() == current))
            {
                conflicts.Add(new Conflict(proposal.Column, before.Header, before.Value, after, current));
                first = first.Length > 0 ? first : $"“{before.Header}”发函时是“{before.Value}”，现在是“{current}”，对方建议“{after}”。";
            }
            fields.Add(new(proposal.Column, before.Header, place.ToString(), current, after));
        }
        return conflicts.Count > 0 ? (null, last => ConsultationRefusals.PlanChanged(conflicts, first, last)) : (fields, null);
    }

    private static void Record(
        SpotCheckDb db, AuditTrail audit, Consultation found, IReadOnlyList<Proposal> open, IReadOnlyList<MergedField> fields, LoadedVersion target, Official official, TimeProvider clock)
    {
        foreach (var (proposal, field) in open.Zip(fields))
        {
            db.Add(new ProposalDecision
            {
                Id = Guid.CreateVersion7(), ConsultationId = found.Letter.Id, ReplyId = found.Reply!.Id, Field = proposal.Column.ToString(), Header = field.Header, OldValue = field.Before,
                NewValue = field.After, Reason = proposal.Reason, Outcome = DecisionOutcome.Merged, Position = "", PlanVersion = target.Version.Number, DecidedBy = official.Id, DecidedAt = clock.GetUtcNow(),
            });
        }
        audit.Record(official, "consultation.merged", "plan-version", $"{target.Plan.Id}/{target.Version.Number}", new { found.Letter.Id, Fields = fields.Select(f => f.Before) }, new { found.Reply!.Receipt, target.Version.Content });
    }
}
