namespace SpotCheck.VerifiableDraws.Tests;

/// <summary>A package is evidence for as long as somebody may doubt the draw: every <c>alg</c> ever published stays verified.</summary>
public sealed class OldPackagesTests
{
    /// <summary>Every <c>alg</c> ever published. Lines are added, never taken away or changed.</summary>
    private static readonly string[] EveryAlg = ["ssd-1.sha256"];

    /// <summary>Vectors that were published, each an alg, a set with a name, and its answer: <c>tests/vectors/published.txt</c>. Lines are added, never taken away or changed.</summary>
    private static readonly string[] Published = File.ReadAllLines(Path.Combine(Vectors.Root, "published.txt"));

    [Fact]
    public void The_current_alg_is_one_of_those_published() => Assert.Contains(Protocol.Alg, EveryAlg);

    [Fact]
    public void Every_alg_ever_published_has_genuine_altered_and_incomplete_vectors()
    {
        Assert.All(EveryAlg, static alg => Assert.Equal(
            ["altered", "genuine", "incomplete"],
            Published.Select(static line => line.Split(' ')).Where(line => line[0] == alg).Select(static line => line[2]).Distinct().Order(StringComparer.Ordinal)));
        Assert.All(Published, static line => Assert.Contains(line.Split(' ')[0], EveryAlg));
    }

    [Fact]
    public void Every_published_vector_is_still_there_under_its_alg_and_answer()
    {
        var present = Vectors.All.Select(static v => $"{AlgOf(v.Folder)} {v.Name} {v.Answer}").ToHashSet(StringComparer.Ordinal);

        Assert.All(Published, line => Assert.Contains(line, present));
    }

    // Read from the text, as the file of an altered package need not be readable otherwise.
    private static string AlgOf(string folder)
    {
        var certificate = Path.Combine(folder, Certificate.FileName);
        var text = File.Exists(certificate) ? File.ReadAllText(certificate) : "";
        return EveryAlg.SingleOrDefault(alg => text.Contains($"\"{alg}\"", StringComparison.Ordinal)) ?? "unknown";
    }
}
