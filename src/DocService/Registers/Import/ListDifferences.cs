using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SpotCheck.DocService.Http;
using SpotCheck.DocService.Registers.Storage;
using SpotCheck.DocService.Storage;

namespace SpotCheck.DocService.Registers.Import;

/// <summary>What would be added, changed, left alone, or is missing from the file: a page at a time, field by field.</summary>
internal static class ListDifferences
{
    private const int PageSize = 100;

    /// <param name="Next">Give this as <c>after</c> for the next page.</param>
    public sealed record Response(IReadOnlyList<ImportDifference> Differences, string? Next);

    public static async Task<Results<Ok<Response>, RefusalResult>> Handle(
        string bureau, string kind, Guid id, DifferenceKind? change, string? after, SpotCheckDb db, ImportDifferences differences, CancellationToken ct)
    {
        var import = await db.Set<RegisterImport>().AsNoTracking().SingleOrDefaultAsync(i => i.Id == id && i.BureauId == bureau, ct);
        if (import is null || import.Kind.Code() != kind)
            return RegisterRefusals.NoSuchImport.ToProblem();
        if (import.State != ImportState.Previewed)
            return RegisterRefusals.WrongImportState(ImportView.Chinese(import.State)).ToProblem();
        var wanted = (change ?? DifferenceKind.Changed) switch
        {
            DifferenceKind.Added => "added",
            DifferenceKind.Missing => "missing",
            DifferenceKind.Unchanged => "unchanged",
            _ => "changed",
        };
        var list = await differences.ListAsync(import, wanted, after ?? "", PageSize + 1, ct);
        var page = list.Take(PageSize).ToList();
        return TypedResults.Ok(new Response(page, list.Count > PageSize ? page[^1].Id : null));
    }
}

internal enum DifferenceKind
{
    Added,
    Changed,
    Unchanged,

    /// <summary>In the register but not in the file.</summary>
    Missing,
}
