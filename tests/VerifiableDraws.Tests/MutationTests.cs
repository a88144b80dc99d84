using SpotCheck.VerifiableDraws.Scenarios;

namespace SpotCheck.VerifiableDraws.Tests;

public sealed class MutationTests
{
    // Every position of the published vectors. Of our own every 11th: all of them, and every kind of change everywhere, take minutes (bench -- draws-mutations).
    private static int StrideOf(Vectors.Expectation vector) => vector.Name.StartsWith("ssd1/", StringComparison.Ordinal) ? 1 : 11;

    [Fact]
    public void A_change_of_any_single_character_of_a_genuine_package_is_found()
    {
        foreach (var vector in Vectors.All.Where(static v => v.Answer == "genuine"))
        {
            var count = Mutations.Run(Package(vector), kinds: 1, StrideOf(vector), threads: 2);

            Assert.Empty(count.Overlooked);
            Assert.True(count.Tried > 500 && count.Exempt < count.Tried / 3, $"{vector.Name}: {count.Tried} tried, {count.Exempt} exempt");
        }
    }

    // Proofs beside the tables are "other files", which a verifier ignores.
    private static EvidencePackage Package(Vectors.Expectation vector) => new(
        Vectors.Read(vector.Folder).Files.Where(static f => f.Key.EndsWith(".txt", StringComparison.Ordinal) || f.Key == Certificate.FileName)
            .ToDictionary(StringComparer.Ordinal));
}
