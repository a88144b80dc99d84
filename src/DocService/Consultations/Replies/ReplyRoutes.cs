using Microsoft.AspNetCore.Mvc;
using SpotCheck.DocService.Http;
using SpotCheck.DocService.Identity;

namespace SpotCheck.DocService.Consultations.Replies;

/// <summary>The page a link opens and what it asks for; open to everybody, slow for whoever tries, never kept by a cache.</summary>
internal static class ReplyRoutes
{
    public static void AddReplies(this IServiceCollection services)
    {
        services.AddScoped<ReplyDesk>();
        services.AddScoped<AnswerNotice>();
        services.AddSingleton<ReplyGuard>();
    }

    public static void MapReplies(this IEndpointRouteBuilder routes)
    {
        var reply = routes.MapGroup("/reply").WithTags("Replies").AllowPublic()
            .AddEndpointFilter((context, next) => context.HttpContext.RequestServices.GetRequiredService<ReplyGuard>().PassAsync(context, next));
        reply.MapGet("", () => Pages.Read("SpotCheck.DocService.Consultations.Pages.reply.html")).ExcludeFromDescription();
        reply.MapGet("/reply.js", () => Pages.Read("SpotCheck.DocService.Consultations.Pages.reply.js")).ExcludeFromDescription();
        reply.MapGet("/reply.css", () => Pages.Read("SpotCheck.DocService.Consultations.Pages.reply.css")).ExcludeFromDescription();
        reply.MapGet("/letter", AnswerLetter.Read).WithName("readLetterToAnswer").WithSummary("The letter a link opens, with the draft of the answer");
        reply.MapGet("/document", AnswerLetter.Document).WithName("downloadLetterToAnswer").WithSummary("The letter as issued (.docx)");
        reply.MapPut("/draft", AnswerLetter.Save).WithName("saveReplyDraft").WithSummary("Save the draft of an answer; says what is still missing");
        reply.MapPost("/files", AnswerLetter.Attach).WithName("attachReplyFile").WithSummary("Attach a file, as the body: PDF, JPEG, PNG or DOCX")
            .WithMetadata(new RequestSizeLimitAttribute(AttachmentRules.LargestFile + 1024));
        reply.MapDelete("/files/{file:guid}", AnswerLetter.Detach).WithName("detachReplyFile").WithSummary("Take a file back before the answer is final");
        reply.MapPost("/confirmation", AnswerLetter.Confirm).WithName("confirmReply").WithSummary("Make the answer final; gives a receipt");
    }
}

internal sealed class ReplyGuard() : LinkPageGuard(ReplyDesk.TokenHeader, ReplyRefusals.TooOften);
