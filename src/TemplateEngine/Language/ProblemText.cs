namespace SpotCheck.TemplateEngine.Language;

/// <summary>The sentences of the faults found while parsing: where, what was found, what is allowed, what to do.</summary>
internal static class ProblemText
{
    public static TemplateProblem UnclosedTag(SegmentPlace place) => new(
        "template.unclosed-tag",
        "标签以 {{ 开头，但没有 }}。请在标签末尾补上 }}。",
        "The tag starts with {{ but never ends. Add }}.",
        place) { Expected = "}}" };

    public static TemplateProblem UnclosedEscape(SegmentPlace place) => new(
        "template.unclosed-escape",
        "原样文字以 {%{ 开头，但没有 }%}。请在末尾补上，% 的个数要相同。",
        "The escape block starts with {%{ but never ends. Add }%} with as many % signs.",
        place) { Expected = "}%}" };

    public static TemplateProblem UnclosedString(SegmentPlace place, char quote) => new(
        "template.unclosed-string",
        $"文字以 {quote} 开头，但没有结束的引号。请补上。",
        $"The string starts with {quote} but never ends. Add the closing quote.",
        place) { Expected = quote.ToString() };

    public static TemplateProblem UnexpectedCharacter(SegmentPlace place, char found, string? hint) => new(
        "template.unexpected-character",
        hint is null
            ? $"标签里不能有字符“{found}”。请删去，或用引号括起来作为文字。"
            : $"标签里不能有字符“{found}”，是不是想写半角的 {hint} ？",
        hint is null
            ? $"The character {found} cannot stand in a tag. Remove it or put it in quotes."
            : $"The character {found} cannot stand in a tag; did you mean {hint} ?",
        place) { Suggestion = hint };

    public static TemplateProblem UnknownEscape(SegmentPlace place, char found) => new(
        "template.unknown-escape",
        $"文字里的 \\{found} 没有意义。可以写 \\n \\t \\\" \\\\ \\u4e2d；要写反斜杠本身请写 \\\\。",
        $"\\{found} means nothing in a string. Write \\\\ for a backslash.",
        place);

    public static TemplateProblem BadHexEscape(SegmentPlace place, char kind, int digits) => new(
        "template.bad-escape",
        $"\\{kind} 后面要有 {digits} 位十六进制数字。",
        $"\\{kind} needs {digits} hexadecimal digits.",
        place);

    public static TemplateProblem BadNumber(SegmentPlace place, string found) => new(
        "template.bad-number",
        $"“{found}”不是数字。数字写成 12、1.5、1_000；带单位的请写成文字，如 \"{found}\"。",
        $"{found} is not a number. Write 12, 1.5 or 1_000; put a quantity in quotes.",
        place);

    public static TemplateProblem StrayEnd(SegmentPlace place) => new(
        "template.stray-end",
        "这里的 end 没有对应的开头（if、for 等）。请删去它，或补上开头。",
        "This end closes nothing. Remove it, or add the tag that opens the block.",
        place);

    public static TemplateProblem StrayDivider(SegmentPlace place, string word) => new(
        "template.stray-divider",
        $"{word} 要写在{(string.Equals(word, "when", StringComparison.Ordinal) ? " case 与 end" : " if、for 或 case 与 end")}之间。请检查前面是否多写了 end。",
        $"{word} stands outside of any block. Check for an end too many before it.",
        place);

    public static TemplateProblem DividerNotAllowed(SegmentPlace place, string word, string block, SegmentPlace opened) => new(
        "template.stray-divider",
        $"{block} 里不能有 {word}。请检查前面是否少写了 end。",
        $"{word} cannot stand in {block}. Check for a missing end before it.",
        place) { Related = opened };

    public static TemplateProblem SecondElse(SegmentPlace place, string block, SegmentPlace opened) => new(
        "template.second-else",
        $"这个 {block} 已经有 else 了，else 之后不能再有分支。请删去一个。",
        $"This {block} already has an else; no branch can follow it.",
        place) { Related = opened };

    public static TemplateProblem UnclosedBlock(SegmentPlace place, string block, SegmentPlace opened) => new(
        "template.unclosed-block",
        $"{block} 没有对应的 end。请在它的内容结束处补上 {{{{ end }}}}。",
        $"{block} is never closed. Add {{{{ end }}}} where its content ends.",
        place) { Related = opened, Expected = "end" };

    public static TemplateProblem StatementBeforeWhen(SegmentPlace place, SegmentPlace opened) => new(
        "template.statement-before-when",
        "case 与第一个 when 之间不能有别的内容。请移到 case 之前或某个 when 之后。",
        "Nothing can stand between case and its first when.",
        place) { Related = opened, Expected = "when" };

    public static TemplateProblem BadFor(SegmentPlace place, string keyword) => new(
        "template.bad-for",
        $"循环要写成“{keyword} 名称 in 列表”，如 {{{{ {keyword} 企业 in 名单 }}}}。",
        $"A loop is written “{keyword} name in list”.",
        place) { Expected = $"{keyword} 名称 in 列表" };

    public static TemplateProblem UnknownLoopModifier(SegmentPlace place, string found, bool isTableRow)
    {
        string[] known = isTableRow ? ["offset", "limit", "reversed", "cols"] : ["offset", "limit", "reversed"];
        var suggestion = Suggestions.Nearest(found, known);
        return new(
            "template.unknown-loop-modifier",
            $"循环没有“{found}”这一项，可以用 {string.Join("、", known)}。{Suggestions.Chinese(suggestion)}",
            $"A loop has no {found}; it has {string.Join(", ", known)}.",
            place) { Suggestion = suggestion };
    }

    public static TemplateProblem UnknownLoopMember(SegmentPlace place, string loop, string found) => new(
        "template.unknown-loop-member",
        $"{loop} 没有“{found}”，可以用 index、first、even、odd。",
        $"{loop} has no {found}; it has index, first, even, odd.",
        place);

    public static TemplateProblem UnexpectedToken(Token token) => new(
        "template.unexpected-token",
        $"这里不应该有{Describe(token)}。语句之间用分号或换行隔开；运算符、括号、引号请检查是否漏写。",
        $"{DescribeEnglish(token)} is not expected here. Separate statements by ; or a line end.",
        token.Place);

    public static TemplateProblem Expected(Token found, string expected, string expectedEnglish) => new(
        "template.expected",
        $"这里应该有{expected}，但看到的是{Describe(found)}。",
        $"Expected {expectedEnglish} but found {DescribeEnglish(found)}.",
        found.Place) { Expected = expected };

    public static TemplateProblem Unclosed(Token found, string open, string close, SegmentPlace opened) => new(
        "template.unclosed-bracket",
        $"{open} 没有对应的 {close}，看到的是{Describe(found)}。请补上 {close}。",
        $"{open} is never closed; found {DescribeEnglish(found)}. Add {close}.",
        found.Place) { Related = opened, Expected = close };

    public static TemplateProblem AssignmentInside(SegmentPlace place) => new(
        "template.assignment-inside",
        "赋值要单独成句，不能写在表达式里。比较是否相等请写 ==。",
        "An assignment must be a statement of its own. To compare, write ==.",
        place) { Suggestion = "==" };

    public static TemplateProblem NotAssignable(SegmentPlace place, string operation) => new(
        "template.not-assignable",
        $"{operation} 只能用于名称、成员（a.b）或下标（a[0]）。",
        $"{operation} needs a name, a member (a.b) or an index (a[0]).",
        place);

    public static TemplateProblem ParameterAfterRest(SegmentPlace place, string name, string rest) => new(
        "template.parameter-after-rest",
        $"参数 {rest}... 接收其余所有参数，后面不能再有参数 {name}。",
        $"{rest}... takes all further arguments; {name} cannot follow it.",
        place);

    public static TemplateProblem RequiredAfterOptional(SegmentPlace place, string name, string optional) => new(
        "template.required-after-optional",
        $"参数 {optional} 有默认值，后面的参数 {name} 也要有默认值。",
        $"{optional} is optional, so {name} behind it needs a default, too.",
        place);

    public static TemplateProblem DefaultNotLiteral(SegmentPlace place) => new(
        "template.default-not-literal",
        "参数的默认值只能是数字、文字、true、false 或 null。",
        "A default must be a literal.",
        place);

    public static TemplateProblem BadInlineParameter(SegmentPlace place) => new(
        "template.bad-inline-parameter",
        "一行函数的参数只能是名称，如 f(x, y) = x + y。",
        "The parameters of an inline function are plain names.",
        place);

    public static TemplateProblem PositionalAfterNamed(SegmentPlace place) => new(
        "template.positional-after-named",
        "写了“名称: 值”的参数之后，后面的参数也都要写名称。",
        "Once an argument is named, the following ones must be named, too.",
        place);

    public static TemplateProblem TooDeep(SegmentPlace place, int limit) => new(
        "template.too-deep",
        $"嵌套或连写超过 {limit} 层。请拆成几句。",
        $"Nested or chained more than {limit} levels.",
        place);

    private static string Describe(Token token) => token.Kind switch
    {
        TokenKind.End when token.Text.Length == 0 => "模板的结尾",
        TokenKind.NewLine => "行尾",
        TokenKind.TagEnd => "标签的结尾 }}",
        TokenKind.Raw => "标签的结尾",
        TokenKind.Number => "数字",
        TokenKind.Text => "文字",
        TokenKind.Interpolation => "文字",
        _ => $" {token.Text} ",
    };

    private static string DescribeEnglish(Token token) => token.Kind switch
    {
        TokenKind.End when token.Text.Length == 0 => "the end of the template",
        TokenKind.NewLine => "the end of the line",
        TokenKind.TagEnd => "the end of the tag",
        TokenKind.Raw => "the end of the tag",
        TokenKind.Number => "a number",
        TokenKind.Text or TokenKind.Interpolation => "a string",
        _ => token.Text,
    };
}
