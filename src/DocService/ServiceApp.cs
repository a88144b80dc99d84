using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.DependencyInjection.Extensions;
using SpotCheck.DocService.Audit;
using SpotCheck.DocService.Consultations;
using SpotCheck.DocService.Documents;
using SpotCheck.DocService.Draws;
using SpotCheck.DocService.Http;
using SpotCheck.DocService.Identity;
using SpotCheck.DocService.Mail;
using SpotCheck.DocService.Overview;
using SpotCheck.DocService.Plans;
using SpotCheck.DocService.Registers;
using SpotCheck.DocService.Reports;
using SpotCheck.DocService.Results;
using SpotCheck.DocService.Storage;
using SpotCheck.DocService.Workbooks;

namespace SpotCheck.DocService;

/// <summary>Puts the service together. The command line and the tests build it here and nowhere else.</summary>
internal static class ServiceApp
{
    // One event per business fact; the framework speaks up when something is wrong. Any later source overrides these.
    private static readonly Dictionary<string, string?> Defaults = new(StringComparer.Ordinal)
    {
        ["Logging:LogLevel:Default"] = "Information",
        ["Logging:LogLevel:Microsoft"] = "Warning",
        ["Logging:LogLevel:Microsoft.Hosting.Lifetime"] = "Information",
        ["Logging:LogLevel:Microsoft.AspNetCore.DataProtection"] = "Error",
        // A start that fails says why in one sentence, printed by Serve.
        ["Logging:LogLevel:Microsoft.Extensions.Hosting.Internal.Host"] = "None",
        ["Logging:LogLevel:System.Net.Http"] = "Warning",
    };

    public static WebApplication Build(string[] args, Action<WebApplicationBuilder>? adjust = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ApplicationName = typeof(ServiceApp).Assembly.GetName().Name });
        builder.Configuration.Sources.Insert(0, new MemoryConfigurationSource { InitialData = Defaults });
        adjust?.Invoke(builder);
        builder.Services.TryAddSingleton(TimeProvider.System);

        builder.AddHttpConventions();
        builder.AddStorage();
        builder.Services.AddAudit();
        builder.AddIdentity();
        // Features, in the order of the arrows; one line each here and one below.
        builder.AddMail();
        builder.AddRegisters();
        builder.AddPlans();
        builder.AddDraws();
        builder.AddResults();
        builder.AddDocuments();
        builder.AddConsultations();

        var app = builder.Build();
        app.UseHttpConventions();
        app.UseIdentity();

        app.MapHttp();
        app.MapIdentity();
        app.MapAudit();
        app.MapRegisters();
        app.MapMail();
        app.MapPlans();
        app.MapDraws();
        app.MapResults();
        app.MapReports();
        app.MapDocuments();
        app.MapConsultations();
        app.MapWorkbooks();
        app.MapOverview();
        return app;
    }
}
