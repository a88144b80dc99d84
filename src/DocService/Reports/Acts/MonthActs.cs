using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SpotCheck.DocService.Audit;
using SpotCheck.DocService.Calendar;
using SpotCheck.DocService.Http;
using SpotCheck.DocService.Identity;
using SpotCheck.DocService.Results.Runs;
using SpotCheck.DocService.Storage;

namespace SpotCheck.DocService.Reports.Acts;

/// <summary>The clerk records meetings, documents and trainings of a month, and what the form needs besides.</summary>
internal static class MonthActs
{
    public sealed record RecordRequest(MonthRecordKind Kind, DateOnly HeldOn, string Name, string? Number = null, bool OrdersChecks = false, int? People = null, string? Content = null);

    public sealed record RecordView(Guid Id, MonthRecordKind Kind, DateOnly HeldOn, string Name, string? Number, bool OrdersChecks, int? People, string? Content);

    public sealed record FormRequest(string Website, string Contact, string Telephone, string? Mobile = null, int? MajorItems = null, int? MinorItems = null);

    /// <param name="Missing">Fields nobody has filled in, by their Chinese names.</param>
    public sealed record ReportView(MonthlyReport Report, IReadOnlyList<string> Missing);

    public static async Task<Results<Created<RecordView>, RefusalResult>> Add(
        string bureau, RecordRequest request, Official official, SpotCheckDb db, AuditTrail audit, TimeProvider clock, CancellationToken ct)
    {
        if (Judge(request) is { } refusal)
        {
            return refusal.ToProblem();
        }

        var record = new MonthRecord
        {
            Id = Guid.CreateVersion7(clock.GetUtcNow()), BureauId = bureau, Kind = request.Kind, HeldOn = request.HeldOn, Name = request.Name.Trim(),
            Number = request.Kind == MonthRecordKind.Document ? request.Number!.Trim() : null, OrdersChecks = request is { Kind: MonthRecordKind.Document, OrdersChecks: true },
            People = request.Kind == MonthRecordKind.Training ? request.People : null, Content = request.Content?.Trim(), RecordedBy = official.Id, RecordedAt = clock.GetUtcNow(),
        };
        db.Add(record);
        audit.Record(official, "month-record.added", "month-record", record.Id.ToString(), after: View(record));
        await db.SaveChangesAsync(ct);
        return TypedResults.Created($"/api/bureaus/{bureau}/month-records/{record.Id}", View(record));
    }

    public static async Task<Ok<List<RecordView>>> List(string bureau, int year, int month, SpotCheckDb db, CancellationToken ct) =>
        TypedResults.Ok((await db.Set<MonthRecord>().AsNoTracking().Where(record => record.BureauId == bureau && record.HeldOn.Year == year && record.HeldOn.Month == month)
            .OrderBy(record => record.HeldOn).ThenBy(record => record.Name).ToListAsync(ct)).ConvertAll(View));

    public static async Task<Results<NoContent, RefusalResult>> Remove(string bureau, Guid id, Official official, SpotCheckDb db, AuditTrail audit, CancellationToken ct)
    {
        if (await db.Set<MonthRecord>().SingleOrDefaultAsync(record => record.Id == id && record.BureauId == bureau, ct) is not { } found)
        {
            return Refusal.NotFound("report.no-such-record", "没有找到这条记录，可能已经删除。请刷新后查看。", "There is no such record.").ToProblem();
        }

        db.Remove(found);
        audit.Record(official, "month-record.removed", "month-record", id.ToString(), View(found));
        await db.SaveChangesAsync(ct);
        return TypedResults.NoContent();
    }

    public static async Task<Results<NoContent, RefusalResult>> SetForm(
        string bureau, int year, int month, FormRequest request, Official official, SpotCheckDb db, AuditTrail audit, CancellationToken ct)
    {
        if (JudgeMonth(year, month) is { } wrongMonth)
        {
            return wrongMonth.ToProblem();
        }

        if (new[] { request.Website, request.Contact, request.Telephone, request.Mobile ?? "" }.Any(text => text.Length > 200) || request.MajorItems < 0 || request.MinorItems < 0)
        {
            return new Refusal("report.form", "公示网站、联系人、电话最多200个字，大项数、小项数不能为负。", "Texts have at most 200 characters; counts are not negative.").ToProblem();
        }

        var form = await db.Set<MonthForm>().FindAsync([bureau, year, month], ct);
        audit.Record(official, "month-form.set", "month-form", $"{bureau}/{year}-{month:00}", form, request);
        if (form is null)
        {
            db.Add(form = new MonthForm { BureauId = bureau, Year = year, Month = month, Website = "", Contact = "", Telephone = "", Mobile = null, MajorItems = null, MinorItems = null });
        }

        (form.Website, form.Contact, form.Telephone, form.Mobile) = (request.Website.Trim(), request.Contact.Trim(), request.Telephone.Trim(), request.Mobile?.Trim());
        (form.MajorItems, form.MinorItems) = (request.MajorItems, request.MinorItems);
        await db.SaveChangesAsync(ct);
        return TypedResults.NoContent();
    }

    public static async Task<Results<Ok<ReportView>, RefusalResult>> Report(string bureau, int year, int month, SpotCheckDb db, TimeProvider clock, CancellationToken ct)
    {
        if (JudgeMonth(year, month) is { } refusal)
        {
            return refusal.ToProblem();
        }

        var report = await MonthFigures.OfAsync(db, bureau, year, month, clock.Today(), ct);
        return TypedResults.Ok(new ReportView(report, MonthFigures.MissingIn(report)));
    }

    private static RecordView View(MonthRecord record) =>
        new(record.Id, record.Kind, record.HeldOn, record.Name, record.Number, record.OrdersChecks, record.People, record.Content);

    private static Refusal? JudgeMonth(int year, int month) => year is >= 2015 and <= 2200 && month is >= 1 and <= 12
        ? null
        : new("report.month", $"没有{year}年{month}月。年份应在2015至2200之间，月份在1至12之间。", "The year lies between 2015 and 2200, the month between 1 and 12.");

    private static Refusal? Judge(RecordRequest request) =>
        request.Name.Trim().Length is 0 or > 200 || request.Content?.Length > 1000 ? new("report.record-name", "名称为1至200个字，内容最多1000个字。", "A name has 1 to 200 characters, content at most 1,000.")
        : !Enum.IsDefined(request.Kind) || request.HeldOn.Year is < 2015 or > 2200 ? new("report.record-kind", "记录应是会议、文件或培训，日期在2015年以后。", "A record is a meeting, a document or a training, from 2015 on.")
        : request.Kind == MonthRecordKind.Document && request.Number?.Trim() is not { Length: > 0 and <= 60 } ? new("report.document-number", "文件需要填写发文字号，例如“曲市监〔2023〕12号”。", "A document needs its number.")
        : request.Kind == MonthRecordKind.Training && request.People is not (>= 1 and <= 100_000) ? new Refusal("report.training-people", "培训需要填写人数，1至100000。", "A training needs the number of people.")
        : null;
}
