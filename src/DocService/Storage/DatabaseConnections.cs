using Npgsql;

namespace SpotCheck.DocService.Storage;

/// <summary>
/// The two ways into the database: the owner, who migrates, and the service's role, which cannot change or delete the audit trail.
/// Ready once <see cref="DatabaseLifetime"/> has started.
/// </summary>
internal sealed class DatabaseConnections : IAsyncDisposable
{
    public const string ServiceRole = "spotcheck_service";

    private NpgsqlDataSource? service;

    public NpgsqlDataSource Service => service ?? throw new InvalidOperationException("The database has not been started.");

    public string OwnerConnectionString { get; private set; } = "";

    public void Open(string ownerConnectionString, string? serviceConnectionString)
    {
        OwnerConnectionString = ownerConnectionString;
        var builder = new NpgsqlDataSourceBuilder(serviceConnectionString ?? ownerConnectionString);
        if (serviceConnectionString is null)
        {
            // Pooled connections keep the role only if they are not reset to the session's own.
            builder.ConnectionStringBuilder.NoResetOnClose = true;
            builder.UsePhysicalConnectionInitializer(LayDownRights, LayDownRightsAsync);
        }

        service = builder.Build();
    }

    public async ValueTask DisposeAsync()
    {
        if (service is not null)
            await service.DisposeAsync();
    }

    private static void LayDownRights(NpgsqlConnection connection)
    {
        using var command = new NpgsqlCommand($"SET ROLE {ServiceRole}", connection);
        command.ExecuteNonQuery();
    }

    private static async Task LayDownRightsAsync(NpgsqlConnection connection)
    {
        await using var command = new NpgsqlCommand($"SET ROLE {ServiceRole}", connection);
        await command.ExecuteNonQueryAsync();
    }
}
