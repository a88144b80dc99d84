using System.Collections.Concurrent;

namespace SpotCheck.VerifiableDraws.Scenarios;

/// <summary>
/// Changes single characters of the files of a package and counts what a verifier overlooks. Exempt is exactly what the protocol
/// declares free: a certificate that still parses to the same value (same JCS), that is, other white space between tokens or another escape of the same character.
/// </summary>
internal static class Mutations
{
    public sealed record Count(long Tried, long Exempt, IReadOnlyList<string> Overlooked);

    /// <summary>At every stride-th position as many kinds of change as asked for: flip, replace, delete, repeat.</summary>
    public static Count Run(EvidencePackage package, int kinds, int stride, int threads)
    {
        var (tried, exempt, overlooked) = (0L, 0L, new ConcurrentQueue<string>());
        foreach (var (name, file) in package.Files)
        {
            var original = name == Certificate.FileName ? Canonical(file.Span) : null;
            Parallel.For(0, (file.Length + stride - 1) / stride * kinds, new ParallelOptions { MaxDegreeOfParallelism = threads }, step =>
            {
                var (position, kind) = (step / kinds * stride, (step / kinds) + (step % kinds));
                var mutated = Mutate(file.Span, position, kind % 4);
                if (mutated.AsSpan().SequenceEqual(file.Span))
                    return;
                Interlocked.Increment(ref tried);
                if (original is not null && Canonical(mutated) is { } changed && changed.AsSpan().SequenceEqual(original))
                {
                    Interlocked.Increment(ref exempt);
                    return;
                }

                var files = new Dictionary<string, ReadOnlyMemory<byte>>(package.Files, StringComparer.Ordinal) { [name] = mutated };
                if (Verification.Verify(new EvidencePackage(files)).Answer == VerificationAnswer.Genuine)
                    overlooked.Enqueue($"{name} at {position}, kind {kind % 4}");
            });
        }

        return new Count(tried, exempt, [.. overlooked]);
    }

    private static byte[] Mutate(ReadOnlySpan<byte> file, int position, int kind) => kind switch
    {
        0 => [.. file[..position], (byte)(file[position] ^ 1), .. file[(position + 1)..]],
        1 => [.. file[..position], (byte)(file[position] == '0' ? '1' : '0'), .. file[(position + 1)..]],
        2 => [.. file[..position], .. file[(position + 1)..]],
        _ => [.. file[..(position + 1)], file[position], .. file[(position + 1)..]],
    };

    private static byte[]? Canonical(ReadOnlySpan<byte> file) => Jcs.TryParse(file, out var json, out _) ? Jcs.Serialize(json) : null;
}
