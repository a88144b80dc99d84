using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SpotCheck.DocService.Http;
using SpotCheck.DocService.Storage;

namespace SpotCheck.DocService.Draws.Publication;

/// <summary>An offline verifier this installation handed out once. Papers print its hash, so it stays reachable by it when a newer one takes its place.</summary>
internal sealed class ServedVerifier
{
    public required string Sha256 { get; init; }

    public required byte[] Page { get; init; }

    public required DateTimeOffset FirstServedAt { get; init; }
}

internal sealed class ServedVerifierConfiguration : IEntityTypeConfiguration<ServedVerifier>
{
    public void Configure(EntityTypeBuilder<ServedVerifier> builder) => builder.HasKey(verifier => verifier.Sha256);
}

/// <summary>Verifiers by the hash that slips, records and lists print.</summary>
internal static class ServedVerifiers
{
    private static readonly Refusal Unknown = Refusal.NotFound("public.no-such-verifier",
        "本服务没有发放过这个哈希的核验页。请核对网址中的 64 个字符；纸上印的哈希在这里找不到的，不要用别处得来的同名文件，请联系组织抽取的单位。",
        "This service never handed out a verifier of that hash. Compare the 64 characters of the address with those on the paper.");

    /// <param name="Sha256">Of the file's bytes: <c>sha256sum verify.html</c>.</param>
    public sealed record Entry(string Address, string Sha256, DateTimeOffset FirstServedAt);

    /// <param name="Earlier">Those that papers printed before may name, newest first.</param>
    public sealed record Response(string Address, string Sha256, long Bytes, IReadOnlyList<Entry> Earlier);

    public static string AddressOf(string sha256) => $"/verify/{sha256}.html";

    /// <summary>The whole address of the one handed out now, for papers: found there even when a newer one has taken its place.</summary>
    public static string AddressForPapers(ServiceSettings settings) => settings.PublicBaseUrl.ToString().TrimEnd('/') + AddressOf(VerifierPage.Sha256);

    /// <summary>The one handed out now, and all before it.</summary>
    public static async Task<IResult> Describe(SpotCheckDb db, HttpResponse response, CancellationToken ct)
    {
        var current = VerifierPage.Sha256;
        var earlier = await db.Set<ServedVerifier>().AsNoTracking().Where(v => v.Sha256 != current).OrderByDescending(v => v.FirstServedAt)
            .Select(v => new { v.Sha256, v.FirstServedAt }).ToListAsync(ct);
        PublishedLogs.MayBeKept(response, forEver: false);
        return TypedResults.Json(new Response(AddressOf(current), current, VerifierPage.Size, [.. earlier.Select(v => new Entry(AddressOf(v.Sha256), v.Sha256, v.FirstServedAt))]));
    }

    /// <summary>The page with a hash, byte for byte as it was handed out; its own policy came along with it.</summary>
    public static async Task<IResult> Read(string sha256, SpotCheckDb db, HttpResponse response, CancellationToken ct)
    {
        if (await db.Set<ServedVerifier>().AsNoTracking().SingleOrDefaultAsync(v => v.Sha256 == sha256, ct) is not { } verifier)
            return Unknown.ToProblem();
        VerifierPage.LeavePolicyToPage(response);
        PublishedLogs.MayBeKept(response, forEver: true);
        return TypedResults.Bytes(verifier.Page, "text/html; charset=utf-8");
    }
}

/// <summary>At start: the verifier handed out from now on is kept beside the earlier ones.</summary>
internal sealed class KeepVerifier(IServiceScopeFactory scopes, TimeProvider clock) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var page = await File.ReadAllBytesAsync(VerifierPage.Path, cancellationToken);
        await using var scope = scopes.CreateAsyncScope();
        // Several copies of the service may start at once.
        await scope.ServiceProvider.GetRequiredService<SpotCheckDb>().Database.ExecuteSqlAsync(
            $"INSERT INTO served_verifier (sha256, page, first_served_at) VALUES ({VerifierPage.Sha256}, {page}, {clock.GetUtcNow()}) ON CONFLICT DO NOTHING", cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
