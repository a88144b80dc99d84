using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using SpotCheck.DocService.Audit;
using SpotCheck.DocService.Identity;
using SpotCheck.DocService.Storage;

namespace SpotCheck.DocService.Plans.ItemList;

/// <summary>Loads the sample county's item lists into an installation that has its people and no list yet.</summary>
internal sealed class SampleItems(IServiceScopeFactory scopes) : IHostedService
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<SpotCheckDb>();
        if (!await db.Set<Person>().AnyAsync(p => p.Id == SamplePeople.Clerk && p.Subject == null, cancellationToken))
            return;
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock(7270021)", cancellationToken);
        foreach (var (bureau, items) in Read())
        {
            if (await db.Set<InspectionItem>().AnyAsync(item => item.BureauId == bureau, cancellationToken))
                continue;
            db.AddRange(items.Select((content, index) => new InspectionItem { BureauId = bureau, Number = $"{index + 1:00}", Content = content }));
            scope.ServiceProvider.GetRequiredService<AuditTrail>().RecordSystem(bureau, "item-list.sample-loaded", "item-list", bureau);
        }
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    internal static Dictionary<string, List<ItemContent>> Read()
    {
        using var stream = typeof(SampleItems).Assembly.GetManifestResourceStream("sample-items.json")!;
        return JsonSerializer.Deserialize<Dictionary<string, List<ItemContent>>>(stream, Json)!;
    }
}
