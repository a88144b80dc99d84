using Microsoft.AspNetCore.Http.HttpResults;
using SpotCheck.DocService.Draws.Log;
using SpotCheck.DocService.Http;
using SpotCheck.DocService.Storage;
using SpotCheck.VerifiableDraws;

namespace SpotCheck.DocService.Draws.Ceremonies;

/// <summary>A ceremony with everything a person at it wants to see: what is drawn from what, how far it is, the drawn list with ticket and rank, the teams as they are now, and every record of it in the log.</summary>
internal static class ShowDraw
{
    /// <param name="Seed">R of the RESULT.</param>
    /// <param name="Redrawing">Whether a REOPEN is under way; <paramref name="Contributions"/> are then its own.</param>
    /// <param name="PolicyNote">Where no witness need cosign: what that means, in words.</param>
    /// <param name="PublicPage">Where anybody finds the draw without sign-in.</param>
    /// <param name="VerifierAddress">Where the verifier of that hash stays, even when a newer one has taken its place.</param>
    /// <param name="WaitingDeclarations">Recusals declared by inspectors that the section has not decided yet.</param>
    /// <param name="ObjectNames">By id, for those drawn; for the bureau's own people only.</param>
    public sealed record Response(
        Guid Id, string Title, string Desk, CeremonyState State, string StateName, string PreparedBy, DateTimeOffset PreparedAt, string? ApprovedBy, DateTimeOffset? ApprovedAt,
        DateTimeOffset Deadline, bool Overdue, long? OpenSeq, string? OpenHash, IReadOnlyList<ContributionEntry> Contributions, string? Seed, IReadOnlyList<TaskEntry> Tasks,
        IReadOnlyList<RecusalEntry> Recusals, int CosignaturesNeeded, string? PolicyNote, string PreparedByName, string? ApprovedByName, bool Redrawing,
        IReadOnlyList<Replacement> Replacements, IReadOnlyList<Event> Events, string Genesis, string Origin, string? PublicPage, string VerifierSha256, string VerifierAddress,
        IReadOnlyDictionary<string, string> ObjectNames, IReadOnlyDictionary<string, string> InspectorNames, int WaitingDeclarations);

    /// <param name="Commit">For a phrase: its commitment.</param>
    public sealed record ContributionEntry(string Person, string By, string Source, int? Count, string? Issue, bool Received, string? Value, string? Commit);

    /// <param name="Cutoff">Largest drawn ticket; empty before the result and where nothing is drawn.</param>
    public sealed record StratumEntry(string Id, long Count, long Numerator, long Denominator, long Quota, string Cutoff);

    /// <param name="Attempt">Which attempt at this plan row; null before OPEN.</param>
    public sealed record TaskEntry(
        string Id, string PlanText, string PlanHash, long? Attempt, bool Salted, long? Total, TableEntry Register, TableEntry Roster, TableEntry Conflicts, IReadOnlyList<StratumEntry> Strata, IReadOnlyList<TeamRole> Roles, TaskOutcome? Outcome);

    public sealed record TableEntry(string Root, long Size);

    /// <param name="Key">Key of the object tickets: <c>printf '%s%s' "$KEY" "$MESSAGE" | sha256sum</c>.</param>
    public sealed record TaskOutcome(bool Live, long Cap, string Key, IReadOnlyList<DrawnObject> Drawn, IReadOnlyList<string> Infeasible);

    /// <param name="Rank">Place in its stratum, from 1.</param>
    /// <param name="Message">What the ticket is taken of: the id, and the salt where the profile has one.</param>
    public sealed record DrawnObject(string Object, string Stratum, int Rank, string Ticket, string Message, IReadOnlyList<Member> Team);

    public sealed record Member(string Role, string Inspector, bool Recused);

    public sealed record RecusalEntry(long Seq, string Task, string Object, string Inspector, string Ground, bool Pending);

    /// <summary>One record of the draw in the log.</summary>
    /// <param name="Text">What it says, in words without names that the log does not carry.</param>
    public sealed record Event(long Seq, string Kind, DateTimeOffset At, string Text);

    public static async Task<Results<Ok<Response>, RefusalResult>> Handle(
        string bureau, Guid id, SpotCheckDb db, DrawLogs logs, ServiceSettings settings, Reader reader, TimeProvider clock, CancellationToken ct) =>
        await CeremonyAccess.FindAsync(db, bureau, id, ct) is { } ceremony
            ? TypedResults.Ok(await DrawReading.ReadAsync(ceremony, db, logs, settings, reader, clock.GetUtcNow(), ct))
            : DrawRefusals.NoSuchDraw.ToProblem();
}
