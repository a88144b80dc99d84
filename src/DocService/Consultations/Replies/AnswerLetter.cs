using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SpotCheck.DocService.Audit;
using SpotCheck.DocService.Calendar;
using SpotCheck.DocService.Documents;
using SpotCheck.DocService.Http;
using SpotCheck.DocService.Mail;
using SpotCheck.DocService.Storage;

namespace SpotCheck.DocService.Consultations.Replies;

/// <summary>The partner's side: read the letter, save a draft, attach the sealed reply, confirm. No account; the link is the permission.</summary>
internal static class AnswerLetter
{
    /// <param name="State"><c>open</c> or <c>answered</c>; of an answered letter only the receipt is shown.</param>
    /// <param name="Overdue">The last day to reply is over in Beijing; a partner's own clock may be wrong.</param>
    public sealed record LetterView(
        string State, string Bureau, string Partner, string Title, string Number, string TaskName, DateOnly? ReplyBy, DateTimeOffset ExpiresAt,
        IReadOnlyList<TaskField> Fields, ReplyContent? Content, int Revision, IReadOnlyList<FileView> Files, string? Receipt, DateTimeOffset? ReceivedAt, bool Overdue);

    public sealed record FileView(Guid Id, string Name, int Size, string Sha256);

    /// <param name="Revision">The revision last seen; 0 before the first draft.</param>
    public sealed record DraftRequest(int Revision, ReplyContent Content);

    public sealed record DraftView(int Revision, IReadOnlyList<ReplyFault> Faults);

    public sealed record ConfirmRequest(int Revision);

    public sealed record ReceiptView(string Receipt, DateTimeOffset ReceivedAt);

    public static async Task<Results<Ok<LetterView>, RefusalResult>> Read(HttpRequest request, ReplyDesk desk, SpotCheckDb db, TimeProvider clock, CancellationToken ct)
    {
        var (opened, refusal) = await desk.OpenAsync(request, toChange: false, ct);
        if (opened is null)
            return refusal!.ToProblem();
        var (link, letter, bureau) = opened;
        if (link.UsedAt is not null)
        {
            var answer = await desk.AnswerOfAsync(letter.Id, ct);
            return TypedResults.Ok(new LetterView("answered", bureau, letter.Partner, letter.Title, letter.Number, letter.TaskName, letter.ReplyBy, link.ExpiresAt, [], null, 0, [], answer.Receipt, answer.ReceivedAt, Overdue: false));
        }
        var reply = await db.Set<ConsultationReply>().AsNoTracking().SingleOrDefaultAsync(r => r.LinkId == link.Id, ct);
        var files = reply is null ? [] : await FilesAsync(db, reply.Id, ct);
        return TypedResults.Ok(new LetterView("open", bureau, letter.Partner, letter.Title, letter.Number, letter.TaskName, letter.ReplyBy, link.ExpiresAt,
            opened.Fields, reply?.Read() ?? ReplyContent.Empty, reply?.Revision ?? 0, files, null, null, letter.ReplyBy < BeijingDays.DayOf(clock.GetUtcNow())));
    }

    /// <summary>The letter itself, as it was issued.</summary>
    public static async Task<Results<FileContentHttpResult, RefusalResult>> Document(HttpRequest request, ReplyDesk desk, SpotCheckDb db, CancellationToken ct)
    {
        var (opened, refusal) = await desk.OpenAsync(request, toChange: false, ct);
        if (opened is null || opened.Link.UsedAt is not null)
            return (refusal ?? ReplyRefusals.UnknownLink).ToProblem();
        return await db.FindIssuedLetterAsync(opened.Letter.BureauId, opened.Letter.DocumentId, ct) is { } issued
            ? TypedResults.File(issued.Docx, "application/vnd.openxmlformats-officedocument.wordprocessingml.document", issued.FileName)
            : ReplyRefusals.UnknownLink.ToProblem();
    }

    public static async Task<Results<Ok<DraftView>, RefusalResult>> Save(DraftRequest body, HttpRequest request, ReplyDesk desk, SpotCheckDb db, TimeProvider clock, CancellationToken ct)
    {
        if (await desk.JudgeSessionAsync(request, ct) is { } notYours)
            return notYours.ToProblem();
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var (opened, refusal) = await desk.OpenAsync(request, toChange: true, ct);
        if (opened is null)
            return refusal!.ToProblem();
        if (!ReplyRules.IsStorable(body.Content))
            return ReplyRefusals.TooMuch.ToProblem();
        var reply = await db.Set<ConsultationReply>().SingleOrDefaultAsync(r => r.LinkId == opened.Link.Id, ct);
        if ((reply?.Revision ?? 0) != body.Revision)
            return ReplyRefusals.Stale(body.Revision, reply?.Revision ?? 0).ToProblem();
        if (reply is null)
            db.Add(reply = Begin(opened, body.Content, clock));
        else
            reply.Change(body.Content);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return TypedResults.Ok(new DraftView(reply.Revision, ReplyRules.Judge(body.Content, opened.Fields)));
    }

    /// <param name="name">The file's name; the file is the body.</param>
    public static async Task<Results<Ok<IReadOnlyList<FileView>>, RefusalResult>> Attach(string name, HttpRequest request, ReplyDesk desk, SpotCheckDb db, TimeProvider clock, CancellationToken ct)
    {
        if (await desk.JudgeSessionAsync(request, ct) is { } notYours)
            return notYours.ToProblem();
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var (opened, refusal) = await desk.OpenAsync(request, toChange: true, ct);
        if (opened is null)
            return refusal!.ToProblem();
        using var buffer = new MemoryStream();
        await request.Body.CopyToAsync(buffer, ct);
        var (fileName, content) = (AttachmentRules.NameOf(name), buffer.ToArray());
        if (AttachmentRules.Judge(fileName, content) is { Problem: { } problem })
            return ReplyRefusals.BadFile(problem).ToProblem();

        var reply = await db.Set<ConsultationReply>().SingleOrDefaultAsync(r => r.LinkId == opened.Link.Id, ct);
        if (reply is null)
            db.Add(reply = Begin(opened, ReplyContent.Empty, clock));
        var there = await db.Set<ReplyAttachment>().Where(a => a.ReplyId == reply.Id).Select(a => a.Size).ToListAsync(ct);
        if (there.Count >= AttachmentRules.MostFiles || there.Sum() + content.Length > AttachmentRules.LargestTogether)
            return ReplyRefusals.TooManyFiles.ToProblem();
        db.Add(new ReplyAttachment
        {
            Id = Guid.NewGuid(), ReplyId = reply.Id, FileName = fileName, ContentType = AttachmentRules.Judge(fileName, content).ContentType!, Size = content.Length,
            Sha256 = Convert.ToHexStringLower(SHA256.HashData(content)), Content = content, AddedAt = clock.GetUtcNow(),
        });
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return TypedResults.Ok(await FilesAsync(db, reply.Id, ct));
    }

    public static async Task<Results<Ok<IReadOnlyList<FileView>>, RefusalResult>> Detach(Guid file, HttpRequest request, ReplyDesk desk, SpotCheckDb db, CancellationToken ct)
    {
        if (await desk.JudgeSessionAsync(request, ct) is { } notYours)
            return notYours.ToProblem();
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var (opened, refusal) = await desk.OpenAsync(request, toChange: true, ct);
        if (opened is null)
            return refusal!.ToProblem();
        var reply = await db.Set<ConsultationReply>().SingleOrDefaultAsync(r => r.LinkId == opened.Link.Id, ct);
        if (reply is null)
            return TypedResults.Ok<IReadOnlyList<FileView>>([]);
        await db.Set<ReplyAttachment>().Where(a => a.Id == file && a.ReplyId == reply.Id).ExecuteDeleteAsync(ct);
        await transaction.CommitAsync(ct);
        return TypedResults.Ok(await FilesAsync(db, reply.Id, ct));
    }

    /// <summary>Makes the saved draft final. The link is spent in the same transaction.</summary>
    public static async Task<Results<Ok<ReceiptView>, RefusalResult>> Confirm(
        ConfirmRequest body, HttpRequest request, ReplyDesk desk, SpotCheckDb db, AnswerNotice notice, MailWork mails, AuditTrail audit, TimeProvider clock, CancellationToken ct)
    {
        if (await desk.JudgeSessionAsync(request, ct) is { } notYours)
            return notYours.ToProblem();
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var (opened, refusal) = await desk.OpenAsync(request, toChange: true, ct);
        if (opened is null)
            return refusal!.ToProblem();
        var reply = await db.Set<ConsultationReply>().SingleOrDefaultAsync(r => r.LinkId == opened.Link.Id, ct);
        if (reply?.Revision != body.Revision)
            return ReplyRefusals.Stale(body.Revision, reply?.Revision ?? 0).ToProblem();
        if (ReplyRules.Judge(reply.Read(), opened.Fields) is { Count: > 0 } faults)
            return ReplyRefusals.NotReady(faults).ToProblem();

        var now = clock.GetUtcNow();
        reply.Confirm(ReceiptNumber(now), now);
        opened.Link.Use(now);
        audit.RecordSystem(opened.Letter.BureauId, "consultation.answered", "consultation", opened.Letter.Id.ToString(),
            after: new { reply.Content, reply.Receipt, Files = await db.Set<ReplyAttachment>().Where(a => a.ReplyId == reply.Id).Select(a => a.Sha256).ToListAsync(ct) });
        var isTold = await notice.QueueAsync(opened, reply, ct);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        if (isTold)
            mails.Wake();
        return TypedResults.Ok(new ReceiptView(reply.Receipt!, now));
    }

    /// <summary>HZ20230616-7K3M9Q: the day, and six characters nobody mistakes for others.</summary>
    public static string ReceiptNumber(DateTimeOffset at) =>
        $"HZ{at.ToOffset(TimeSpan.FromHours(8)).ToString("yyyyMMdd", CultureInfo.InvariantCulture)}-{RandomNumberGenerator.GetString("23456789ABCDEFGHJKLMNPQRSTUVWXYZ", 6)}";

    private static ConsultationReply Begin(OpenedLink opened, ReplyContent content, TimeProvider clock) => new()
    {
        Id = Guid.CreateVersion7(), ConsultationId = opened.Letter.Id, LinkId = opened.Link.Id, Channel = ReplyChannel.Link, Content = ReplyJson.Write(content), BegunAt = clock.GetUtcNow(),
    };

    private static async Task<IReadOnlyList<FileView>> FilesAsync(SpotCheckDb db, Guid reply, CancellationToken ct) =>
        await db.Set<ReplyAttachment>().Where(a => a.ReplyId == reply).OrderBy(a => a.AddedAt).ThenBy(a => a.Id).Select(a => new FileView(a.Id, a.FileName, a.Size, a.Sha256)).ToListAsync(ct);
}
