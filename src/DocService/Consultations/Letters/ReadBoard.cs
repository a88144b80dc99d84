using Microsoft.AspNetCore.Http.HttpResults;
using SpotCheck.DocService.Calendar;
using SpotCheck.DocService.Consultations.Merging;
using SpotCheck.DocService.Consultations.Replies;
using SpotCheck.DocService.Http;
using SpotCheck.DocService.Plans.Sheets;
using SpotCheck.DocService.Plans.Versions;
using SpotCheck.DocService.Storage;

namespace SpotCheck.DocService.Consultations.Letters;

/// <summary>How far the consultations of a plan are: for every joint task and every partner, what was sent and what came back.</summary>
internal static class ReadBoard
{
    /// <param name="State">For programs; <paramref name="StateText"/> is for people.</param>
    /// <param name="ReplyProvisional">The reply date has passed or will; working days in a year without a holiday notice.</param>
    public sealed record Entry(
        string Task, string TaskName, string Partner, Guid? Consultation, string? Number, string? Address, DateTimeOffset? SentAt, DateOnly? ReplyBy, int WorkingDaysOverdue,
        ConsultationState State, string StateText, AnswerView? Answer, string? LastAnswer);

    public sealed record AnswerView(
        Guid Reply, ReplyChannel Channel, DateTimeOffset ReceivedAt, string Receipt, Opinion Opinion, string OpinionText, string Reason,
        IReadOnlyList<ProposalView> Proposals, IReadOnlyList<NamedInspector> Inspectors, ReplyContact Contact);

    /// <param name="Outcome">null while it waits; Merged or Rejected.</param>
    public sealed record ProposalView(PlanColumn Column, string Header, string OldValue, string NewValue, string Reason, DecisionOutcome? Outcome, string? Position, int? PlanVersion);

    public static async Task<Results<Ok<IReadOnlyList<Entry>>, RefusalResult>> OfPlan(string bureau, Guid plan, SpotCheckDb db, TimeProvider clock, CancellationToken ct)
    {
        if (await db.FindAdoptedAsync(bureau, plan, ct) is not { } adopted)
            return ConsultationRefusals.NoSuchTask.ToProblem();
        var today = clock.Today();
        var sent = await db.FindConsultationsAsync(bureau, plan, null, ct);
        var entries = new List<Entry>();
        foreach (var (task, number) in adopted.Tasks.Zip(adopted.Content.TaskNumbers).Where(pair => pair.First.IsJoint))
        {
            var ofTask = sent.Where(c => c.Letter.Task == number).ToList();
            entries.AddRange(ofTask.GroupBy(c => c.Letter.Partner, StringComparer.Ordinal).Select(letters => Of(letters.Last(), today)));
            entries.AddRange(task.Partners.Where(partner => !ofTask.Exists(c => IsSame(c.Letter.Partner, partner)))
                .Select(partner => new Entry(number, task.Name, partner, null, null, null, null, null, 0, ConsultationState.NotSent, Consultation.Chinese(ConsultationState.NotSent), null, null)));
        }
        return TypedResults.Ok<IReadOnlyList<Entry>>(entries);
    }

    /// <summary>Unanswered letters whose reply date has passed, the longest first; of every plan.</summary>
    public static async Task<Ok<IReadOnlyList<Entry>>> Overdue(string bureau, SpotCheckDb db, TimeProvider clock, CancellationToken ct)
    {
        var today = clock.Today();
        var sent = await db.FindConsultationsAsync(bureau, null, null, ct);
        return TypedResults.Ok<IReadOnlyList<Entry>>([.. sent.Select(c => Of(c, today)).Where(entry => entry.State == ConsultationState.Overdue).OrderByDescending(entry => entry.WorkingDaysOverdue)]);
    }

    public static Entry Of(Consultation found, DateOnly today)
    {
        var (letter, state) = (found.Letter, found.StateOn(today));
        return new(letter.Task, letter.TaskName, letter.Partner, letter.Id, letter.Number, letter.Address, letter.SentAt, letter.ReplyBy,
            state == ConsultationState.Overdue ? ConsultationRules.WorkingDaysTo(letter.ReplyBy!.Value, today) : 0, state, Consultation.Chinese(state), Answer(found), found.LastAnswer);
    }

    private static AnswerView? Answer(Consultation found)
    {
        if (found.Reply is not { } reply)
            return null;
        var content = reply.Read();
        var fields = ReplyJson.Read<IReadOnlyList<TaskField>>(found.Letter.Fields);
        return new(reply.Id, reply.Channel, reply.ReceivedAt!.Value, reply.Receipt!, content.Opinion!.Value, ReplyContent.Chinese(content.Opinion), content.Reason,
            [.. (content.Opinion == Opinion.Propose ? content.Proposals : []).Select(proposal =>
            {
                var (field, decision) = (fields.First(f => f.Column == proposal.Column), found.Decisions.FirstOrDefault(d => d.Field == proposal.Column.ToString()));
                return new ProposalView(proposal.Column, field.Header, field.Value, proposal.NewValue, proposal.Reason, decision?.Outcome, decision?.Position, decision?.PlanVersion);
            })],
            content.Inspectors, content.Contact);
    }

    // A plan says 市场监管局, or only 市场监管, where the letter says 邯郸市市场监督管理局.
    private static bool IsSame(string left, string right)
    {
        var (one, other) = (Short(left), Short(right));
        return one.EndsWith(other, StringComparison.Ordinal) || other.EndsWith(one, StringComparison.Ordinal);
    }

    private static string Short(string name) => name.Replace("监督管理", "监管", StringComparison.Ordinal).TrimEnd('局');
}
