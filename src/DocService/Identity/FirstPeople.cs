using Microsoft.EntityFrameworkCore;
using SpotCheck.DocService.Audit;
using SpotCheck.DocService.Storage;

namespace SpotCheck.DocService.Identity;

/// <summary>Fills an empty installation: the sample county's people for local sign-in, or the first administrator of an issuer.</summary>
internal sealed class FirstPeople(IServiceScopeFactory scopes, AuthSettings settings) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<SpotCheckDb>();
        // Several copies may start on one empty database; the first to get the lock fills it.
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock(7270002)", cancellationToken);
        if (await db.Set<Person>().AnyAsync(cancellationToken))
            return;
        if (settings.LocalSignIn)
            SamplePeople.AddTo(db);
        else if (settings.FirstAdministrator is { Length: > 0 } subject)
            AddAdministrator(db, subject);
        else
            return;
        scope.ServiceProvider.GetRequiredService<AuditTrail>().RecordSystem("*", "people.first-entered", "installation", "people");
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static void AddAdministrator(SpotCheckDb db, string subject)
    {
        db.Add(new Bureau { Id = "administration", Name = "系统管理", ShortName = "系统管理" });
        db.Add(new Department { Id = "administration/administration", BureauId = "administration", Name = "系统管理", Kind = DepartmentKind.Section });
        db.Add(new Person
        {
            Id = "administrator", Name = "系统管理员", BureauId = "administration", DepartmentId = "administration/administration",
            Roles = [Role.Administrator], Subject = subject,
        });
    }
}
