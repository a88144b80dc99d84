using SpotCheck.VerifiableDraws.Scenarios;

namespace SpotCheck.VerifiableDraws.Tests;

public sealed class AgreementTests
{
    // Thousands take a while: bench -- draws-agreement 10000.
    private const int Packages = 150;

    // Found by that long run: a RERESULT withheld before another, and a REOPEN that lists seq 0.
    private static readonly int[] Differed = [1403, 6356, 8667];

    [Fact]
    public void Both_implementations_give_random_packages_the_same_answer_check_and_record()
    {
        var command = Path.GetFullPath(Path.Combine(Vectors.Root, "..", "..", "src", "AddIn", "dist", "verify.mjs"));
        Assert.True(File.Exists(command), "Pack the TypeScript verifier first: npm run build:command in src/AddIn.");

        var count = Agreement.Run(command, first: 0, Packages);
        var once = Differed.SelectMany(number => Agreement.Run(command, number, packages: 1).Differences);

        Assert.Empty(count.Differences.Concat(once));
        Assert.True(count.Answers["genuine"] > 60 && count.Answers["incomplete"] > 10 && count.Answers.Keys.Count(static k => k.StartsWith("altered", StringComparison.Ordinal)) > 4);
    }
}
