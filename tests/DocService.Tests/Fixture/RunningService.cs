using System.Net.Http.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SpotCheck.DocService.Storage;

namespace SpotCheck.DocService.Tests;

/// <summary>
/// The real service on real PostgreSQL and a real port, with a clock of the test's own. How to use it:
/// <code>
/// public sealed class AdoptPlanTests(RunningService service) : IClassFixture&lt;RunningService&gt;
/// {
///     [Fact]
///     public async Task A_plan_is_adopted_by_a_section_head()
///     {
///         var head = await service.As(SamplePeople.SectionHead);        // HttpClient, signed in; SamplePeople names everybody
///         var reply = await head.PostAsJsonAsync("/api/bureaus/zezhou-scjg/plans", …);
///         await service.Db(async db => Assert.Single(await db.Set&lt;PlanVersion&gt;().ToListAsync()));
///         service.Clock.Advance(TimeSpan.FromDays(20));
///     }
/// }
/// </code>
/// Every class has its own database (a copy of a migrated one with the sample county), its own port and data folder;
/// tests of one class share them and run one after another. <c>service.Anonymous</c> is a client without sign-in,
/// <c>Refused.Is(reply, 409, "plan.already-adopted")</c> checks a refusal.
/// Other settings: derive and override <see cref="Adjust"/>, or <c>await RunningService.StartAsync(postgres, builder => …)</c> with
/// <see cref="TestPostgres"/> as a constructor parameter.
/// </summary>
public class RunningService(TestPostgres postgres) : IAsyncLifetime
{
    private readonly Dictionary<string, HttpClient> clients = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim signingIn = new(1, 1);
    private WebApplication? app;

    public SettableClock Clock { get; } = new();

    /// <summary>What the service writes outside the database: outbox, secrets.</summary>
    public string DataFolder { get; } = Directory.CreateTempSubdirectory("scs").FullName;

    /// <summary>Connection string of the owner role.</summary>
    public string Database { get; private set; } = "";

    public Uri Address { get; private set; } = new("http://localhost");

    public HttpClient Anonymous => Client("");

    public IServiceProvider Services => app!.Services;

    /// <summary>Starts with an empty database instead of the sample county's.</summary>
    protected virtual bool EmptyDatabase => false;

    public static async Task<RunningService> StartAsync(TestPostgres postgres, Action<WebApplicationBuilder> adjust)
    {
        var service = new AdjustedService(postgres, adjust);
        await service.InitializeAsync();
        return service;
    }

    public async ValueTask InitializeAsync()
    {
        Database = await postgres.CreateDatabaseAsync(EmptyDatabase);
        await StartAppAsync();
    }

    /// <summary>Stops the service as Ctrl+C does and starts it again on the same database, data folder and clock.</summary>
    public async Task RestartAsync()
    {
        await StopAppAsync();
        await StartAppAsync();
    }

    /// <summary>A client signed in as this person of the sample county.</summary>
    public async Task<HttpClient> As(string person)
    {
        await signingIn.WaitAsync();
        try
        {
            var known = clients.ContainsKey(person);
            var client = Client(person);
            if (!known)
                (await client.PostAsJsonAsync("/api/sign-in", new { person })).EnsureSuccessStatusCode();
            return client;
        }
        finally
        {
            signingIn.Release();
        }
    }

    /// <summary>Asks or changes the database as the service itself would.</summary>
    internal async Task Db(Func<SpotCheckDb, Task> act)
    {
        await using var scope = Services.CreateAsyncScope();
        await act(scope.ServiceProvider.GetRequiredService<SpotCheckDb>());
    }

    internal async Task<T> Db<T>(Func<SpotCheckDb, Task<T>> ask)
    {
        await using var scope = Services.CreateAsyncScope();
        return await ask(scope.ServiceProvider.GetRequiredService<SpotCheckDb>());
    }

    public async ValueTask DisposeAsync()
    {
        await StopAppAsync();
        Directory.Delete(DataFolder, recursive: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Migrates a database and fills it with the sample county.</summary>
    internal static async Task StartOnceAsync(string database)
    {
        var folder = Directory.CreateTempSubdirectory("sct").FullName;
        await using (var once = Build(database, folder, new SettableClock(), _ => { }))
        {
            await once.StartAsync();
            await once.StopAsync();
        }

        Npgsql.NpgsqlConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    protected virtual void Adjust(WebApplicationBuilder builder)
    {
    }

    private static WebApplication Build(string database, string folder, SettableClock clock, Action<WebApplicationBuilder> adjust) =>
        ServiceApp.Build(["--urls", "http://127.0.0.1:0"], builder =>
        {
            builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.Ordinal)
            {
                ["ConnectionStrings:SpotCheck"] = database,
                ["Data:Folder"] = folder,
                ["Logging:LogLevel:Default"] = "Warning",
            });
            builder.Logging.ClearProviders().AddProvider(new FaultOutput());
            builder.Services.AddSingleton<TimeProvider>(clock);
            adjust(builder);
        });

    private async Task StartAppAsync()
    {
        app = Build(Database, DataFolder, Clock, Adjust);
        await app.StartAsync();
        Address = new Uri(app.Urls.First());
    }

    private async Task StopAppAsync()
    {
        foreach (var client in clients.Values)
            client.Dispose();
        clients.Clear();
        if (app is not null)
        {
            await app.StopAsync();
            await app.DisposeAsync();
            app = null;
        }
    }

    private HttpClient Client(string person)
    {
        if (!clients.TryGetValue(person, out var client))
            clients[person] = client = new HttpClient(new SocketsHttpHandler { CookieContainer = new(), AllowAutoRedirect = false }) { BaseAddress = Address };
        return client;
    }

    private sealed class AdjustedService(TestPostgres postgres, Action<WebApplicationBuilder> adjust) : RunningService(postgres)
    {
        protected override void Adjust(WebApplicationBuilder builder) => adjust(builder);
    }
}
