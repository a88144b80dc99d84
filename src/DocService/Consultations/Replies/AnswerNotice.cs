using System.Globalization;
using SpotCheck.DocService.Consultations.Letters;
using SpotCheck.DocService.Documents;
using SpotCheck.DocService.Mail;
using SpotCheck.DocService.Storage;

namespace SpotCheck.DocService.Consultations.Replies;

/// <summary>Tells the bureau by e-mail that a partner has answered: at the e-mail the letter names, otherwise where the bureau's rules say. The answer itself stays in the system.</summary>
internal sealed class AnswerNotice(SpotCheckDb db, Outbox outbox, LetterMail text)
{
    /// <summary>Queues the notice with the caller's own transaction.</summary>
    /// <returns>False where the bureau has named no address.</returns>
    public async Task<bool> QueueAsync(OpenedLink opened, ConsultationReply reply, CancellationToken ct)
    {
        var letter = opened.Letter;
        var named = (await db.FindIssuedLetterAsync(letter.BureauId, letter.DocumentId, ct))?.ContactMail;
        if ((MailboxAddress.Read(named) ?? MailboxAddress.Read((await ConsultationRules.OfAsync(db, letter.BureauId, ct)).AnswersTo)) is not { } address)
            return false;
        var content = reply.Read();
        outbox.Queue(letter.BureauId, opened.BureauName, "consultation-answer", letter.Id.ToString(), new(
            address, opened.BureauName, string.Create(CultureInfo.InvariantCulture, $"【会商回复】{letter.Partner}：{ReplyContent.Chinese(content.Opinion)}（{letter.Number}）"), text.Answered(letter, reply, content), []));
        return true;
    }
}
