using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using SpotCheck.DocService.Plans.Lint;

namespace SpotCheck.DocService.Documents;

/// <summary>What the text lint found out so far, kept from one step of a batch to the next. Only time is lost where it is gone.</summary>
internal sealed class LintShelf
{
    private const int MostMemories = 8;
    private const int MostTexts = 20_000;

    private readonly ConcurrentDictionary<string, LintMemory> memories = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> clean = new(StringComparer.Ordinal);

    /// <summary>A memory of this context that nobody else has in hand; to be given back.</summary>
    public LintMemory Take(NoticeContext context) => memories.TryRemove(KeyOf(context), out var memory) ? memory : new(context);

    public void GiveBack(LintMemory memory)
    {
        if (memories.Count >= MostMemories)
            memories.Clear();
        memories.TryAdd(KeyOf(memory.Context), memory);
    }

    /// <summary>Stands for all that a judgement follows from: the data, the template, the context and the day that is printed.</summary>
    public static string KeyOf(ComposedDocument composed, NoticeContext context, DateOnly today) =>
        HashOf([composed.Template.Sha256, KeyOf(context), FieldCheck.WriteDay(today), GivenFields.Json(composed.Data)]);

    /// <summary>Whether this was judged before and nothing kept it from being signed.</summary>
    public bool IsClean(string key) => clean.ContainsKey(key);

    public void RememberClean(string key)
    {
        if (clean.Count >= MostTexts)
            clean.Clear();
        clean.TryAdd(key, true);
    }

    private static string KeyOf(NoticeContext context) =>
        HashOf([context.Agency, context.Year.ToString(System.Globalization.CultureInfo.InvariantCulture), string.Join('\n', context.Others ?? []), string.Join('\n', context.Units ?? [])]);

    private static string HashOf(IEnumerable<string> parts) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\0', parts))));
}
