using System.Security.Cryptography;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SpotCheck.DocService.Audit;
using SpotCheck.DocService.Consultations.Letters;
using SpotCheck.DocService.Consultations.Replies;
using SpotCheck.DocService.Http;
using SpotCheck.DocService.Identity;
using SpotCheck.DocService.Storage;

namespace SpotCheck.DocService.Consultations.Forms;

/// <summary>The clerk drops in a form a partner has sent back. It is taken whole or not at all; the file itself is kept with the answer.</summary>
internal static class TakeInReplyForm
{
    public const int LargestUpload = AttachmentRules.LargestFile;

    public sealed record Response(Guid Consultation, Guid Reply, string Receipt, DateTimeOffset ReceivedAt, ReplyContent Content);

    public static async Task<Results<Ok<Response>, RefusalResult>> Handle(
        string bureau, Guid id, string? fileName, HttpRequest request, Official official, SpotCheckDb db, AuditTrail audit, TimeProvider clock, CancellationToken ct)
    {
        using var buffer = new MemoryStream();
        await request.Body.CopyToAsync(buffer, ct);
        var (file, name) = (buffer.ToArray(), AttachmentRules.NameOf(fileName) is { Length: > 0 } given ? given : "会商回执.xlsx");

        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (await db.Set<ConsultationLetter>().SingleOrDefaultAsync(l => l.Id == id && l.BureauId == bureau, ct) is not { } letter)
            return ConsultationRefusals.NoSuchConsultation(id).ToProblem();
        var link = await db.Set<ReplyLink>().FromSql($"SELECT * FROM reply_link WHERE consultation_id = {id} AND revoked_at IS NULL FOR UPDATE").SingleOrDefaultAsync(ct);
        if (link?.UsedAt is not null || (link is null && await db.Set<ConsultationReply>().AnyAsync(r => r.ConsultationId == id && r.State == ReplyState.Final, ct)))
            return ConsultationRefusals.AnsweredBefore(letter.Partner).ToProblem();
        var isDocx = AttachmentRules.Judge("form.docx", file) is { Problem: null };
        var (form, refused) = isDocx ? ReplyDocument.Read(file, name, letter) : ReplySheet.Read(file, name, letter);
        if (form is null)
            return new Refusal("consultation.no-form", refused!, "The file is no reply form of ours.").ToProblem();
        if (form.Content is null)
            return ConsultationRefusals.FormOfAnother(letter, form.OtherLetter ?? "").ToProblem();
        if (form.Doubts.Count > 0)
            return ConsultationRefusals.DoubtfulForm(form.Doubts).ToProblem();

        var now = clock.GetUtcNow();
        var reply = new ConsultationReply { Id = Guid.CreateVersion7(), ConsultationId = id, Channel = ReplyChannel.Form, Content = ReplyJson.Write(form.Content), EnteredBy = official.Id, BegunAt = now };
        db.Add(reply);
        db.Add(new ReplyAttachment
        {
            Id = Guid.NewGuid(), ReplyId = reply.Id, FileName = name, Size = file.Length, Sha256 = Convert.ToHexStringLower(SHA256.HashData(file)), Content = file, AddedAt = now,
            ContentType = isDocx ? "application/vnd.openxmlformats-officedocument.wordprocessingml.document" : "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        });
        await db.SaveChangesAsync(ct);
        reply.Confirm(AnswerLetter.ReceiptNumber(now), now);
        link?.Use(now);
        audit.Record(official, "consultation.form-taken-in", "consultation", id.ToString(), after: new { reply.Content, reply.Receipt, File = Convert.ToHexStringLower(SHA256.HashData(file)) });
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return TypedResults.Ok(new Response(id, reply.Id, reply.Receipt!, now, form.Content));
    }

    /// <summary>The form once more, for a partner who has lost it.</summary>
    public static async Task<Results<FileContentHttpResult, RefusalResult>> Form(string bureau, Guid id, SpotCheckDb db, CancellationToken ct) =>
        await db.Set<ConsultationLetter>().AsNoTracking().SingleOrDefaultAsync(l => l.Id == id && l.BureauId == bureau, ct) is { } letter
            ? TypedResults.File(ReplySheet.Write(letter), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", $"会商回执-{letter.Partner}.xlsx")
            : ConsultationRefusals.NoSuchConsultation(id).ToProblem();
}
