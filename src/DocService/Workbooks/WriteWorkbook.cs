using Microsoft.AspNetCore.Http.HttpResults;
using SpotCheck.DocService.Http;
using SpotCheck.DocService.Workbooks.Writing;

namespace SpotCheck.DocService.Workbooks;

/// <summary>Gives the web grid's content back as .xlsx. Nothing is stored.</summary>
internal static class WriteWorkbook
{
    public static Results<FileContentHttpResult, RefusalResult> Handle(WorkbookSnapshot workbook) => SnapshotCheck.Judge(workbook) is { } refusal
        ? refusal.ToProblem()
        : TypedResults.File(SnapshotWriter.Write(workbook), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", workbook.Name);
}
