using System.Globalization;
using System.IO.Compression;
using Microsoft.EntityFrameworkCore;
using SpotCheck.DocService.Draws.Ceremonies;
using SpotCheck.DocService.Draws.Log;
using SpotCheck.DocService.Storage;

namespace SpotCheck.DocService.Draws.Publication;

/// <summary>The whole log as static files in one zip: what a mirror on any web server needs to answer without this service.</summary>
internal static class ExportLog
{
    public static async Task<IResult> Handle(string genesis, SpotCheckDb db, DrawLogs logs, HttpResponse response, CancellationToken ct)
    {
        if (await PublishedLogs.FindAsync(db, genesis, ct) is not { } log)
            return PublishedLogs.Unknown.ToProblem();
        await using var session = await logs.OpenAsync(db, log.Id, ct);
        using var buffer = new MemoryStream();
        using (var zip = new ZipArchive(buffer, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var record in session.Log.Records)
                Add(zip, string.Create(CultureInfo.InvariantCulture, $"records/{record.Seq}"), record.Canonical.Span);
            var ceremonies = await db.Set<Ceremony>().AsNoTracking().Where(c => c.LogId == log.Id && c.OpenSeq != null).OrderBy(c => c.OpenSeq).ToListAsync(ct);
            foreach (var ceremony in ceremonies)
            {
                var package = await Evidence.AssembleAsync(db, session, await Evidence.CheckpointAsync(db, session, ceremony, ct), ceremony, ct);
                Add(zip, string.Create(CultureInfo.InvariantCulture, $"draws/{ceremony.OpenSeq}/evidence.zip"), Evidence.Zip(package));
            }

            var checkpoints = await Checkpoints.AllAsync(db, session.Stored, ct);
            foreach (var checkpoint in checkpoints)
                Add(zip, string.Create(CultureInfo.InvariantCulture, $"checkpoints/{checkpoint.Size}"), System.Text.Encoding.UTF8.GetBytes(checkpoint.Note));
            Add(zip, "checkpoints/latest", System.Text.Encoding.UTF8.GetBytes(checkpoints[^1].Note));
        }

        await session.CommitAsync(ct);
        PublishedLogs.MayBeKept(response, forEver: false);
        return TypedResults.File(buffer.ToArray(), "application/zip", $"draw-log-{genesis[..8]}.zip");
    }

    private static void Add(ZipArchive zip, string name, ReadOnlySpan<byte> bytes)
    {
        var entry = zip.CreateEntry(name, CompressionLevel.Optimal);
        entry.LastWriteTime = new DateTimeOffset(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);
        using var stream = entry.Open();
        stream.Write(bytes);
    }
}
