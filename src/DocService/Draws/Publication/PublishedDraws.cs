using Microsoft.Extensions.Caching.Memory;
using SpotCheck.DocService.Draws.Ceremonies;
using SpotCheck.DocService.Draws.Log;
using SpotCheck.DocService.Storage;
using SpotCheck.VerifiableDraws;

namespace SpotCheck.DocService.Draws.Publication;

/// <summary>What every answer about a published draw is made from: its certificate and the registers of its tasks.</summary>
internal sealed record PublishedDraw(Certificate Certificate, string CertificateHash, IReadOnlyDictionary<string, RegisterTable> Registers);

/// <summary>
/// Published draws that enterprises ask about, kept for a while: a package is assembled once for all who ask, not once for each. One is known by the newest record of its
/// draw, so whatever happens to the draw later is never answered from an older one.
/// </summary>
internal sealed class PublishedDraws : IDisposable
{
    private const long MostKept = 512L << 20;

    // A register keeps its columns and, after the first proof, its whole tree.
    private const long BytesPerRow = 128;
    private static readonly TimeSpan KeptFor = TimeSpan.FromMinutes(30);

    private readonly MemoryCache kept = new(new MemoryCacheOptions { SizeLimit = MostKept });

    // One at a time: many who ask at once after a result must not assemble it many times.
    private readonly SemaphoreSlim turn = new(1);
    private int assembled;

    /// <summary>How many packages were assembled so far.</summary>
    public int Assembled => Volatile.Read(ref assembled);

    public async Task<PublishedDraw> OfAsync(SpotCheckDb db, DrawLogs logs, Ceremony ceremony, CancellationToken ct)
    {
        var newest = await logs.ReadAsync(db, ceremony.LogId, log => Evidence.LastOf(log, ceremony.OpenSeq!.Value), ct);
        var key = (ceremony.Id, newest);
        if (kept.TryGetValue(key, out PublishedDraw? known))
            return known!;
        await turn.WaitAsync(ct);
        try
        {
            if (kept.TryGetValue(key, out known))
                return known!;
            var draw = await AssembleAsync(db, logs, ceremony, ct);
            Interlocked.Increment(ref assembled);
            kept.Set(key, draw, new MemoryCacheEntryOptions { Size = SizeOf(draw), SlidingExpiration = KeptFor });
            return draw;
        }
        finally
        {
            turn.Release();
        }
    }

    public void Dispose()
    {
        kept.Dispose();
        turn.Dispose();
    }

    private static async Task<PublishedDraw> AssembleAsync(SpotCheckDb db, DrawLogs logs, Ceremony ceremony, CancellationToken ct)
    {
        var package = await Evidence.OfAsync(db, logs, ceremony, ct);
        if (!Jcs.TryParse(package.Files[Certificate.FileName].Span, out var json, out _) || !Certificate.TryRead(json, out var certificate, out _))
            throw new InvalidOperationException("The package just assembled has no readable certificate.");
        var tables = await CeremonyAccess.TablesAsync(db, ceremony.Id, ct);
        return new PublishedDraw(certificate, certificate.Hash().ToString(), tables.ToDictionary(static t => t.Key, static t => t.Value.Register, StringComparer.Ordinal));
    }

    private static long SizeOf(PublishedDraw draw) => draw.Registers.Values.Sum(static r => r.Bytes.Length + (r.Size * BytesPerRow));
}
