using System.Globalization;
using System.IO.Compression;
using System.Text;
using Microsoft.EntityFrameworkCore;
using SpotCheck.DocService.Draws.Ceremonies;
using SpotCheck.DocService.Draws.Log;
using SpotCheck.DocService.Http;
using SpotCheck.DocService.Storage;

namespace SpotCheck.DocService.Draws.Publication;

/// <summary>
/// The whole log as static files in one zip: what a mirror on any web server needs to answer without this service.
/// It is sent while it is read, one record and one evidence package at a time, and nobody waits for it: the log's lock is held only to assemble a package.
/// </summary>
internal static class ExportLog
{
    public static async Task<IResult> Handle(string genesis, SpotCheckDb db, DrawLogs logs, HttpResponse response, CancellationToken ct)
    {
        if (await PublishedLogs.FindAsync(db, genesis, ct) is not { } log)
            return PublishedLogs.Unknown.ToProblem();
        PublishedLogs.MayBeKept(response, forEver: false);
        return TypedResults.Stream(output => Evidence.SendAsync(output, sending => WriteAsync(log, db, logs, sending, ct)), "application/zip", $"draw-log-{genesis[..8]}.zip");
    }

    private static async Task WriteAsync(StoredLog log, SpotCheckDb db, DrawLogs logs, Stream output, CancellationToken ct)
    {
        await using var zip = await ZipArchive.CreateAsync(output, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, ct);
        var ceremonies = await db.Set<Ceremony>().AsNoTracking().Where(c => c.LogId == log.Id && c.OpenSeq != null).OrderBy(c => c.OpenSeq).ToListAsync(ct);
        foreach (var ceremony in ceremonies)
        {
            // Assembling may sign a checkpoint: packages come before the checkpoints, and those before the records they cover.
            var package = await Evidence.OfAsync(db, logs, ceremony, ct);
            db.ChangeTracker.Clear();
            await using var entry = await Evidence.Entry(zip, string.Create(CultureInfo.InvariantCulture, $"draws/{ceremony.OpenSeq}/evidence.zip")).OpenAsync(ct);
            await Evidence.WriteAsync(package, entry, ct);
        }

        var checkpoints = await Checkpoints.AllAsync(db, log, ct);
        foreach (var checkpoint in checkpoints)
            await Evidence.AddAsync(zip, string.Create(CultureInfo.InvariantCulture, $"checkpoints/{checkpoint.Size}"), Encoding.UTF8.GetBytes(checkpoint.Note), ct);
        await Evidence.AddAsync(zip, "checkpoints/latest", Encoding.UTF8.GetBytes(checkpoints[^1].Note), ct);
        var size = checkpoints[^1].Size;
        await foreach (var record in db.Set<StoredRecord>().AsNoTracking().Where(r => r.LogId == log.Id && r.Seq < size).OrderBy(r => r.Seq).AsAsyncEnumerable().WithCancellation(ct))
            await Evidence.AddAsync(zip, string.Create(CultureInfo.InvariantCulture, $"records/{record.Seq}"), record.Body, ct);
        await Evidence.AddAsync(zip, "verify.html", await File.ReadAllBytesAsync(VerifierPage.Path, ct), ct);
        foreach (var verifier in await db.Set<ServedVerifier>().AsNoTracking().ToListAsync(ct))
            await Evidence.AddAsync(zip, ServedVerifiers.AddressOf(verifier.Sha256)[1..], verifier.Page, ct);
    }
}
