using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Npgsql;
using SpotCheck.DocService.Identity;

namespace SpotCheck.DocService.Tests.Storage;

public sealed class GivenServerTests(TestPostgres postgres)
{
    [Fact]
    public async Task With_two_logins_the_service_works_as_one_that_owns_nothing()
    {
        await using (var first = await RunningService.StartAsync(postgres, _ => { }))
        await using (var source = NpgsqlDataSource.Create(first.Database + ";Pooling=false"))
        await using (var command = source.CreateCommand("CREATE ROLE spotcheck_app LOGIN IN ROLE spotcheck_service"))
            await command.ExecuteNonQueryAsync();

        await using var service = await RunningService.StartAsync(postgres, builder =>
        {
            var owner = builder.Configuration.GetConnectionString("SpotCheck")!;
            builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.Ordinal)
            {
                ["ConnectionStrings:SpotCheckOwner"] = owner,
                ["ConnectionStrings:SpotCheck"] = new NpgsqlConnectionStringBuilder(owner) { Username = "spotcheck_app" }.ConnectionString,
            });
        });

        Assert.Equal("spotcheck_app", await service.Db(db => db.Database.SqlQueryRaw<string>("SELECT session_user::text AS \"Value\"").SingleAsync()));
        Assert.True(await service.Db(db => db.Set<Person>().AnyAsync()));
        var denied = await Assert.ThrowsAsync<PostgresException>(() => service.Db(db => db.Database.ExecuteSqlRawAsync("DELETE FROM audit_entry")));
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, denied.SqlState);
    }

    [Fact]
    public async Task Two_copies_start_at_once_on_one_empty_database()
    {
        var database = await postgres.CreateDatabaseAsync(empty: true);
        Task<RunningService> Copy() => RunningService.StartAsync(postgres, builder => builder.Configuration["ConnectionStrings:SpotCheck"] = database);

        var copies = await Task.WhenAll(Copy(), Copy());

        Assert.True(await copies[1].Db(db => db.Set<Person>().AnyAsync()));
        foreach (var copy in copies)
            await copy.DisposeAsync();
    }
}
