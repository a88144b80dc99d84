using Microsoft.EntityFrameworkCore;
using Npgsql;
using SpotCheck.DocService.Http;

namespace SpotCheck.DocService.Storage;

/// <summary>Starts the embedded database if none is given, migrates, and stops it after the last request.</summary>
internal sealed partial class DatabaseLifetime(
    StorageSettings settings, ServiceSettings service, DatabaseConnections connections, ILogger<DatabaseLifetime> log) : IHostedLifecycleService
{
    private EmbeddedPostgres? embedded;

    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        if (settings.Service is { } given)
        {
            connections.Open(settings.Owner ?? given, settings.Owner is null ? null : given);
        }
        else
        {
            embedded = await EmbeddedPostgres.StartAsync(service.DataFolder, settings.PostgresUser, settings.Durable ? "" : "-c fsync=off", cancellationToken);
            var owner = Describe(embedded, EmbeddedPostgres.Owner, EmbeddedPostgres.Database);
            await CreateDatabaseAsync(embedded, cancellationToken);
            connections.Open(owner, null);
            LogStarted(log, PostgresBinaries.Version, service.DataFolder);
        }

        try
        {
            await MigrateAsync(connections.OwnerConnectionString, cancellationToken);
        }
        catch (NpgsqlException refused)
        {
            throw new DatabaseStartException(
                $"数据库没有准备好：{refused.Message}。请检查 ConnectionStrings__SpotCheck，并确认该用户可以建表和建角色（CREATEROLE），或另给 ConnectionStrings__SpotCheckOwner。",
                $"The database could not be prepared: {refused.Message}. Check ConnectionStrings__SpotCheck and that its user may create tables and roles, or give ConnectionStrings__SpotCheckOwner.", refused);
        }
    }

    public async Task StoppedAsync(CancellationToken cancellationToken)
    {
        await connections.DisposeAsync();
        if (embedded is not null)
            await embedded.DisposeAsync();
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public static async Task MigrateAsync(string ownerConnectionString, CancellationToken ct)
    {
        // EF's own lock ends with each migration's transaction; this one lets copies that start together pass one after another.
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(ownerConnectionString) { Pooling = false }.ConnectionString);
        await using var turn = await source.OpenConnectionAsync(ct);
        await using (var take = new NpgsqlCommand("SELECT pg_advisory_lock(7270000)", turn))
            await take.ExecuteNonQueryAsync(ct);

        var options = SpotCheckDb.Configure(new DbContextOptionsBuilder<SpotCheckDb>(), ownerConnectionString).Options;
        await using var db = new SpotCheckDb(options);
        db.Database.SetCommandTimeout(TimeSpan.FromMinutes(10));
        await db.Database.MigrateAsync(ct);
    }

    public static string Describe(EmbeddedPostgres postgres, string user, string database) => new NpgsqlConnectionStringBuilder
    {
        Host = postgres.Host,
        Port = postgres.Port,
        Username = user,
        Password = postgres.Password,
        Database = database,
        MaxPoolSize = 50,
    }.ConnectionString;

    private static async Task CreateDatabaseAsync(EmbeddedPostgres postgres, CancellationToken ct)
    {
        await using var source = NpgsqlDataSource.Create(Describe(postgres, EmbeddedPostgres.Owner, "postgres"));
        await using var exists = source.CreateCommand("SELECT 1 FROM pg_database WHERE datname = $1");
        exists.Parameters.AddWithValue(EmbeddedPostgres.Database);
        if (await exists.ExecuteScalarAsync(ct) is not null)
            return;
        await using var create = source.CreateCommand($"CREATE DATABASE {EmbeddedPostgres.Database}");
        await create.ExecuteNonQueryAsync(ct);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Embedded PostgreSQL {Version} runs in {Folder}")]
    private static partial void LogStarted(ILogger log, string version, string folder);
}
