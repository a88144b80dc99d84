using System.Buffers;
using System.Text;
using SpotCheck.TemplateEngine.Language;

namespace SpotCheck.TemplateEngine.LanguageTests;

/// <summary>What the authors' manual promises is what they get.</summary>
public sealed class DocumentationTests
{
    private static readonly string s_manual = File.ReadAllText(Path.Combine(Repository.Root, "docs", "template-language.md"));

    [Fact]
    public void The_first_example_renders_as_shown()
    {
        var blocks = s_manual.Split("```");
        var template = Body(blocks.First(b => b.StartsWith("text\n关于{{", StringComparison.Ordinal)));
        var data = Body(blocks.First(b => b.StartsWith("json\n", StringComparison.Ordinal)));
        var expected = Body(blocks.First(b => b.StartsWith("text\n关于2026", StringComparison.Ordinal)));

        Assert.Equal(expected, Render(template, data));
    }

    [Fact]
    public void Every_example_of_the_official_functions_gives_what_stands_beside_it()
    {
        var chapter = s_manual[s_manual.IndexOf("## 9 公文", StringComparison.Ordinal)..s_manual.IndexOf("## 10", StringComparison.Ordinal)];
        var checkedRows = 0;
        foreach (var row in chapter.Split('\n'))
        {
            if (row.Replace(@"\|", "¦", StringComparison.Ordinal).Split('|') is not [_, _, var example, var result, _] || !example.Contains('`', StringComparison.Ordinal))
                continue;
            var code = example.Trim().Trim('`').Replace('¦', '|');
            if (result.Contains("每一项", StringComparison.Ordinal))
                continue;
            Assert.Equal(result.Split('（')[0].Trim(), Render($"{{{{ {code} }}}}", "{}"));
            checkedRows++;
        }

        Assert.True(checkedRows > 18, $"only {checkedRows} rows");
    }

    [Fact]
    public void Every_built_in_function_is_in_the_manual()
    {
        string[] objects = ["array", "date", "html", "math", "object", "regex", "string", "timespan", "公文", "gov"];
        var missing = new List<string>();
        foreach (var name in objects)
        {
            var members = Render($"{{{{ {name} | object.keys | array.join ' ' }}}}", "{}").Split(' ');
            missing.AddRange(members.Where(m => !s_manual.Contains(m, StringComparison.Ordinal)).Select(m => $"{name}.{m}"));
        }

        Assert.Empty(missing);
    }

    private static string Body(string block) => block[(block.IndexOf('\n', StringComparison.Ordinal) + 1)..];

    private static string Render(string template, string data)
    {
        var buffer = new ArrayBufferWriter<byte>();
        var result = Template.ParseText(template).Render(JsonValues.ReadObject(Encoding.UTF8.GetBytes(data)), buffer);
        Assert.True(result.Succeeded, $"{template}: {string.Join("\n", result.Problems)}");
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
