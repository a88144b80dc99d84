using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using SpotCheck.DocService.Identity;
using SpotCheck.DocService.Registers.Storage;
using SpotCheck.DocService.Storage;

namespace SpotCheck.DocService.Registers.Import;

/// <summary>Reads and applies files beside the requests, so that a million rows need no open connection; stops with the service.</summary>
internal sealed partial class ImportWork(IServiceScopeFactory scopes, ILogger<ImportWork> log) : IHostedService
{
    private readonly ConcurrentDictionary<Guid, (CancellationTokenSource Cancel, Task Work)> running = new();
    private readonly CancellationTokenSource stopping = new();

    /// <summary>Begins to read an uploaded file; owns the stream.</summary>
    public Task BeginReading(RegisterImport import, Stream file) => Begin(import.Id, async ct =>
    {
        await using var owned = file;
        await ReadAsync(import, file, ct);
    });

    public Task BeginApplying(Guid import, bool removeMissing, Official by) => Begin(import, ct => ApplyAsync(import, removeMissing, by, ct));

    /// <summary>Stops reading; <c>false</c> when this copy of the service is not at it.</summary>
    public async Task<bool> StopReadingAsync(Guid import)
    {
        if (!running.TryGetValue(import, out var job))
            return false;
        await job.Cancel.CancelAsync();
        await job.Work;
        return true;
    }

    private Task Begin(Guid import, Func<CancellationToken, Task> act)
    {
        var cancel = CancellationTokenSource.CreateLinkedTokenSource(stopping.Token);
        var begin = new TaskCompletionSource();
        var work = Task.Run(async () =>
        {
            await begin.Task;
            try
            {
                await act(cancel.Token);
            }
            finally
            {
                running.TryRemove(import, out _);
                cancel.Dispose();
            }
        });
        running[import] = (cancel, work);
        begin.SetResult();
        return work;
    }

    private async Task ReadAsync(RegisterImport import, Stream file, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<SpotCheckDb>();
        try
        {
            var staging = ImportStaging.With(scope.ServiceProvider, import.Kind, import.Id, ReportAsync);
            var reading = await staging.ReadAsync(file, import.FileName, ct);
            await ReportAsync(0.9, reading.Value?.Rows ?? 0);
            var current = await db.Set<RegisterImport>().SingleAsync(i => i.Id == import.Id, ct);
            if (reading.Problem is { } problem)
            {
                (current.State, current.RefusalCode, current.RefusalMessage) = (ImportState.Refused, problem.Code, problem.Message);
                await db.SaveChangesAsync(ct);
            }
            else
            {
                await scope.ServiceProvider.GetRequiredService<RegisterWriting>().PreviewAsync(current, reading.Value!, ct);
            }
            LogRead(log, import.Id, current.Rows, current.Errors, current.State);
        }
        catch (Exception stopped) when (stopped is OperationCanceledException || ct.IsCancellationRequested)
        {
            await EndAsync(import.Id, stopping.IsCancellationRequested ? ImportState.Interrupted : ImportState.Cancelled);
        }
        catch (Exception fault)
        {
            LogFault(log, fault, import.Id);
            await EndAsync(import.Id, ImportState.Interrupted);
        }

        async Task ReportAsync(double progress, int rows)
        {
            await using var own = scopes.CreateAsyncScope();
            await own.ServiceProvider.GetRequiredService<SpotCheckDb>().Database.ExecuteSqlAsync(
                $"UPDATE register_import SET progress = {progress}, rows = {rows}, heartbeat = clock_timestamp() WHERE id = {import.Id}", ct);
        }
    }

    private async Task ApplyAsync(Guid id, bool removeMissing, Official by, CancellationToken ct)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<SpotCheckDb>();
            var import = await db.Set<RegisterImport>().SingleAsync(i => i.Id == id, ct);
            if (!await scope.ServiceProvider.GetRequiredService<RegisterWriting>().ApplyAsync(import, removeMissing, by, ct))
                await EndAsync(id, ImportState.Previewed, RegisterRefusals.RegisterChanged.Code, RegisterRefusals.RegisterChanged.Chinese);
            else
                LogApplied(log, id, import.AppliedVersion ?? 0);
        }
        catch (Exception fault)
        {
            // The transaction is undone; the preview still holds and can be confirmed again.
            if (fault is not OperationCanceledException)
                LogFault(log, fault, id);
            await EndAsync(id, ImportState.Previewed);
        }
    }

    // Uses no caller's token: the state must be told even when the work was stopped.
    private async Task EndAsync(Guid import, ImportState state, string? code = null, string? message = null)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<SpotCheckDb>();
        await db.Database.ExecuteSqlAsync(
            $"UPDATE register_import SET state = {state.ToString()}, refusal_code = {code}, refusal_message = {message} WHERE id = {import} AND state IN ('Reading', 'Applying')", CancellationToken.None);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await stopping.CancelAsync();
        await Task.WhenAll(running.Values.Select(job => job.Work));
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Import {Import} read {Rows} rows with {Errors} errors: {State}")]
    private static partial void LogRead(ILogger log, Guid import, int rows, int errors, ImportState state);

    [LoggerMessage(Level = LogLevel.Information, Message = "Import {Import} applied to version {Version}")]
    private static partial void LogApplied(ILogger log, Guid import, int version);

    [LoggerMessage(Level = LogLevel.Error, Message = "Import {Import} failed")]
    private static partial void LogFault(ILogger log, Exception fault, Guid import);
}
