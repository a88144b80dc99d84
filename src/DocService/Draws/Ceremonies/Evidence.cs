using System.IO.Compression;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SpotCheck.DocService.Draws.Log;
using SpotCheck.DocService.Storage;
using SpotCheck.VerifiableDraws;

namespace SpotCheck.DocService.Draws.Ceremonies;

/// <summary>Evidence packages of a ceremony, with every earlier attempt at its plan rows.</summary>
internal static class Evidence
{
    public static async Task<VerificationReport> VerifyAsync(SpotCheckDb db, LogSession session, Checkpoint newest, Ceremony ceremony, CancellationToken ct) =>
        Verification.Verify(await AssembleAsync(db, session, newest, ceremony, ct), session.Log.Genesis.LeafHash);

    public static async Task<EvidencePackage> AssembleAsync(SpotCheckDb db, LogSession session, Checkpoint newest, Ceremony ceremony, CancellationToken ct)
    {
        var checkpoints = await Checkpoints.AllAsync(db, session.Stored, ct);
        var tables = await TablesOfAttemptsAsync(db, session.Log, ceremony, ct);
        return PackageAssembly.Assemble(session.Log, [ceremony.OpenSeq!.Value], newest, checkpoints, (open, task) => tables[(open, task)]);
    }

    /// <summary>
    /// The first signed checkpoint that covers every record of the ceremony. As long as nothing new happens to it, its certificate and the proofs that name it stay the same;
    /// one is signed here where contributions came after the last.
    /// </summary>
    public static async Task<Checkpoint> CheckpointAsync(SpotCheckDb db, LogSession session, Ceremony ceremony, CancellationToken ct)
    {
        var last = LastOf(session.Log, ceremony.OpenSeq!.Value);
        if ((await Checkpoints.AllAsync(db, session.Stored, ct)).Find(c => c.Size > last) is { } signed)
            return signed;
        var checkpoint = session.Sign();
        await db.SaveChangesAsync(ct);
        return checkpoint;
    }

    /// <summary>Seq of the newest record of an OPEN and its REOPENs.</summary>
    public static long LastOf(DrawLog log, long open)
    {
        var openings = log.Records.OfType<ReopenRecord>().Where(r => r.Open == open).Select(r => r.Seq).Append(open).ToHashSet();
        return log.Records.Skip((int)open).Where(r => openings.Contains(r.Seq) || (OpenOf(r) is { } of && openings.Contains(of))).Max(r => r.Seq);
    }

    public static long? OpenOf(LogRecord record) => record switch
    {
        ContribRecord r => r.Open,
        RevealRecord r => r.Open,
        ResultRecord r => r.Open,
        ReresultRecord r => r.Open,
        VoidRecord r => r.Open,
        SupersedeRecord r => r.Open,
        RecuseRecord r => r.Open,
        _ => null,
    };

    /// <summary>Assembles under the log's lock and gives it back; a missing checkpoint is signed for good.</summary>
    public static async Task<EvidencePackage> OfAsync(SpotCheckDb db, DrawLogs logs, Ceremony ceremony, CancellationToken ct)
    {
        await using var session = await logs.OpenAsync(db, ceremony.LogId, ct);
        var package = await AssembleAsync(db, session, await CheckpointAsync(db, session, ceremony, ct), ceremony, ct);
        await session.CommitAsync(ct);
        return package;
    }

    /// <summary>A download that is compressed while it is sent.</summary>
    public static PushStreamHttpResult Download(EvidencePackage package, long open) =>
        TypedResults.Stream(output => SendAsync(output, sending => WriteAsync(package, sending, CancellationToken.None)), "application/zip", $"evidence-{open}.zip");

    /// <summary>Writes zips into an answer.</summary>
    public static async Task SendAsync(Stream answer, Func<Stream, Task> write)
    {
        await using var sending = new SendingStream(answer);
        await write(sending);
        await sending.FlushAsync();
    }

    /// <summary>The package as a zip whose bytes depend on its content alone.</summary>
    /// <param name="output">Need not be seekable; stays open.</param>
    public static async Task WriteAsync(EvidencePackage package, Stream output, CancellationToken ct)
    {
        await using var zip = await ZipArchive.CreateAsync(output, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, ct);
        foreach (var (name, bytes) in package.Files.OrderBy(f => f.Key, StringComparer.Ordinal))
            await AddAsync(zip, name, bytes, ct);
    }

    /// <summary>One file, without the hour it was written at.</summary>
    public static async Task AddAsync(ZipArchive zip, string name, ReadOnlyMemory<byte> bytes, CancellationToken ct)
    {
        await using var stream = await Entry(zip, name).OpenAsync(ct);
        await stream.WriteAsync(bytes, ct);
    }

    public static ZipArchiveEntry Entry(ZipArchive zip, string name)
    {
        var entry = zip.CreateEntry(name, CompressionLevel.Optimal);
        entry.LastWriteTime = new DateTimeOffset(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);
        return entry;
    }

    private static async Task<Dictionary<(long Open, string Task), TaskTables>> TablesOfAttemptsAsync(SpotCheckDb db, DrawLog log, Ceremony ceremony, CancellationToken ct)
    {
        var opens = new HashSet<long> { ceremony.OpenSeq!.Value };
        var work = new Stack<long>(opens);
        while (work.TryPop(out var seq))
        {
            foreach (var previous in ((OpenRecord)log.Records[(int)seq]).Tasks.Select(t => t.Previous).OfType<long>())
            {
                var earlier = log.Records[(int)previous] switch { VoidRecord v => v.Open, SupersedeRecord s => s.Open, _ => throw new InvalidOperationException("An attempt was ended by neither VOID nor SUPERSEDE.") };
                if (opens.Add(earlier))
                    work.Push(earlier);
            }
        }

        var tables = new Dictionary<(long, string), TaskTables>();
        foreach (var other in await db.Set<Ceremony>().AsNoTracking().Where(c => c.LogId == ceremony.LogId && c.OpenSeq != null && opens.Contains(c.OpenSeq.Value)).ToListAsync(ct))
        {
            foreach (var (task, content) in await CeremonyAccess.TablesAsync(db, other.Id, ct))
                tables[(other.OpenSeq!.Value, task)] = content;
        }

        return tables;
    }
}
