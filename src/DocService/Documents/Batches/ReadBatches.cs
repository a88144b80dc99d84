using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SpotCheck.DocService.Http;
using SpotCheck.DocService.Identity;
using SpotCheck.DocService.Storage;

namespace SpotCheck.DocService.Documents.Batches;

/// <param name="Done">Rows done in the present step; <paramref name="Total"/> of them when it is over.</param>
/// <param name="CreatedBy">Name of the official.</param>
/// <param name="Problems">Rows that cannot be issued as they are, at most 100 of them.</param>
/// <param name="Sentence">Where the batch stands and what is to be done, counted: a batch is through its rows also where every row is faulty.</param>
internal sealed record BatchView(
    Guid Id, string Kind, string KindName, string Title, BatchState State, int Total, int Done, int Waiting, int Drafted, int Faulty, int Issued,
    string CreatedBy, DateTimeOffset CreatedAt, string? Prefix, DateTimeOffset? FinishedAt, IReadOnlyList<BatchProblem> Problems, string Sentence)
{
    private const int MostProblems = 100;

    public static async Task<BatchView> OfAsync(SpotCheckDb db, DocumentBatch batch, CancellationToken ct)
    {
        var counts = await db.Set<BatchItem>().Where(item => item.BatchId == batch.Id).GroupBy(item => item.State).Select(group => new { group.Key, Count = group.Count() }).ToDictionaryAsync(group => group.Key, group => group.Count, ct);
        var problems = await db.Set<BatchItem>().Where(item => item.BatchId == batch.Id && item.State == BatchItemState.Faulty).OrderBy(item => item.Ordinal).Take(MostProblems)
            .Select(item => new BatchProblem(item.Ordinal, item.Name, item.DocumentId, item.Problem!)).ToListAsync(ct);
        var drafts = await db.Set<BatchItem>().CountAsync(item => item.BatchId == batch.Id && item.DocumentId != null, ct);
        var standing = new BatchStanding(batch.State, batch.Total, drafts, counts.GetValueOrDefault(BatchItemState.Faulty), counts.GetValueOrDefault(BatchItemState.Issued));
        var creator = await db.Set<Person>().Where(person => person.Id == batch.CreatedBy).Select(person => person.Name).SingleAsync(ct);
        return new(batch.Id, batch.Kind, DocumentKind.Find(batch.Kind)!.Name, batch.Title, batch.State, batch.Total, batch.Cursor,
            counts.GetValueOrDefault(BatchItemState.Waiting), counts.GetValueOrDefault(BatchItemState.Drafted), counts.GetValueOrDefault(BatchItemState.Faulty), counts.GetValueOrDefault(BatchItemState.Issued),
            creator, batch.CreatedAt, batch.Prefix, batch.FinishedAt, problems, standing.Sentence);
    }
}

/// <param name="Document">The draft, to be mended before the batch is issued; null where none could be made.</param>
internal sealed record BatchProblem(int Row, string Name, Guid? Document, string Sentence);

/// <summary>How far batches are.</summary>
internal static class ReadBatches
{
    private const int MostShown = 100;

    /// <param name="Document">None where no draft could be made.</param>
    public sealed record ItemView(int Row, string Name, BatchItemState State, Guid? Document, string? Number, string? Problem);

    public static async Task<Ok<List<BatchView>>> List(string bureau, SpotCheckDb db, CancellationToken ct)
    {
        var batches = await db.Set<DocumentBatch>().AsNoTracking().Where(batch => batch.BureauId == bureau).OrderByDescending(batch => batch.CreatedAt).Take(MostShown).ToListAsync(ct);
        var views = new List<BatchView>();
        foreach (var batch in batches)
            views.Add(await BatchView.OfAsync(db, batch, ct));
        return TypedResults.Ok(views);
    }

    public static async Task<Results<Ok<BatchView>, RefusalResult>> One(string bureau, Guid batch, SpotCheckDb db, CancellationToken ct) =>
        await FindAsync(db, bureau, batch, ct) is { } found ? TypedResults.Ok(await BatchView.OfAsync(db, found, ct)) : BatchRefusals.NoSuchBatch(batch).ToProblem();

    /// <param name="after">Number of the last row seen; 200 rows a page.</param>
    public static async Task<Results<Ok<List<ItemView>>, RefusalResult>> Items(string bureau, Guid batch, int? after, SpotCheckDb db, CancellationToken ct)
    {
        if (await FindAsync(db, bureau, batch, ct) is null)
            return BatchRefusals.NoSuchBatch(batch).ToProblem();
        var rows = await (from item in db.Set<BatchItem>()
                          where item.BatchId == batch && item.Ordinal > (after ?? 0)
                          join issued in db.Set<IssuedDocument>() on item.DocumentId equals (Guid?)issued.DocumentId into frozen
                          from issued in frozen.DefaultIfEmpty()
                          orderby item.Ordinal
                          select new { item.Ordinal, item.Name, item.State, item.DocumentId, item.Problem, issued.Prefix, Year = (int?)issued.Year, Sequence = (int?)issued.Sequence }).Take(200).ToListAsync(ct);
        return TypedResults.Ok(rows.ConvertAll(row => new ItemView(row.Ordinal, row.Name, row.State, row.DocumentId,
            row.Prefix is null ? null : new DocumentNumber(row.Prefix, row.Year!.Value, row.Sequence!.Value).ToString(), row.Problem)));
    }

    internal static Task<DocumentBatch?> FindAsync(SpotCheckDb db, string bureau, Guid id, CancellationToken ct) =>
        db.Set<DocumentBatch>().AsNoTracking().SingleOrDefaultAsync(batch => batch.Id == id && batch.BureauId == bureau, ct);
}
