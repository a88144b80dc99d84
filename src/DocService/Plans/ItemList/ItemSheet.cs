using System.Globalization;
using SpotCheck.DocService.Plans.Values;
using SpotCheck.DocService.Registers.Sheets;

namespace SpotCheck.DocService.Plans.ItemList;

/// <summary>Reads a 抽查事项清单 as bureaus keep it: headers anywhere in the first rows, columns in any order.</summary>
internal static class ItemSheet
{
    private const int HeaderRows = 20;
    private const int MostItems = 5_000;

    private static readonly (string Field, string[] Headers)[] Columns =
    [
        ("number", ["编号", "序号", "事项编号"]), ("field", ["抽查类别", "抽查领域", "类别", "抽查项目"]), ("name", ["抽查事项", "抽查事项名称", "检查事项", "事项名称"]),
        ("weight", ["事项类别", "事项性质", "重点/一般"]), ("objects", ["抽查对象", "检查对象", "抽查对象范围"]), ("basis", ["抽查依据", "检查依据", "法律依据", "依据"]),
        ("method", ["检查方式", "抽查方式"]), ("section", ["责任股室", "责任处室", "责任科室", "检查主体", "抽查主体"]), ("ratio", ["抽查比例上限", "比例上限", "抽查比例"]),
        ("times", ["抽查频次上限", "频次上限", "抽查频次"]), ("active", ["状态", "是否有效"]), ("remark", ["备注", "说明"]),
    ];

    /// <param name="Problems">Rows that cannot be taken, each with its cell and reason.</param>
    public sealed record Reading(IReadOnlyList<(string Number, ItemContent Content)> Items, IReadOnlyList<CellProblem> Problems);

    public static SheetReading<Reading> Read(Stream input, string fileName) =>
        SheetFile.Read(input, fileName, SheetLimits.Typed with { MaxRows = MostItems + HeaderRows }, file =>
        {
            foreach (var sheet in file.Sheets.Where(sheet => !sheet.Hidden))
            {
                var rows = file.Rows(sheet.Index).ToList();
                var header = rows.Take(HeaderRows).FirstOrDefault(row => Recognised(row) is { } known && known.ContainsKey("name") && known.ContainsKey("basis"));
                if (header is not null)
                    return Items(sheet.Name, rows.SkipWhile(row => row.Number <= header.Number), Recognised(header));
            }
            return new Reading([], [new("item.no-header", fileName, "没有找到事项清单的表头。表头行应有“抽查事项”和“抽查依据”，可以另有编号、抽查类别、事项类别、抽查对象、检查方式、责任股室、抽查比例上限、抽查频次上限、状态、备注。")]);
        });

    private static Dictionary<string, int> Recognised(SheetRow row)
    {
        var known = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var cell in row.Cells)
        {
            var text = PlanText.Compact(cell.Text);
            if (Columns.FirstOrDefault(column => column.Headers.Contains(text, StringComparer.Ordinal)).Field is { } field)
                known.TryAdd(field, cell.Address.Column);
        }
        return known;
    }

    private static Reading Items(string sheet, IEnumerable<SheetRow> rows, Dictionary<string, int> columns)
    {
        var items = new List<(string, ItemContent)>();
        var problems = new List<CellProblem>();
        var numbers = new HashSet<string>(StringComparer.Ordinal);
        foreach (var row in rows)
        {
            string Text(string field) => columns.TryGetValue(field, out var column) ? row[column]?.Shown.Trim() ?? "" : "";
            var number = Text("number") is { Length: > 0 } written ? written : (items.Count + 1).ToString(CultureInfo.InvariantCulture);
            var content = new ItemContent(
                Text("field"), Text("name"), Text("weight").Contains("重点", StringComparison.Ordinal) ? ItemWeight.Key : ItemWeight.General, Text("objects"), Text("basis"), Text("method"), Text("section"),
                Text("ratio") is { Length: > 0 } ratio && ratio is not ("不设上限" or "无" or "/" or "-") ? ratio : null,
                Times(Text("times")), Text("active") is not ("失效" or "否" or "停用"), Text("remark"));
            if (content.Judge(number) is { } refusal)
                problems.Add(new(refusal.Code, $"{sheet}第{row.Number}行", refusal.Chinese));
            else if (!numbers.Add(number))
                problems.Add(new("item.number-twice", $"{sheet}第{row.Number}行", $"编号“{number}”出现两次。请改成不同的编号。"));
            else
                items.Add((number, content));
        }
        return new(items, problems);
    }

    // 每年1次, 1次/年, 1: the number alone matters; what has none is judged as written nowhere.
    private static int? Times(string text) => string.Concat(text.Where(char.IsAsciiDigit)) is { Length: > 0 and <= 3 } digits ? int.Parse(digits, CultureInfo.InvariantCulture) : null;
}
