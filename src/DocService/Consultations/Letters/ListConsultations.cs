using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SpotCheck.DocService.Mail;
using SpotCheck.DocService.Storage;

namespace SpotCheck.DocService.Consultations.Letters;

/// <summary>The letters sent about a task, and how far each is.</summary>
internal static class ListConsultations
{
    public sealed record Entry(
        Guid Id, string Task, string Partner, Guid Document, string Number, string Address, Guid Mail, MailState State, string StateText, DateTimeOffset SentAt, string? LastAnswer);

    public static async Task<Ok<IReadOnlyList<Entry>>> Handle(string bureau, Guid plan, string? task, SpotCheckDb db, CancellationToken ct) =>
        TypedResults.Ok(await FindAsync(db, bureau, plan, task, ct));

    internal static async Task<IReadOnlyList<Entry>> FindAsync(SpotCheckDb db, string bureau, Guid plan, string? task, CancellationToken ct)
    {
        var found = await (from letter in db.Set<ConsultationLetter>().AsNoTracking()
                           join mail in db.Set<OutgoingMail>() on letter.MailId equals mail.Id
                           where letter.BureauId == bureau && letter.PlanId == plan && (task == null || letter.Task == task)
                           orderby letter.SentAt, letter.Number
                           select new { letter, mail.State, mail.LastAnswer }).ToListAsync(ct);
        return [.. found.Select(f => new Entry(f.letter.Id, f.letter.Task, f.letter.Partner, f.letter.DocumentId, f.letter.Number, f.letter.Address,
            f.letter.MailId, f.State, ListMail.Chinese(f.State), f.letter.SentAt, f.LastAnswer))];
    }
}

/// <summary>The address each partner department was last written to, so that a clerk need not look it up again.</summary>
internal static class ListPartnerAddresses
{
    public sealed record Entry(string Partner, string Address, DateTimeOffset LastUsed);

    public static async Task<Ok<IReadOnlyList<Entry>>> Handle(string bureau, SpotCheckDb db, CancellationToken ct)
    {
        var found = await db.Set<ConsultationLetter>().AsNoTracking().Where(l => l.BureauId == bureau)
            .GroupBy(l => l.Partner).Select(g => g.OrderByDescending(l => l.SentAt).First()).ToListAsync(ct);
        return TypedResults.Ok<IReadOnlyList<Entry>>([.. found.OrderBy(l => l.Partner, StringComparer.Ordinal).Select(l => new Entry(l.Partner, l.Address, l.SentAt))]);
    }
}
