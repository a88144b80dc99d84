using Npgsql;
using SpotCheck.DocService.Storage;
using SpotCheck.DocService.Tests;

[assembly: AssemblyFixture(typeof(TestPostgres))]

namespace SpotCheck.DocService.Tests;

/// <summary>The embedded PostgreSQL itself, started once for the whole run, and a template database every test class copies.</summary>
public sealed class TestPostgres : IAsyncLifetime
{
    private const string Template = "sample_county";

    private readonly string folder = Directory.CreateTempSubdirectory("sco").FullName;
    private readonly SemaphoreSlim turn = new(1, 1);
    private EmbeddedPostgres? server;
    private bool templateReady;
    private int databases;

    public async ValueTask InitializeAsync()
    {
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(folder, File.GetUnixFileMode(folder) | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
        server = await EmbeddedPostgres.StartAsync(folder, "nobody", "-c fsync=off -c full_page_writes=off -c max_connections=300", CancellationToken.None);
    }

    /// <summary>Connection string of the owner role to a new database: a copy of the migrated one with the sample county, or an empty one.</summary>
    public async Task<string> CreateDatabaseAsync(bool empty = false)
    {
        await turn.WaitAsync();
        try
        {
            if (!empty && !templateReady)
            {
                await ExecuteAsync($"CREATE DATABASE {Template}");
                await RunningService.StartOnceAsync(For(Template));
                templateReady = true;
            }

            var name = $"test_{++databases}";
            await ExecuteAsync(empty ? $"CREATE DATABASE {name}" : $"CREATE DATABASE {name} TEMPLATE {Template}");
            return For(name);
        }
        finally
        {
            turn.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        if (server is not null)
            await server.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private string For(string database) => DatabaseLifetime.Describe(server!, EmbeddedPostgres.Owner, database);

    private async Task ExecuteAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(For("postgres") + ";Pooling=false");
        await using var command = source.CreateCommand(sql);
        command.CommandTimeout = 120;
        await command.ExecuteNonQueryAsync();
    }
}
