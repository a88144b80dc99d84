using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace SpotCheck.DocService.Http;

/// <summary>The contract with the add-in. The same document whoever asks, so that it can be held as a snapshot.</summary>
internal static class ApiDocument
{
    public const string Name = "v1";

    public static void AddApiDocument(this IServiceCollection services) => services.AddOpenApi(Name, options =>
    {
        options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        options.CreateSchemaReferenceId = type => OpenApiOptions.CreateDefaultSchemaReferenceId(type) is { } name ? WithUseCase(type.Type, name) : null;
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new OpenApiInfo
            {
                Title = "SpotCheck Office",
                Version = "1",
                Description = "Refusals are application/problem+json with a stable `code`; sentences are Chinese unless Accept-Language asks for English.",
            };
            document.Servers = [];
            return Task.CompletedTask;
        });
    });

    // Every use case has its own Request and Response; the contract calls them SignInRequest, WhoAmIResponse.
    private static string WithUseCase(Type type, string name) =>
        type.DeclaringType is { } useCase && !name.StartsWith(useCase.Name, StringComparison.Ordinal) ? useCase.Name + name : name;
}
