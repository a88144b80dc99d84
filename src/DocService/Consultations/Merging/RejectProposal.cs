using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SpotCheck.DocService.Audit;
using SpotCheck.DocService.Consultations.Letters;
using SpotCheck.DocService.Consultations.Replies;
using SpotCheck.DocService.Http;
using SpotCheck.DocService.Identity;
using SpotCheck.DocService.Storage;

namespace SpotCheck.DocService.Consultations.Merging;

/// <summary>A disagreement goes on record: what the partner wants, why, and why the bureau does not follow.</summary>
internal static class RejectProposal
{
    /// <param name="Field">Name of the column; <c>Reason</c> for what the partner wrote in words or for its refusal to take part.</param>
    /// <param name="Position">Why the bureau does not follow.</param>
    public sealed record Request(string Field, string Position);

    public static async Task<Results<NoContent, RefusalResult>> Handle(
        string bureau, Guid id, Request request, Official official, SpotCheckDb db, AuditTrail audit, TimeProvider clock, CancellationToken ct)
    {
        if (request.Position.Trim().Length is 0 or > 1000)
            return ConsultationRefusals.NoReason("不采纳").ToProblem();
        if ((await db.FindConsultationsAsync(bureau, null, id, ct)).SingleOrDefault() is not { } found)
            return ConsultationRefusals.NoSuchConsultation(id).ToProblem();
        if (found.Reply is not { } reply)
            return ConsultationRefusals.NotAnswered(found.Letter.Partner).ToProblem();
        if (Find(found, reply.Read(), request.Field) is not { } disputed)
            return ConsultationRefusals.NoSuchProposal(request.Field).ToProblem();

        db.Add(new ProposalDecision
        {
            Id = Guid.CreateVersion7(), ConsultationId = id, ReplyId = reply.Id, Field = request.Field, Header = disputed.Header, OldValue = disputed.Before, NewValue = disputed.Wanted,
            Reason = disputed.Reason, Outcome = DecisionOutcome.Rejected, Position = request.Position.Trim(), DecidedBy = official.Id, DecidedAt = clock.GetUtcNow(),
        });
        audit.Record(official, "consultation.proposal-rejected", "consultation", id.ToString(), after: new { reply.Receipt, request.Field, request.Position });
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException)
        {
            return ConsultationRefusals.NoSuchProposal(request.Field).ToProblem();
        }
        return TypedResults.NoContent();
    }

    private static (string Header, string Before, string Wanted, string Reason)? Find(Consultation found, ReplyContent content, string field)
    {
        if (found.Decisions.Any(decision => decision.Field == field))
            return null;
        if (field == "Reason")
            return content.Opinion != Opinion.Agree && content.Reason.Trim().Length > 0 ? (ReplyContent.Chinese(content.Opinion), "", content.Reason.Trim(), content.Reason.Trim()) : null;
        return content.Opinion == Opinion.Propose && content.Proposals.FirstOrDefault(p => p.Column.ToString() == field) is { } proposal
            && ReplyJson.Read<IReadOnlyList<TaskField>>(found.Letter.Fields).FirstOrDefault(f => f.Column == proposal.Column) is { } known
            ? (known.Header, known.Value, proposal.NewValue, proposal.Reason) : null;
    }
}
