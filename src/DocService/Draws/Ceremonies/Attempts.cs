using SpotCheck.VerifiableDraws;

namespace SpotCheck.DocService.Draws.Ceremonies;

/// <summary>Attempts at one plan row: each begins after the end of the one before (docs/draw-protocol.md §3).</summary>
internal static class Attempts
{
    /// <returns>Number of the next attempt, the record that ended the one before, and whether one is still live.</returns>
    public static (long Attempt, long? Previous, bool Live) Next(DrawLog log, Digest plan)
    {
        var last = log.Records.OfType<OpenRecord>().LastOrDefault(o => o.Tasks.Any(t => t.Plan == plan));
        if (last is null)
            return (1, null, false);
        var task = last.Tasks.First(t => t.Plan == plan);
        var history = log.HistoryOf(last.Seq);
        var end = history.Openings[0].Void?.Seq ?? history.Superseded.GetValueOrDefault(task.Id)?.Seq;
        return (task.Attempt + 1, end, end is null);
    }
}
