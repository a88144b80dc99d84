using System.Text.Json.Nodes;

namespace SpotCheck.DocService.Documents;

/// <summary>The issued document that a correction takes the place of, and must name.</summary>
/// <param name="Number">None for a form.</param>
internal sealed record CorrectedDocument(string Title, DocumentNumber? Number, DateOnly IssueDate)
{
    private const string Remark = "附注";

    /// <summary>How the correction names it.</summary>
    private string Name => Number is { } number ? number.ToString() : FieldCheck.WriteDay(IssueDate);

    /// <summary>Unless the clerk writes another, 附注 says what is corrected.</summary>
    public void NameIn(JsonObject fields, IReadOnlyList<DocumentField> known)
    {
        if (known.Any(field => field.Path == Remark))
            fields[Remark] = Number is null ? $"本件更正{Name}报送的同名文件" : $"本件更正{Name}文件";
    }

    public IEnumerable<FieldFinding> Findings(JsonObject data, IReadOnlyList<DocumentField> known)
    {
        if (Number is not null && known.Any(field => field.Path == Remark) && !GivenFields.Json(data).Contains(Name, StringComparison.Ordinal))
            yield return new("documents.correction-unnamed", Remark, $"本件更正“{Name}”，文中却没有写明。请在附注或者正文里写明更正哪一份文件，例如“本件更正{Name}文件”。");
    }
}
