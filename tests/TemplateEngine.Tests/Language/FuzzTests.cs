using System.Buffers;
using System.Text;
using SpotCheck.TemplateEngine.Language;

namespace SpotCheck.TemplateEngine.LanguageTests;

/// <summary>Damaged templates, always the same ones: they are rendered or refused, never anything else.</summary>
public sealed class FuzzTests
{
    private static readonly int s_rounds = 6000 * Repository.FuzzRounds;

    private static readonly string[] s_pieces =
    [
        "{{", "}}", "{{-", "~}}", "{%{", "}%}", "(", ")", "[", "]", "{", "}", "\"", "'", "`", "$\"", "|", "||", "&&", "??", "?.",
        "..", "..<", "...", ".", ",", ":", ";", "=", "==", "+", "-", "*", "/", "//", "%", "^", "@", "!", "++", "#", "##", "$", "$$", "$0",
        " if ", " else ", " end ", " for x in ", " while ", " func f(a) ", " do ", " ret ", " case ", " when ", " with ", " wrap ", " capture ",
        " import ", " readonly ", " break ", " continue ", " tablerow x in ", " include ", " this ", " empty ", " null ", " true ", "1e999", "0x",
        "99999999999999999999", "1..999999999", "\"x\" * 9999999", "\uD800", "\0", "\u202E", "“", "”", "（", "）", "，", "、", "名称", "\n", "\r\n", "\t",
        " string.pad_left 99999999 ", " object.eval ", " array.sort ", " regex.match `(a+)+$` ", " array.add 1 ", " date.parse ", " math.format \"N9\" ",
    ];

    private static readonly RenderOptions s_options = new()
    {
        Now = DateTimeOffset.UnixEpoch,
        MaxSteps = 3000,
        MaxOutputBytes = 1 << 20,
        MaxStringLength = 100_000,
        MaxDepth = 40,
        RegexTime = TimeSpan.FromMilliseconds(20),
        Randomness = static bytes => bytes.Span.Clear(),
    };

    [Fact]
    public void Damaged_templates_are_rendered_or_refused()
    {
        var seeds = CaseLine.ReadAll().Select(c => c.Template).ToList();
        var random = new Random(20260309);
        var refused = 0;
        for (var i = 0; i < s_rounds; i++)
        {
            var text = Damage(seeds, random);
            var problems = Render(text, new TemplateOptions { AcceptCurlyQuotes = i % 2 == 0 });
            foreach (var problem in problems)
            {
                Assert.StartsWith("template.", problem.Code, StringComparison.Ordinal);
                Assert.NotEmpty(problem.Message);
            }

            refused += problems.Count > 0 ? 1 : 0;
        }

        // Both ways must be taken, or the damage is too great or too small to find anything.
        Assert.InRange(refused, s_rounds / 10, s_rounds / 100 * 99);
    }

    [Fact]
    public void Damaged_data_are_read_or_refused_as_JSON()
    {
        var random = new Random(7);
        const string Whole = "{\"计划\": {\"年度\": 2026, \"任务\": [{\"名称\": \"a\\u4e2d\\ud83d\\ude00\", \"比\": -1.5e3, \"有\": true, \"无\": null}]}}";
        for (var i = 0; i < s_rounds; i++)
        {
            var bytes = Encoding.UTF8.GetBytes(Whole);
            for (var j = random.Next(1, 4); j > 0; j--)
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            try
            {
                JsonValues.Read(bytes.AsSpan(0, random.Next(3) == 0 ? random.Next(bytes.Length) : bytes.Length));
            }
            catch (System.Text.Json.JsonException)
            {
                continue;
            }
        }
    }

    [Theory]
    [InlineData("{{ ", "(", "1", ")")]
    [InlineData("{{ ", "[", "1", "]")]
    [InlineData("{{ ", "!", "1", "")]
    [InlineData("{{ ", "- ", "1", "")]
    [InlineData("{{ ", "a.", "b", "")]
    [InlineData("{{ ", "1 + ", "1", "")]
    [InlineData("{{ x = 1; ", "x | ", "x", "")]
    [InlineData("{{ ", "if true;", "1", ";end")]
    [InlineData("{{ ", "$\"{", "1", "}\"")]
    [InlineData("{{ ", "true ? 1 : ", "1", "")]
    [InlineData("{{ ", "do;", "1", ";end")]
    [InlineData("{{ ", "{a:", "1", "}")]
    [InlineData("{{ ", "a[", "1", "]")]
    [InlineData("{{ ", "f(", "1", ")")]
    [InlineData("{{ ", "@", "f", "")]
    public void Endless_nesting_is_refused(string start, string open, string middle, string close)
    {
        const int Levels = 20_000;
        var text = start + string.Concat(Enumerable.Repeat(open, Levels)) + middle + string.Concat(Enumerable.Repeat(close, Levels)) + " }}";

        Assert.NotEmpty(Render(text, TemplateOptions.Default));
    }

    [Fact]
    public void Loops_in_functions_in_loops_end()
    {
        string[] texts =
        [
            "{{ while true; end }}",
            "{{ func f; for x in 1..1000; f; end; end; f }}",
            "{{ a = [1]; for x in 1..1000; a = a + a; end }}",
            "{{ s = 'x'; for x in 1..1000; s = s + s; end }}",
            "{{ n = 9; for x in 1..1000; n = n * n; end }}",
            "{{ for x in 1..100000; 'abcdefghij' * 1000; end }}",
            "{{ a = 1..2000; for x in 1..2900; array.sort a; end }}",
            "{{ s = 'a' * 99999; for x in 1..2900; string.replace s 'a' 'b'; end }}",
            "{{ '{{ x }}' | object.eval_template | object.eval }}{{ func g; 'g' | object.eval; end; g }}",
            "{{ a = []; for x in 1..1000; a = [a, a]; end; a }}",
            "{{ a = []; for x in 1..60; a = [a, a]; end; a == [] ; a | object.to_json }}",
            "{{ 1..9999999999 | array.size }}{{ 1..9999999999 }}",
            "{{ a = []; a[999999999] = 1 }}",
            "{{ '(x+x+)+y' | string.append '' }}{{ ('x' * 5000) | regex.match '(x+x+)+y' }}",
        ];
        foreach (var text in texts)
            Assert.NotEmpty(Render(text, TemplateOptions.Default));
    }

    private static IReadOnlyList<TemplateProblem> Render(string text, TemplateOptions options)
    {
        var template = Template.ParseText(text, "fuzz", options);
        TemplateFields.Of([template]).ToJsonSchema();
        return template.Render(Data(), new ArrayBufferWriter<byte>(), s_options).Problems;
    }

    // The names the cases use, with values nobody expects under them.
    private static ScriptObject Data()
    {
        var self = new ScriptObject();
        self.Set("x", self);
        var list = new ScriptArray([1, "a", Value.Null, double.NaN, Value.From(float.MaxValue)]);
        list.Add(list);
        return new ScriptObject()
            .With("名称", "\uDC00<&>\0" + new string('长', 5000))
            .With("x", double.PositiveInfinity)
            .With("y", decimal.MaxValue)
            .With("o", self)
            .With("a", list)
            .With("n", long.MinValue)
            .With("d", DateTimeOffset.MaxValue)
            .With("计划", Value.From(System.Numerics.BigInteger.Pow(10, 400)))
            .With("p", Value.From(TimeSpan.MinValue))
            .With("string", Value.From(TimeSpan.MaxValue));
    }

    private static string Damage(List<string> seeds, Random random)
    {
        var text = new StringBuilder(seeds[random.Next(seeds.Count)]);
        if (random.Next(4) == 0)
            text.Append(seeds[random.Next(seeds.Count)]);
        var times = random.Next(1, 5);
        for (var i = 0; i < times && text.Length > 0; i++)
        {
            var at = random.Next(text.Length);
            var length = random.Next(Math.Min(8, text.Length - at) + 1);
            switch (random.Next(4))
            {
                case 0:
                    text.Remove(at, length);
                    break;
                case 1:
                    text.Insert(at, s_pieces[random.Next(s_pieces.Length)]);
                    break;
                case 2:
                    text.Insert(random.Next(text.Length), text.ToString(at, length));
                    break;
                default:
                    text.Remove(at, length).Insert(at, s_pieces[random.Next(s_pieces.Length)]);
                    break;
            }
        }

        return text.ToString();
    }
}
