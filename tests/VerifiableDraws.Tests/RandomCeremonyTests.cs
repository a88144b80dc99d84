using SpotCheck.VerifiableDraws.Scenarios;

namespace SpotCheck.VerifiableDraws.Tests;

public sealed class RandomCeremonyTests
{
    [Fact]
    public void Whatever_happens_in_a_ceremony_its_package_is_never_called_altered()
    {
        var answers = new Dictionary<VerificationAnswer, int>();
        for (var number = 0; number < 300; number++)
        {
            var (_, package) = RandomCeremonies.Create(number);

            var report = Verification.Verify(package);

            Assert.True(report.Answer != VerificationAnswer.Altered, $"{number}: {report.Altered}");
            answers[report.Answer] = answers.GetValueOrDefault(report.Answer) + 1;
        }

        Assert.True(answers[VerificationAnswer.Genuine] > 200, $"{answers[VerificationAnswer.Genuine]} genuine");
        Assert.True(answers[VerificationAnswer.Incomplete] > 10, $"{answers[VerificationAnswer.Incomplete]} incomplete");
    }

    [Fact]
    public void Whatever_a_cheating_operator_writes_and_signs_an_answer_comes_out_and_every_check_has_its_cases()
    {
        var found = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var number = 0; number < 300; number++)
        {
            var (scenario, package) = RandomCeremonies.Create(number);
            if (Cheating.Rewrite(scenario, package, new Numbers($"cheat {number}")) is not { } cheat)
                continue;

            var report = Verification.Verify(cheat, scenario.Log.Genesis.LeafHash);

            found[report.Altered?.Check ?? report.Answer.ToString()] = found.GetValueOrDefault(report.Altered?.Check ?? report.Answer.ToString()) + 1;
        }

        // Texts such as reasons and names of ceremonies may say anything; everything else is found by its own check.
        string[] checks = ["order", "secret", "entropy", "contribution", "tables", "quota", "seed", "drawn", "teams"];
        Assert.True(checks.All(found.ContainsKey), string.Join(", ", found.Select(static f => $"{f.Key} {f.Value}")));
    }
}
