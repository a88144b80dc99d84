using Microsoft.AspNetCore.Mvc;
using SpotCheck.DocService.Consultations.Dossier;
using SpotCheck.DocService.Consultations.Forms;
using SpotCheck.DocService.Consultations.Letters;
using SpotCheck.DocService.Consultations.Merging;
using SpotCheck.DocService.Consultations.Reminders;
using SpotCheck.DocService.Consultations.Replies;
using SpotCheck.DocService.Identity;

namespace SpotCheck.DocService.Consultations;

internal static class ConsultationsFeature
{
    public static void AddConsultations(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<LetterMail>();
        builder.Services.AddScoped<LetterSending>();
        builder.Services.AddScoped<RemindPartners>();
        builder.Services.AddReplies();
        if (!builder.Configuration.GetValue("DescribeOnly", false))
            builder.Services.AddHostedService<ReminderWork>();
    }

    public static void MapConsultations(this IEndpointRouteBuilder routes)
    {
        var consultations = routes.MapGroup("/api/bureaus/{bureau}/consultations").WithTags("Consultations");
        consultations.MapGet("", ListConsultations.Handle).WithName("listConsultations").WithSummary("Letters sent about a plan's joint tasks").AllowRoles(Role.Clerk, Role.SectionHead, Role.Auditor);
        consultations.MapPost("", SendConsultation.Handle).WithName("sendConsultation").WithSummary("Send issued letters, one to each partner department").AllowRoles(Role.Clerk, Role.SectionHead);
        consultations.MapGet("/addresses", ListPartnerAddresses.Handle).WithName("listPartnerAddresses").WithSummary("Address each partner was last written to").AllowRoles(Role.Clerk, Role.SectionHead);
        consultations.MapGet("/board", ReadBoard.OfPlan).WithName("readConsultationBoard").WithSummary("Per joint task and partner: state and answer").AllowRoles(Role.Clerk, Role.SectionHead, Role.Auditor);
        consultations.MapGet("/overdue", ReadBoard.Overdue).WithName("listOverdueConsultations").WithSummary("Unanswered letters past their reply date").AllowRoles(Role.Clerk, Role.SectionHead, Role.Auditor);
        consultations.MapGet("/rules", SetConsultationRules.Read).WithName("readConsultationRules").WithSummary("Reminder days and how long links hold").AllowRoles(Role.Clerk, Role.SectionHead, Role.Auditor);
        consultations.MapPut("/rules", SetConsultationRules.Set).WithName("setConsultationRules").WithSummary("Change reminder days and how long links hold").AllowRoles(Role.SectionHead);

        var one = consultations.MapGroup("/{id:guid}");
        one.MapGet("", ReadDossier.Handle).WithName("readConsultation").WithSummary("The dossier: letter, mails, reminders, answers, decisions").AllowRoles(Role.Clerk, Role.SectionHead, Role.Auditor);
        one.MapGet("/dossier", ReadDossier.Zip).WithName("downloadConsultationDossier").WithSummary("The dossier as a .zip").AllowRoles(Role.Clerk, Role.SectionHead, Role.Auditor);
        one.MapGet("/files/{file:guid}", ReadDossier.File).WithName("downloadReplyFile").WithSummary("A file the partner has sent").AllowRoles(Role.Clerk, Role.SectionHead, Role.Auditor);
        one.MapPost("/link", RenewLink.Handle).WithName("renewReplyLink").WithSummary("A new link by e-mail; the old one ends; also reopens for a correction").AllowRoles(Role.Clerk, Role.SectionHead);
        one.MapPost("/reminder", RemindNow.Handle).WithName("remindPartner").WithSummary("Remind the partner now by e-mail, once a working day").AllowRoles(Role.Clerk, Role.SectionHead);
        one.MapGet("/reply-form", TakeInReplyForm.Form).WithName("downloadReplyForm").WithSummary("The reply form to be filled in (.xlsx)").AllowRoles(Role.Clerk, Role.SectionHead);
        one.MapPost("/reply-form", TakeInReplyForm.Handle).WithName("takeInReplyForm").WithSummary("A filled form sent back, .xlsx or .docx, as the body")
            .WithMetadata(new RequestSizeLimitAttribute(TakeInReplyForm.LargestUpload)).AllowRoles(Role.Clerk);
        one.MapPost("/merge", MergeProposals.Handle).WithName("mergeProposals").WithSummary("Put proposals into the plan's open draft or a new version").AllowRoles(Role.Clerk);
        one.MapPost("/rejections", RejectProposal.Handle).WithName("rejectProposal").WithSummary("Record a disagreement with the bureau's position").AllowRoles(Role.Clerk, Role.SectionHead);
        routes.MapReplies();
    }
}
