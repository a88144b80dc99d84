namespace SpotCheck.TemplateEngine.LanguageTests;

/// <summary>Our own cases of the language, one line each, faults included.</summary>
public sealed class CaseFileTests
{
    [Fact]
    public void Every_case_renders_as_written()
    {
        var cases = CaseLine.ReadAll().ToList();
        var failures = new List<string>();
        foreach (var each in cases)
        {
            var actual = each.Run();
            if (!string.Equals(actual, each.Expected, StringComparison.Ordinal))
                failures.Add($"{each}\n  {each.Template}\n  expected «{each.Expected}»\n  actual   «{actual}»");
        }

        Assert.True(failures.Count == 0, $"{failures.Count} of {cases.Count}:\n{string.Join("\n", failures)}");
        Assert.True(cases.Count > 420, "The case files are missing.");
    }
}
