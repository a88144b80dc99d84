using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SpotCheck.DocService.Calendar;
using SpotCheck.DocService.Draws.Ceremonies;

namespace SpotCheck.DocService.Results.Runs;

/// <summary>The checks that follow one drawn task (抽查任务的检查).</summary>
internal sealed class CheckRun
{
    public required Guid Id { get; init; }

    public required string BureauId { get; init; }

    public required Guid CeremonyId { get; init; }

    /// <summary>The task's stable number in plan and draw: 2023-006.</summary>
    public required string TaskNumber { get; init; }

    public required string TaskName { get; init; }

    /// <summary>抽查对象范围 as the plan says it.</summary>
    public required string Scope { get; init; }

    /// <summary>抽查事项.</summary>
    public required List<string> Items { get; init; }

    /// <summary>Register size at the draw.</summary>
    public required int Pool { get; init; }

    /// <summary>Day of the draw, Beijing time.</summary>
    public required DateOnly DrawnOn { get; init; }

    public required string BegunBy { get; init; }

    public required DateTimeOffset BegunAt { get; init; }
}

/// <summary>One object that was drawn and is to be checked.</summary>
internal sealed class RunObject
{
    public required Guid RunId { get; init; }

    public required string ObjectId { get; init; }

    /// <summary>Name by the register at the draw; the id where the register does not say.</summary>
    public required string Name { get; init; }

    /// <summary>管辖单位; empty if none.</summary>
    public required string Unit { get; init; }

    public required string Stratum { get; init; }

    /// <summary>Inspectors by the draw, ids.</summary>
    public required List<string> Inspectors { get; set; }
}

internal enum ResultState
{
    /// <summary>未录入: only in answers, never stored.</summary>
    Missing,

    /// <summary>待审核</summary>
    Entered,

    /// <summary>审核退回</summary>
    Returned,

    /// <summary>已公示: never changes again; a correction is a new result.</summary>
    Published,
}

/// <summary>The result of one object. A correction of a published result is the next number.</summary>
internal sealed class ObjectResult
{
    public required Guid RunId { get; init; }

    public required string ObjectId { get; init; }

    /// <summary>From 1.</summary>
    public required int Number { get; init; }

    public ResultState State { get; private set; } = ResultState.Entered;

    public int Revision { get; private set; } = 1;

    public required string CodesVersion { get; init; }

    public required DateOnly CheckedOn { get; set; }

    public required List<string> Codes { get; set; }

    public required string Detail { get; set; }

    public required List<string> FollowUps { get; set; }

    public required string? Document { get; set; }

    public required string Method { get; set; }

    /// <summary>Why a published result is corrected; null for the first.</summary>
    public required string? CorrectedBecause { get; init; }

    /// <summary>Last day to publish: 20 working days after the check.</summary>
    public required DateOnly DueOn { get; set; }

    /// <summary>The day crosses into a year whose holidays are not announced.</summary>
    public required bool DueProvisional { get; set; }

    public required string CalendarVersion { get; set; }

    public required string EnteredBy { get; set; }

    public required DateTimeOffset EnteredAt { get; set; }

    public string? ReturnedBecause { get; private set; }

    public string? PublishedBy { get; private set; }

    public DateTimeOffset? PublishedAt { get; private set; }

    /// <summary>Day of publication, Beijing time.</summary>
    public DateOnly? PublishedOn { get; private set; }

    public string? PublishedWhere { get; private set; }

    /// <summary>完结日期 of the follow-up.</summary>
    public DateOnly? FollowUpClosedOn { get; private set; }

    public string? FollowUpNote { get; private set; }

    /// <summary>The last day as it is known now: a provisional one is counted anew when a new calendar has come.</summary>
    public Calendar.DueDay Due => DueProvisional && State != ResultState.Published && CalendarVersion != Calendar.WorkingDays.Loaded.Version
        ? Calendar.WorkingDays.Loaded.After(CheckedOn, Calendar.WorkingDays.PublicationTerm)
        : new(DueOn, DueProvisional);

    public bool Late => PublishedOn > DueOn;

    public void Enter(Codes.CheckFindings found, Calendar.DueDay due, string calendarVersion, string by, DateTimeOffset at)
    {
        (CheckedOn, Codes, Detail, FollowUps, Document, Method) = (found.CheckedOn, [.. found.Codes], found.Detail, [.. found.FollowUps], found.Document, found.Method);
        (DueOn, DueProvisional, CalendarVersion, EnteredBy, EnteredAt) = (due.Date, due.Provisional, calendarVersion, by, at);
        (State, ReturnedBecause) = (ResultState.Entered, null);
        Revision++;
    }

    public void Return(string because)
    {
        (State, ReturnedBecause) = (ResultState.Returned, because);
        Revision++;
    }

    public void Publish(string by, DateTimeOffset at, DateOnly on, string where)
    {
        (State, PublishedBy, PublishedAt, PublishedOn, PublishedWhere) = (ResultState.Published, by, at, on, where);
        Revision++;
    }

    public void CloseFollowUp(DateOnly on, string note)
    {
        (FollowUpClosedOn, FollowUpNote) = (on, note);
        Revision++;
    }
}

internal sealed class CheckRunConfiguration : IEntityTypeConfiguration<CheckRun>, IEntityTypeConfiguration<RunObject>, IEntityTypeConfiguration<ObjectResult>
{
    public void Configure(EntityTypeBuilder<CheckRun> builder) => builder.HasOne<Ceremony>().WithMany().HasForeignKey(run => run.CeremonyId);

    public void Configure(EntityTypeBuilder<RunObject> builder)
    {
        builder.HasKey(drawn => new { drawn.RunId, drawn.ObjectId });
        builder.HasOne<CheckRun>().WithMany().HasForeignKey(drawn => drawn.RunId);
    }

    public void Configure(EntityTypeBuilder<ObjectResult> builder)
    {
        builder.HasKey(result => new { result.RunId, result.ObjectId, result.Number });
        builder.HasOne<RunObject>().WithMany().HasForeignKey(result => new { result.RunId, result.ObjectId });
        builder.Property(result => result.State).HasConversion<string>();
        builder.Property(result => result.Revision).IsConcurrencyToken();
        builder.Ignore(result => result.Late);
        builder.Ignore(result => result.Due);
    }
}
