using System.Text;
using SpotCheck.TemplateTool;

namespace SpotCheck.TemplateEngine.LanguageTests;

public sealed class ToolTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("spotcheck-tool-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Render_writes_text_to_the_standard_output()
    {
        Write("信.txt", "{{ 名称 }}，{{ date.now.year }}年\n");
        Write("数据.json", """{"名称": "甲公司"}""");

        Assert.Equal((0, "甲公司，2026年\n", ""), Run("render", "信.txt", "--data", "数据.json", "--out", "-"));
    }

    [Fact]
    public void Render_writes_a_whole_file_or_none()
    {
        Write("信.txt", "{{ 1 + 1 }}");
        Write("错.txt", "{{ 1 / 0 }}");

        Assert.Equal(0, Run("render", "信.txt", "--out", "出.txt").Exit);
        Assert.Equal(1, Run("render", "错.txt", "--out", "没有.txt").Exit);
        Assert.Equal("2", File.ReadAllText(Path.Combine(_folder, "出.txt")));
        Assert.False(File.Exists(Path.Combine(_folder, "没有.txt")));
    }

    [Fact]
    public void A_fault_goes_to_the_standard_error_with_its_place()
    {
        Write("信.txt", "第一行\n{{ if 甲 }}\n{{ \"文 }}");

        var (exit, output, errors) = Run("render", "信.txt", "--out", "-");

        Assert.Equal((1, ""), (exit, output));
        Assert.Equal(
            [
                $"{Path.Combine(_folder, "信.txt")}:3:4: template.unclosed-string: 文字以 \" 开头，但没有结束的引号。请补上。",
                $"{Path.Combine(_folder, "信.txt")}:3:7: template.unclosed-block: if 没有对应的 end。请在它的内容结束处补上 {{{{ end }}}}。（开头在第 2 行第 4 列）",
            ],
            errors.TrimEnd().Split('\n'));
    }

    [Fact]
    public void Include_reaches_the_folder_of_the_template_and_nothing_else()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "内"));
        Write("外.txt", "秘密");
        Write("内/隔壁.txt", "隔壁{{ $0 }}");
        Write("内/信.txt", "{{ include '隔壁.txt' 1 }}");
        foreach (var (file, name) in new[] { ("一", "../外.txt"), ("二", "./隔壁.txt"), ("三", Path.Combine(_folder, "外.txt")), ("四", "..\\外.txt"), ("五", "") })
            Write($"内/{file}.txt", $"{{{{ include `{name}` }}}}");

        Assert.Equal("隔壁1", Run("render", "内/信.txt", "--out", "-").Output);
        foreach (var file in (string[])["一", "二", "三", "四", "五"])
        {
            var (exit, output, errors) = Run("render", $"内/{file}.txt", "--out", "-");
            Assert.Equal((1, ""), (exit, output));
            Assert.Contains("template.unknown-include", errors, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_link_out_of_the_folder_is_not_followed()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "内"));
        Write("外.txt", "秘密");
        File.CreateSymbolicLink(Path.Combine(_folder, "内", "链.txt"), Path.Combine(_folder, "外.txt"));
        Write("内/信.txt", "{{ include '链.txt' }}");

        Assert.Equal(1, Run("render", "内/信.txt", "--out", "-").Exit);
    }

    [Fact]
    public void A_template_saved_in_another_encoding_is_refused_with_what_to_do()
    {
        File.WriteAllBytes(Path.Combine(_folder, "gbk.txt"), [0xC4, 0xE3, 0xBA, 0xC3]);
        File.WriteAllBytes(Path.Combine(_folder, "utf16.txt"), [0xFF, 0xFE, .. Encoding.Unicode.GetBytes("你好{{ 1 }}")]);
        File.WriteAllBytes(Path.Combine(_folder, "bom.txt"), [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes("你好")]);

        var (exit, _, errors) = Run("render", "gbk.txt", "--out", "-");

        Assert.Equal(1, exit);
        Assert.Contains("template.not-utf8: 模板文件不是 UTF-8 编码", errors, StringComparison.Ordinal);
        Assert.Equal("你好1", Run("render", "utf16.txt", "--out", "-").Output);
        Assert.Equal("你好", Run("render", "bom.txt", "--out", "-").Output);
    }

    [Theory]
    [InlineData("[1]")]
    [InlineData("{\"a\": }")]
    [InlineData("")]
    [InlineData("{} {}")]
    [InlineData("{\"a\": \"\\ud800\"}")]
    public void Data_that_are_no_JSON_object_are_refused(string data)
    {
        Write("信.txt", "{{ a }}");
        Write("数据.json", data);

        var (exit, output, errors) = Run("render", "信.txt", "--data", "数据.json", "--out", "-");

        Assert.Equal((1, ""), (exit, output));
        Assert.Contains("data.not-json: 数据文件要是一个 JSON 对象", errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Check_reports_every_fault_and_then_lists_the_fields()
    {
        Write("错.txt", "{{ 计划.年 }}{{ 1 / 0 }}{{ for x in 计划; end }}");
        Write("对.txt", "{{ 计划.年度 }}");
        Write("数据.json", """{"计划": {"年度": 2026}}""");

        var (exit, _, errors) = Run("check", "错.txt", "--data", "数据.json");

        Assert.Equal(1, exit);
        Assert.Equal(["1:7: template.unknown-field", "1:16: template.division-by-zero"], errors.TrimEnd().Split('\n').Select(l => string.Join(':', l[(_folder.Length + 1)..].Split(':')[1..4])));
        Assert.Equal((0, "计划\t对象\n计划.年度\t文字\n", ""), Run("check", "对.txt", "--data", "数据.json"));
    }

    [Fact]
    public void Fields_are_listed_or_written_as_a_schema()
    {
        Write("信.txt", "{{ for x in 名单 }}{{ x.名称 }}{{ end }}");

        Assert.Equal((0, "名单\t列表\n名单[].名称\t文字\n", ""), Run("fields", "信.txt"));
        Assert.Contains("\"$schema\"", Run("fields", "信.txt", "--schema").Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData]
    [InlineData("render")]
    [InlineData("render", "没有.txt", "--out", "-")]
    [InlineData("render", "信.txt")]
    [InlineData("render", "信.txt", "--out")]
    [InlineData("render", "信.txt", "--data", "没有.json", "--out", "-")]
    [InlineData("render", "信.pdf", "--out", "-")]
    [InlineData("render", "信.txt", "--out", "没有的文件夹/出.txt")]
    [InlineData("draw", "信.txt")]
    public void A_wrong_command_says_how_to_write_it(params string[] args)
    {
        Write("信.txt", "");
        Write("信.pdf", "");

        var (exit, output, errors) = Run(args);

        Assert.Equal((2, ""), (exit, output));
        Assert.Contains("render TEMPLATE", errors, StringComparison.Ordinal);
    }

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(_folder, name), text);

    private (int Exit, string Output, string Errors) Run(params string[] args)
    {
        // Names of files are meant inside the test's folder.
        var inside = args.Select((arg, i) => i > 0 && arg is not ['-', ..] ? Path.Combine(_folder, arg) : arg).ToArray();
        using var output = new MemoryStream();
        using var errors = new StringWriter { NewLine = "\n" };
        var exit = new Commands(output, errors, new FixedClock()).Run(inside);
        return (exit, Encoding.UTF8.GetString(output.ToArray()), errors.ToString());
    }

    private sealed class FixedClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2026, 3, 9, 6, 0, 0, TimeSpan.Zero);

        public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;
    }
}
