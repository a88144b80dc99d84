using System.Runtime.CompilerServices;

namespace SpotCheck.DocService.Tests.Http;

public sealed class ContractTests
{
    [Fact]
    public async Task The_contract_in_the_repository_is_the_one_the_service_keeps()
    {
        var held = await File.ReadAllTextAsync(SnapshotPath());

        var now = await WriteOpenApi.TextAsync();

        Assert.True(held == now, "src/DocService/openapi.json is out of date: run `dotnet run --project src/DocService -- openapi --out src/DocService/openapi.json` and read the diff. First difference: " + FirstDifference(held, now));
    }

    private static string FirstDifference(string held, string now)
    {
        var (a, b) = (held.Split('\n'), now.Split('\n'));
        var line = Enumerable.Range(0, Math.Min(a.Length, b.Length)).FirstOrDefault(i => a[i] != b[i], Math.Min(a.Length, b.Length));
        return $"line {line + 1}: '{a.ElementAtOrDefault(line)}' is now '{b.ElementAtOrDefault(line)}'";
    }

    private static string SnapshotPath([CallerFilePath] string thisFile = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(thisFile)!, "../../../src/DocService/openapi.json"));
}
