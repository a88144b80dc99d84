using System.Net;
using System.Text.Json;
using Npgsql;

namespace SpotCheck.DocService.Tests.Http;

/// <summary>What users see when the ground gives way; each test breaks its own database.</summary>
public sealed class FaultTests(TestPostgres postgres)
{
    [Fact]
    public async Task A_fault_is_answered_with_a_trace_id_and_nothing_else()
    {
        await using var service = await RunningService.StartAsync(postgres, _ => { });
        await Execute(service.Database, "ALTER TABLE person RENAME TO person_gone");

        var reply = await service.Anonymous.GetAsync("/api/sign-in/people");

        Assert.Equal(HttpStatusCode.InternalServerError, reply.StatusCode);
        var text = await reply.Content.ReadAsStringAsync();
        var problem = JsonDocument.Parse(text).RootElement;
        Assert.Equal("service.fault", problem.GetProperty("code").GetString());
        Assert.NotEmpty(problem.GetProperty("traceId").GetString()!);
        Assert.DoesNotContain("person", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", text, StringComparison.Ordinal);
        Assert.DoesNotContain(" at ", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Readiness_really_asks_the_database()
    {
        await using var service = await RunningService.StartAsync(postgres, _ => { });
        var name = new NpgsqlConnectionStringBuilder(service.Database).Database;
        await Execute(Administration(service.Database), $"ALTER DATABASE {name} ALLOW_CONNECTIONS false; SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'");

        Assert.Equal(HttpStatusCode.OK, (await service.Anonymous.GetAsync("/health/live")).StatusCode);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await service.Anonymous.GetAsync("/health/ready")).StatusCode);

        await Execute(Administration(service.Database), $"ALTER DATABASE {name} ALLOW_CONNECTIONS true");
        Assert.Equal(HttpStatusCode.OK, (await service.Anonymous.GetAsync("/health/ready")).StatusCode);
    }

    private static string Administration(string database) => new NpgsqlConnectionStringBuilder(database) { Database = "postgres" }.ConnectionString;

    private static async Task Execute(string database, string sql)
    {
        await using var source = NpgsqlDataSource.Create(database + ";Pooling=false");
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
