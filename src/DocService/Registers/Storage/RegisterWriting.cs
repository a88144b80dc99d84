using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using SpotCheck.DocService.Audit;
using SpotCheck.DocService.Identity;
using SpotCheck.DocService.Registers.Import;
using SpotCheck.DocService.Storage;

namespace SpotCheck.DocService.Registers.Storage;

/// <summary>Compares a staged file with the register, and makes the register agree with it: wholly or not at all.</summary>
internal sealed class RegisterWriting(SpotCheckDb db, AuditTrail audit, TimeProvider clock)
{
    /// <summary>Reports duplicates, counts the differences and the problems, and sets the import to previewed.</summary>
    public async Task PreviewAsync(RegisterImport import, StagedFile staged, CancellationToken ct)
    {
        var table = new RegisterTable(import.Kind);
        db.Database.SetCommandTimeout(TimeSpan.FromMinutes(10));
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await RunAsync($"ANALYZE {table.Staging}", [], ct);
        await RunAsync(table.ReportDuplicates, [import.Id], ct);
        await RunAsync(table.DropRepeated, [import.Id], ct);

        var register = await db.Set<Register>().FindAsync([import.BureauId, import.Kind], ct);
        import.BaseEdits = register?.Edits ?? 0;
        import.Columns = [.. staged.Columns];
        var counts = await CountAsync(table.CountDifferences(import.Columns), [import.Id, import.BureauId], ct);
        (import.Added, import.Changed, import.Unchanged) = (counts[0], counts[1], counts[2] - counts[0] - counts[1]);
        import.Missing = (await CountAsync(table.CountMissing, [import.Id, import.BureauId], ct))[0];
        var problems = await CountAsync("SELECT count(*) FILTER (WHERE is_error), count(*) FILTER (WHERE NOT is_error) FROM register_import_problem WHERE import_id = $1", [import.Id], ct);
        (import.Errors, import.Warnings) = (problems[0], problems[1]);
        import.Rows = staged.Rows;
        import.Ignored = [.. staged.Ignored];
        import.Notes = [.. staged.Notes];
        import.Progress = 1;
        import.State = ImportState.Previewed;
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
    }

    /// <summary>Writes the staged rows into the open version, opening one where the last is closed.</summary>
    /// <param name="import">In state applying; becomes applied in the same transaction.</param>
    /// <param name="removeMissing">Rows the file does not name leave the register.</param>
    /// <returns><c>false</c> when the register has changed since the preview; nothing is written.</returns>
    public async Task<bool> ApplyAsync(RegisterImport import, bool removeMissing, Official by, CancellationToken ct)
    {
        var table = new RegisterTable(import.Kind);
        db.Database.SetCommandTimeout(TimeSpan.FromMinutes(10));
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var (register, open) = await OpenAsync(import.BureauId, import.Kind, by.Id, ct);
        if (register.Edits != import.BaseEdits)
            return false;

        await RunAsync(table.Merge(import.Columns), [import.Id, import.BureauId], ct);
        if (removeMissing)
        {
            await RunAsync(table.Missing, [import.Id, import.BureauId], ct);
            await ReplaceAsync(table, "missing", import.BureauId, open.Number, ct);
        }
        await ReplaceAsync(table, "merged", import.BureauId, open.Number, ct);
        await RunAsync(table.Insert, [import.BureauId, open.Number], ct);
        await RunAsync(table.Discard, [import.Id], ct);
        register.Edits++;
        import.State = ImportState.Applied;
        import.AppliedVersion = open.Number;
        audit.Record(by, "register.imported", "register-version", $"{import.Kind.Code()}/{open.Number}",
            after: new { import.Id, import.FileHash, import.Added, import.Changed, Removed = removeMissing ? import.Missing : 0 });
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return true;
    }

    /// <summary>The register, locked until the transaction ends, and its open version, made when there is none.</summary>
    public async Task<(Register Register, RegisterVersion Open)> OpenAsync(string bureau, RegisterKind kind, string by, CancellationToken ct)
    {
        await RunAsync("INSERT INTO register (bureau_id, kind) VALUES ($1, $2) ON CONFLICT DO NOTHING", [bureau, kind.Code()], ct);
        await RunAsync("SELECT 1 FROM register WHERE bureau_id = $1 AND kind = $2 FOR UPDATE", [bureau, kind.Code()], ct);
        var register = await db.Set<Register>().SingleAsync(r => r.BureauId == bureau && r.Kind == kind, ct);
        await db.Entry(register).ReloadAsync(ct);
        var last = await db.Set<RegisterVersion>().Where(v => v.BureauId == bureau && v.Kind == kind).OrderByDescending(v => v.Number).FirstOrDefaultAsync(ct);
        if (last is { State: VersionState.Open })
            return (register, last);
        var open = new RegisterVersion { BureauId = bureau, Kind = kind, Number = (last?.Number ?? 0) + 1, OpenedAt = clock.GetUtcNow(), OpenedBy = by };
        db.Add(open);
        await db.SaveChangesAsync(ct);
        return (register, open);
    }

    /// <summary>Adds rows to the open version as they are, without comparing; inside the caller's transaction.</summary>
    public async Task AddAsync(RegisterKind kind, string bureau, int open, IEnumerable<object?[]> rows, CancellationToken ct)
    {
        var table = new RegisterTable(kind);
        await using var copy = await ((NpgsqlConnection)db.Database.GetDbConnection()).BeginBinaryImportAsync(table.CopyRows, ct);
        foreach (var row in rows)
            await RegisterTable.AddAsync(copy, bureau, open, row, ct);
        await copy.CompleteAsync(ct);
    }

    public Task DiscardAsync(RegisterKind kind, Guid import, CancellationToken ct) => RunAsync(new RegisterTable(kind).Discard, [import], ct);

    private async Task ReplaceAsync(RegisterTable table, string listed, string bureau, int open, CancellationToken ct)
    {
        await RunAsync($"ANALYZE {listed}", [], ct);
        await RunAsync(table.End(listed), [bureau, open], ct);
        await RunAsync(table.Remove(listed), [bureau, open], ct);
    }

    private async Task RunAsync(string sql, object[] parameters, CancellationToken ct)
    {
        await using var command = Command(sql, parameters);
        await command.ExecuteNonQueryAsync(ct);
    }

    private async Task<int[]> CountAsync(string sql, object[] parameters, CancellationToken ct)
    {
        await using var command = Command(sql, parameters);
        await using var reader = await command.ExecuteReaderAsync(ct);
        await reader.ReadAsync(ct);
        return [.. Enumerable.Range(0, reader.FieldCount).Select(at => (int)reader.GetInt64(at))];
    }

    private NpgsqlCommand Command(string sql, object[] parameters)
    {
        var connection = (NpgsqlConnection)db.Database.GetDbConnection();
        var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 600 };
        command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction() as NpgsqlTransaction;
        foreach (var value in parameters)
            command.Parameters.Add(new() { Value = value });
        return command;
    }
}
