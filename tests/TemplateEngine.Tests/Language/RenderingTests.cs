using System.Buffers;
using System.Text;
using SpotCheck.TemplateEngine.Language;

namespace SpotCheck.TemplateEngine.LanguageTests;

public sealed class RenderingTests
{
    [Fact]
    public void One_template_renders_on_many_threads_at_once()
    {
        var template = Template.ParseText("{{ func f(n); ret n * 2; end }}{{ for x in 名单 }}{{ x.名称 }}={{ f x.数 }};{{ $y = x.数 }}{{ end }}{{ $y }}{{ array.cycle ['a', 'b'] }}");

        Parallel.For(0, 2000, i =>
        {
            var model = new ScriptObject();
            var rows = new ScriptArray();
            for (var r = 0; r < 5; r++)
            {
                // Rows of different shapes race for the places the template remembers.
                var row = new ScriptObject();
                if ((i + r) % 3 == 0)
                    row.Set("其他" + i % 7, 1);
                rows.Add(row.With("名称", "企业" + i).With("数", i + r));
            }

            var expected = string.Concat(Enumerable.Range(0, 5).Select(r => $"企业{i}={(i + r) * 2};")) + (i + 4) + "a";
            Assert.Equal(expected, Text(template, model.With("名单", rows)));
        });
    }

    [Fact]
    public void Rendering_leaves_the_data_as_they_were()
    {
        var model = new ScriptObject().With("甲", 1);

        Assert.Equal("25", Text(Template.ParseText("{{ 甲 = 2; 乙 = 5; 甲; 乙 }}"), model));
        Assert.Equal(1, model["甲"].AsInt64);
        Assert.False(model.Contains("乙"));
    }

    [Fact]
    public void Frozen_data_cannot_be_changed_by_a_template()
    {
        var model = new ScriptObject().With("甲", new ScriptObject().With("乙", 1)).With("丙", new ScriptArray([1])).Freeze();

        Assert.Equal(["template.read-only"], Codes("{{ 甲.乙 = 2 }}", model));
        Assert.Equal(["template.read-only"], Codes("{{ 丙[0] = 2 }}", model));
        Assert.Equal("[1, 2]", Text(Template.ParseText("{{ 丙 | array.add 2 }}"), model));
    }

    [Fact]
    public void Without_a_clock_dice_or_loader_asking_for_them_is_a_fault()
    {
        Assert.Equal(
            ["template.no-clock", "template.no-randomness", "template.no-randomness", "template.no-includes"],
            Codes("{{ date.now }}{{ math.random 1 2 }}{{ math.uuid }}{{ include 'x' }}", null));
    }

    [Fact]
    public void Every_limit_is_a_fault_of_its_own()
    {
        Assert.Equal(["template.too-many-steps"], Codes("{{ for x in 1..100; end }}", null, new RenderOptions { MaxSteps = 50 }));
        Assert.Equal(["template.output-too-large"], Codes("{{ for x in 1..100; '一二三四五'; end }}", null, new RenderOptions { MaxOutputBytes = 1000 }));
        Assert.Equal(["template.text-too-long"], Codes("{{ 'ab' * 60 }}", null, new RenderOptions { MaxStringLength = 100 }));
        Assert.Equal(["template.too-deep"], Codes("{{ func f; f; end; f }}", null, new RenderOptions { MaxDepth = 10 }));
        Assert.Equal(["template.list-too-long"], Codes("{{ 1..100 | array.reverse }}", null, new RenderOptions { MaxSteps = 50 }));
        Assert.Equal(["template.too-deep"], Template.ParseText("{{ ((((1)))) }}", options: new TemplateOptions { MaxNesting = 3 }).Problems.Select(p => p.Code));
    }

    [Fact]
    public void Values_are_escaped_where_their_tag_says_so_and_raw_text_is_not()
    {
        var template = Template.Parse(
            [
                new RawSegment("<w:t>"u8.ToArray()),
                new CodeSegment("甲; capture 乙; 甲; end; 乙 | string.size") { Escape = OutputEscape.XmlText },
                new RawSegment("</w:t>"u8.ToArray()),
            ]);

        Assert.Equal("<w:t>a&lt;b&gt;&amp;&quot;\t9</w:t>", Text(template, new ScriptObject().With("甲", "a<b>&\"\u0001\t\uFFFE")));
    }

    [Fact]
    public void Unpaired_surrogates_come_out_as_replacement_characters()
    {
        Assert.Equal("a\uFFFDb", Text(Template.ParseText("{{ 甲 }}"), new ScriptObject().With("甲", "a\uD800b")));
    }

    [Fact]
    public void Long_texts_keep_their_surrogate_pairs()
    {
        var text = "x" + string.Concat(Enumerable.Repeat("𠮷", 10_000));

        Assert.Equal(text, Text(Template.ParseText("{{ 甲 }}"), new ScriptObject().With("甲", text)));
    }

    [Fact]
    public void Curly_quotes_are_quotes_where_they_are_accepted()
    {
        var options = new TemplateOptions { AcceptCurlyQuotes = true };

        Assert.Equal("甲 }} \"乙\"", Text(Template.ParseText("{{ “甲 }} \"乙\"” }}", options: options), null));
        Assert.Equal("A", Text(Template.ParseText("{{ ‘a’ | string.upcase }}", options: options), null));
        Assert.Equal("共2户", Text(Template.ParseText("{{ $“共{1 + 1}户” }}", options: options), null));
    }

    [Fact]
    public void Custom_values_are_written_by_their_writer_and_join_texts_as_text()
    {
        var model = new ScriptObject().With("图", new Picture());
        var template = Template.ParseText("{{ 图 }}|{{ '见' + 图 }}|{{ capture x; 图; end; x }}");

        Assert.Equal("<图>|见图片|图片", Text(template, model, new RenderOptions { CustomValues = new PictureWriter() }));
    }

    [Fact]
    public void Extensions_are_known_beside_the_built_in_objects()
    {
        var extensions = new ScriptObject()
            .With("图", new BuiltinFunction("图", [new FunctionParameter("名")], (arguments, call) => "[" + call.Text(arguments[0]) + "]"))
            .Freeze();
        var template = Template.ParseText("{{ 图 '章' }}{{ '印' | 图 }}", options: new TemplateOptions { Extensions = extensions });

        Assert.Equal("[章][印]", Text(template, null));
        Assert.Empty(TemplateFields.Of([template]).All);
    }

    [Fact]
    public void Every_fault_is_reported_at_once_in_the_order_of_the_text()
    {
        var template = Template.ParseText("{{ 甲 + }}\n{{ for x }}\n{{ end }}\n{{ \"文 }}\n{{ if 甲 }}\n", "信.txt");

        Assert.Equal(
            ["1:8 template.expected", "2:4 template.bad-for", "4:4 template.unclosed-string", "5:11 template.unclosed-block"],
            template.Problems.Select(p => $"{p.Line}:{p.Column} {p.Code}"));
        Assert.All(template.Problems, p => Assert.Equal("信.txt", p.File));
        Assert.Equal(template.Problems, template.Render(null, new ArrayBufferWriter<byte>()).Problems);
    }

    [Fact]
    public void An_unclosed_block_names_the_tag_that_opened_it()
    {
        var problem = Assert.Single(Template.ParseText("第一行\n{{ for x in y }}\n{{ x }}\n").Problems);

        Assert.Equal(new SegmentPlace(1, 1, 3), problem.Related);
    }

    [Fact]
    public void A_letter_takes_little_memory_beyond_its_output()
    {
        const int MostBytes = 4096;
        var template = Template.ParseText("{{ for r in 行 }}{{ r.甲 }}{{ r.乙 }}{{ r.丙 | string.size }}{{ if r.丁 }}是{{ end }}{{ end }}");
        var rows = new ScriptArray();
        for (var i = 0; i < 200; i++)
            rows.Add(new ScriptObject().With("甲", "企业").With("乙", (long)i).With("丙", "文字").With("丁", i % 2 == 0));
        var model = new ScriptObject().With("行", rows);
        var buffer = new ArrayBufferWriter<byte>(1 << 16);
        template.Render(model, buffer);

        buffer.ResetWrittenCount();
        var before = GC.GetAllocatedBytesForCurrentThread();
        template.Render(model, buffer);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, MostBytes);
    }

    private static string Text(Template template, ScriptObject? model, RenderOptions? options = null)
    {
        var buffer = new ArrayBufferWriter<byte>();
        var result = template.Render(model, buffer, options);
        Assert.True(result.Succeeded, string.Join("\n", result.Problems));
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static List<string> Codes(string text, ScriptObject? model, RenderOptions? options = null) =>
        [.. Template.ParseText(text).Render(model, new ArrayBufferWriter<byte>(), options).Problems.Select(p => p.Code)];

    private sealed class Picture : CustomValue
    {
        public override string AsText => "图片";
    }

    private sealed class PictureWriter : ICustomValueWriter
    {
        public void Write(CustomValue value, TemplateOutput output)
        {
            var bytes = "<图>"u8;
            bytes.CopyTo(output.GetSpan(bytes.Length));
            output.Advance(bytes.Length);
        }
    }
}
