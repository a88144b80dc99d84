using System.Collections.Concurrent;
using System.Diagnostics;
using SpotCheck.DocService.Draws.Ceremonies;

namespace SpotCheck.DocService.Draws.Preparation;

/// <summary>
/// Simulations of prepared draws, one at a time in the background. They depend on the frozen tables alone, so a result that a restart lost is simply run again and is the same.
/// </summary>
internal sealed class FairnessRuns(IHostApplicationLifetime lifetime, ILogger<FairnessRuns> log)
{
    private static readonly TimeSpan LongestPerTask = TimeSpan.FromMinutes(2);
    private const int Kept = 64;

    private readonly ConcurrentDictionary<Guid, Progress> runs = new();
    private readonly SemaphoreSlim oneAtATime = new(1, 1);

    public sealed class Progress
    {
        private int done;

        public int Done => Volatile.Read(ref done);

        public required int Of { get; init; }

        public IReadOnlyList<SteeringReport>? Reports { get; set; }

        public bool Failed { get; set; }

        public void Step() => Interlocked.Increment(ref done);

        public void SkipTo(int count) => Interlocked.Exchange(ref done, count);
    }

    /// <summary>The run of a ceremony, begun now if it is not known.</summary>
    public Progress Of(Guid ceremony, Func<IReadOnlyList<TaskDraft>> tasks, int count)
    {
        if (runs.Count > Kept)
        {
            foreach (var (old, _) in runs.Where(r => r.Key != ceremony && r.Value.Reports is not null).Take(Kept / 2))
                runs.TryRemove(old, out _);
        }

        return runs.GetOrAdd(ceremony, unused =>
        {
            var progress = new Progress { Of = count * SteeringEstimate.Simulations };
            var drafts = tasks();
            _ = Task.Factory.StartNew(() => RunAsync(drafts, progress, lifetime.ApplicationStopping), lifetime.ApplicationStopping, TaskCreationOptions.LongRunning, TaskScheduler.Default);
            return progress;
        });
    }

    private async Task RunAsync(IReadOnlyList<TaskDraft> drafts, Progress progress, CancellationToken stopping)
    {
        try
        {
            await oneAtATime.WaitAsync(stopping);
            try
            {
                var reports = new List<SteeringReport>();
                foreach (var draft in drafts)
                    reports.Add(Estimate(draft, progress, reports.Count, stopping));
                progress.Reports = reports;
            }
            finally
            {
                oneAtATime.Release();
            }
        }
        catch (OperationCanceledException)
        {
            progress.Failed = true;
        }
        catch (Exception fault) when (fault is InvalidOperationException or ArgumentException or OutOfMemoryException)
        {
            progress.Failed = true;
            log.LogError(fault, "A fairness simulation failed");
        }
    }

    private static SteeringReport Estimate(TaskDraft draft, Progress progress, int before, CancellationToken stopping)
    {
        var estimate = new SteeringEstimate(draft);
        var watch = Stopwatch.StartNew();
        for (var run = 0; run < SteeringEstimate.Simulations && watch.Elapsed < LongestPerTask; run++)
        {
            stopping.ThrowIfCancellationRequested();
            estimate.Run();
            progress.Step();
        }

        progress.SkipTo((before + 1) * SteeringEstimate.Simulations);
        return estimate.Report();
    }
}
