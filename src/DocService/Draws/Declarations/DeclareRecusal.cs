using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SpotCheck.DocService.Audit;
using SpotCheck.DocService.Draws.Ceremonies;
using SpotCheck.DocService.Draws.Log;
using SpotCheck.DocService.Http;
using SpotCheck.DocService.Storage;

namespace SpotCheck.DocService.Draws.Declarations;

/// <summary>A drawn inspector reads what he is to visit and says from which objects he must be recused, or that none applies.</summary>
internal static class DeclareRecusal
{
    public sealed record Choice(string Task, string Object, RecusalGround Ground, string Explanation);

    /// <param name="Recusals">At least one; about everything else on his list he says that none applies.</param>
    public sealed record Request(IReadOnlyList<Choice> Recusals);

    public sealed record Response(
        string Bureau, string Desk, string Draw, string Inspector, string Name, DateTimeOffset ExpiresAt, IReadOnlyList<GroundEntry> Grounds, IReadOnlyList<ObjectEntry> Objects);

    public sealed record GroundEntry(RecusalGround Ground, string Name, string Hint);

    /// <param name="Asked">Whether he may still declare.</param>
    /// <param name="State">In words.</param>
    /// <param name="Because">Why the section did not take a declaration over.</param>
    public sealed record ObjectEntry(string Task, string TaskName, string Object, string Name, string Role, bool Asked, bool Answered, string State, string? Because);

    public static async Task<Results<Ok<Response>, RefusalResult>> Read(HttpRequest request, RecusalDesk desk, SpotCheckDb db, DrawLogs logs, VisitedObjects visited, CancellationToken ct)
    {
        var (opened, refusal) = await desk.OpenAsync(request, toChange: false, ct);
        return refusal is not null ? refusal.ToProblem() : TypedResults.Ok(await ViewAsync(opened!, db, logs, visited, ct));
    }

    public static async Task<Results<Ok<Response>, RefusalResult>> Declare(
        Request body, HttpRequest request, RecusalDesk desk, SpotCheckDb db, DrawLogs logs, VisitedObjects visited, AuditTrail audit, TimeProvider clock, CancellationToken ct)
    {
        if (body.Recusals.Count == 0)
            return DeclarationRefusals.Nothing.ToProblem();
        return await AnswerAsync(body.Recusals, request, desk, db, logs, visited, audit, clock, ct);
    }

    /// <summary>无需回避</summary>
    public static Task<Results<Ok<Response>, RefusalResult>> Clear(
        HttpRequest request, RecusalDesk desk, SpotCheckDb db, DrawLogs logs, VisitedObjects visited, AuditTrail audit, TimeProvider clock, CancellationToken ct) =>
        AnswerAsync([], request, desk, db, logs, visited, audit, clock, ct);

    private static async Task<Results<Ok<Response>, RefusalResult>> AnswerAsync(
        IReadOnlyList<Choice> recusals, HttpRequest request, RecusalDesk desk, SpotCheckDb db, DrawLogs logs, VisitedObjects visited, AuditTrail audit, TimeProvider clock, CancellationToken ct)
    {
        if (await desk.JudgeSessionAsync(request, ct) is { } signedIn)
            return signedIn.ToProblem();
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var (opened, refusal) = await desk.OpenAsync(request, toChange: true, ct);
        if (refusal is not null)
            return refusal.ToProblem();
        var places = await PlacesAsync(opened!, db, logs, visited, ct);
        if (recusals.Select(choice => Judge(choice, recusals, places)).FirstOrDefault(r => r is not null) is { } unfit)
            return unfit.ToProblem();

        var now = clock.GetUtcNow();
        var declared = places.Where(p => p.IsAsked).Select(place => (place, choice: recusals.FirstOrDefault(c => place.Is(c.Task, c.Object))))
            .Where(p => p.choice is not null || p.place.Latest is null).Select(p => Of(opened!.Link, p.place.Assignment, p.choice, now)).ToList();
        db.AddRange(declared);
        audit.RecordSystem(opened!.Ceremony.BureauId, recusals.Count > 0 ? "draw.recusal-declared" : "draw.recusal-cleared", "draw", opened.Ceremony.Id.ToString(),
            after: new { Link = opened.Link.Id, opened.Link.InspectorId, Declared = declared.Select(d => new { d.Id, d.TaskId, d.ObjectId, d.State, d.Ground }) });
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return TypedResults.Ok(await ViewAsync(opened, db, logs, visited, ct));
    }

    private static Refusal? Judge(Choice choice, IReadOnlyList<Choice> all, IReadOnlyList<Place> places)
    {
        if (places.FirstOrDefault(p => p.Is(choice.Task, choice.Object)) is not { } place)
            return DeclarationRefusals.NotYours(choice.Object);
        if (place.Visited)
            return DeclarationRefusals.Visited(choice.Object);
        if (!place.IsAsked || all.Count(c => place.Is(c.Task, c.Object)) > 1)
            return DeclarationRefusals.Before(choice.Object);
        var text = choice.Explanation.Trim();
        return !Enum.IsDefined(choice.Ground) || text.Length > DeclarationRefusals.LongestExplanation || text.Any(c => char.IsControl(c) && c != '\n') || (choice.Ground == RecusalGround.Other && text.Length < 2)
            ? DeclarationRefusals.NoExplanation(choice.Object)
            : null;
    }

    private static RecusalDeclaration Of(RecusalLink link, Assignment place, Choice? choice, DateTimeOffset now) => new()
    {
        Id = Guid.NewGuid(), CeremonyId = link.CeremonyId, LinkId = link.Id, TaskId = place.Task, ObjectId = place.Object, InspectorId = link.InspectorId,
        State = choice is null ? DeclarationState.Clear : DeclarationState.Open, Ground = choice?.Ground, Explanation = choice?.Explanation.Trim() ?? "", DeclaredAt = now,
    };

    private static async Task<Response> ViewAsync(OpenedRecusal opened, SpotCheckDb db, DrawLogs logs, VisitedObjects visited, CancellationToken ct)
    {
        var places = await PlacesAsync(opened, db, logs, visited, ct);
        var tasks = (await CeremonyAccess.TasksAsync(db, opened.Ceremony.Id, ct)).ToDictionary(t => t.TaskId, Assignments.NameOf, StringComparer.Ordinal);
        var inspector = opened.Link.InspectorId;
        var names = await DrawNames.FindAsync(db, opened.Ceremony.BureauId, [.. places.Select(p => p.Assignment.Object).Distinct()], [inspector], ct);
        return new Response(
            opened.BureauName, opened.Ceremony.Desk, opened.Ceremony.Title, inspector, names.Inspectors.GetValueOrDefault(inspector, ""), opened.Link.ExpiresAt,
            [.. Enum.GetValues<RecusalGround>().Select(g => new GroundEntry(g, RecusalGrounds.NameOf(g), RecusalGrounds.HintOf(g)))],
            [.. places.Select(p => new ObjectEntry(p.Assignment.Task, tasks[p.Assignment.Task], p.Assignment.Object, names.Objects.GetValueOrDefault(p.Assignment.Object, ""), p.Assignment.Role, p.IsAsked, p.Latest is not null, p.Words, p.Latest?.RejectedBecause))]);
    }

    /// <summary>What is on his list now, with what he was replaced in, and what he last said about each.</summary>
    private static async Task<IReadOnlyList<Place>> PlacesAsync(OpenedRecusal opened, SpotCheckDb db, DrawLogs logs, VisitedObjects visited, CancellationToken ct)
    {
        var (ceremony, inspector) = (opened.Ceremony, opened.Link.InspectorId);
        var seen = await visited(db, ceremony.Id, ct);
        var said = await db.Set<RecusalDeclaration>().AsNoTracking().Where(d => d.CeremonyId == ceremony.Id && d.InspectorId == inspector).OrderBy(d => d.Number).ToListAsync(ct);
        var latest = said.GroupBy(d => (d.TaskId, d.ObjectId)).ToDictionary(g => g.Key, g => g.Last());
        var mine = (await logs.ReadAsync(db, ceremony.LogId, log => Assignments.Of(log.HistoryOf(ceremony.OpenSeq!.Value)), ct)).Where(a => a.Inspector == inspector && a.Live).ToList();
        var replaced = latest.Where(l => l.Value.State == DeclarationState.TakenOver && !mine.Exists(a => a.Task == l.Key.TaskId && a.Object == l.Key.ObjectId))
            .Select(l => new Place(new(l.Key.TaskId, l.Key.ObjectId, "", inspector, Live: false, Recused: true), l.Value, Visited: false));
        return [.. mine.Select(a => new Place(a, latest.GetValueOrDefault((a.Task, a.Object)), seen.Contains((a.Task, a.Object)))), .. replaced];
    }

    private sealed record Place(Assignment Assignment, RecusalDeclaration? Latest, bool Visited)
    {
        public bool IsAsked => Assignment is { Live: true, Recused: false } && !Visited && Latest?.State is null or DeclarationState.Clear or DeclarationState.Rejected;

        public string Words => this switch
        {
            { Assignment.Live: false } => "已回避，改由他人检查",
            { Assignment.Recused: true } => "已登记回避，等待重新抽取",
            { Latest.State: DeclarationState.Open } => "已声明回避，等待股室处理",
            { Visited: true } => "检查结果已录入，不能再声明",
            { Latest.State: DeclarationState.Rejected } => "不予受理",
            { Latest.State: DeclarationState.Clear } => "已声明无需回避",
            _ => "尚未声明",
        };

        public bool Is(string task, string drawn) => Assignment.Task == task && Assignment.Object == drawn;
    }
}
