using System.IO.Compression;
using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SpotCheck.DocService.Audit;
using SpotCheck.DocService.Calendar;
using SpotCheck.DocService.Consultations.Letters;
using SpotCheck.DocService.Consultations.Merging;
using SpotCheck.DocService.Consultations.Reminders;
using SpotCheck.DocService.Consultations.Replies;
using SpotCheck.DocService.Documents;
using SpotCheck.DocService.Http;
using SpotCheck.DocService.Identity;
using SpotCheck.DocService.Mail;
using SpotCheck.DocService.Storage;

namespace SpotCheck.DocService.Consultations.Dossier;

/// <summary>会商卷宗: everything that belongs to one letter, in the order it happened; to read, and as a .zip to file away.</summary>
internal static class ReadDossier
{
    /// <param name="Code">Stable, for programs.</param>
    public sealed record Event(DateTimeOffset At, string Code, string Text, string? By);

    public sealed record Response(
        ReadBoard.Entry Consultation, Guid Document, IReadOnlyList<TaskField> Fields, DateTimeOffset? LinkExpiresAt, IReadOnlyList<Event> Events, IReadOnlyList<AttachmentView> Files);

    public sealed record AttachmentView(Guid Id, Guid Reply, string Name, string ContentType, int Size, string Sha256);

    private sealed record Parts(Consultation Found, IReadOnlyList<ReplyLink> Links, IReadOnlyList<ConsultationReply> Replies, IReadOnlyList<OutgoingMail> Mails, IReadOnlyList<ProposalDecision> Decisions, IReadOnlyList<AttachmentView> Files);

    public static async Task<Results<Ok<Response>, RefusalResult>> Handle(string bureau, Guid id, SpotCheckDb db, TimeProvider clock, CancellationToken ct) =>
        await LoadAsync(db, bureau, id, ct) is { } parts
            ? TypedResults.Ok(new Response(
                ReadBoard.Of(parts.Found, clock.Today()), parts.Found.Letter.DocumentId, ReplyJson.Read<IReadOnlyList<TaskField>>(parts.Found.Letter.Fields), parts.Found.Link?.ExpiresAt, EventsOf(parts), parts.Files))
            : ConsultationRefusals.NoSuchConsultation(id).ToProblem();

    /// <summary>A file a partner has sent, only ever as a download.</summary>
    public static async Task<Results<FileContentHttpResult, RefusalResult>> File(string bureau, Guid id, Guid file, HttpResponse response, SpotCheckDb db, CancellationToken ct)
    {
        var found = await (from attachment in db.Set<ReplyAttachment>().AsNoTracking()
                           join reply in db.Set<ConsultationReply>() on attachment.ReplyId equals reply.Id
                           join letter in db.Set<ConsultationLetter>() on reply.ConsultationId equals letter.Id
                           where letter.BureauId == bureau && letter.Id == id && attachment.Id == file && reply.State == ReplyState.Final
                           select attachment).SingleOrDefaultAsync(ct);
        if (found is null)
            return ConsultationRefusals.NoSuchConsultation(file).ToProblem();
        response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        return TypedResults.File(found.Content, "application/octet-stream", found.FileName);
    }

    public static async Task<Results<FileContentHttpResult, RefusalResult>> Zip(
        string bureau, Guid id, Official official, SpotCheckDb db, AuditTrail audit, TimeProvider clock, CancellationToken ct)
    {
        if (await LoadAsync(db, bureau, id, ct) is not { } parts)
            return ConsultationRefusals.NoSuchConsultation(id).ToProblem();
        using var output = new MemoryStream();
        using (var zip = new ZipArchive(output, ZipArchiveMode.Create, leaveOpen: true, Encoding.UTF8))
        {
            var letter = parts.Found.Letter;
            var issued = await db.Set<IssuedDocument>().AsNoTracking().SingleAsync(d => d.DocumentId == letter.DocumentId, ct);
            Add(zip, $"1-函件/{letter.Number}.docx", issued.Docx);
            foreach (var mail in parts.Mails)
                Add(zip, $"2-邮件/{Stamp(mail.QueuedAt)}-{ListMailPurpose(mail.Purpose)}.txt", Encoding.UTF8.GetBytes(MailText(mail)));
            foreach (var reply in parts.Replies)
            {
                Add(zip, $"3-回复/{reply.Receipt}/回复.txt", Encoding.UTF8.GetBytes(AnswerText.Of(reply, letter)));
                Add(zip, $"3-回复/{reply.Receipt}/回复.json", ReplyJson.WriteIndented(reply.Read()));
            }
            foreach (var file in parts.Files)
            {
                var content = await db.Set<ReplyAttachment>().Where(a => a.Id == file.Id).Select(a => a.Content).SingleAsync(ct);
                Add(zip, $"3-回复/{parts.Replies.Single(r => r.Id == file.Reply).Receipt}/{file.Id.ToString("N")[..6]}-{file.Name}", content);
            }
            Add(zip, "4-办理/意见办理.json", ReplyJson.WriteIndented(parts.Decisions.Select(d => new { d.Header, d.OldValue, d.NewValue, d.Reason, d.Outcome, d.Position, d.PlanVersion, d.DecidedBy, d.DecidedAt })));
            Add(zip, "目录.txt", Encoding.UTF8.GetBytes(string.Join("\r\n", EventsOf(parts).Select(e => $"{Shown(e.At)}　{e.Text}{(e.By is null ? "" : $"（{e.By}）")}")) + "\r\n"));
        }
        audit.Record(official, "consultation.dossier-exported", "consultation", id.ToString(), after: new { output.Length });
        await db.SaveChangesAsync(ct);
        return TypedResults.File(output.ToArray(), "application/zip", $"会商卷宗-{parts.Found.Letter.Number}-{parts.Found.Letter.Partner}.zip");
    }

    private static async Task<Parts?> LoadAsync(SpotCheckDb db, string bureau, Guid id, CancellationToken ct)
    {
        if ((await db.FindConsultationsAsync(bureau, null, id, ct)).SingleOrDefault() is not { } found)
            return null;
        var reference = id.ToString();
        var replies = await db.Set<ConsultationReply>().AsNoTracking().Where(r => r.ConsultationId == id && r.State == ReplyState.Final).OrderBy(r => r.ReceivedAt).ToListAsync(ct);
        var replyIds = replies.ConvertAll(r => r.Id);
        return new(
            found,
            await db.Set<ReplyLink>().AsNoTracking().Where(l => l.ConsultationId == id).OrderBy(l => l.MadeAt).ToListAsync(ct),
            replies,
            await db.Set<OutgoingMail>().AsNoTracking().Where(m => m.BureauId == bureau && m.Reference == reference && m.Purpose.StartsWith("consultation")).OrderBy(m => m.QueuedAt).ToListAsync(ct),
            await db.Set<ProposalDecision>().AsNoTracking().Where(d => d.ConsultationId == id).OrderBy(d => d.DecidedAt).ToListAsync(ct),
            await db.Set<ReplyAttachment>().Where(a => replyIds.Contains(a.ReplyId)).OrderBy(a => a.AddedAt).Select(a => new AttachmentView(a.Id, a.ReplyId, a.FileName, a.ContentType, a.Size, a.Sha256)).ToListAsync(ct));
    }

    private static IReadOnlyList<Event> EventsOf(Parts parts)
    {
        var events = new List<Event>();
        foreach (var mail in parts.Mails)
        {
            var by = parts.Links.FirstOrDefault(link => link.MadeAt == mail.QueuedAt)?.MadeBy;
            events.Add(new(mail.QueuedAt, $"{mail.Purpose}-queued", $"{ListMailPurpose(mail.Purpose)}交发：{mail.Subject}，收件人{mail.Recipient}", by));
            events.Add(mail.SentAt is { } sent
                ? new(sent, $"{mail.Purpose}-sent", $"{ListMailPurpose(mail.Purpose)}已发出", null)
                : new(mail.NextAttemptAt, $"{mail.Purpose}-{mail.State.ToString().ToLowerInvariant()}", $"{ListMailPurpose(mail.Purpose)}：{ListMail.Chinese(mail.State)}。{mail.LastAnswer}", null));
        }
        events.AddRange(parts.Links.Where(link => link.RevokedAt is not null).Select(link => new Event(link.RevokedAt!.Value, "link-revoked", $"回复链接失效：{link.RevokedBecause}", null)));
        events.AddRange(parts.Replies.Select(reply => new Event(reply.ReceivedAt!.Value, "answered",
            $"{(reply.Channel == ReplyChannel.Link ? "在线回复" : "录入回执表")}：{ReplyContent.Chinese(reply.Read().Opinion)}，回执编号{reply.Receipt}，附件{parts.Files.Count(f => f.Reply == reply.Id)}个", reply.EnteredBy)));
        events.AddRange(parts.Decisions.Select(decision => new Event(decision.DecidedAt, decision.Outcome == DecisionOutcome.Merged ? "merged" : "rejected",
            decision.Outcome == DecisionOutcome.Merged
                ? $"采纳：“{decision.Header}”由“{decision.OldValue}”改为“{decision.NewValue}”，写入计划第{decision.PlanVersion}版"
                : $"不采纳：“{decision.Header}”{(decision.NewValue.Length > 0 ? $"（对方意见：{decision.NewValue}）" : "")}，理由：{decision.Position}", decision.DecidedBy)));
        return [.. events.OrderBy(e => e.At)];
    }

    /// <summary>The e-mail as text. Its link is left out: a dossier must open nothing.</summary>
    private static string MailText(OutgoingMail mail)
    {
        var parts = MessageParts.Read(mail.Content);
        var text = System.Text.RegularExpressions.Regex.Replace(parts.Text, @"/reply#[A-Za-z0-9_\-]{43}", "/reply#（链接已略去）", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1));
        var files = string.Join("、", parts.Attachments.Select(a => $"{a.FileName}（{a.Content.Length}字节，SHA-256 {Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(a.Content))}）"));
        return $"收件人：{parts.ToName} <{mail.Recipient}>\r\n主题：{mail.Subject}\r\nMessage-ID：<{mail.MessageId}>\r\n交发：{Shown(mail.QueuedAt)}\r\n发出：{(mail.SentAt is { } sent ? Shown(sent) : ListMail.Chinese(mail.State))}\r\n附件：{(files.Length > 0 ? files : "无")}\r\n\r\n{text}";
    }

    private static string ListMailPurpose(string purpose) => purpose switch { "consultation-reminder" => "催办邮件", "consultation-link" => "链接邮件", "consultation-answer" => "回复通知", _ => "函件邮件" };

    private static string Shown(DateTimeOffset at) => at.ToOffset(TimeSpan.FromHours(8)).ToString("yyyy-MM-dd HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture);

    private static string Stamp(DateTimeOffset at) => at.ToOffset(TimeSpan.FromHours(8)).ToString("yyyyMMdd-HHmmss", System.Globalization.CultureInfo.InvariantCulture);

    private static void Add(ZipArchive zip, string name, byte[] content)
    {
        var entry = zip.CreateEntry(name, CompressionLevel.Fastest);
        using var stream = entry.Open();
        stream.Write(content);
    }
}
