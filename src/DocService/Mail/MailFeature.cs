using SpotCheck.DocService.Identity;
using SpotCheck.DocService.Mail.Graph;

namespace SpotCheck.DocService.Mail;

internal static class MailFeature
{
    public static void AddMail(this WebApplicationBuilder builder)
    {
        var settings = MailSettings.Read(builder.Configuration);
        builder.Services.AddSingleton(settings);
        builder.Services.AddSingleton<IMailOutlet>(services =>
            settings.Graph is { } graph ? new GraphOutlet(graph, services.GetRequiredService<TimeProvider>())
            : settings.Smtp is { } smtp ? new SmtpOutlet(smtp, settings) : new FolderOutlet(settings.Folder));
        builder.Services.AddScoped<Outbox>();
        builder.Services.AddSingleton<MailWork>();
        if (!builder.Configuration.GetValue("DescribeOnly", false))
            builder.Services.AddHostedService(services => services.GetRequiredService<MailWork>());
    }

    public static void MapMail(this IEndpointRouteBuilder routes)
    {
        var mail = routes.MapGroup("/api/bureaus/{bureau}/mail").WithTags("Mail");
        mail.MapGet("", ListMail.Handle).WithName("listMail").WithSummary("Letters and how far they are").AllowRoles(Role.Clerk, Role.SectionHead, Role.Auditor);
        mail.MapPost("/{id:guid}/decision", DecideMail.Handle).WithName("decideMail").WithSummary("Confirm a doubtful delivery, or send again").AllowRoles(Role.Clerk, Role.SectionHead);
    }
}
