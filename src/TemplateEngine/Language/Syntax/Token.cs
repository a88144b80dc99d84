namespace SpotCheck.TemplateEngine.Language;

internal enum TokenKind : byte
{
    Identifier,
    Local,
    Number,
    Text,
    Interpolation,
    Operator,
    NewLine,
    Semicolon,
    TagEnd,
    Raw,
    End,
}

/// <summary>One token of a tag's code, or a whole raw segment.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">The identifier, operator or unescaped text.</param>
/// <param name="Place">Where it stands.</param>
/// <param name="SpaceBefore">Whether white space stands before it on its line.</param>
internal readonly record struct Token(TokenKind Kind, string Text, SegmentPlace Place, bool SpaceBefore)
{
    public Value Number { get; init; }

    public IReadOnlyList<InterpolationPart>? Parts { get; init; }

    public bool Is(string op) => Kind == TokenKind.Operator && ReferenceEquals(Text, op);

    public bool IsWord(string word) =>
        Kind == TokenKind.Identifier && string.Equals(Text, word, StringComparison.Ordinal);

    public bool EndsStatement =>
        Kind is TokenKind.NewLine or TokenKind.Semicolon or TokenKind.TagEnd or TokenKind.End or TokenKind.Raw;
}

/// <summary>A piece of <c>$"…{…}…"</c>: text, or the tokens of an expression.</summary>
internal sealed record InterpolationPart(string? Text, IReadOnlyList<Token>? Tokens);
