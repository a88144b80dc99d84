using DiffPlex;
using DiffPlex.Chunkers;
using SpotCheck.TemplateEngine.Docx;

namespace SpotCheck.DocService.Documents;

internal enum ChangeKind
{
    Same,
    Removed,
    Added,
}

/// <summary>A stretch of a paragraph that stayed, went or came.</summary>
internal sealed record TextPart(ChangeKind Kind, string Text);

/// <summary>A paragraph or row that differs.</summary>
/// <param name="BeforePlace">Empty where it was added.</param>
/// <param name="AfterPlace">Empty where it was removed.</param>
/// <param name="Parts">Both texts in one, character by character.</param>
internal sealed record TextChange(string BeforePlace, string AfterPlace, IReadOnlyList<TextPart> Parts);

/// <summary>What differs between two documents as text.</summary>
/// <param name="Same">Paragraphs and rows that are equal.</param>
internal sealed record TextComparison(int Same, IReadOnlyList<TextChange> Changes)
{
    // Longer ones are shown whole: nobody reads single characters in them.
    private const int LongestForParts = 4000;

    public static TextComparison Between(IReadOnlyList<DocumentLine> before, IReadOnlyList<DocumentLine> after)
    {
        var (left, right) = (Filled(before), Filled(after));
        var result = Differ.Instance.CreateDiffs(Joined(left), Joined(right), ignoreWhiteSpace: false, ignoreCase: false, LineChunker.Instance);
        var changes = new List<TextChange>();
        var removed = 0;
        foreach (var block in result.DiffBlocks)
        {
            removed += block.DeleteCountA;
            for (var i = 0; i < Math.Max(block.DeleteCountA, block.InsertCountB); i++)
            {
                var old = i < block.DeleteCountA ? left[block.DeleteStartA + i] : null;
                var made = i < block.InsertCountB ? right[block.InsertStartB + i] : null;
                changes.Add(new(old?.Place ?? "", made?.Place ?? "", Parts(old is null ? "" : Flat(old), made is null ? "" : Flat(made))));
            }
        }
        return new(left.Count - removed, changes);
    }

    private static List<TextPart> Parts(string before, string after)
    {
        if (before.Length == 0 || after.Length == 0 || before.Length > LongestForParts || after.Length > LongestForParts)
            return [.. new TextPart[] { new(ChangeKind.Removed, before), new(ChangeKind.Added, after) }.Where(part => part.Text.Length > 0)];
        var parts = new List<TextPart>();
        var at = 0;
        foreach (var block in Differ.Instance.CreateDiffs(before, after, false, false, CharacterChunker.Instance).DiffBlocks)
        {
            Add(parts, ChangeKind.Same, before[at..block.DeleteStartA]);
            Add(parts, ChangeKind.Removed, before.Substring(block.DeleteStartA, block.DeleteCountA));
            Add(parts, ChangeKind.Added, after.Substring(block.InsertStartB, block.InsertCountB));
            at = block.DeleteStartA + block.DeleteCountA;
        }
        Add(parts, ChangeKind.Same, before[at..]);
        return parts;
    }

    private static void Add(List<TextPart> parts, ChangeKind kind, string text)
    {
        if (text.Length > 0)
            parts.Add(new(kind, text));
    }

    private static List<DocumentLine> Filled(IEnumerable<DocumentLine> lines) => [.. lines.Where(line => !string.IsNullOrWhiteSpace(line.Text))];

    private static string Joined(IEnumerable<DocumentLine> lines) => string.Join('\n', lines.Select(Flat));

    // One line each, so that numbers of lines and of paragraphs agree.
    private static string Flat(DocumentLine line) => line.Text.ReplaceLineEndings(" ").Replace('\u2028', ' ').Replace('\f', ' ');
}
