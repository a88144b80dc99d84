using Microsoft.AspNetCore.Mvc;
using Microsoft.OpenApi;
using SpotCheck.DocService.Identity;

namespace SpotCheck.DocService.Workbooks;

/// <summary>.xlsx up and down for the web grid, which cannot read or write the format itself.</summary>
internal static class WorkbooksFeature
{
    private const string Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    public static void MapWorkbooks(this IEndpointRouteBuilder routes)
    {
        var workbooks = routes.MapGroup("/api/workbooks").WithTags("Workbooks");
        workbooks.MapPost("/read", ReadWorkbook.Handle).WithName("readWorkbook").WithSummary("An .xlsx as the body, its content as data for a grid")
            .AddOpenApiOperationTransformer((operation, _, _) => DescribeUpload(operation)).WithMetadata(new RequestSizeLimitAttribute(SnapshotLimits.FileBytes + 1_024)).AllowEveryOfficial();
        workbooks.MapPost("/write", WriteWorkbook.Handle).WithName("writeWorkbook").WithSummary("A grid's content as .xlsx")
            .Produces(StatusCodes.Status200OK, contentType: Xlsx).WithMetadata(new RequestSizeLimitAttribute(SnapshotLimits.BodyBytes)).AllowEveryOfficial();
    }

    private static Task DescribeUpload(OpenApiOperation operation)
    {
        operation.RequestBody = new OpenApiRequestBody
        {
            Required = true,
            Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal)
            {
                [Xlsx] = new() { Schema = new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary" } },
            },
        };
        return Task.CompletedTask;
    }
}
