namespace SpotCheck.VerifiableDraws.Tests;

public sealed class VectorTests
{
    public static TheoryData<string> Names => [.. Vectors.All.Select(static v => v.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_published_package_gets_its_published_answer(string name)
    {
        var vector = Vectors.All.Single(v => v.Name == name);

        var report = Verification.Verify(Vectors.Read(vector.Folder), vector.Genesis);

        Assert.True(
            vector.Answer == report.Answer.ToString().ToLowerInvariant(),
            $"{report.Answer} {report.Altered} {string.Join("; ", report.Missing)}");
        Assert.Equal(vector.Check, report.Altered?.Check);
        if (vector.Record is { } record)
            Assert.Equal(record, report.Altered?.Record);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_published_seed_is_that_of_its_outcome(string name)
    {
        var vector = Vectors.All.Single(v => v.Name == name);
        if (vector.Answer == "altered")
            return;

        var certificate = Verification.Verify(Vectors.Read(vector.Folder)).Certificate;

        var seeds = (certificate?.Records ?? []).Select(static r => r.Record)
            .Select(static r => r switch { ResultRecord x => (x.Open, x.Seed), ReresultRecord x => (x.Open, x.Seed), _ => (-1, default) })
            .Where(static p => p.Item1 >= 0).ToDictionary();
        Assert.Equal(vector.Seeds.OrderBy(static p => p.Key), seeds.OrderBy(static p => p.Key));
    }

    [Fact]
    public void A_package_under_another_genesis_is_altered()
    {
        var vector = Vectors.Of("ssd1").First();

        var report = Verification.Verify(Vectors.Read(vector.Folder), Digest.OfText("another"));

        Assert.Equal(("checkpoint", 0L), (report.Altered?.Check, report.Altered?.Record));
    }
}
