using SpotCheck.DocService.Consultations.Letters;
using SpotCheck.DocService.Consultations.Replies;
using SpotCheck.DocService.Mail;
using SpotCheck.DocService.Registers.Sheets;

namespace SpotCheck.DocService.Consultations.Forms;

/// <summary>会商回执.xlsx: attached to the letter, filled in by the partner, read back by its labels.</summary>
internal static class ReplySheet
{
    private const string SheetName = "会商回执";
    private const string IdPrefix = "HS-";
    private const int InspectorRows = 10;
    private const string Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    private static readonly string[] Opinions = ["同意", "修改后同意", "不参加"];
    private static readonly string[] InspectorHeaders = ["姓名", "执法证号", "所在科室", "联系电话"];

    public static LetterAttachment Attachment(ConsultationLetter letter) => new("会商回执.xlsx", Xlsx, Write(letter));

    public static byte[] Write(ConsultationLetter letter)
    {
        var fields = ReplyJson.Read<IReadOnlyList<TaskField>>(letter.Fields);
        var label = CellStyle.Header;
        var known = new CellStyle { Border = true, Wrap = true, Across = HorizontalPlace.Left };
        var asked = known with { Fill = "FFF8DC" };
        var note = new CellStyle { FontPoints = 10, Wrap = true, Across = HorizontalPlace.Left, Colour = "555555" };
        double[] widths = [18, 34, 34, 30];
        var merged = new List<CellRange>();
        using var output = new MemoryStream();
        using (var writer = new WorkbookWriter(output))
        {
            var lines = new List<(StyledValue[] Cells, double? Height)>();
            void Line(double? height, params StyledValue[] cells) => lines.Add((cells, height));
            void Wide(string name, string? value, CellStyle style, double? height = 22)
            {
                Line(height, new(name, label), new(value, style), new("", style), new("", style));
                merged.Add(new(new(lines.Count, 2), new(lines.Count, 4)));
            }

            Line(30, new StyledValue("会商回执", new CellStyle { Font = "黑体", FontPoints = 16, Across = HorizontalPlace.Centre }));
            merged.Add(new(new(1, 1), new(1, 4)));
            Line(34, new StyledValue("请填写浅黄色的格子，连同盖章的回执一起发回。不要改动其他格子、行和列的名称。也可以打开函件邮件中的链接在线回复。", note));
            merged.Add(new(new(2, 1), new(2, 4)));
            Wide("函件", $"{letter.Number} {letter.Title}", known, 34);
            Wide("任务", letter.TaskName, known, 34);
            Wide("回复单位", letter.Partner, known);
            Wide("回执编号", IdPrefix + letter.Id.ToString("N"), known);
            Wide("会商意见", null, asked);
            var opinionRow = lines.Count;
            Wide("理由或其他意见", null, asked, 48);
            Line(24, new StyledValue("抽查要素", label), new("函中的内容", label), new("拟改为", label), new("修改理由", label));
            foreach (var field in fields)
            {
                var height = TextFit.HeightPoints([(field.Value, widths[1], 11.0)]) + 6;
                Line(Math.Max(24, height), new StyledValue(field.Header, label), new(field.Value, known), new("", asked), new("", asked));
            }
            Line(24, [.. InspectorHeaders.Select(header => new StyledValue(header, label))]);
            for (var row = 0; row < InspectorRows; row++)
                Line(22, new StyledValue("", asked), new("", asked), new("", asked), new("", asked));
            Line(22, new StyledValue("联系人", label), new("", asked), new("联系人电话", label), new("", asked));

            writer.BeginSheet(new()
            {
                Name = SheetName, ColumnWidths = widths, Landscape = true, MergedCells = merged,
                DropDowns = [new(new(new(opinionRow, 2), new(opinionRow, 2)), Opinions, Strict: true, Hint: "同意、修改后同意或不参加。")],
            });
            foreach (var (cells, height) in lines)
                writer.Row(cells, height);
            writer.Complete();
        }
        return output.ToArray();
    }

    /// <returns>What the form says, or why the file is no form.</returns>
    public static (ReplyForm? Form, string? Refusal) Read(byte[] file, string fileName, ConsultationLetter letter)
    {
        var reading = SheetFile.Read(new MemoryStream(file), fileName, SheetLimits.Typed with { MaxRows = 2000 }, sheets =>
        {
            foreach (var sheet in sheets.Sheets.Where(sheet => !sheet.Hidden))
            {
                var rows = sheets.Rows(sheet.Index).ToList();
                if (rows.Exists(row => Label(row.Text(1)) == "回执编号"))
                    return new FilledSheet(sheet.Name, rows, letter).Read();
            }
            return null;
        });
        return reading.Problem is { } problem ? (null, problem.Message)
            : reading.Value is { } form ? (form, null)
            : (null, $"文件“{fileName}”里没有“回执编号”，不是函件所附的会商回执。请用函件邮件附件中的“会商回执.xlsx”填写。");
    }

    private static string Label(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c) && c is not '*' and not '：' and not ':'));

    private sealed class FilledSheet(string sheet, List<SheetRow> rows, ConsultationLetter letter)
    {
        private readonly List<FormDoubt> doubts = [];
        private readonly Dictionary<string, string> places = new(StringComparer.Ordinal);
        private readonly IReadOnlyList<TaskField> fields = ReplyJson.Read<IReadOnlyList<TaskField>>(letter.Fields);

        public ReplyForm Read()
        {
            var id = Cell(RowOf("回执编号"), 2);
            if (id != IdPrefix + letter.Id.ToString("N"))
                return new(null, [], $"{Cell(RowOf("函件"), 2)}（{Cell(RowOf("回复单位"), 2)}）".Trim());
            var opinionRow = RowOf("会商意见");
            var opinion = Asked("opinion", opinionRow, 2);
            Opinion? chosen = Array.IndexOf(Opinions, Label(opinion)) switch { 0 => Opinion.Agree, 1 => Opinion.Propose, 2 => Opinion.Decline, _ => null };
            if (chosen is null && opinion.Length > 0)
                doubts.Add(new(Place(opinionRow, 2), opinion, "会商意见只能是“同意”“修改后同意”或“不参加”。"));
            var content = new ReplyContent(
                chosen, Proposals(), Asked("reason", RowOf("理由或其他意见"), 2), Inspectors(),
                new(Asked("contact.name", RowOf("联系人"), 2), Asked("contact.telephone", RowOf("联系人"), 4)));
            if (chosen is Opinion.Agree or Opinion.Decline && content.Proposals.Count > 0)
                doubts.Add(new(Place(opinionRow, 2), opinion, $"选的是“{opinion}”，下面却填了要修改的内容。请向对方核实：要修改的应选“修改后同意”。"));
            return ReplyForm.Of(content, doubts, fields, places);
        }

        private List<Proposal> Proposals()
        {
            var proposals = new List<Proposal>();
            var header = RowOf("抽查要素");
            foreach (var row in rows.Where(row => header is not null && row.Number > header.Number && row.Number < (RowOf("姓名")?.Number ?? 0)))
            {
                if (fields.FirstOrDefault(field => Label(field.Header) == Label(row.Text(1))) is not { } field)
                {
                    if (row.Text(3).Trim().Length > 0)
                        doubts.Add(new(Place(row, 1), row.Text(1), "函中没有这一项，不能修改。请写在“理由或其他意见”中。"));
                    continue;
                }
                if (Plain(row.Text(2)) != Plain(field.Value))
                    doubts.Add(new(Place(row, 2), row.Text(2), $"“{field.Header}”函中的内容被改动过。要修改的请写在“拟改为”一列。"));
                var at = $"proposals[{proposals.Count}]";
                var (value, reason) = (Asked($"{at}.newValue", row, 3), Asked($"{at}.reason", row, 4));
                if (value.Length > 0 || reason.Length > 0)
                    proposals.Add(new(field.Column, value, reason));
            }
            return proposals;
        }

        private List<NamedInspector> Inspectors()
        {
            var named = new List<NamedInspector>();
            var (header, end) = (RowOf("姓名"), RowOf("联系人"));
            foreach (var row in rows.Where(row => header is not null && row.Number > header.Number && row.Number < (end?.Number ?? int.MaxValue) && row.Cells.Any(cell => cell.Text.Trim().Length > 0)))
            {
                var at = $"inspectors[{named.Count}]";
                named.Add(new(Asked($"{at}.name", row, 1), Asked($"{at}.certificate", row, 2), Asked($"{at}.section", row, 3), Asked($"{at}.telephone", row, 4)));
                if (row[2] is { Kind: CellKind.Number, Text.Length: > 15 } number)
                    doubts.Add(new(Place(row, 2), number.Text, "执法证号被Excel当作数字，末尾几位可能已变成0。请向对方核对后改成文本。"));
            }
            return named;
        }

        private SheetRow? RowOf(string label) => rows.Find(row => Label(row.Text(1)) == label);

        private static string Cell(SheetRow? row, int column) => row?.Text(column).Trim() ?? "";

        /// <summary>A cell the partner was asked to fill; a formula is doubtful whatever it shows.</summary>
        private string Asked(string field, SheetRow? row, int column)
        {
            if (row is null)
                return "";
            places[field] = Place(row, column);
            if (row[column] is not { } cell)
                return "";
            if (cell.HasFormula || cell.Kind == CellKind.Error)
                doubts.Add(new(Place(row, column), cell.Text, "这一格是公式或错误值，不能确定对方要写什么。请改成文字。"));
            return cell.Shown.Trim();
        }

        private string Place(SheetRow? row, int column) => row is null ? sheet : $"{sheet}!{new CellAddress(row.Number, column)}";

        private static string Plain(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));
    }
}
