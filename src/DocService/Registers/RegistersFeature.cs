using Microsoft.OpenApi;
using SpotCheck.DocService.Identity;
using SpotCheck.DocService.Registers.Import;
using SpotCheck.DocService.Registers.Sample;
using SpotCheck.DocService.Registers.Storage;

namespace SpotCheck.DocService.Registers;

internal static class RegistersFeature
{
    private static readonly Role[] Staff = [Role.Clerk, Role.SectionHead];
    private static readonly Role[] Readers = [Role.Clerk, Role.SectionHead, Role.Witness, Role.Auditor];

    public static void AddRegisters(this WebApplicationBuilder builder)
    {
        builder.Services.AddScoped<RegisterReading>();
        builder.Services.AddScoped<RegisterWriting>();
        builder.Services.AddSingleton<ImportDifferences>();
        builder.Services.AddSingleton<ImportWork>();
        if (builder.Configuration.GetValue("DescribeOnly", false))
            return;
        builder.Services.AddHostedService<SampleRegisters>();
        builder.Services.AddHostedService(services => services.GetRequiredService<ImportWork>());
    }

    // Said here and not with Accepts, which would answer a wrong media type before it asks who is there.
    private static Task DescribeUpload(OpenApiOperation operation)
    {
        operation.RequestBody = new OpenApiRequestBody
        {
            Required = true,
            Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal)
            {
                ["multipart/form-data"] = new()
                {
                    Schema = new OpenApiSchema
                    {
                        Type = JsonSchemaType.Object,
                        Required = new HashSet<string>(StringComparer.Ordinal) { "file" },
                        Properties = new Dictionary<string, IOpenApiSchema>(StringComparer.Ordinal) { ["file"] = new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary" } },
                    },
                },
            },
        };
        return Task.CompletedTask;
    }

    public static void MapRegisters(this IEndpointRouteBuilder routes)
    {
        var registers = routes.MapGroup("/api/bureaus/{bureau}/registers").WithTags("Registers");
        registers.MapGet("", ListRegisters.Handle).WithName("listRegisters").WithSummary("Versions of both registers, newest first").AllowRoles(Readers);
        registers.MapGet("/targets/versions/{version:int}", ListTargets.Handle).WithName("listTargets").WithSummary("Targets of a version, a page at a time").AllowRoles(Readers);
        registers.MapGet("/inspectors/versions/{version:int}", ListInspectors.Handle).WithName("listInspectors").WithSummary("Inspectors of a version").AllowRoles(Readers);
        registers.MapGet("/{kind}/form", ImportForm.Handle).WithName("getImportForm").WithSummary("Workbook to fill in").AllowRoles(Staff);

        var imports = registers.MapGroup("/{kind}/imports");
        imports.MapPost("", UploadFile.Handle).WithName("uploadRegisterFile").WithSummary("Upload an .xlsx or .csv; it is read and previewed, nothing is written")
            .AddOpenApiOperationTransformer((operation, _, _) => DescribeUpload(operation)).WithMetadata(new Microsoft.AspNetCore.Mvc.RequestSizeLimitAttribute(UploadFile.MaxBodyBytes)).DisableAntiforgery().AllowRoles(Staff);
        imports.MapGet("/{id:guid}", GetImport.Handle).WithName("getImport").WithSummary("State and progress of an import").AllowRoles(Readers);
        imports.MapGet("/{id:guid}/differences", ListDifferences.Handle).WithName("listImportDifferences").WithSummary("Added, changed, unchanged or missing rows").AllowRoles(Readers);
        imports.MapGet("/{id:guid}/problems", ProblemReport.List).WithName("listImportProblems").WithSummary("Errors and warnings, row by row").AllowRoles(Readers);
        imports.MapGet("/{id:guid}/report", ProblemReport.Download).WithName("downloadImportReport").WithSummary("Errors and warnings as a workbook").AllowRoles(Readers);
        imports.MapPost("/{id:guid}/confirm", ConfirmImport.Handle).WithName("confirmImport").WithSummary("Write a previewed file into the open version, wholly").AllowRoles(Staff);
        imports.MapDelete("/{id:guid}", CancelImport.Handle).WithName("cancelImport").WithSummary("Stop reading, or drop a preview").AllowRoles(Staff);

        var recusals = routes.MapGroup("/api/bureaus/{bureau}/recusals").WithTags("Registers");
        recusals.MapGet("", ListRecusals.Handle).WithName("listRecusals").WithSummary("Recusals in force").AllowRoles(Readers);
        recusals.MapPost("", DeclareRecusal.Handle).WithName("declareRecusal").WithSummary("Keep an inspector or a unit away from a target").AllowRoles(Staff);
        recusals.MapDelete("/{id:long}", WithdrawRecusal.Handle).WithName("withdrawRecusal").WithSummary("Withdraw a recusal; it stays on record").AllowRoles(Staff);
    }
}
