using System.Runtime.CompilerServices;
using System.Text.Json;

namespace SpotCheck.VerifiableDraws.Tests;

/// <summary>The evidence packages in <c>tests/vectors</c>, run by every implementation alike.</summary>
internal static class Vectors
{
    public static readonly string Root = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(ThisFile())!, "..", "vectors"));

    public sealed record Expectation(
        string Name, string Folder, string Answer, Digest Genesis, IReadOnlyDictionary<long, Digest> Seeds, string? Check, long? Record)
    {
        public override string ToString() => Name;
    }

    public static IEnumerable<Expectation> All => Of("ssd1").Concat(Of("ssd1-own"));

    public static IEnumerable<Expectation> Of(string set)
    {
        var folder = Path.Combine(Root, set);
        var index = Path.Combine(folder, "index.json");
        if (!File.Exists(index))
            yield break;
        using var json = JsonDocument.Parse(File.ReadAllBytes(index));
        foreach (var entry in json.RootElement.EnumerateObject())
        {
            var value = entry.Value;
            yield return new Expectation(
                $"{set}/{entry.Name}", Path.Combine(folder, entry.Name), value.GetProperty("answer").GetString()!,
                Digest.Parse(value.GetProperty("genesis").GetString()!),
                value.GetProperty("seeds").EnumerateObject().ToDictionary(static s => long.Parse(s.Name), static s => Digest.Parse(s.Value.GetString()!)),
                value.TryGetProperty("check", out var check) ? check.GetString() : null,
                value.TryGetProperty("record", out var record) ? record.GetInt64() : null);
        }
    }

    public static EvidencePackage Read(string folder) => new(
        Directory.GetFiles(folder).ToDictionary(static f => Path.GetFileName(f), static f => (ReadOnlyMemory<byte>)File.ReadAllBytes(f)));

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
