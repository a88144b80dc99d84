using Microsoft.EntityFrameworkCore;
using SpotCheck.DocService.Storage;

namespace SpotCheck.DocService.Registers.Import;

/// <summary>An import as its uploader sees it.</summary>
/// <param name="Progress">0 to 1.</param>
/// <param name="FileHash">To be named by the confirmation.</param>
/// <param name="Columns">Titles of the register columns found in the file.</param>
internal sealed record ImportView(
    Guid Id, RegisterKind Kind, ImportState State, string StateText, string FileName, long FileBytes, string FileHash, DateTimeOffset UploadedAt, double Progress,
    int Rows, int Added, int Changed, int Unchanged, int Missing, int Errors, int Warnings,
    IReadOnlyList<string> Columns, IReadOnlyList<string> IgnoredColumns, IReadOnlyList<string> Notes,
    string? RefusalCode, string? RefusalMessage, int? AppliedVersion)
{
    // A copy of the service that was killed reports no more; its transaction is gone with it.
    private const int SilentSeconds = 60;

    public static async Task<ImportView?> FindAsync(SpotCheckDb db, string bureau, Guid id, CancellationToken ct)
    {
        await db.Database.ExecuteSqlAsync(
            $"""
            UPDATE register_import SET state = CASE state WHEN 'Applying' THEN 'Previewed' ELSE 'Interrupted' END
            WHERE id = {id} AND bureau_id = {bureau} AND state IN ('Reading', 'Applying') AND heartbeat < clock_timestamp() - make_interval(secs => {SilentSeconds})
            """, ct);
        var import = await db.Set<RegisterImport>().AsNoTracking().SingleOrDefaultAsync(i => i.Id == id && i.BureauId == bureau, ct);
        return import is null ? null : From(import);
    }

    public static string Chinese(ImportState state) => state switch
    {
        ImportState.Reading => "正在读取",
        ImportState.Previewed => "待确认",
        ImportState.Applying => "正在写入",
        ImportState.Applied => "已写入",
        ImportState.Refused => "文件未接受",
        ImportState.Cancelled => "已取消",
        _ => "已中断，没有写入任何内容，请重新上传",
    };

    private static ImportView From(RegisterImport i)
    {
        var titles = RegisterColumns.Of(i.Kind).Where(c => i.Columns.Contains(c.Field, StringComparer.Ordinal)).Select(c => c.Title).ToList();
        return new(i.Id, i.Kind, i.State, Chinese(i.State), i.FileName, i.FileBytes, i.FileHash, i.UploadedAt, i.Progress,
            i.Rows, i.Added, i.Changed, i.Unchanged, i.Missing, i.Errors, i.Warnings, titles, i.Ignored, i.Notes,
            i.RefusalCode, i.RefusalMessage, i.AppliedVersion);
    }
}

/// <summary>Anybody of the register's staff follows an import.</summary>
internal static class GetImport
{
    public static async Task<Microsoft.AspNetCore.Http.HttpResults.Results<Microsoft.AspNetCore.Http.HttpResults.Ok<ImportView>, Http.RefusalResult>> Handle(
        string bureau, string kind, Guid id, SpotCheckDb db, CancellationToken ct) =>
        await ImportView.FindAsync(db, bureau, id, ct) is { } view && view.Kind.Code() == kind
            ? TypedResults.Ok(view)
            : RegisterRefusals.NoSuchImport.ToProblem();
}
