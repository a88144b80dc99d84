using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SpotCheck.DocService.Audit;
using SpotCheck.DocService.Http;
using SpotCheck.DocService.Identity;
using SpotCheck.DocService.Storage;

namespace SpotCheck.DocService.Plans.ItemList;

/// <summary>A row as shown.</summary>
internal sealed record ItemView(string Number, int Revision, ItemContent Content)
{
    public static ItemView Of(InspectionItem item) => new(item.Number, item.Revision, item.Content);
}

/// <summary>The bureau's 抽查事项清单, and changes of single rows.</summary>
internal static class EditItems
{
    /// <param name="Revision">The revision the change was made on; 0 for a new row.</param>
    public sealed record Request(ItemContent Content, int Revision = 0);

    public static async Task<Ok<List<ItemView>>> List(string bureau, SpotCheckDb db, CancellationToken ct)
    {
        var items = await db.Set<InspectionItem>().AsNoTracking().Where(item => item.BureauId == bureau).ToListAsync(ct);
        return TypedResults.Ok(items.OrderBy(item => item.Number, StringComparer.Ordinal).Select(ItemView.Of).ToList());
    }

    public static async Task<Results<Ok<ItemView>, RefusalResult>> Put(string bureau, string number, Request request, Official official, SpotCheckDb db, AuditTrail audit, CancellationToken ct)
    {
        if (request.Content.Judge(number) is { } refusal)
            return refusal.ToProblem();
        var stored = await db.Set<InspectionItem>().FindAsync([bureau, number], ct);
        if ((stored?.Revision ?? 0) != request.Revision)
            return Stale(number).ToProblem();
        audit.Record(official, stored is null ? "item.added" : "item.changed", "inspection-item", number, stored?.Content, request.Content);
        if (stored is null)
            db.Add(stored = new InspectionItem { BureauId = bureau, Number = number, Content = request.Content });
        else
            (stored.Content, stored.Revision) = (request.Content, stored.Revision + 1);
        return await SavedAsync(db, ct) ? TypedResults.Ok(ItemView.Of(stored)) : Stale(number).ToProblem();
    }

    public static async Task<Results<NoContent, RefusalResult>> Remove(string bureau, string number, Official official, SpotCheckDb db, AuditTrail audit, CancellationToken ct)
    {
        if (await db.Set<InspectionItem>().FindAsync([bureau, number], ct) is not { } stored)
            return NoSuchItem(number).ToProblem();
        audit.Record(official, "item.removed", "inspection-item", number, stored.Content);
        db.Remove(stored);
        return await SavedAsync(db, ct) ? TypedResults.NoContent() : Stale(number).ToProblem();
    }

    public static Refusal NoSuchItem(string number) => Refusal.NotFound("item.no-such-item", $"事项清单里没有编号“{number}”。请刷新清单后重试。", $"There is no item '{number}'.");

    public static Refusal Stale(string number) => Refusal.WrongState(
        "item.changed-meanwhile", $"编号“{number}”的事项刚才有人改过或已存在。请刷新清单，核对后再改。", $"Item '{number}' was changed meanwhile. Reload, compare, and repeat.");

    private static async Task<bool> SavedAsync(SpotCheckDb db, CancellationToken ct)
    {
        try
        {
            await db.SaveChangesAsync(ct);
            return true;
        }
        catch (DbUpdateException)
        {
            return false;
        }
    }
}
