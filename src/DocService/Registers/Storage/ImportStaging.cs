using System.Diagnostics;
using Npgsql;
using NpgsqlTypes;
using SpotCheck.DocService.Registers.Import;
using SpotCheck.DocService.Registers.Sheets;

namespace SpotCheck.DocService.Registers.Storage;

/// <summary>What reading a file gave, besides the rows and problems now lying in the database.</summary>
internal sealed record StagedFile(int Rows, IReadOnlyList<string> Columns, IReadOnlyList<string> Ignored, IReadOnlyList<string> Notes);

/// <summary>Streams a file into the staging table: one pass, one row in memory, one transaction.</summary>
internal sealed class ImportStaging(NpgsqlDataSource source, RegisterKind kind, Guid import, Func<double, int, Task> report)
{
    // Beyond these nobody reads on, and the report no longer fits a sheet.
    private const int KeptWarnings = 200_000;
    private const int KeptErrors = 800_000;
    private const int RowsBetweenReports = 2_000;
    private static readonly TimeSpan ReportEvery = TimeSpan.FromMilliseconds(500);

    private readonly RegisterTable table = new(kind);

    public static ImportStaging With(IServiceProvider services, RegisterKind kind, Guid import, Func<double, int, Task> report) =>
        new(services.GetRequiredService<NpgsqlDataSource>(), kind, import, report);

    public async Task<SheetReading<StagedFile>> ReadAsync(Stream file, string fileName, CancellationToken ct)
    {
        await using var rows = await source.OpenConnectionAsync(ct);
        await using var problems = await source.OpenConnectionAsync(ct);
        await using var rowsTransaction = await rows.BeginTransactionAsync(ct);
        await using var problemsTransaction = await problems.BeginTransactionAsync(ct);
        var reading = await SheetFile.ReadAsync(file, fileName, SheetLimits.Register, sheet => CopyAsync(sheet, fileName, rows, problems, ct));
        if (reading.Problem is null)
        {
            await problemsTransaction.CommitAsync(ct);
            await rowsTransaction.CommitAsync(ct);
        }
        return reading;
    }

    private async Task<StagedFile> CopyAsync(SheetFile sheet, string fileName, NpgsqlConnection rows, NpgsqlConnection problems, CancellationToken ct)
    {
        var (index, header) = FindSheet(sheet, fileName);
        var reader = new RegisterRowReader(table.Columns, header);
        var count = 0;
        int errors = 0, warnings = 0;
        var watch = Stopwatch.StartNew();
        await using (var copy = await rows.BeginBinaryImportAsync(table.CopyIn, ct))
        await using (var problemCopy = await problems.BeginBinaryImportAsync(
            "COPY register_import_problem (import_id, row, cell, column_title, code, is_error, found, message, suggestion) FROM STDIN (FORMAT BINARY)", ct))
        {
            copy.Timeout = problemCopy.Timeout = TimeSpan.FromMinutes(5);
            foreach (var row in sheet.Rows(index).SkipWhile(r => r.Number <= header.Row))
            {
                if (reader.Read(row) is not { } values)
                    continue;
                count++;
                // A row without an id cannot be compared; its error keeps the file from being applied anyway.
                if (values[0] is not null && values[1] is not null)
                    await RegisterTable.StageAsync(copy, import, row.Number, values, ct);
                foreach (var problem in reader.Problems)
                {
                    if (problem.IsError ? errors++ < KeptErrors : warnings++ < KeptWarnings)
                        await WriteAsync(problemCopy, problem, ct);
                }
                if (count % RowsBetweenReports == 0 && watch.Elapsed > ReportEvery)
                {
                    await report(sheet.Progress * 0.9, count);
                    watch.Restart();
                }
            }
            await copy.CompleteAsync(ct);
            await problemCopy.CompleteAsync(ct);
        }
        if (count == 0)
            throw new SheetRefusedException("import.no-rows", $"文件“{fileName}”的表头（第 {header.Row} 行）下面没有数据。请补充后再上传。");
        return new(count, [.. header.Sources.Keys.Select(c => c.Field)], header.Ignored, Notes(sheet, index, header, errors, warnings));
    }

    private async Task WriteAsync(NpgsqlBinaryImporter copy, ImportProblem problem, CancellationToken ct)
    {
        await copy.StartRowAsync(ct);
        await copy.WriteAsync(import, NpgsqlDbType.Uuid, ct);
        await copy.WriteAsync(problem.Row, NpgsqlDbType.Integer, ct);
        await copy.WriteAsync(problem.Cell, NpgsqlDbType.Text, ct);
        await copy.WriteAsync(problem.Column, NpgsqlDbType.Text, ct);
        await copy.WriteAsync(problem.Code, NpgsqlDbType.Text, ct);
        await copy.WriteAsync(problem.IsError, NpgsqlDbType.Boolean, ct);
        await copy.WriteAsync(Storable(problem.Found), NpgsqlDbType.Text, ct);
        await copy.WriteAsync(Storable(problem.Message), NpgsqlDbType.Text, ct);
        await copy.WriteAsync(problem.Suggestion, NpgsqlDbType.Text, ct);
    }

    // PostgreSQL text holds no NUL and no half surrogate pair.
    private static string Storable(string text) =>
        string.Concat(text.EnumerateRunes().Where(r => r.Value is not 0).Select(r => r.ToString()));

    private (int Index, HeaderRow Header) FindSheet(SheetFile sheet, string fileName)
    {
        var candidates = sheet.Sheets.Where(s => !s.Hidden)
            .Select(s => (s.Index, Header: HeaderRow.Find(sheet.Rows(s.Index), kind)))
            .Where(found => found.Header is not null)
            .ToList();
        if (candidates.Count > 0)
            return candidates.Select(c => (c.Index, c.Header!)).MaxBy(c => c.Item2.Sources.Count);

        var required = string.Join("、", table.Columns.Where(c => c.Required).Select(c => $"“{c.Title}”"));
        var first = sheet.Rows(sheet.Sheets.First(s => !s.Hidden).Index).Take(20).MaxBy(r => HeaderRow.Read(r, table.Columns).Sources.Count);
        var seen = first is null ? "没有内容" : "最像表头的是第 " + first.Number + " 行：" + string.Join("、", first.Cells.Take(8).Select(c => c.Text.Length > 20 ? c.Text[..20] + "…" : c.Text));
        throw new SheetRefusedException("import.no-header",
            $"文件“{fileName}”的前 20 行里没有找到表头。{kind.Chinese()}至少要有{required}列（名称可以是常见的其他叫法）；{seen}。请检查表头，或下载导入模板。");
    }

    private List<string> Notes(SheetFile sheet, int index, HeaderRow header, int errors, int warnings)
    {
        var notes = new List<string>(sheet.Warnings.Select(w => w.Message));
        if (sheet.Sheets.Count(s => !s.Hidden) > 1)
            notes.Add($"工作簿有多个工作表，导入的是“{sheet.Sheets[index].Name}”。");
        foreach (var (column, sources) in header.Sources.Where(s => s.Value.Count > 1))
            notes.Add($"{string.Join("、", sources.Select(s => $"“{s.Shown}”"))}都对应{column.Title}，以靠前的非空单元格为准。");
        if (header.Ignored.Intersect(RegisterColumns.NeverImported, StringComparer.Ordinal).Any())
            notes.Add("身份证号抽查用不到，没有导入。");
        if (errors > KeptErrors || warnings > KeptWarnings)
            notes.Add($"问题太多：错误 {errors} 处、提示 {warnings} 处，报告只列出前 {KeptErrors} 处错误和前 {KeptWarnings} 处提示。");
        return notes;
    }
}
