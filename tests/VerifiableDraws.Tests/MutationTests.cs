using SpotCheck.VerifiableDraws.Scenarios;

namespace SpotCheck.VerifiableDraws.Tests;

public sealed class MutationTests
{
    // Every position with every kind of change takes minutes: bench -- draws-mutations.
    private const int Stride = 11;

    [Fact]
    public void A_change_of_any_single_character_of_a_genuine_package_is_found()
    {
        foreach (var vector in Vectors.All.Where(static v => v.Answer == "genuine"))
        {
            var count = Mutations.Run(Package(vector), kinds: 1, Stride, threads: 2);

            Assert.Empty(count.Overlooked);
            Assert.True(count.Tried > 500 && count.Exempt < count.Tried / 3, $"{vector.Name}: {count.Tried} tried, {count.Exempt} exempt");
        }
    }

    // Proofs beside the tables are "other files", which a verifier ignores.
    private static EvidencePackage Package(Vectors.Expectation vector) => new(
        Vectors.Read(vector.Folder).Files.Where(static f => f.Key.EndsWith(".txt", StringComparison.Ordinal) || f.Key == Certificate.FileName)
            .ToDictionary(StringComparer.Ordinal));
}
