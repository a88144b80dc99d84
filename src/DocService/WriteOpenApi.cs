using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using SpotCheck.DocService.Http;

namespace SpotCheck.DocService;

/// <summary><c>-- openapi --out FILE</c>: writes the contract without a database or a port.</summary>
internal static class WriteOpenApi
{
    public static async Task<int> RunAsync(string[] args)
    {
        if (args is not ["--out", var file])
        {
            await Console.Error.WriteLineAsync("用法 / usage: openapi --out FILE");
            return ExitCodes.WrongUsage;
        }

        await File.WriteAllTextAsync(file, await TextAsync());
        return ExitCodes.Done;
    }

    public static async Task<string> TextAsync()
    {
        await using var app = ServiceApp.Build([], builder =>
        {
            builder.Configuration["DescribeOnly"] = "true";
            builder.Logging.ClearProviders();
            builder.Services.AddSingleton<IServer, NoServer>();
        });
        await app.StartAsync();
        var document = await app.Services.GetRequiredKeyedService<IOpenApiDocumentProvider>(ApiDocument.Name).GetOpenApiDocumentAsync();
        await app.StopAsync();
        return await document.SerializeAsJsonAsync(OpenApiSpecVersion.OpenApi3_1) + "\n";
    }

    // Starting the pipeline is what makes the routes known; nobody need be able to call them.
    private sealed class NoServer : IServer
    {
        public IFeatureCollection Features { get; } = new FeatureCollection();

        public Task StartAsync<TContext>(IHttpApplication<TContext> application, CancellationToken cancellationToken)
            where TContext : notnull => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public void Dispose()
        {
        }
    }
}
