using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using SpotCheck.DocService.Identity;
using SpotCheck.DocService.Registers;
using static SpotCheck.DocService.Tests.Registers.Import.RegisterFiles;

namespace SpotCheck.DocService.Tests.Registers;

/// <summary>A register that a draw has used stays as it was, whatever is entered afterwards.</summary>
public sealed class VersionTests(RunningService service) : IClassFixture<RunningService>
{
    private const string Zezhou = "/api/bureaus/zezhou-scjg";
    private const string Imports = Zezhou + "/registers/targets/imports";
    private static readonly Official Head = new(SamplePeople.SectionHead, "", SamplePeople.Zezhou, "", "", "", [Role.SectionHead]);

    [Fact]
    public async Task A_closed_version_keeps_its_rows_while_the_next_is_edited()
    {
        await CloseAsync();
        var before = await RowsAsync(1);
        var clerk = await service.As(SamplePeople.Clerk);
        var first = before[0];
        var import = await UploadAsync(clerk, Imports, Csv("企业名称,统一社会信用代码,信用风险等级", $"改名后的企业,{first.Id},D", $"新企业,{Code(31)},A"));
        Assert.Equal("Previewed +1 ~1 =0 -2999 !0 ?0", Counts(import));
        var applied = await (await ConfirmAsync(clerk, Imports, import)).Content.ReadFromJsonAsync<JsonElement>();

        Assert.Equal(2, applied.GetProperty("appliedVersion").GetInt32());
        Assert.Equal(before.Select(Show), (await RowsAsync(1)).Select(Show));
        var after = await RowsAsync(2);
        Assert.Equal(3001, after.Count);
        Assert.Equal(("改名后的企业", "D", first.Area), after.Where(t => t.Id == first.Id).Select(t => (t.Name, t.RiskClass!, t.Area)).Single());

        // Undone in the open version: the row in between leaves no trace in either.
        var back = await UploadAsync(clerk, Imports, Csv("企业名称,统一社会信用代码,信用风险等级", $"{first.Name},{first.Id},{first.RiskClass}"));
        Assert.True((await ConfirmAsync(clerk, Imports, back)).IsSuccessStatusCode);
        Assert.Equal(before.Select(Show), (await RowsAsync(1)).Select(Show));
        Assert.Equal([.. before.Select(Show).Append(Show(after.Single(t => t.Id == Code(31)))).Order(StringComparer.Ordinal)], (await RowsAsync(2)).Select(Show).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("UPDATE target SET name = '改' WHERE from_version = 1")]
    [InlineData("UPDATE target SET to_version = 9 WHERE from_version = 1")]
    [InlineData("DELETE FROM target WHERE from_version = 1")]
    [InlineData("TRUNCATE target")]
    [InlineData("INSERT INTO target (bureau_id, id, from_version, name) VALUES ('handan-swj', 'X1', 1, '甲')")]
    [InlineData("UPDATE register_version SET state = 'Open', closed_at = NULL, closed_by = NULL WHERE state = 'Closed'")]
    [InlineData("DELETE FROM register_version WHERE state = 'Closed'")]
    public async Task Not_even_the_owner_of_the_database_changes_a_closed_version(string sql)
    {
        await service.Db(async db =>
        {
            await service.Services.CreateScope().ServiceProvider.GetRequiredService<RegisterReading>().CloseAsync(SamplePeople.Handan, RegisterKind.Targets, Head, default);
            if (await db.Set<RegisterVersion>().SingleAsync(v => v.BureauId == SamplePeople.Handan && v.Kind == RegisterKind.Targets) is { State: VersionState.Open } open)
                open.Close("test", DateTimeOffset.UnixEpoch);
            await db.SaveChangesAsync();
        });
        await using var owner = NpgsqlDataSource.Create(service.Database + ";Pooling=false");
        await using var connection = await owner.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var command = new NpgsqlCommand(sql.Replace("WHERE from_version", "WHERE bureau_id = 'handan-swj' AND from_version", StringComparison.Ordinal), connection, transaction);

        var refusal = await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync());

        Assert.Equal("P0001", refusal.SqlState);
    }

    [Fact]
    public async Task Recusals_of_a_unit_reach_all_its_inspectors()
    {
        var clerk = await service.As(SamplePeople.Clerk);
        var targets = await ReadAsync(r => r.TargetsAsync(SamplePeople.Zezhou, 1, TargetScope.Everything, StratifyBy.Risk, default));
        var roster = await ReadAsync(r => r.RosterAsync(SamplePeople.Zezhou, 1, new(2023, 3, 1), default));
        var known = await ReadAsync(r => r.ConflictsAsync(SamplePeople.Zezhou, targets, roster, default));
        var target = targets.First(t => known.All(k => k.TargetId != t.Id)).Id;

        var declared = await clerk.PostAsJsonAsync($"{Zezhou}/recusals", new { targetId = target, unit = "巴公所", ground = "租用办公用房" });
        Assert.Equal(HttpStatusCode.Created, declared.StatusCode);
        await Refused.Is(await clerk.PostAsJsonAsync($"{Zezhou}/recusals", new { targetId = target, unit = "巴公所", ground = "又一次" }), 409, "recusal.known");
        await Refused.Is(await clerk.PostAsJsonAsync($"{Zezhou}/recusals", new { targetId = target, unit = "没有的所", ground = "理由" }), 422, "recusal.incomplete");
        await Refused.Is(await clerk.PostAsJsonAsync($"{Zezhou}/recusals", new { targetId = target, ground = "理由" }), 422, "recusal.incomplete");

        var pairs = (await ReadAsync(r => r.ConflictsAsync(SamplePeople.Zezhou, targets, roster, default))).Except(known).ToList();
        Assert.Equal(roster.Where(i => i.Unit == "巴公所").Select(i => i.Id), pairs.Where(p => p.TargetId == target).Select(p => p.InspectorId));

        var id = (await declared.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetInt64();
        Assert.Equal(HttpStatusCode.NoContent, (await clerk.DeleteAsync($"{Zezhou}/recusals/{id}")).StatusCode);
        Assert.Equal(known, await ReadAsync(r => r.ConflictsAsync(SamplePeople.Zezhou, targets, roster, default)));
    }

    private async Task CloseAsync() => await service.Db(async db =>
    {
        var reading = new RegisterReading(db, service.Clock);
        await reading.CloseAsync(SamplePeople.Zezhou, RegisterKind.Targets, Head, default);
        await db.SaveChangesAsync();
    });

    private Task<List<Target>> RowsAsync(int version) => ReadAsync(r => r.Targets(SamplePeople.Zezhou, version).OrderBy(t => t.Id).ToListAsync());

    private Task<T> ReadAsync<T>(Func<RegisterReading, Task<T>> ask) => service.Db(db => ask(new RegisterReading(db, service.Clock)));

    private static string Show(Target t) => $"{t.Id} {t.Name} {t.EntityType} {string.Join(',', t.Tags ?? [])} {t.RiskClass} {t.Area} {t.RegisteredOn}";
}
