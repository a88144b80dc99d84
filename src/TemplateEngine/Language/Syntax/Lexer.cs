using System.Globalization;
using System.Text;

namespace SpotCheck.TemplateEngine.Language;

/// <summary>Turns one tag's code into tokens. Faults are reported and left out; reading goes on behind them.</summary>
internal sealed class Lexer
{
    // Longest first, so that the first match is the right one.
    private static readonly string[] s_operators =
    [
        "...", "..<", "//=", "..", "?.", "??", "?!", "&&", "||", "|>", "==", "!=", "<=", ">=", "<<", ">>", "+=", "++",
        "-=", "--", "*=", "/=", "//", "%=", "+", "-", "*", "/", "%", "=", "<", ">", "!", "?", ".", ",", ":", "(", ")",
        "[", "]", "{", "}", "|", "&", "^", "@",
    ];

    private readonly string _code;
    private readonly int _segment;
    private readonly int _end;
    private readonly QuoteScanner _quotes;
    private readonly bool _acceptCurlyQuotes;
    private readonly List<TemplateProblem> _problems;
    private readonly List<Token> _tokens = [];
    private int _position;
    private bool _spaceBefore;

    private Lexer(string code, int start, int end, int segment, TemplateOptions options, List<TemplateProblem> problems)
    {
        _code = code;
        _position = start;
        _end = end;
        _segment = segment;
        _acceptCurlyQuotes = options.AcceptCurlyQuotes;
        _quotes = new QuoteScanner(options.AcceptCurlyQuotes);
        _problems = problems;
        Options = options;
    }

    private TemplateOptions Options { get; }

    public static List<Token> Read(string code, int segment, TemplateOptions options, List<TemplateProblem> problems)
    {
        var lexer = new Lexer(code, 0, code.Length, segment, options, problems);
        lexer.ReadAll();
        lexer.Add(TokenKind.TagEnd, "}}", code.Length, 0);
        return lexer._tokens;
    }

    private void ReadAll()
    {
        while (_position < _end)
        {
            var c = _code[_position];
            if (c == '\r' || Characters.IsSpace(c))
            {
                _position++;
                _spaceBefore = true;
                continue;
            }

            ReadToken(c);
            _spaceBefore = false;
        }
    }

    private void ReadToken(char c)
    {
        if (c == '\n')
            Add(TokenKind.NewLine, "\n", _position++, 1);
        else if (Characters.Narrow(c) == ';')
            Add(TokenKind.Semicolon, ";", _position++, 1);
        else if (c == '#')
            SkipComment();
        else if (_quotes.StartsString(_code, _position))
            ReadString();
        else if (c == '$')
            ReadLocal();
        else if (char.IsAsciiDigit(c))
            ReadNumber();
        else if (Characters.StartsName(c))
            ReadName();
        else
            ReadOperator(c);
    }

    private void SkipComment()
    {
        var code = _code.AsSpan(0, _end);
        _position = QuoteScanner.SkipComment(code, _position);
    }

    private void ReadName()
    {
        var start = _position;
        while (_position < _end && Characters.ContinuesName(_code[_position]))
            _position++;
        Add(TokenKind.Identifier, string.Intern(_code[start.._position]), start, _position - start);
    }

    private void ReadLocal()
    {
        var start = _position++;
        if (Peek() == '$')
        {
            _position++;
        }
        else
        {
            while (_position < _end && Characters.ContinuesName(_code[_position]))
                _position++;
        }

        Add(TokenKind.Local, string.Intern(_code[start.._position]), start, _position - start);
    }

    private void ReadOperator(char c)
    {
        foreach (var op in s_operators)
        {
            if (!Matches(op))
                continue;
            Add(TokenKind.Operator, op, _position, op.Length);
            _position += op.Length;
            return;
        }

        _problems.Add(ProblemText.UnexpectedCharacter(Place(_position, 1), c, Characters.Hint(c)));
        _position++;
    }

    private bool Matches(string op)
    {
        if (_position + op.Length > _end)
            return false;
        for (var i = 0; i < op.Length; i++)
        {
            if (Characters.Narrow(_code[_position + i]) != op[i])
                return false;
        }

        return true;
    }

    private void ReadString()
    {
        var start = _position;
        var end = _quotes.SkipString(_code.AsSpan(0, _end), start);
        if (end < 0)
        {
            _problems.Add(ProblemText.UnclosedString(Place(start, 1), _code[start]));
            _position = _end;
            Add(TokenKind.Text, "", start, _end - start);
            return;
        }

        _position = end;
        if (_code[start] == '$')
            ReadInterpolation(start, end);
        else if (_code[start] == '`')
            Add(TokenKind.Text, _code[(start + 1)..(end - 1)].Replace("``", "`", StringComparison.Ordinal), start, end - start);
        else
            Add(TokenKind.Text, Unescape(start + 1, end - 1), start, end - start);
    }

    private void ReadInterpolation(int start, int end)
    {
        var parts = new List<InterpolationPart>();
        var i = start + 2;
        var from = i;
        while (i < end - 1)
        {
            if (_code[i] == '\\')
            {
                i += 2;
            }
            else if (_code[i] == '{')
            {
                AddText(parts, from, i);
                var close = _quotes.SkipInterpolation(_code.AsSpan(0, end), i, 0);
                parts.Add(new InterpolationPart(null, ReadPart(i + 1, close - 1)));
                i = from = close;
            }
            else
            {
                i++;
            }
        }

        AddText(parts, from, end - 1);
        _tokens.Add(new Token(TokenKind.Interpolation, "", Place(start, end - start), _spaceBefore) { Parts = parts });
    }

    private List<Token> ReadPart(int start, int end)
    {
        var inner = new Lexer(_code, start, end, _segment, Options, _problems);
        inner.ReadAll();
        inner.Add(TokenKind.End, "}", end, 1);
        return inner._tokens;
    }

    private void AddText(List<InterpolationPart> parts, int start, int end)
    {
        if (end > start)
            parts.Add(new InterpolationPart(Unescape(start, end), null));
    }

    private string Unescape(int start, int end)
    {
        var text = _code.AsSpan(start, end - start);
        if (text.IndexOf('\\') < 0)
            return text.ToString();

        var result = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '\\' || i + 1 == text.Length)
            {
                result.Append(text[i]);
                continue;
            }

            i++;
            i += AppendEscape(result, text[i..], start + i - 1);
        }

        return result.ToString();
    }

    /// <returns>Characters used beyond the one after the backslash.</returns>
    private int AppendEscape(StringBuilder result, ReadOnlySpan<char> text, int offset)
    {
        switch (text[0])
        {
            case 'n': result.Append('\n'); return 0;
            case 'r': result.Append('\r'); return 0;
            case 't': result.Append('\t'); return 0;
            case 'b': result.Append('\b'); return 0;
            case 'f': result.Append('\f'); return 0;
            case 'v': result.Append('\v'); return 0;
            case '0': result.Append('\0'); return 0;
            case 'u': return AppendHex(result, text, 4, offset);
            case 'x': return AppendHex(result, text, 2, offset);
            case '\r' when text.Length > 1 && text[1] == '\n': return 1;
            case '\n': return 0;
            case '\\' or '\'' or '"' or '{' or '}' or '“' or '”' or '‘' or '’': result.Append(text[0]); return 0;
            default:
                _problems.Add(ProblemText.UnknownEscape(Place(offset, 2), text[0]));
                result.Append(text[0]);
                return 0;
        }
    }

    private int AppendHex(StringBuilder result, ReadOnlySpan<char> text, int digits, int offset)
    {
        if (text.Length > digits
            && ushort.TryParse(text.Slice(1, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
        {
            result.Append((char)code);
            return digits;
        }

        _problems.Add(ProblemText.BadHexEscape(Place(offset, 2), text[0], digits));
        return 0;
    }

    private void ReadNumber()
    {
        var start = _position;
        var number = NumberReader.Read(_code.AsSpan(0, _end), start, out _position);
        var place = Place(start, _position - start);
        if (number is null)
            _problems.Add(ProblemText.BadNumber(place, _code[start.._position]));
        _tokens.Add(new Token(TokenKind.Number, "", place, _spaceBefore) { Number = number ?? Value.Null });
    }

    private char Peek() => _position < _end ? _code[_position] : '\0';

    private SegmentPlace Place(int offset, int length) => new(_segment, offset, length);

    private void Add(TokenKind kind, string text, int offset, int length) =>
        _tokens.Add(new Token(kind, text, Place(offset, length), _spaceBefore));
}
