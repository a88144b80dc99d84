using System.Net.Http.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using SpotCheck.DocService.Audit;
using SpotCheck.DocService.Identity;
using SpotCheck.DocService.Storage;

namespace SpotCheck.DocService.Tests.Storage;

public sealed class AuditTrailTests(RunningService service) : IClassFixture<RunningService>
{
    [Theory]
    [InlineData("UPDATE audit_entry SET official = 'somebody-else'")]
    [InlineData("DELETE FROM audit_entry")]
    [InlineData("TRUNCATE audit_entry")]
    [InlineData("DROP TRIGGER audit_entry_keep ON audit_entry")]
    [InlineData("ALTER TABLE audit_entry DISABLE TRIGGER ALL")]
    public async Task The_service_cannot_change_what_it_has_recorded(string sql)
    {
        var denied = await Assert.ThrowsAsync<PostgresException>(() => service.Db(db => db.Database.ExecuteSqlRawAsync(sql)));

        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, denied.SqlState);
    }

    [Theory]
    [InlineData("UPDATE audit_entry SET official = 'somebody-else'")]
    [InlineData("DELETE FROM audit_entry")]
    [InlineData("TRUNCATE audit_entry")]
    public async Task Even_the_owner_of_the_tables_is_stopped(string sql)
    {
        await using var owner = NpgsqlDataSource.Create(service.Database + ";Pooling=false");
        await using var command = owner.CreateCommand(sql);

        var stopped = await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync());

        Assert.Contains("append-only", stopped.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pooled_connection_keeps_the_service_role()
    {
        for (var use = 0; use < 3; use++)
            Assert.Equal(DatabaseConnections.ServiceRole, await service.Db(db => db.Database.SqlQueryRaw<string>("SELECT current_user::text AS \"Value\"").SingleAsync()));
    }

    [Fact]
    public async Task Acts_recorded_at_once_by_many_make_one_unbroken_chain()
    {
        await Task.WhenAll(Enumerable.Range(0, 40).Select(n => service.Db(db =>
        {
            new AuditTrail(db, service.Clock).RecordSystem(SamplePeople.Zezhou, "test.act", "thing", n.ToString(System.Globalization.CultureInfo.InvariantCulture), after: new { n });
            return db.SaveChangesAsync();
        })));

        var auditor = await service.As(SamplePeople.Auditor);
        var chain = await auditor.GetFromJsonAsync<CheckAuditChain.Response>($"/api/bureaus/{SamplePeople.Zezhou}/audit/chain");
        Assert.True(chain!.Entries >= 40);
        Assert.Null(chain.FirstBroken);
    }

    [Fact]
    public async Task An_act_that_fails_leaves_no_entry()
    {
        var before = await service.Db(db => db.Set<AuditEntry>().CountAsync());

        await Assert.ThrowsAsync<DbUpdateException>(() => service.Db(db =>
        {
            new AuditTrail(db, service.Clock).RecordSystem(SamplePeople.Zezhou, "test.act", "thing", "x");
            db.Add(new Person { Id = "ghost", Name = "甲", BureauId = "nowhere", DepartmentId = "nowhere", Roles = [Role.Clerk] });
            return db.SaveChangesAsync();
        }));

        Assert.Equal(before, await service.Db(db => db.Set<AuditEntry>().CountAsync()));
    }

    [Fact]
    public async Task An_auditor_reads_who_did_what_and_nothing_of_another_bureau()
    {
        var admin = await service.As(SamplePeople.Administrator);
        await admin.PutAsJsonAsync("/api/bureaus/test-bureau", new { name = "测试局", shortName = "测试局", departments = Array.Empty<object>() });

        var auditor = await service.As(SamplePeople.Auditor);
        var page = await auditor.GetFromJsonAsync<ListAuditEntries.Response>($"/api/bureaus/{SamplePeople.Zezhou}/audit?objectId=test-bureau");

        var entry = Assert.Single(page!.Entries);
        Assert.Equal((SamplePeople.Administrator, "bureau.entered", "bureau"), (entry.Official, entry.Act, entry.ObjectKind));
        Assert.Null(entry.BeforeHash);
        Assert.Matches("^[0-9a-f]{64}$", entry.AfterHash);
        var other = await (await service.As(SamplePeople.HandanAuditor)).GetFromJsonAsync<ListAuditEntries.Response>($"/api/bureaus/{SamplePeople.Handan}/audit?objectId=test-bureau");
        Assert.Empty(other!.Entries);
    }

    [Fact]
    public async Task A_chain_altered_behind_the_back_of_every_guard_is_found()
    {
        await using var scope = service.Services.CreateAsyncScope();
        await using var owner = NpgsqlDataSource.Create(service.Database + ";Pooling=false");
        await using var connection = await owner.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using (var forge = new NpgsqlCommand("ALTER TABLE audit_entry DISABLE TRIGGER ALL; UPDATE audit_entry SET official = 'forged' WHERE seq = 1", connection))
            await forge.ExecuteNonQueryAsync();
        await using var ask = new NpgsqlCommand("SELECT hash = audit_entry_hash(e) FROM audit_entry e WHERE seq = 1", connection);

        Assert.Equal(false, await ask.ExecuteScalarAsync());
        await transaction.RollbackAsync();
    }
}
