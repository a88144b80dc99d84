using SpotCheck.VerifiableDraws.Scenarios;

namespace SpotCheck.VerifiableDraws.Tests;

public sealed class OwnVectorTests
{
    private static readonly string Folder = Path.Combine(Vectors.Root, "ssd1-own");

    [Fact]
    public void Own_vectors_get_their_answer_check_and_record()
    {
        var wrong = new List<string>();
        foreach (var vector in OwnVectors.All())
        {
            var report = Verification.Verify(vector.Package, vector.Genesis);
            if ((vector.Answer, vector.Check, vector.Record) != (report.Answer, report.Altered?.Check, vector.Record is null ? null : report.Altered?.Record))
                wrong.Add($"{vector.Name}: {report.Answer} {report.Altered} {string.Join("; ", report.Missing)}");
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public void Own_vectors_in_the_repository_are_those_that_are_generated()
    {
        var files = VectorFiles.Of(OwnVectors.All());
        if (Environment.GetEnvironmentVariable("WRITE_VECTORS") is not null)
        {
            foreach (var (name, bytes) in files)
            {
                Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(Folder, name))!);
                File.WriteAllBytes(Path.Combine(Folder, name), bytes);
            }
        }

        var stored = Directory.GetFiles(Folder, "*", SearchOption.AllDirectories)
            .Select(f => Path.GetRelativePath(Folder, f).Replace('\\', '/')).Order(StringComparer.Ordinal);

        Assert.Equal(files.Keys, stored);
        Assert.All(files, f => Assert.True(f.Value.AsSpan().SequenceEqual(File.ReadAllBytes(Path.Combine(Folder, f.Key))), f.Key));
    }

    [Fact]
    public void Proofs_hold_exactly_where_they_should()
    {
        var proofs = 0;
        foreach (var vector in OwnVectors.All())
        {
            foreach (var (name, (json, holds)) in vector.Proofs)
            {
                Assert.True(Certificate.TryParse(vector.Package.Files[Certificate.FileName].Span, out var certificate, out _));
                var violation = EnterpriseProof.TryRead(json, out var proof, out _)
                    ? proof.CheckAgainst(certificate)
                    : AbsenceProof.TryRead(json, out var absence, out var broken) ? absence.CheckAgainst(certificate) : broken;

                Assert.True(holds == violation is null, $"{vector.Name}/{name}: {violation}");
                proofs++;
            }
        }

        Assert.True(proofs > 30);
    }
}
