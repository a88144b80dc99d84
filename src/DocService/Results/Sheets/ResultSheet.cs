using System.Globalization;
using SpotCheck.DocService.Registers.Sheets;
using SpotCheck.DocService.Results.Acts;
using SpotCheck.DocService.Results.Codes;
using SpotCheck.DocService.Results.Runs;

namespace SpotCheck.DocService.Results.Sheets;

/// <summary>One row of a result sheet whose day can be read.</summary>
/// <param name="Request">Only what is known of the texts.</param>
/// <param name="Complete">Every text of the row is known.</param>
/// <param name="Cells">Cell of each column there is.</param>
internal sealed record ResultRow(int Row, string ObjectId, EnterResult.Request Request, bool Complete, IReadOnlyDictionary<string, string> Cells)
{
    /// <summary>The cell a problem is about; the object's where the sheet has no such column.</summary>
    public string CellOf(string code) => Cells.GetValueOrDefault(FieldOf(code), Cells["object"]);

    /// <summary>What is wrong whatever the unknown texts may have meant.</summary>
    public bool Concerns(string code) => Complete || FieldOf(code) is "checked" or "method";

    private static string FieldOf(string code) => code switch
    {
        "result.checked-on" => "checked",
        "result.unknown-code" or "result.excludes-others" => "codes",
        "result.unknown-follow-up" or "result.follow-up-excludes-others" or "result.needs-follow-up" => "followUps",
        "result.needs-detail" or "result.too-long" => "detail",
        "result.needs-document" => "document",
        "result.method" => "method",
        "result.correction-reason" => "correction",
        _ => "object",
    };
}

/// <summary>What is wrong in one cell of a result sheet.</summary>
internal sealed record ResultRowProblem(int Row, string Cell, string Code, string Found, string Reason);

/// <summary>The results of a run as a sheet: written with every drawn object, to be filled in and read back.</summary>
internal static class ResultSheet
{
    private const int MostRows = 20_000;

    private static readonly (string Field, string[] Headers, double Width)[] Columns =
    [
        ("object", ["统一社会信用代码", "统一社会信用代码/注册号", "注册号", "信用代码"], 22),
        ("name", ["企业名称", "被抽查单位名称", "检查对象名称", "名称"], 30),
        ("unit", ["管辖单位"], 12),
        ("checked", ["检查日期", "检查时间", "抽查时间"], 12),
        ("codes", ["检查结果", "抽查结果", "结果"], 26),
        ("detail", ["发现问题情况", "发现的问题", "问题情况"], 26),
        ("followUps", ["后续处置", "后续处置措施"], 24),
        ("document", ["文书编号", "责令改正文书编号"], 20),
        ("method", ["核查方式", "检查方式", "抽查方式"], 14),
        ("correction", ["更正原因"], 16),
    ];

    public static byte[] Write(LoadedRun loaded)
    {
        using var output = new MemoryStream();
        using (var writer = new WorkbookWriter(output))
        {
            var last = loaded.Objects.Count + 2;
            CellRange Cells(string field) => new(new(3, Index(field)), new(last, Index(field)));
            writer.BeginSheet(new()
            {
                Name = "检查结果",
                ColumnWidths = [.. Columns.Select(column => column.Width)],
                FrozenRows = 2,
                FrozenColumns = 2,
                RepeatedRows = (2, 2),
                Landscape = true,
                Footer = "第 &P 页，共 &N 页",
                MergedCells = [new(new(1, 1), new(1, Columns.Length))],
                DropDowns =
                [
                    new(Cells("codes"), [.. ResultCodes.Current.Results.Select(code => code.Text)], Hint: "有几项时用“；”分开。"),
                    new(Cells("followUps"), [.. ResultCodes.Current.FollowUps.Select(code => code.Text)], Hint: "有几项时用“；”分开。"),
                    new(Cells("method"), CheckFindings.Methods, Strict: true),
                ],
            });
            var title = $"{loaded.Run.TaskNumber} {loaded.Run.TaskName} 检查结果";
            writer.Row([new(title, new CellStyle { Font = "黑体", FontPoints = 14, Across = HorizontalPlace.Centre })], 28);
            writer.Row(Columns.Select(column => new StyledValue(column.Headers[0], CellStyle.Header)), 24);
            var style = new CellStyle { FontPoints = 10, Border = true, Wrap = true, Across = HorizontalPlace.Left };
            foreach (var drawn in loaded.Objects)
            {
                var cells = Columns.Select(column => ValueOf(column.Field, drawn, loaded.ResultOf(drawn.ObjectId))).ToList();
                writer.Row(
                    cells.Select(cell => new StyledValue(cell, style)),
                    TextFit.HeightPoints(cells.Select((cell, index) => (cell.RawText ?? "", Columns[index].Width, 10.0))) + 4);
            }

            writer.Complete();
        }

        return output.ToArray();
    }

    /// <summary>Rows with a result. A row in which nothing but code and name is filled in is passed over.</summary>
    public static (IReadOnlyList<ResultRow> Rows, IReadOnlyList<ResultRowProblem> Problems, SheetProblem? Refusal) Read(Stream input, string fileName)
    {
        var rows = new List<ResultRow>();
        var problems = new List<ResultRowProblem>();
        var reading = SheetFile.Read<SheetProblem?>(input, fileName, SheetLimits.Typed with { MaxRows = MostRows }, file =>
        {
            foreach (var sheet in file.Sheets.Where(sheet => !sheet.Hidden))
            {
                Dictionary<string, int>? header = null;
                foreach (var row in file.Rows(sheet.Index))
                {
                    if (header is null)
                    {
                        header = HeaderOf(row);
                    }
                    else
                    {
                        ReadRow(row, header, rows, problems);
                    }
                }

                if (header is not null)
                {
                    return null;
                }
            }

            return new("result.no-known-header", $"文件“{fileName}”里没有找到检查结果的表头。表头至少要有“统一社会信用代码”“检查日期”“检查结果”。请从系统下载结果表填写。");
        });
        return (rows, problems, reading.Problem ?? reading.Value);
    }

    private static Dictionary<string, int>? HeaderOf(SheetRow row)
    {
        var found = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var cell in row.Cells)
        {
            var text = string.Concat(cell.Text.Where(character => !char.IsWhiteSpace(character)));
            if (Columns.FirstOrDefault(column => column.Headers.Contains(text, StringComparer.Ordinal)).Field is { } field)
            {
                found.TryAdd(field, cell.Address.Column);
            }
        }

        return found.ContainsKey("object") && found.ContainsKey("codes") && found.ContainsKey("checked") ? found : null;
    }

    private static void ReadRow(SheetRow row, Dictionary<string, int> header, List<ResultRow> rows, List<ResultRowProblem> problems)
    {
        string Text(string field) => header.TryGetValue(field, out var column) ? row.Text(column).Trim() : "";
        if (Columns.Skip(3).All(column => Text(column.Field).Length == 0))
        {
            return;
        }

        void Problem(string field, string code, string reason) =>
            problems.Add(new(row.Number, new CellAddress(row.Number, header.GetValueOrDefault(field, header["object"])).ToString(), code, Text(field), reason));

        var day = row[header["checked"]] is { Kind: CellKind.Date, Date: { } date } ? DateOnly.FromDateTime(date) : ReadDay(Text("checked"));
        if (day is null)
        {
            Problem("checked", "result.checked-on", Text("checked").Length == 0 ? "没有写检查日期，请写成2023-04-06或2023年4月6日。" : $"检查日期“{Text("checked")}”读不懂，请写成2023-04-06或2023年4月6日。");
        }

        var codes = Split(Text("codes")).Select(text => (Text: text, ResultCodes.Current.ReadResult(text)?.Code)).ToList();
        foreach (var (text, _) in codes.Where(code => code.Code is null))
        {
            Problem("codes", "result.unknown-code", $"检查结果“{text}”不在{ResultCodes.Current.Version}版结果类别中。可选：{string.Join("、", ResultCodes.Current.Results.Select(result => result.Text))}。");
        }

        var followUps = Split(Text("followUps")).Select(text => (Text: text, ResultCodes.Current.ReadFollowUp(text)?.Code)).ToList();
        foreach (var (text, _) in followUps.Where(code => code.Code is null))
        {
            Problem("followUps", "result.unknown-follow-up", $"后续处置“{text}”不在可选项中。可选：{string.Join("、", ResultCodes.Current.FollowUps.Select(followUp => followUp.Text))}。");
        }

        if (day is { } checkedOn)
        {
            var request = new EnterResult.Request(
                checkedOn, [.. codes.Select(code => code.Code).OfType<string>()], Text("method") is { Length: > 0 } method ? method : CheckFindings.Methods[0],
                Text("detail"), [.. followUps.Select(code => code.Code).OfType<string>()], Text("document"), null, Text("correction"));
            var complete = codes.TrueForAll(code => code.Code is not null) && followUps.TrueForAll(code => code.Code is not null);
            rows.Add(new(row.Number, Text("object"), request, complete, header.ToDictionary(found => found.Key, found => new CellAddress(row.Number, found.Value).ToString(), StringComparer.Ordinal)));
        }
    }

    private static IEnumerable<string> Split(string text) => text.Split(['；', ';', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static DateOnly? ReadDay(string text) =>
        DateOnly.TryParseExact(text, ["yyyy-M-d", "yyyy/M/d", "yyyy.M.d", "yyyy年M月d日", "yyyyMMdd"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private static int Index(string field) => Array.FindIndex(Columns, column => column.Field == field) + 1;

    private static SheetValue ValueOf(string field, RunObject drawn, ObjectResult? result) => field switch
    {
        "object" => drawn.ObjectId,
        "name" => drawn.Name,
        "unit" => drawn.Unit,
        "checked" => result is null ? SheetValue.Empty : SheetValue.Date(result.CheckedOn),
        "codes" => result is null ? null : ResultView.Of(result).Shown,
        "detail" => result?.Detail,
        "followUps" => result is null ? null : ResultView.Of(result).FollowUpsShown,
        "document" => result?.Document,
        "method" => result?.Method,
        _ => SheetValue.Empty,
    };
}
