using Microsoft.EntityFrameworkCore;
using SpotCheck.DocService.Audit;
using SpotCheck.DocService.Identity;
using SpotCheck.DocService.Registers.Storage;
using SpotCheck.DocService.Storage;

namespace SpotCheck.DocService.Registers.Sample;

/// <summary>Loads the sample county's registers into an installation that has its people and no register yet.</summary>
internal sealed class SampleRegisters(IServiceScopeFactory scopes) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await LoadAsync(SamplePeople.Zezhou, () => SampleCounty.Zezhou, cancellationToken);
        await LoadAsync(SamplePeople.Handan, () => SampleCounty.Handan, cancellationToken);
        await LoadAsync(SamplePeople.HandanMarket, () => SampleCounty.HandanMarket, cancellationToken);
        await LoadAsync(SamplePeople.ZezhouEducation, () => SampleCounty.ZezhouEducation, cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task LoadAsync(string bureau, Func<SampleRegister> make, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<SpotCheckDb>();
        if (!await db.Set<Person>().AnyAsync(p => p.Id == SamplePeople.Clerk && p.Subject == null, ct) || await db.Set<Register>().AnyAsync(r => r.BureauId == bureau, ct))
            return;

        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var writing = scope.ServiceProvider.GetRequiredService<RegisterWriting>();
        // Another copy of the service may be doing the same: the register's lock lets one pass, the other finds it done.
        var (targets, first) = await writing.OpenAsync(bureau, RegisterKind.Targets, "system", ct);
        if (targets.Edits > 0)
            return;
        var (inspectors, roster) = await writing.OpenAsync(bureau, RegisterKind.Inspectors, "system", ct);
        var sample = make();
        await writing.AddAsync(RegisterKind.Targets, bureau, first.Number, sample.Targets.Select(RegisterWorkbook.Values), ct);
        await writing.AddAsync(RegisterKind.Inspectors, bureau, roster.Number, sample.Inspectors.Select(RegisterWorkbook.Values), ct);
        foreach (var recusal in sample.Recusals)
        {
            db.Add(new Recusal
            {
                BureauId = bureau, TargetId = recusal.TargetId, InspectorId = recusal.InspectorId, Unit = recusal.Unit,
                Ground = recusal.Ground, DeclaredAt = recusal.DeclaredAt, DeclaredBy = recusal.DeclaredBy,
            });
        }
        targets.Edits++;
        inspectors.Edits++;
        scope.ServiceProvider.GetRequiredService<AuditTrail>().RecordSystem(bureau, "register.sample-loaded", "register", bureau);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
    }
}
