using SpotCheck.DocService.Identity;

namespace SpotCheck.DocService.Audit;

internal static class AuditFeature
{
    public static void AddAudit(this IServiceCollection services) => services.AddScoped<AuditTrail>();

    public static void MapAudit(this IEndpointRouteBuilder routes)
    {
        var audit = routes.MapGroup("/api/bureaus/{bureau}/audit").WithTags("Audit");
        audit.MapGet("", ListAuditEntries.Handle).WithName("listAuditEntries").WithSummary("Official acts of a bureau, newest first").AllowRoles(Role.Auditor);
        audit.MapGet("/chain", CheckAuditChain.Handle).WithName("checkAuditChain").WithSummary("Whether the trail's hash chain is unbroken").AllowRoles(Role.Auditor);
    }
}
