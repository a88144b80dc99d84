using Npgsql;
using SpotCheck.DocService.Http;

namespace SpotCheck.DocService.Storage;

/// <summary>Which PostgreSQL: a given server, or none and then the embedded one.</summary>
internal sealed record StorageSettings
{
    /// <summary>The role the service works as.</summary>
    public required string? Service { get; init; }

    /// <summary>The role that owns the tables and migrates. Without it the service's own is used and every working connection lays its rights down.</summary>
    public required string? Owner { get; init; }

    /// <summary>Who runs the embedded PostgreSQL when the service is root.</summary>
    public required string PostgresUser { get; init; }

    /// <summary>False only in tests: the embedded server then does not wait for the disk.</summary>
    public required bool Durable { get; init; }

    public static StorageSettings Read(IConfiguration configuration) => new()
    {
        Service = Check("ConnectionStrings__SpotCheck", configuration.GetConnectionString("SpotCheck")),
        Owner = Check("ConnectionStrings__SpotCheckOwner", configuration.GetConnectionString("SpotCheckOwner")),
        PostgresUser = configuration["Data:PostgresUser"] is { Length: > 0 } user ? user : "nobody",
        Durable = !string.Equals(configuration["Data:Durable"], "false", StringComparison.OrdinalIgnoreCase),
    };

    private static string? Check(string setting, string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;
        try
        {
            var parts = new NpgsqlConnectionStringBuilder(text);
            if (parts.Host is { Length: > 0 } && parts.Database is { Length: > 0 } && parts.Username is { Length: > 0 })
                return text;
        }
        catch (ArgumentException)
        {
            // Falls through to the one sentence below; the text itself may hold a password and is not shown.
        }

        throw new WrongSettingException(setting, "…",
            "请写 Npgsql 连接字符串，至少有 Host、Database、Username，例如 Host=db;Database=spotcheck;Username=spotcheck;Password=…。",
            "write an Npgsql connection string with at least Host, Database and Username.");
    }
}
