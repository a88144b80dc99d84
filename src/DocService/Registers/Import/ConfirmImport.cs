using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SpotCheck.DocService.Http;
using SpotCheck.DocService.Identity;
using SpotCheck.DocService.Registers.Storage;
using SpotCheck.DocService.Storage;

namespace SpotCheck.DocService.Registers.Import;

/// <summary>A clerk who has looked at the differences lets the file in: wholly, into the open version.</summary>
internal static class ConfirmImport
{
    /// <param name="FileHash">The hash shown with the preview.</param>
    /// <param name="RemoveMissing">Rows of the register that the file does not name leave it; otherwise they stay.</param>
    public sealed record Request(string FileHash, bool RemoveMissing = false);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public static async Task<Results<Accepted<ImportView>, RefusalResult>> Handle(
        string bureau, string kind, Guid id, Request request, Official official, SpotCheckDb db, ImportWork work, CancellationToken ct)
    {
        if (await ImportView.FindAsync(db, bureau, id, ct) is not { } import || import.Kind.Code() != kind)
            return RegisterRefusals.NoSuchImport.ToProblem();
        if (import.State != ImportState.Previewed)
            return RegisterRefusals.WrongImportState(import.StateText).ToProblem();
        if (!string.Equals(import.FileHash, request.FileHash, StringComparison.Ordinal))
            return RegisterRefusals.AnotherFile.ToProblem();
        if (import.Errors > 0)
            return RegisterRefusals.HasErrors(import.Errors).ToProblem();
        if (import.Added + import.Changed + (request.RemoveMissing ? import.Missing : 0) > 0 && await ChangedSinceAsync(db, bureau, import, ct))
            return RegisterRefusals.RegisterChanged.ToProblem();

        // Two confirmations at once: one of them finds the state changed.
        var taken = await db.Database.ExecuteSqlAsync(
            $"UPDATE register_import SET state = 'Applying', heartbeat = clock_timestamp() + interval '10 minutes' WHERE id = {id} AND state = 'Previewed'", ct);
        if (taken == 0)
            return RegisterRefusals.WrongImportState(ImportView.Chinese(ImportState.Applying)).ToProblem();
        var applying = work.BeginApplying(id, request.RemoveMissing, official);
        await Task.WhenAny(applying, Task.Delay(Patience, ct));
        var view = (await ImportView.FindAsync(db, bureau, id, ct))!;
        return view.RefusalCode == RegisterRefusals.RegisterChanged.Code
            ? RegisterRefusals.RegisterChanged.ToProblem()
            : TypedResults.Accepted($"/api/bureaus/{bureau}/registers/{kind}/imports/{id}", view);
    }

    private static async Task<bool> ChangedSinceAsync(SpotCheckDb db, string bureau, ImportView import, CancellationToken ct)
    {
        var edits = await db.Set<Register>().Where(r => r.BureauId == bureau && r.Kind == import.Kind).Select(r => (long?)r.Edits).SingleOrDefaultAsync(ct) ?? 0;
        return edits != await db.Set<RegisterImport>().Where(i => i.Id == import.Id).Select(i => i.BaseEdits).SingleAsync(ct);
    }
}

/// <summary>A clerk stops a reading or drops a preview.</summary>
internal static class CancelImport
{
    public static async Task<Results<NoContent, RefusalResult>> Handle(
        string bureau, string kind, Guid id, SpotCheckDb db, RegisterWriting writing, ImportWork work, CancellationToken ct)
    {
        if (await ImportView.FindAsync(db, bureau, id, ct) is not { } import || import.Kind.Code() != kind)
            return RegisterRefusals.NoSuchImport.ToProblem();
        if (import.State is not (ImportState.Reading or ImportState.Previewed or ImportState.Refused))
            return RegisterRefusals.WrongImportState(import.StateText).ToProblem();
        await work.StopReadingAsync(id);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await writing.DiscardAsync(import.Kind, id, ct);
        await db.Database.ExecuteSqlAsync($"UPDATE register_import SET state = 'Cancelled' WHERE id = {id} AND state IN ('Reading', 'Previewed', 'Refused')", ct);
        await transaction.CommitAsync(ct);
        return TypedResults.NoContent();
    }
}
