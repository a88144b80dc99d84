using System.Buffers;
using System.Text;
using System.Text.Json;
using SpotCheck.TemplateEngine.Language;

namespace SpotCheck.TemplateEngine.LanguageTests;

/// <summary>
/// The cases the Scriban project publishes, where they lie beside the repository. They are not part of it: the same
/// facts are tested by our own case files.
/// </summary>
public sealed class PublishedCasesTests
{
    private static readonly string s_file = Path.Combine(Repository.Root, "..", "shared", "vectors", "scriban", "cases.json");

    // What the issue asks for at least; the own case files hold the rest.
    private const double Share = 1;

    [Fact]
    public void Published_cases_render_as_published()
    {
        if (!File.Exists(s_file))
            return;

        using var document = JsonDocument.Parse(File.ReadAllBytes(s_file));
        var cases = document.RootElement.GetProperty("cases").EnumerateArray().ToList();
        var failures = new List<string>();
        foreach (var each in cases)
        {
            if (Failure(each) is { } failure)
                failures.Add($"{each.GetProperty("name").GetString()}: {failure}");
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{cases.Count - failures.Count} of {cases.Count}");
        Assert.True(failures.Count <= cases.Count * (1 - Share), string.Join("\n", failures));
    }

    [Fact]
    public void Published_faults_are_found_at_their_places()
    {
        if (!File.Exists(s_file))
            return;

        using var document = JsonDocument.Parse(File.ReadAllBytes(s_file));
        var elsewhere = new List<string>();
        foreach (var each in document.RootElement.GetProperty("cases").EnumerateArray())
        {
            if (!each.GetProperty("is_error").GetBoolean())
                continue;
            var first = each.GetProperty("positions")[0];
            var expected = (first[0].GetInt32(), first[1].GetInt32());
            var (_, problems) = Render(each.GetProperty("template").GetString()!);
            if (!problems.Any(p => (p.Line, p.Column) == expected))
                elsewhere.Add($"{each.GetProperty("name").GetString()}: {expected} but {string.Join(" ", problems)}");
        }

        Assert.True(elsewhere.Count == 0, string.Join("\n", elsewhere));
    }

    private static string? Failure(JsonElement each)
    {
        var (text, problems) = Render(each.GetProperty("template").GetString()!);
        if (each.GetProperty("is_error").GetBoolean())
            return problems.Count > 0 ? null : $"rendered «{text}» instead of refusing";
        if (problems.Count > 0)
            return string.Join(" ", problems);
        var expected = each.GetProperty("expected").GetString()!;
        return string.Equals(text, expected, StringComparison.Ordinal) ? null : $"«{text}» instead of «{expected}»";
    }

    private static (string Text, IReadOnlyList<TemplateProblem> Problems) Render(string text)
    {
        var buffer = new ArrayBufferWriter<byte>();
        var result = Template.ParseText(text).Render(null, buffer, new RenderOptions { Now = TimeProvider.System.GetUtcNow() });
        return (Encoding.UTF8.GetString(buffer.WrittenSpan), result.Problems);
    }
}
