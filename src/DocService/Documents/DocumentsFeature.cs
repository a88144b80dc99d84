using Microsoft.AspNetCore.Mvc;
using SpotCheck.DocService.Documents.Acts;
using SpotCheck.DocService.Documents.Batches;
using SpotCheck.DocService.Documents.DrawRecords;
using SpotCheck.DocService.Documents.Templates;
using SpotCheck.DocService.Http;
using SpotCheck.DocService.Identity;

namespace SpotCheck.DocService.Documents;

internal static class DocumentsFeature
{
    public static void AddDocuments(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton(ReadPdfSettings(builder.Configuration));
        builder.Services.AddSingleton<PdfConversion>();
        builder.Services.AddSingleton<PagePictures>();
        builder.Services.AddSingleton<DocumentTemplates>();
        builder.Services.AddSingleton<LetterLinks>();
        builder.Services.AddSingleton<CompiledTemplates>();
        builder.Services.AddSingleton<AdoptedPlans>();
        builder.Services.AddSingleton<LintShelf>();
        builder.Services.AddScoped<TemplateDesk>();
        builder.Services.AddScoped<DocumentRemarks>();
        builder.Services.AddScoped<PreviewDesk>();
        builder.Services.AddScoped<BatchStep>();
        builder.Services.AddSingleton<BatchWork>();
        builder.Services.AddScoped<DocumentDesk>();
        builder.Services.AddScoped<DocumentDrafting>();
        builder.Services.AddScoped<DocumentIssuing>();
        if (!builder.Configuration.GetValue("DescribeOnly", false))
            builder.Services.AddHostedService(services => services.GetRequiredService<BatchWork>());
    }

    public static void MapDocuments(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/document-kinds", ListDocumentKinds.Handle).WithTags("Documents").WithName("listDocumentKinds").WithSummary("Kinds of documents, their fields, an example of each").AllowEveryOfficial();
        routes.MapGet("/api/document-numbers/check", NumberLedger.Check).WithTags("Documents").WithName("checkDocumentNumber").WithSummary("Whether a text is a 发文字号 in its right form, and how to mend it").AllowEveryOfficial();

        var documents = routes.MapGroup("/api/bureaus/{bureau}/documents").WithTags("Documents");
        documents.MapGet("", ReadDocuments.List).WithName("listDocuments").WithSummary("Documents of the bureau that fit what is looked for, newest first, a page at a time").AllowEveryOfficial();
        documents.MapPost("", DraftDocument.Handle).WithName("draftDocument").WithSummary("Begin a document; plan, bureau and records fill in what they know").AllowRoles(Role.Clerk);

        var one = documents.MapGroup("/{document:guid}");
        one.MapGet("", ReadDocuments.One).WithName("readDocument").WithSummary("Fields, findings, state and number of a document").AllowEveryOfficial();
        one.MapPut("/fields", ChangeDocument.Fill).WithName("fillDocument").WithSummary("The fields the clerk gives, anew").AllowRoles(Role.Clerk);
        one.MapGet("/preview", DownloadDocument.Preview).WithName("previewDocument").WithSummary("The document as it would be printed, as .docx or with pdf=true as PDF").AllowRoles(Role.Clerk, Role.SectionHead);
        one.MapGet("/pages", DownloadDocument.Pages).WithName("countDocumentPages").WithSummary("Number of pictures of the printed pages, to look at before issue").AllowRoles(Role.Clerk, Role.SectionHead);
        one.MapGet("/pages/{page:int}", DownloadDocument.Page).WithName("readDocumentPage").WithSummary("A printed page as a picture").AllowRoles(Role.Clerk, Role.SectionHead);
        one.MapGet("/revisions", CompareDocuments.Revisions).WithName("listDocumentRevisions").WithSummary("Who changed the draft when").AllowEveryOfficial();
        one.MapGet("/comparison", CompareDocuments.Handle).WithName("compareDocuments").WithSummary("What differs from an earlier revision, from the document it corrects, or from another").AllowEveryOfficial();
        one.MapGet("/distribution", DistributeDocument.List).WithName("listDistribution").WithSummary("To whom the document went").AllowEveryOfficial();
        one.MapPost("/distribution", DistributeDocument.Handle).WithName("distributeDocument").WithSummary("Record to whom an issued document went").AllowRoles(Role.Clerk, Role.SectionHead);
        one.MapPost("/sign", ChangeDocument.Sign).WithName("signDocument").WithSummary("Sign a complete draft; its content is fixed from then on").AllowRoles(Role.SectionHead);
        one.MapPost("/return", ChangeDocument.Return).WithName("returnDocument").WithSummary("Back to the clerk, with the reason").AllowRoles(Role.SectionHead);
        one.MapPost("/issue", IssueDocument.Issue).WithName("issueDocument").WithSummary("Take the next number and freeze the document").AllowRoles(Role.SectionHead);
        one.MapPost("/void", IssueDocument.Void).WithName("voidDocument").WithSummary("Void an issued document; its number stays taken").AllowRoles(Role.SectionHead);
        one.MapGet("/docx", DownloadDocument.Docx).WithName("downloadDocument").WithSummary("The frozen .docx").AllowEveryOfficial();
        one.MapGet("/pdf", DownloadDocument.Pdf).WithName("downloadDocumentPdf").WithSummary("The frozen document as PDF, where LibreOffice is installed").AllowEveryOfficial();

        var draw = routes.MapGroup("/api/bureaus/{bureau}/draws/{id:guid}").WithTags("Draws");
        draw.MapGet("/record", DownloadDrawRecord.Handle).WithName("downloadDrawRecord").WithSummary("抽取记录（见证书）of a draw with a result, as .docx or with format=pdf as PDF").AllowEveryOfficial();
        draw.MapGet("/drawn-list", DownloadDrawnList.Handle).WithName("downloadDrawnList").WithSummary("抽取名单 as .xlsx: ticket, rank, team and the command that gives the ticket").AllowEveryOfficial();

        MapTextChecks(routes);
        MapTemplates(routes);
        MapBatches(routes);
        MapVerification(routes);

        var numbers = routes.MapGroup("/api/bureaus/{bureau}/document-numbers").WithTags("Documents");
        numbers.MapGet("", NumberLedger.Read).WithName("readDocumentNumbers").WithSummary("Every number given in a year, voided ones shown, gaps reported").AllowEveryOfficial();
        numbers.MapPut("/prefixes/{prefix}", NumberLedger.EnterPrefix).WithName("enterNumberPrefix").WithSummary("Enter a 机关代字, with the number it begins at").AllowRoles(Role.Administrator);
    }

    private static void MapTextChecks(IEndpointRouteBuilder routes)
    {
        var checks = routes.MapGroup("/api/bureaus/{bureau}/text-checks").WithTags("Documents").AllowRoles(Role.Clerk, Role.SectionHead);
        checks.MapPost("", CheckText.Typed).WithName("checkText").WithSummary("Text lint of a text: place, what was found, why, how to mend it; nothing is stored");
        checks.MapPost("/file", CheckText.File).WithName("checkTextFile").WithSummary("Text lint of a .docx file; nothing is stored").WithMetadata(new RequestSizeLimitAttribute(CheckText.LargestUpload));
    }

    private static void MapTemplates(IEndpointRouteBuilder routes)
    {
        var templates = routes.MapGroup("/api/bureaus/{bureau}/templates").WithTags("Templates");
        templates.MapGet("", ReadTemplates.List).WithName("listTemplates").WithSummary("Which template is in use for each kind of document").AllowEveryOfficial();
        templates.MapGet("/{kind}", ReadTemplates.History).WithName("readTemplateHistory").WithSummary("Every version of a template, and who chose which when and why").AllowEveryOfficial();
        templates.MapPost("/{kind}", UploadTemplate.Handle).WithName("uploadTemplate").WithSummary("A template changed in Word or Excel: checked and kept as the next version").WithMetadata(new RequestSizeLimitAttribute(UploadTemplate.LargestUpload)).AllowRoles(Role.Clerk, Role.SectionHead);
        templates.MapPost("/{kind}/choice", ChooseTemplate.Handle).WithName("chooseTemplate").WithSummary("Take a version into use; 0 for the built-in template").AllowRoles(Role.SectionHead);
        var version = templates.MapGroup("/{kind}/{version:int}").AllowRoles(Role.Clerk, Role.SectionHead);
        version.MapGet("", ReadTemplates.One).WithName("readTemplate").WithSummary("Every fault with its place, the fields used and those left out");
        version.MapGet("/file", DownloadTemplate.File).WithName("downloadTemplate").WithSummary("The template, to change it");
        version.MapGet("/checked", DownloadTemplate.Checked).WithName("downloadCheckedTemplate").WithSummary("A copy with each fault at its place: Word comments, or a sheet that leads to the cells");
        version.MapGet("/sample", DownloadTemplate.Sample).WithName("downloadTemplateSample").WithSummary("Filled with the sample data");
        version.MapGet("/sample/pages", DownloadTemplate.SamplePages).WithName("countTemplatePages").WithSummary("Number of pictures of the filled template");
        version.MapGet("/sample/pages/{page:int}", DownloadTemplate.SamplePage).WithName("readTemplatePage").WithSummary("A page of the filled template as a picture");
    }

    private static void MapBatches(IEndpointRouteBuilder routes)
    {
        var batches = routes.MapGroup("/api/bureaus/{bureau}/document-batches").WithTags("Batches");
        batches.MapGet("", ReadBatches.List).WithName("listBatches").WithSummary("Batches of documents and how far they are, newest first").AllowEveryOfficial();
        batches.MapPost("", BeginBatch.Handle).WithName("beginBatch").WithSummary("Draft a document for each row, in the background").WithMetadata(new RequestSizeLimitAttribute(BeginBatch.LargestBody)).AllowRoles(Role.Clerk);
        batches.MapGet("/{batch:guid}", ReadBatches.One).WithName("readBatch").WithSummary("How far a batch is, and what is wrong with which row").AllowEveryOfficial();
        batches.MapGet("/{batch:guid}/items", ReadBatches.Items).WithName("listBatchItems").WithSummary("Rows of a batch with their documents, 200 a page").AllowEveryOfficial();
        batches.MapPost("/{batch:guid}/issue", DecideOnBatch.Issue).WithName("issueBatch").WithSummary("Sign, number and issue all drafts of the batch, in the background").AllowRoles(Role.SectionHead);
        batches.MapPost("/{batch:guid}/cancel", DecideOnBatch.Cancel).WithName("cancelBatch").WithSummary("Stop a batch; what is issued stays issued").AllowRoles(Role.Clerk, Role.SectionHead);
        batches.MapPost("/{batch:guid}/resume", DecideOnBatch.Resume).WithName("resumeBatch").WithSummary("Go on with a cancelled batch where it stopped").AllowRoles(Role.Clerk);
        batches.MapGet("/{batch:guid}/files", DownloadBatch.Handle).WithName("downloadBatch").WithSummary("The issued files as one zip, with a list").AllowEveryOfficial();
    }

    // Open to everybody who holds a document; the code in its QR code is the only way in.
    private static void MapVerification(IEndpointRouteBuilder routes)
    {
        var open = routes.MapGroup("/public/documents").WithTags("Public").AllowPublic();
        open.MapGet("/{code}", VerifyDocument.Page).ExcludeFromDescription();
        open.MapGet("/{code}/record", VerifyDocument.Record).WithName("readPublicDocument").WithSummary("Number, issuer, date, state and hash of an issued document");
        open.MapPost("/{code}/check", VerifyDocument.Check).WithName("checkPublicDocument").WithSummary("Whether a file is the issued one, byte by byte; it is hashed and not kept").WithMetadata(new RequestSizeLimitAttribute(VerifyDocument.LargestUpload));
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
