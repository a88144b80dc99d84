using SpotCheck.DocService.Identity;
using SpotCheck.DocService.Reports.Acts;

namespace SpotCheck.DocService.Reports;

internal static class ReportsFeature
{
    public static void MapReports(this IEndpointRouteBuilder routes)
    {
        var records = routes.MapGroup("/api/bureaus/{bureau}/month-records").WithTags("Reports");
        records.MapGet("", MonthActs.List).WithName("listMonthRecords").WithSummary("Meetings, documents and trainings of a month").AllowEveryOfficial();
        records.MapPost("", MonthActs.Add).WithName("addMonthRecord").WithSummary("Record a meeting, a document or a training").AllowRoles(Role.Clerk);
        records.MapDelete("/{id:guid}", MonthActs.Remove).WithName("removeMonthRecord").WithSummary("Remove a record").AllowRoles(Role.Clerk);
        var report = routes.MapGroup("/api/bureaus/{bureau}/monthly-reports/{year:int}/{month:int}").WithTags("Reports");
        report.MapGet("", MonthActs.Report).WithName("readMonthlyReport").WithSummary("The month's figures with the fields of the monthly form").AllowEveryOfficial();
        report.MapPut("", MonthActs.SetForm).WithName("setMonthForm").WithSummary("Website, contact and telephone for the form").AllowRoles(Role.Clerk);
    }
}
