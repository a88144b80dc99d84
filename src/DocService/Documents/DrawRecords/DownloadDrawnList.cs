using Microsoft.AspNetCore.Http.HttpResults;
using SpotCheck.DocService.Draws.Ceremonies;
using SpotCheck.DocService.Draws.Log;
using SpotCheck.DocService.Http;
using SpotCheck.DocService.Registers.Sheets;
using SpotCheck.DocService.Storage;

namespace SpotCheck.DocService.Documents.DrawRecords;

/// <summary>抽取名单 as a workbook, a sheet a task: rank, ticket and team of each drawn object, and the command that gives the ticket, so that each row can be checked by hand.</summary>
internal static class DownloadDrawnList
{
    private static readonly CellStyle Text = CellStyle.Plain with { Border = true, Wrap = true };
    private static readonly CellStyle Mono = Text with { Font = "Consolas", FontPoints = 9 };
    private static readonly CellStyle Soft = CellStyle.Plain with { Wrap = false };
    // Not every program sizes rows itself; on paper a row that is too low prints one team over the next.
    private const double LinePoints = 14;
    private const int CommandLines = 3;
    private static readonly string[] Heads = ["层", "次序", "统一社会信用代码", "企业名称", "抽签值", "检查小组", "复算命令（结果应与抽签值相同）"];

    public static async Task<Results<FileContentHttpResult, RefusalResult>> Handle(
        string bureau, Guid id, SpotCheckDb db, DrawLogs logs, ServiceSettings settings, TimeProvider clock, CancellationToken ct)
    {
        var (facts, refusal) = await DrawFacts.ReadAsync(bureau, id, db, logs, settings, clock, ct);
        return facts is null
            ? refusal!.ToProblem()
            : TypedResults.File(Write(facts), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", $"抽取名单-{facts.Draw.OpenSeq}.xlsx");
    }

    private static byte[] Write(DrawFacts facts)
    {
        using var output = new MemoryStream();
        using (var workbook = new WorkbookWriter(output))
        {
            for (var n = 0; n < facts.Draw.Tasks.Count; n++)
                WriteTask(workbook, facts, facts.Draw.Tasks[n], n + 1);
            workbook.Complete();
        }

        return output.ToArray();
    }

    private static void WriteTask(WorkbookWriter workbook, DrawFacts facts, ShowDraw.TaskEntry task, int position)
    {
        string[] notes =
        [
            $"{facts.Bureau}　{facts.Draw.Title}　任务 {task.Id}：名录 {task.Register.Size} 家，抽中 {task.Outcome!.Drawn.Count} 家{(task.Outcome.Live ? "" : "（结果已被替代）")}",
            $"种子 {facts.Draw.Seed}",
            $"抽签密钥 {task.Outcome.Key}　＝ printf '%s%s' '种子' 'objects/…' | sha256sum，见 docs/draw-protocol.md §4",
            .. task.Strata.Select(s => $"“{s.Id}” {s.Count} 家抽 {s.Quota} 家，抽中线 {(s.Cutoff.Length == 0 ? "—" : s.Cutoff)}"),
            "抽签值不大于本层抽中线的就是抽中；次序是本层按抽签值从小到大。核验页 verify.html 的地址 " + facts.Draw.VerifierAddress + "，地址里的 64 个字符就是它的 SHA-256",
        ];
        var head = notes.Length + 1;
        var name = task.Id.Length <= 25 ? task.Id : task.Id[..25];
        workbook.BeginSheet(new SheetLayout
        {
            Name = $"{position} {name}", ColumnWidths = [12, 6, 22, 32, 36, 34, 72], FrozenRows = head, RepeatedRows = (head, head), Landscape = true, Footer = "第 &P 页，共 &N 页",
            AutoFilter = new CellRange(new CellAddress(head, 1), new CellAddress(head + task.Outcome.Drawn.Count, Heads.Length)),
        });
        foreach (var note in notes)
            workbook.Row(new StyledValue(note, Soft));
        workbook.Row([.. Heads.Select(text => new StyledValue(text, CellStyle.Header))]);
        foreach (var drawn in task.Outcome.Drawn)
            workbook.Row(Row(facts.Draw, task, drawn), LinePoints * Math.Max(CommandLines, drawn.Team.Count));
    }

    private static IEnumerable<StyledValue> Row(ShowDraw.Response draw, ShowDraw.TaskEntry task, ShowDraw.DrawnObject drawn) =>
    [
        new(drawn.Stratum, Text), new(SheetValue.Number(drawn.Rank), Text), new(drawn.Object, Mono), new(draw.ObjectNames.GetValueOrDefault(drawn.Object), Text), new(drawn.Ticket, Mono),
        new(string.Join("\n", drawn.Team.Select(m => $"{m.Role}：{draw.InspectorNames.GetValueOrDefault(m.Inspector)} {m.Inspector}{(m.Recused ? "（回避，待换）" : "")}")), Text),
        new($"printf '%s%s' '{task.Outcome!.Key}' '{drawn.Message}' | sha256sum", Mono),
    ];
}
