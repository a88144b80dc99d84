using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SpotCheck.DocService.Http;
using SpotCheck.DocService.Registers.Sheets;
using SpotCheck.DocService.Storage;

namespace SpotCheck.DocService.Registers.Import;

/// <summary>The row-by-row report of an import: as a page of data, and as a workbook to mend the file by.</summary>
internal static class ProblemReport
{
    private const int PageSize = 200;
    private static readonly CellStyle Body = new() { Border = true, Wrap = true, Down = VerticalPlace.Top };
    private static readonly CellStyle ErrorBody = Body with { Colour = "C00000" };
    private static readonly double[] Widths = [8, 8, 16, 8, 30, 60, 22];

    /// <param name="Next">Give this as <c>skip</c> for the next page.</param>
    public sealed record Response(IReadOnlyList<ImportProblem> Problems, int? Next);

    public static async Task<Results<Ok<Response>, RefusalResult>> List(
        string bureau, string kind, Guid id, int? skip, SpotCheckDb db, CancellationToken ct)
    {
        if (await ImportView.FindAsync(db, bureau, id, ct) is not { } import || import.Kind.Code() != kind)
            return RegisterRefusals.NoSuchImport.ToProblem();
        var from = Math.Max(0, skip ?? 0);
        var list = await Problems(db, id).Skip(from).Take(PageSize + 1).ToListAsync(ct);
        return TypedResults.Ok(new Response([.. list.Take(PageSize)], list.Count > PageSize ? from + PageSize : null));
    }

    public static async Task<Results<FileStreamHttpResult, RefusalResult>> Download(
        string bureau, string kind, Guid id, SpotCheckDb db, CancellationToken ct)
    {
        if (await ImportView.FindAsync(db, bureau, id, ct) is not { } import || import.Kind.Code() != kind)
            return RegisterRefusals.NoSuchImport.ToProblem();
        var file = VanishingFile.Create();
        await WriteAsync(file, import, Problems(db, id).AsAsyncEnumerable(), ct);
        file.Position = 0;
        return TypedResults.File(file, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", $"导入错误报告-{Path.GetFileNameWithoutExtension(import.FileName)}.xlsx");
    }

    internal static async Task WriteAsync(Stream output, ImportView import, IAsyncEnumerable<ImportProblem> problems, CancellationToken ct)
    {
        using var workbook = new WorkbookWriter(output);
        workbook.BeginSheet(new()
        {
            Name = "错误报告", ColumnWidths = Widths, FrozenRows = 3, RepeatedRows = (3, 3), Landscape = true, Footer = "第 &P 页，共 &N 页",
            MergedCells = [new(new(1, 1), new(1, 7)), new(new(2, 1), new(2, 7))],
        });
        workbook.Row([new($"{import.Kind.Chinese()}导入错误报告", new() { Bold = true, FontPoints = 16, Across = HorizontalPlace.Centre })], 30);
        workbook.Row([new($"文件：{import.FileName}；共 {import.Rows} 行；错误 {import.Errors} 处，提示 {import.Warnings} 处。有错误时整个文件都不写入；提示不影响导入。", new() { Wrap = true })], 32);
        workbook.Row(((string[])["行", "单元格", "列", "类别", "文件中的内容", "问题与处理办法", "建议改为"]).Select(h => new StyledValue(h, CellStyle.Header)), 22);
        await foreach (var problem in problems.WithCancellation(ct))
        {
            var style = problem.IsError ? ErrorBody : Body;
            var height = TextFit.HeightPoints([(problem.Found, Widths[4], 11), (problem.Message, Widths[5], 11), (problem.Suggestion ?? "", Widths[6], 11)]);
            workbook.Row(
            [
                new(SheetValue.Number(problem.Row), style), new(problem.Cell, style), new(problem.Column, style), new(problem.IsError ? "错误" : "提示", style),
                new(problem.Found, style), new(problem.Message, style), new(problem.Suggestion, style),
            ], height);
        }
        workbook.Complete();
    }

    private static IQueryable<ImportProblem> Problems(SpotCheckDb db, Guid import) => db.Set<ImportProblemRow>().AsNoTracking()
        .Where(p => p.ImportId == import).OrderBy(p => p.Row).ThenBy(p => p.Ordinal)
        .Select(p => new ImportProblem(p.Row, p.Cell, p.ColumnTitle, p.Code, p.IsError, p.Found, p.Message, p.Suggestion));
}
