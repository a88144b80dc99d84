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
}
