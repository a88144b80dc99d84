using SpotCheck.DocService.Documents.Acts;
using SpotCheck.DocService.Documents.DrawRecords;
using SpotCheck.DocService.Http;
using SpotCheck.DocService.Identity;

namespace SpotCheck.DocService.Documents;

internal static class DocumentsFeature
{
    public static void AddDocuments(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton(ReadPdfSettings(builder.Configuration));
        builder.Services.AddSingleton<PdfConversion>();
        builder.Services.AddSingleton<DocumentTemplates>();
        builder.Services.AddSingleton<LetterLinks>();
        builder.Services.AddScoped<DocumentDesk>();
        builder.Services.AddScoped<DocumentDrafting>();
        builder.Services.AddScoped<DocumentIssuing>();
    }

    public static void MapDocuments(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/document-kinds", ListDocumentKinds.Handle).WithTags("Documents").WithName("listDocumentKinds").WithSummary("Kinds of documents, their fields, an example of each").AllowEveryOfficial();
        routes.MapGet("/api/document-numbers/check", NumberLedger.Check).WithTags("Documents").WithName("checkDocumentNumber").WithSummary("Whether a text is a 发文字号 in its right form, and how to mend it").AllowEveryOfficial();

        var documents = routes.MapGroup("/api/bureaus/{bureau}/documents").WithTags("Documents");
        documents.MapGet("", ReadDocuments.List).WithName("listDocuments").WithSummary("Documents of the bureau, newest first, 200 a page").AllowEveryOfficial();
        documents.MapPost("", DraftDocument.Handle).WithName("draftDocument").WithSummary("Begin a document; plan, bureau and records fill in what they know").AllowRoles(Role.Clerk);

        var one = documents.MapGroup("/{document:guid}");
        one.MapGet("", ReadDocuments.One).WithName("readDocument").WithSummary("Fields, findings, state and number of a document").AllowEveryOfficial();
        one.MapPut("/fields", ChangeDocument.Fill).WithName("fillDocument").WithSummary("The fields the clerk gives, anew").AllowRoles(Role.Clerk);
        one.MapGet("/preview", DownloadDocument.Preview).WithName("previewDocument").WithSummary("The document as it would be printed, as .docx or with pdf=true as PDF").AllowRoles(Role.Clerk, Role.SectionHead);
        one.MapPost("/sign", ChangeDocument.Sign).WithName("signDocument").WithSummary("Sign a complete draft; its content is fixed from then on").AllowRoles(Role.SectionHead);
        one.MapPost("/return", ChangeDocument.Return).WithName("returnDocument").WithSummary("Back to the clerk, with the reason").AllowRoles(Role.SectionHead);
        one.MapPost("/issue", IssueDocument.Issue).WithName("issueDocument").WithSummary("Take the next number and freeze the document").AllowRoles(Role.SectionHead);
        one.MapPost("/void", IssueDocument.Void).WithName("voidDocument").WithSummary("Void an issued document; its number stays taken").AllowRoles(Role.SectionHead);
        one.MapGet("/docx", DownloadDocument.Docx).WithName("downloadDocument").WithSummary("The frozen .docx").AllowEveryOfficial();
        one.MapGet("/pdf", DownloadDocument.Pdf).WithName("downloadDocumentPdf").WithSummary("The frozen document as PDF, where LibreOffice is installed").AllowEveryOfficial();

        var draw = routes.MapGroup("/api/bureaus/{bureau}/draws/{id:guid}").WithTags("Draws");
        draw.MapGet("/record", DownloadDrawRecord.Handle).WithName("downloadDrawRecord").WithSummary("抽取记录（见证书）of a draw with a result, as .docx or with format=pdf as PDF").AllowEveryOfficial();
        draw.MapGet("/drawn-list", DownloadDrawnList.Handle).WithName("downloadDrawnList").WithSummary("抽取名单 as .xlsx: ticket, rank, team and the command that gives the ticket").AllowEveryOfficial();

        one.MapPost("/link", DownloadLink.Make).WithName("linkDocument").WithSummary("An address that opens the file for two minutes without a sign-in").AllowEveryOfficial();
        routes.MapGet("/download/{token}", DownloadLink.Open).ExcludeFromDescription().AllowPublic();

        var numbers = routes.MapGroup("/api/bureaus/{bureau}/document-numbers").WithTags("Documents");
        numbers.MapGet("", NumberLedger.Read).WithName("readDocumentNumbers").WithSummary("Every number given in a year, voided ones shown, gaps reported").AllowEveryOfficial();
        numbers.MapPut("/prefixes/{prefix}", NumberLedger.EnterPrefix).WithName("enterNumberPrefix").WithSummary("Enter a 机关代字, with the number it begins at").AllowRoles(Role.Administrator);
    }

    private static PdfSettings ReadPdfSettings(IConfiguration configuration)
    {
        var settings = new PdfSettings();
        try
        {
            settings = configuration.GetSection("Pdf").Get<PdfSettings>(binder => binder.ErrorOnUnknownConfiguration = true) ?? settings;
        }
        catch (InvalidOperationException fault)
        {
            throw new WrongSettingException("Pdf", "…", $"Pdf__ 下的设置不对：{fault.Message}", fault.Message);
        }
        var faults = new List<System.ComponentModel.DataAnnotations.ValidationResult>();
        return System.ComponentModel.DataAnnotations.Validator.TryValidateObject(settings, new(settings), faults, validateAllProperties: true) ? settings
            : throw new WrongSettingException($"Pdf__{faults[0].MemberNames.First()}", "…", $"该设置超出范围：{faults[0].ErrorMessage}", faults[0].ErrorMessage ?? "");
    }
}
