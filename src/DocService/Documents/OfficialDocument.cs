using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SpotCheck.DocService.Documents.Templates;

namespace SpotCheck.DocService.Documents;

internal enum DocumentState
{
    /// <summary>草稿</summary>
    Draft,

    /// <summary>已签: a section head has signed the content; it waits for its number.</summary>
    Signed,

    /// <summary>已印发: numbered and frozen.</summary>
    Issued,

    /// <summary>已作废: its number is shown as void and never given again.</summary>
    Voided,
}

/// <summary>What a document is about; the parts that apply are given.</summary>
/// <param name="Plan">The plan whose version in force is meant.</param>
/// <param name="Task">Number of a task of that plan.</param>
/// <param name="Partner">Name of the partner department a letter goes to.</param>
/// <param name="Year">Of a report or a programme.</param>
/// <param name="Month">Of a monthly report.</param>
/// <param name="Run">The check run a list, a notice or results are about.</param>
/// <param name="Object">Code of a firm drawn in that run.</param>
/// <param name="Quarter">Of a bulletin, 1 to 4.</param>
/// <param name="Version">Version of the plan that is compared with the one before; none for the latest.</param>
internal sealed record DocumentSubject(
    Guid? Plan = null, string? Task = null, string? Partner = null, int? Year = null, int? Month = null, Guid? Run = null, string? Object = null, int? Quarter = null, int? Version = null);

/// <summary>A document from its draft to its end. What is printed is frozen in <see cref="IssuedDocument"/>.</summary>
internal sealed class OfficialDocument
{
    public required Guid Id { get; init; }

    public required string BureauId { get; init; }

    public required string Kind { get; init; }

    public DocumentState State { get; private set; }

    /// <summary>Rises with every change; whoever changes must have seen the latest.</summary>
    public int Revision { get; private set; } = 1;

    /// <summary>JSON of <see cref="DocumentSubject"/>.</summary>
    public required string Subject { get; init; }

    /// <summary>JSON of the fields the clerk gave.</summary>
    public required string Given { get; set; }

    /// <summary>JSON of all fields as the section head signed them; null in a draft.</summary>
    public string? Signed { get; private set; }

    /// <summary>What a list calls it and is searched in (<see cref="DocumentCaption"/>); null where drafted before there was one.</summary>
    public string? Caption { get; set; }

    public required string DraftedBy { get; init; }

    public required DateTimeOffset DraftedAt { get; init; }

    public string? SignedBy { get; private set; }

    public DateTimeOffset? SignedAt { get; private set; }

    public string? ReturnedBecause { get; private set; }

    public string? VoidedBy { get; private set; }

    public DateTimeOffset? VoidedAt { get; private set; }

    public string? VoidedBecause { get; private set; }

    /// <summary>The issued document this one takes the place of; null for most.</summary>
    public Guid? Corrects { get; init; }

    /// <summary>Version of the bureau's template it was signed with; 0 for the built-in one, null in a draft.</summary>
    public int? TemplateVersion { get; private set; }

    /// <summary>Of that template's bytes: a built-in one may change when the service is renewed. Null in a draft.</summary>
    public string? TemplateSha256 { get; private set; }

    public DocumentSubject ReadSubject() => JsonSerializer.Deserialize<DocumentSubject>(Subject, JsonSerializerOptions.Web)!;

    public JsonObject ReadGiven() => JsonNode.Parse(Given)!.AsObject();

    public void Change(string given)
    {
        Given = given;
        Revision++;
    }

    public void Sign(string content, LoadedTemplate template, string by, DateTimeOffset at)
    {
        (State, Signed, TemplateVersion, TemplateSha256, SignedBy, SignedAt, ReturnedBecause) = (DocumentState.Signed, content, template.Version, template.Sha256, by, at, null);
        Revision++;
    }

    public void Return(string because)
    {
        (State, Signed, TemplateVersion, TemplateSha256, SignedBy, SignedAt, ReturnedBecause) = (DocumentState.Draft, null, null, null, null, null, because);
        Revision++;
    }

    public void Issue()
    {
        State = DocumentState.Issued;
        Revision++;
    }

    public void Void(string because, string by, DateTimeOffset at)
    {
        (State, VoidedBecause, VoidedBy, VoidedAt) = (DocumentState.Voided, because, by, at);
        Revision++;
    }
}

/// <summary>The frozen document. A row is written once and never changes or goes.</summary>
internal sealed class IssuedDocument
{
    public required Guid DocumentId { get; init; }

    public required string BureauId { get; init; }

    /// <summary>机关代字; null where the kind carries no number.</summary>
    public required string? Prefix { get; init; }

    public required int? Year { get; init; }

    public required int? Sequence { get; init; }

    public required string IssuedBy { get; init; }

    public required DateTimeOffset IssuedAt { get; init; }

    /// <summary>成文日期</summary>
    public required DateOnly IssueDate { get; init; }

    public required byte[] Docx { get; init; }

    /// <summary>Of <see cref="Docx"/>, 64 lower-case hex characters.</summary>
    public required string Sha256 { get; init; }

    /// <summary>Of the template it was made from.</summary>
    public required string TemplateSha256 { get; init; }

    /// <summary>Version of the bureau's template; 0 for the built-in one.</summary>
    public required int TemplateVersion { get; init; }

    /// <summary>16 characters of Crockford's base 32 in the address of the public page; null where issued before there was one.</summary>
    public required string? VerificationCode { get; init; }

    public DocumentNumber? Number => Prefix is null ? null : new(Prefix, Year!.Value, Sequence!.Value);
}

/// <summary>A 机关代字 of a bureau. Its row is the lock under which numbers are given out.</summary>
internal sealed class NumberPrefix
{
    public required string Prefix { get; init; }

    public required string BureauId { get; init; }

    /// <summary>The year in which numbers did not begin with 1, because earlier ones were given outside the service.</summary>
    public int? StartYear { get; set; }

    /// <summary>The first number in that year.</summary>
    public int? StartSequence { get; set; }

    public int FirstOf(int year) => StartYear == year ? StartSequence ?? 1 : 1;
}

internal sealed class OfficialDocumentConfiguration : IEntityTypeConfiguration<OfficialDocument>
{
    public void Configure(EntityTypeBuilder<OfficialDocument> builder)
    {
        builder.Property(document => document.State).HasConversion<string>();
        builder.Property(document => document.Revision).IsConcurrencyToken();
    }
}

internal sealed class IssuedDocumentConfiguration : IEntityTypeConfiguration<IssuedDocument>
{
    public void Configure(EntityTypeBuilder<IssuedDocument> builder)
    {
        builder.HasKey(issued => issued.DocumentId);
        builder.HasOne<OfficialDocument>().WithOne().HasForeignKey<IssuedDocument>(issued => issued.DocumentId);
        builder.Ignore(issued => issued.Number);
    }
}

internal sealed class NumberPrefixConfiguration : IEntityTypeConfiguration<NumberPrefix>
{
    public void Configure(EntityTypeBuilder<NumberPrefix> builder) => builder.HasKey(prefix => prefix.Prefix);
}
