using SpotCheck.VerifiableDraws.Scenarios;

namespace SpotCheck.VerifiableDraws.Tests;

public sealed class MutationTests
{
    // Every position of every vector takes minutes (bench -- draws-mutations). Here all of the smallest one, and of the others positions
    // that are prime steps apart, so that each kind of line is hit at each of its columns sooner or later.
    private static int StrideOf(Vectors.Expectation vector) => vector.Name switch
    {
        "ssd1/01-basic" => 1,
        var name when name.StartsWith("ssd1/", StringComparison.Ordinal) => 5,
        _ => 23,
    };

    [Fact]
    public void A_change_of_any_single_character_of_a_genuine_package_is_found()
    {
        foreach (var vector in Vectors.All.Where(static v => v.Answer == "genuine"))
        {
            var count = Mutations.Run(Package(vector), kinds: 1, StrideOf(vector), threads: 2);

            Assert.Empty(count.Overlooked);
            Assert.True(count.Tried > 200 && count.Exempt < count.Tried / 3, $"{vector.Name}: {count.Tried} tried, {count.Exempt} exempt");
        }
    }

    // Proofs beside the tables are "other files", which a verifier ignores.
    private static EvidencePackage Package(Vectors.Expectation vector) => new(
        Vectors.Read(vector.Folder).Files.Where(static f => f.Key.EndsWith(".txt", StringComparison.Ordinal) || f.Key == Certificate.FileName)
            .ToDictionary(StringComparer.Ordinal));
}
