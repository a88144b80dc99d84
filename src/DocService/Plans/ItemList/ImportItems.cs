using System.Security.Cryptography;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SpotCheck.DocService.Audit;
using SpotCheck.DocService.Http;
using SpotCheck.DocService.Identity;
using SpotCheck.DocService.Plans.Values;
using SpotCheck.DocService.Storage;

namespace SpotCheck.DocService.Plans.ItemList;

/// <summary>
/// Takes in a whole list from a sheet. First without <c>confirm</c>: what would change, nothing written. Then the same file with the hash of that
/// answer: written wholly, and only if the list is still the one that was compared.
/// </summary>
internal static class ImportItems
{
    /// <param name="Kind">added, changed or missing; a missing row is set inactive, never deleted.</param>
    public sealed record Difference(string Number, string Name, string Kind, IReadOnlyList<FieldDifference> Fields);

    public sealed record FieldDifference(string Field, string Before, string After);

    /// <param name="Hash">Give this as <c>confirm</c> to write it; null where problems stand in the way.</param>
    public sealed record Response(int Rows, int Unchanged, IReadOnlyList<Difference> Differences, IReadOnlyList<CellProblem> Problems, string? Hash, bool Written);

    public static async Task<Results<Ok<Response>, RefusalResult>> Handle(
        string bureau, string? fileName, string? confirm, HttpRequest request, Official official, SpotCheckDb db, AuditTrail audit, CancellationToken ct)
    {
        using var buffer = new MemoryStream();
        await request.Body.CopyToAsync(buffer, ct);
        buffer.Position = 0;
        var (reading, problem) = ItemSheet.Read(buffer, fileName is { Length: > 0 and <= 200 } ? fileName : "事项清单.xlsx");
        if (problem is not null)
            return new Refusal(problem.Code, problem.Message, $"The file was refused: {problem.Code}.").ToProblem();

        // The lock keeps the list as it was compared until this transaction ends.
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.Database.ExecuteSqlAsync($"SELECT 1 FROM bureau WHERE id = {bureau} FOR UPDATE", ct);
        var stored = await db.Set<InspectionItem>().Where(item => item.BureauId == bureau).ToListAsync(ct);
        var differences = Compare(stored, reading!.Items);
        var hash = Convert.ToHexStringLower(SHA256.HashData([.. SHA256.HashData(buffer.ToArray()), .. System.Text.Encoding.UTF8.GetBytes(string.Join('\n', stored.OrderBy(item => item.Number, StringComparer.Ordinal).Select(item => $"{item.Number} {item.Revision}")))]));
        var answer = new Response(
            reading.Items.Count, reading.Items.Count - differences.Count(difference => difference.Kind != "missing"), differences, reading.Problems, reading.Problems.Count == 0 && differences.Count > 0 ? hash : null, Written: false);
        if (confirm is null)
            return TypedResults.Ok(answer);
        if (confirm != answer.Hash)
            return Refusal.WrongState("item.preview-outdated", "文件或清单在预览之后变了，没有写入。请重新预览，核对后再确认。", "The file or the list changed since the preview; nothing was written.").ToProblem();
        Write(db, bureau, stored, reading.Items, differences);
        audit.Record(official, "item-list.imported", "item-list", bureau, null, differences);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return TypedResults.Ok(answer with { Written = true });
    }

    private static List<Difference> Compare(List<InspectionItem> stored, IReadOnlyList<(string Number, ItemContent Content)> given)
    {
        var before = stored.ToDictionary(item => item.Number, item => item.Content, StringComparer.Ordinal);
        var found = given.Select(item => before.TryGetValue(item.Number, out var old)
            ? new Difference(item.Number, item.Content.Name, "changed", Fields(old, item.Content))
            : new Difference(item.Number, item.Content.Name, "added", [])).Where(difference => difference is { Kind: "added" } or { Fields.Count: > 0 }).ToList();
        var kept = given.Select(item => item.Number).ToHashSet(StringComparer.Ordinal);
        found.AddRange(before.Where(item => item.Value.Active && !kept.Contains(item.Key)).Select(item => new Difference(item.Key, item.Value.Name, "missing", [])));
        return found;
    }

    private static List<FieldDifference> Fields(ItemContent old, ItemContent now) =>
    [
        .. new (string Field, string Before, string After)[]
        {
            ("抽查类别", old.Field, now.Field), ("抽查事项", old.Name, now.Name), ("事项类别", WeightName(old.Weight), WeightName(now.Weight)), ("抽查对象", old.Objects, now.Objects),
            ("抽查依据", old.Basis, now.Basis), ("检查方式", old.Method, now.Method), ("责任股室", old.Section, now.Section), ("抽查比例上限", old.RatioLimit ?? "不设上限", now.RatioLimit ?? "不设上限"),
            ("抽查频次上限", Times(old.TimesLimit), Times(now.TimesLimit)), ("状态", old.Active ? "有效" : "失效", now.Active ? "有效" : "失效"), ("备注", old.Remark, now.Remark),
        }.Where(field => field.Before != field.After).Select(field => new FieldDifference(field.Field, field.Before, field.After)),
    ];

    private static string WeightName(ItemWeight weight) => weight == ItemWeight.Key ? "重点检查事项" : "一般检查事项";

    private static string Times(int? times) => times is { } number ? $"每年{number}次" : "不设上限";

    private static void Write(SpotCheckDb db, string bureau, List<InspectionItem> stored, IReadOnlyList<(string Number, ItemContent Content)> given, List<Difference> differences)
    {
        var old = stored.ToDictionary(item => item.Number, StringComparer.Ordinal);
        var now = given.ToDictionary(item => item.Number, item => item.Content, StringComparer.Ordinal);
        foreach (var difference in differences)
        {
            if (difference.Kind == "added")
            {
                db.Add(new InspectionItem { BureauId = bureau, Number = difference.Number, Content = now[difference.Number] });
                continue;
            }
            var item = old[difference.Number];
            item.Content = difference.Kind == "missing" ? item.Content with { Active = false } : now[difference.Number];
            item.Revision++;
        }
    }
}
