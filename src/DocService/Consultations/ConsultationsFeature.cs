using SpotCheck.DocService.Identity;

namespace SpotCheck.DocService.Consultations;

internal static class ConsultationsFeature
{
    public static void MapConsultations(this IEndpointRouteBuilder routes)
    {
        var consultations = routes.MapGroup("/api/bureaus/{bureau}/consultations").WithTags("Consultations");
        consultations.MapGet("", ListConsultations.Handle).WithName("listConsultations").WithSummary("Letters sent about a plan's joint tasks").AllowRoles(Role.Clerk, Role.SectionHead, Role.Auditor);
        consultations.MapPost("", SendConsultation.Handle).WithName("sendConsultation").WithSummary("Send issued letters, one to each partner department").AllowRoles(Role.Clerk, Role.SectionHead);
        consultations.MapGet("/addresses", ListPartnerAddresses.Handle).WithName("listPartnerAddresses").WithSummary("Address each partner was last written to").AllowRoles(Role.Clerk, Role.SectionHead);
    }
}
