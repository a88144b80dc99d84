using System.Text.RegularExpressions;

namespace SpotCheck.Architecture.Tests;

/// <summary>What keeps the code readable: names that say something, files that fit, nothing left open.</summary>
public sealed partial class HouseRuleTests
{
    [Fact]
    public void No_type_or_file_has_a_name_that_says_nothing()
    {
        var types =
            from path in Repository.Files("", ".cs", ".ts", ".tsx")
            from Match type in EmptyName().Matches(Repository.Read(path))
            select $"{path}: {type.Value}";
        var files = Repository.Files("", ".cs", ".ts", ".tsx").Where(path => EmptyFileName().IsMatch(path));

        Assert.Empty(types.Concat(files));
    }

    [Fact]
    public void No_source_file_is_longer_than_400_lines()
    {
        var tooLong =
            from path in Repository.Files("src/", ".cs", ".ts", ".tsx")
            let lines = Repository.Lines(path).Length
            where lines > 400
            select $"{path}: {lines} lines";

        Assert.Empty(tooLong);
    }

    [Fact]
    public void Nothing_is_left_open_or_skipped()
    {
        var open =
            from path in Repository.Files("", ".cs", ".ts", ".tsx")
            where !path.EndsWith("HouseRuleTests.cs", StringComparison.Ordinal)
            from Match mark in LeftOpen().Matches(Repository.Read(path))
            select $"{path}: {mark.Value}";

        Assert.Empty(open);
    }

    [Fact]
    public void Migrations_are_named_by_the_moment_they_were_written()
    {
        var names = Repository.Files("src/DocService/", ".cs")
            .Where(path => path.Contains("/Migrations/", StringComparison.Ordinal))
            .Select(path => Path.GetFileName(path));

        Assert.All(names, name => Assert.Matches("^[0-9]{12,14}_[A-Za-z]+\\.cs$", name));
    }

    [GeneratedRegex(@"\b(?:class|record|struct|interface|enum)\s+\w*(?:Helper|Manager|Utils?|Common|Processor|Misc)\b", RegexOptions.None, matchTimeoutMilliseconds: 2000)]
    private static partial Regex EmptyName();

    [GeneratedRegex(@"(?:Helper|Manager|Utils?|Common|Processor|Misc)s?\.(?:cs|tsx?)$", RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex EmptyFileName();

    [GeneratedRegex(@"NotImplementedException|\b(?:TODO|FIXME|HACK)\b|\bSkip\s*=\s*""|\b(?:it|test|describe)\.(?:skip|only|todo)\b|Assert\.True\(true\)", RegexOptions.None, matchTimeoutMilliseconds: 2000)]
    private static partial Regex LeftOpen();
}
