using SpotCheck.DocService.Http;

namespace SpotCheck.DocService.Storage;

internal static class StorageFeature
{
    public static void AddStorage(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton(StorageSettings.Read(builder.Configuration));
        builder.Services.AddSingleton<DatabaseConnections>();
        builder.Services.AddSingleton(services => services.GetRequiredService<DatabaseConnections>().Service);
        builder.Services.AddDbContext<SpotCheckDb>((services, options) =>
            SpotCheckDb.Configure(options, services.GetRequiredService<DatabaseConnections>().Service));
        if (!builder.Configuration.GetValue("DescribeOnly", false))
            builder.Services.AddHostedService<DatabaseLifetime>();
    }
}
