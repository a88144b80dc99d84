using System.Diagnostics;
using System.Text;
using SpotCheck.TemplateEngine.Docx;
using SpotCheck.TemplateEngine.Language;
using SpotCheck.TemplateEngine.LanguageTests;
using static SpotCheck.TemplateEngine.Tests.Docx.WordFile;

namespace SpotCheck.TemplateEngine.Tests.Docx;

/// <summary>Random templates and broken packages: a fault or a valid document, never a crash, never a hang.</summary>
public sealed class FuzzTests
{
    private static readonly int s_cases = 150 * Repository.FuzzRounds;

    private static readonly string[] Tags =
    [
        "{{for x in xs}}", "{{for y in ys}}", "{{end}}", "{{end}}", "{{end}}", "{{if a}}", "{{if !a}}", "{{else}}", "{{x}}", "{{a}}", "{{xs.size}}",
        "{{y.名}}", "{{b = 1}}", "{{break}}", "{{continue}}", "{{case a}}", "{{when true}}", "{{capture c}}", "{{c}}", "{{文档.富文本 t}}", "{{文档.分页}}",
        "{{x # 合并}}", "{{for x in xs # 列}}", "{{for x in xs; if a}}", "{{end; end}}", "{{ret}}", "{{func f}}", "{{f}}", "{{while false}}", "{{", "}}", "{{-", "{%{",
        "文字", "字", " ", "{{for x in xs # 重新编号}}", "{{with y}}", "{{tablerow x in xs}}", "{{t}}", "{{ # 注 }}",
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void A_random_template_is_named_faulty_or_gives_a_valid_document(int seed)
    {
        var dice = new Random(seed);
        var rendered = 0;
        for (var i = 0; i < s_cases; i++)
        {
            var body = Numbered(Body(dice), out var notes);
            var watch = Stopwatch.StartNew();
            var compilation = DocxTemplate.Compile(new WordFile(body).Numbering("<w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/></w:lvl></w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>").Footnotes(Notes(dice, notes)).ToBytes());
            Assert.True(compilation.Template is not null || compilation.Problems.Count > 0);
            if (compilation.Template?.Render(Data(dice)) is { Document: { } document })
            {
                rendered++;
                Assert.True(new Rendered(document).Errors() is [], $"seed {seed}, case {i}: {string.Join('\n', new Rendered(document).Errors())}\n{body}");
            }

            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20), $"seed {seed}, case {i}: {watch.Elapsed}");
        }

        Assert.True(rendered > 5, $"Only {rendered} templates were without fault.");
    }

    [Fact]
    public void A_damaged_package_is_named_faulty_or_read()
    {
        var dice = new Random(9);
        var whole = new WordFile(Paragraph("{{for x in xs}}{{x}}{{end}}") + Table(Row("{{a}}", "乙"))).Header(Paragraph("{{a}}")).ToBytes();
        for (var i = 0; i < 1500 * Repository.FuzzRounds; i++)
        {
            var damaged = (byte[])whole.Clone();
            for (var hits = dice.Next(1, 6); hits > 0; hits--)
                damaged[dice.Next(damaged.Length)] = (byte)dice.Next(256);
            if (dice.Next(4) == 0)
                damaged = damaged[..dice.Next(damaged.Length)];

            var compilation = DocxTemplate.Compile(damaged);

            Assert.True(compilation.Template is not null || compilation.Problems.Count > 0);
            compilation.Template?.Render(Data(dice));
        }
    }

    // Every reference has a note of its own.
    private static string Numbered(string body, out int notes)
    {
        var parts = body.Split('\u0002');
        notes = parts.Length - 1;
        return parts[0] + string.Concat(parts.Skip(1).Select((part, i) => (i + 1).ToString(System.Globalization.CultureInfo.InvariantCulture) + part));
    }

    private static string Notes(Random dice, int count) => string.Concat(Enumerable.Range(1, count).Select(id =>
        $"<w:footnote w:id=\"{id}\">{RandomParagraph(dice).Replace("<w:r><w:footnoteReference w:id=\"\u0002\"/></w:r>", "", StringComparison.Ordinal).Replace("\u0001", "", StringComparison.Ordinal)}</w:footnote>"))
        is { Length: > 0 } notes ? notes : "<w:footnote w:type=\"separator\" w:id=\"0\"><w:p/></w:footnote>";

    private static ScriptObject Data(Random dice) => new()
    {
        ["xs"] = new ScriptArray(Enumerable.Range(0, dice.Next(0, 4)).Select(i => (Value)(i / 2))),
        ["ys"] = new ScriptArray(Enumerable.Range(0, dice.Next(0, 3)).Select(i => (Value)new ScriptObject { ["名"] = "名" + i })),
        ["y"] = new ScriptObject { ["名"] = "丙" },
        ["a"] = dice.Next(2) == 0,
        ["t"] = new StringBuilder("甲\n\n**乙**\t").Append((char)dice.Next(0, 0x30)).Append((char)dice.Next(0xD7F0, 0xE010)).Append("<&>\"").ToString(),
    };

    // In every second template each block that opens also closes further on, near or far.
    private static string Body(Random dice)
    {
        var body = new StringBuilder();
        for (var blocks = dice.Next(1, 6); blocks > 0; blocks--)
            body.Append(dice.Next(3) == 0 ? RandomTable(dice, 1) : RandomParagraph(dice));
        var text = body.ToString();
        if (dice.Next(2) == 0)
            return text.Replace("\u0001", "", StringComparison.Ordinal);

        foreach (var tag in Tags.Where(tag => tag.Contains("end", StringComparison.Ordinal) || tag.Contains("for", StringComparison.Ordinal) || tag is "{{" or "}}" or "{{-" or "{%{" or "{{else}}" or "{{if a}}" or "{{if !a}}" or "{{case a}}" or "{{when true}}" or "{{capture c}}" or "{{func f}}" or "{{while false}}" or "{{with y}}" or "{{tablerow x in xs}}"))
            text = text.Replace(tag, "", StringComparison.Ordinal);
        var slots = text.Split('\u0001');
        for (var pairs = dice.Next(1, 4); pairs > 0; pairs--)
        {
            var from = dice.Next(slots.Length - 1);
            var to = Math.Min(slots.Length - 2, from + dice.Next(0, 4));
            slots[from] += Openers[dice.Next(Openers.Length)] + (dice.Next(3) == 0 ? "{{x}}" : "");
            if (dice.Next(6) == 0)
                slots[to] += "{{else}}";
            slots[to] += "{{end}}";
        }

        return string.Concat(slots);
    }

    private static readonly string[] Openers = ["{{for x in xs}}", "{{for x in xs}}", "{{if a}}", "{{if !a}}", "{{for y in ys # 列}}", "{{for x in xs # 行}}", "{{for x in xs # 重新编号}}", "{{capture c}}", "{{with y}}", "{{while false}}"];

    private static string RandomTable(Random dice, int depth)
    {
        var columns = dice.Next(1, 4);
        return Table([.. Enumerable.Range(0, dice.Next(1, 4)).Select(_ => Row([.. Enumerable.Range(0, columns).Select(_ => RandomCell(dice, depth))]))]);
    }

    private static string RandomCell(Random dice, int depth) =>
        Cell(string.Concat(Enumerable.Range(0, dice.Next(1, 3)).Select(_ => RandomParagraph(dice)))
            + (depth < 2 && dice.Next(8) == 0 ? RandomTable(dice, depth + 1) + RandomParagraph(dice) : ""));

    private static string RandomParagraph(Random dice)
    {
        var text = string.Concat(Enumerable.Range(0, dice.Next(0, 4)).Select(_ => Tags[dice.Next(Tags.Length)]));
        var runs = new List<string>();
        while (text.Length > 0)
        {
            var length = dice.Next(1, text.Length + 1);
            runs.Add(dice.Next(3) == 0 ? Bold(text[..length]) : Run(text[..length].Replace("<", "", StringComparison.Ordinal)));
            text = text[length..];
        }

        // The mark shows where a pair of tags may be put; it goes away before the template is read.
        runs.Insert(dice.Next(runs.Count + 1), "<w:r><w:t>\u0001</w:t></w:r>");
        if (dice.Next(5) == 0)
            runs.Add("<w:r><w:footnoteReference w:id=\"\u0002\"/></w:r>");
        var properties = dice.Next(6) == 0 ? "<w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr>" : "";
        return $"<w:p>{properties}{string.Concat(runs)}</w:p>";
    }
}
