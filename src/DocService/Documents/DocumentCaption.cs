using System.Text.Json.Nodes;

namespace SpotCheck.DocService.Documents;

/// <summary>What a list calls a document: its title, and the firm or the partner it is for where the title does not name it.</summary>
internal static class DocumentCaption
{
    private const int Longest = 200;

    public static string Of(ComposedDocument composed)
    {
        var title = DocumentDesk.TitleOf(composed.Data);
        if (title.Length == 0)
            title = composed.Template.Kind.Name;
        var whom = (composed.Data["企业"] as JsonObject)?.TextOf("名称") ?? composed.Document.ReadSubject().Partner;
        var caption = whom is { Length: > 0 } && !title.Contains(whom, StringComparison.Ordinal) ? $"{title}（{whom}）" : title;
        return Tidy(caption.Length <= Longest ? caption : caption[..Longest]);
    }

    // A title that FieldCheck is about to find fault with may hold anything; the database takes no zero and no half of a character.
    private static string Tidy(string text) => string.Concat(text.EnumerateRunes().Where(rune => !System.Text.Rune.IsControl(rune)));
}
