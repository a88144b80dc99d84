using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SpotCheck.DocService.Audit;
using SpotCheck.DocService.Calendar;
using SpotCheck.DocService.Consultations.Replies;
using SpotCheck.DocService.Http;
using SpotCheck.DocService.Identity;
using SpotCheck.DocService.Mail;
using SpotCheck.DocService.Storage;

namespace SpotCheck.DocService.Consultations.Letters;

/// <summary>How a bureau reminds and how long its links hold.</summary>
/// <param name="RemindOn">Working days from the reply date: -2 is two before it, 1 the first after. At most 10, each from -20 to 60.</param>
/// <param name="LinkWorkingDays">Working days a link holds after the reply date, 0 to 250.</param>
/// <param name="AnswersTo">Where the bureau is told that an answer has come, if the letter itself names no e-mail; none for nowhere.</param>
internal sealed record ConsultationRules(IReadOnlyList<int> RemindOn, int LinkWorkingDays, string? AnswersTo = null)
{
    // A letter that names no reply date can be answered that long.
    private const int DaysWithoutDate = 60;

    public static ConsultationRules Standard { get; } = new([-2, 1, 3], 10);

    public bool IsSound => RemindOn.Count <= 10 && RemindOn.All(day => day is >= -20 and <= 60) && RemindOn.Distinct().Count() == RemindOn.Count && LinkWorkingDays is >= 0 and <= 250 && (AnswersTo is null || MailboxAddress.Read(AnswersTo) is not null);

    public static async Task<ConsultationRules> OfAsync(SpotCheckDb db, string bureau, CancellationToken ct) =>
        await db.Set<StoredConsultationRules>().AsNoTracking().SingleOrDefaultAsync(r => r.BureauId == bureau, ct) is { } stored ? ReplyJson.Read<ConsultationRules>(stored.Rules) : Standard;

    /// <summary>Midnight in Beijing after the last day.</summary>
    public DateTimeOffset ExpiryOf(DateOnly? replyBy, DateTimeOffset now)
    {
        var today = BeijingDays.DayOf(now);
        var from = replyBy is { } day && day > today ? day : today;
        var last = replyBy is null ? today.AddDays(DaysWithoutDate) : WorkingDays.Loaded.After(from, LinkWorkingDays).Date;
        return new DateTimeOffset(last.AddDays(1).ToDateTime(TimeOnly.MinValue), TimeSpan.FromHours(8)).ToUniversalTime();
    }

    /// <summary>Working days from a reply date to a day: 1 on the first after it, -1 on the last before it; a day off counts as the working day before it.</summary>
    public static int WorkingDaysTo(DateOnly replyBy, DateOnly day)
    {
        var (first, last) = replyBy <= day ? (replyBy.AddDays(1), day) : (day, replyBy.AddDays(-1));
        var days = 0;
        for (; first <= last && days < 1000; first = first.AddDays(1))
            days += WorkingDays.Loaded.IsWorkingDay(first) ? 1 : 0;
        return replyBy <= day ? days : -days;
    }

    /// <summary>The day of a reminder.</summary>
    public static DateOnly DayOf(DateOnly replyBy, int workingDays) =>
        (workingDays < 0 ? WorkingDays.Loaded.Before(replyBy, -workingDays) : WorkingDays.Loaded.After(replyBy, workingDays)).Date;
}

internal sealed class StoredConsultationRules
{
    public required string BureauId { get; init; }

    /// <summary>JSON of <see cref="ConsultationRules"/>.</summary>
    public required string Rules { get; set; }
}

internal sealed class StoredConsultationRulesConfiguration : IEntityTypeConfiguration<StoredConsultationRules>
{
    public void Configure(EntityTypeBuilder<StoredConsultationRules> builder)
    {
        builder.ToTable("consultation_rules");
        builder.HasKey(rules => rules.BureauId);
    }
}

/// <summary>Reads and sets the rules of a bureau.</summary>
internal static class SetConsultationRules
{
    public static async Task<Ok<ConsultationRules>> Read(string bureau, SpotCheckDb db, CancellationToken ct) => TypedResults.Ok(await ConsultationRules.OfAsync(db, bureau, ct));

    public static async Task<Results<Ok<ConsultationRules>, RefusalResult>> Set(
        string bureau, ConsultationRules request, Official official, SpotCheckDb db, AuditTrail audit, CancellationToken ct)
    {
        if (!request.IsSound)
        {
            return new Refusal("consultation.rules", "催办日最多10个，每个是-20到60的整数，不重复（负数为期限之前的工作日）；链接在期限之后保留0到250个工作日；收到回复时通知的邮箱写成 名称@域名，不通知的留空。请改正。",
                "At most 10 distinct reminder days from -20 to 60; links hold 0 to 250 working days; the address for notices is name@domain or none.").ToProblem();
        }
        var before = await ConsultationRules.OfAsync(db, bureau, ct);
        var rules = request with { RemindOn = [.. request.RemindOn.Order()], AnswersTo = request.AnswersTo?.Trim() };
        if (await db.Set<StoredConsultationRules>().SingleOrDefaultAsync(r => r.BureauId == bureau, ct) is { } stored)
            stored.Rules = ReplyJson.Write(rules);
        else
            db.Add(new StoredConsultationRules { BureauId = bureau, Rules = ReplyJson.Write(rules) });
        audit.Record(official, "consultation.rules-set", "bureau", bureau, before, rules);
        await db.SaveChangesAsync(ct);
        return TypedResults.Ok(rules);
    }
}
