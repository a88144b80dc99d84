using Microsoft.AspNetCore.Http.HttpResults;
using SpotCheck.DocService.Http;
using SpotCheck.DocService.Registers.Sheets;
using SpotCheck.DocService.Workbooks.Reading;

namespace SpotCheck.DocService.Workbooks;

/// <summary>Opens an .xlsx in the web grid: the file is the request's body, the answer is its content as data. Nothing is stored.</summary>
internal static class ReadWorkbook
{
    /// <param name="Problems">What the grid cannot keep: pictures, protection, formulas that reach outside.</param>
    public sealed record Response(WorkbookSnapshot Workbook, IReadOnlyList<SheetProblem> Problems);

    public static async Task<Results<Ok<Response>, RefusalResult>> Handle(string? fileName, HttpRequest request, CancellationToken ct)
    {
        if (request.ContentLength > SnapshotLimits.FileBytes)
            return TooLarge.ToProblem();
        using var buffer = new MemoryStream();
        await request.Body.CopyToAsync(buffer, ct);
        buffer.Position = 0;
        var reading = SnapshotReader.Read(buffer, NameOf(fileName));
        return reading.Refusal is { } refused
            ? new Refusal(refused.Code, refused.Message, $"The file was refused: {refused.Code}.").ToProblem()
            : TypedResults.Ok(new Response(reading.Value!, reading.Problems));
    }

    private static string NameOf(string? fileName)
    {
        var name = string.Concat((fileName ?? "").Split('/', '\\')[^1].Where(unit => !char.IsControl(unit)));
        return name.Length switch { 0 => "工作簿.xlsx", > 120 => name[^120..], _ => name };
    }

    private static Refusal TooLarge => new("sheet.too-large",
        $"文件超过上限 {SnapshotLimits.FileBytes >> 20} MB。名录库请用“名录库导入”，其他请拆分后再打开。",
        $"The file exceeds {SnapshotLimits.FileBytes >> 20} MB.", StatusCodes.Status413PayloadTooLarge);
}
