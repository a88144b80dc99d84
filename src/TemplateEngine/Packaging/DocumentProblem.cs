namespace SpotCheck.TemplateEngine.Packaging;

/// <summary>One fault of a Word or Excel template, or of its data, in a form a clerk can mend.</summary>
/// <param name="Code">Stable English name: <c>package.…</c>, <c>docx.…</c>, <c>xlsx.…</c> or <c>template.…</c>.</param>
/// <param name="Message">Chinese sentence: what was found, what is allowed, what to do next.</param>
public sealed record DocumentProblem(string Code, string Message)
{
    /// <summary>Where to find it; null when it concerns the file as a whole.</summary>
    public DocumentPlace? Place { get; init; }

    /// <summary>What would have been right, null where that cannot be said.</summary>
    public string? Expected { get; init; }

    /// <summary>The name the author probably meant, null for none.</summary>
    public string? Suggestion { get; init; }

    /// <summary>A notice does not keep a template from being rendered; a fault does.</summary>
    public bool IsNotice { get; init; }

    /// <summary>Place, code and message in one line.</summary>
    public override string ToString() => Place is null ? $"{Code}: {Message}" : $"{Place.Description}: {Code}: {Message}";
}

/// <summary>A place a person can find in Word or Excel; no page number, because pages move.</summary>
/// <param name="Part">The part in Chinese: 正文, 页眉, 脚注 …; in Excel the sheet's name.</param>
/// <param name="Heading">The heading above, empty for none.</param>
/// <param name="Paragraph">Number from 1 among the paragraphs outside tables; in a table, within its cell; 0 in Excel.</param>
/// <param name="Table">Number of the table from 1; 0 outside tables and in Excel.</param>
/// <param name="Row">Row from 1; 0 for none.</param>
/// <param name="Cell">Cell (in Excel column) from 1; 0 for none.</param>
/// <param name="Character">Character in the paragraph's or cell's text, from 1.</param>
/// <param name="Text">The paragraph's or cell's text.</param>
/// <param name="Description">All this as one Chinese phrase.</param>
public sealed record DocumentPlace(
    string Part, string Heading, int Paragraph, int Table, int Row, int Cell, int Character, string Text, string Description)
{
    /// <summary>Length of the faulty text in characters, 0 for a point.</summary>
    public int Length { get; init; }

    /// <summary>The part's name in the package.</summary>
    internal string PartName { get; init; } = "";

    /// <summary>Position among all paragraphs of the part.</summary>
    internal int Ordinal { get; init; } = -1;
}
