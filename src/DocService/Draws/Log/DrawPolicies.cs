using SpotCheck.DocService.Http;

namespace SpotCheck.DocService.Draws.Log;

/// <summary>What a log's policy means, in the words that slip, record and pages share.</summary>
internal static class DrawPolicies
{
    /// <returns>Null where witnesses cosign.</returns>
    public static string? NoteOf(StoredLog log, Reader reader) => log.Cosignatures > 0
        ? null
        : reader.Choose(
            $"本单位的抽取日志不要求见证人联署（依据：{log.UnwitnessedBy}）。名录、比例和承诺值在掷骰子之前就已固定这一点，没有外人能够证明，只有本单位自己担保；其余各项（名录没有改动、名单和小组由公开的随机数算出）仍然任何人都可以复算。",
            $"This bureau's draw log needs no cosigning witness (decision: {log.UnwitnessedBy}). That registers, ratios and commitment were fixed before the dice no outsider can prove; the bureau alone vouches for it. Everything else (that no register was changed, that list and teams follow from the published numbers) anyone can still recompute.");

    /// <summary>For a draw that is witnessed, and otherwise <see cref="NoteOf"/>.</summary>
    public static string SentenceOf(StoredLog log, Reader reader) => NoteOf(log, reader)
        ?? reader.Choose(
            $"掷骰子之前须有 {log.Cosignatures} 位见证人在自己的设备上联署开抽单：见证人据此能够证明名录、比例和承诺值先于骰子固定。",
            $"Before the dice are thrown, {log.Cosignatures} witnesses must cosign the open slip on their own devices: they can prove that registers, ratios and commitment were fixed before the dice.");
}
