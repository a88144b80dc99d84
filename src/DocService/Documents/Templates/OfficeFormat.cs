namespace SpotCheck.DocService.Documents.Templates;

/// <summary>A kind of file that templates are written in and documents come out as.</summary>
/// <param name="Extension">With its dot.</param>
internal sealed record OfficeFormat(string Extension, string ContentType)
{
    public static readonly OfficeFormat Word = new(".docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document");
    public static readonly OfficeFormat Excel = new(".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
}
