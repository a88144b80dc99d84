using SpotCheck.DocService.Registers.Codes;
using SpotCheck.DocService.Registers.Sheets;

namespace SpotCheck.DocService.Registers.Import;

/// <summary>Turns a row of a file into the values of a register row, and says what is wrong with it.</summary>
/// <remarks>One instance per file: the problems of the row last read lie in <see cref="Problems"/>.</remarks>
internal sealed class RegisterRowReader(IReadOnlyList<RegisterColumn> columns, HeaderRow header)
{
    private readonly List<ImportProblem> problems = [];
    private readonly string[] texts = new string[columns.Count];

    public IReadOnlyList<ImportProblem> Problems => problems;

    public bool HasError { get; private set; }

    /// <summary>The values in the order of the columns: text, <see cref="DateOnly"/>, list of texts or bool; <c>null</c> for empty.</summary>
    /// <returns><c>null</c> for a row that is blank in every known column.</returns>
    public object?[]? Read(SheetRow row)
    {
        problems.Clear();
        HasError = false;
        var values = new object?[columns.Count];
        var blank = true;
        for (var at = 0; at < columns.Count; at++)
        {
            var column = columns[at];
            if (Source(row, column) is not { } cell)
                continue;
            blank = false;
            values[at] = Value(column, cell);
        }
        if (blank)
            return null;

        for (var at = 0; at < columns.Count; at++)
        {
            if (columns[at].Required && values[at] is null && !problems.Exists(p => p.Column == columns[at].Title && p.IsError))
            {
                var place = new CellAddress(row.Number, header.Sources[columns[at]][0].Column);
                Add(columns[at], place, "import.required", true, "", $"缺少{columns[at].Title}，这一列每行都要填。");
            }
        }
        return values;
    }

    private SheetCell? Source(SheetRow row, RegisterColumn column)
    {
        if (!header.Sources.TryGetValue(column, out var sources))
            return null;
        foreach (var source in sources)
        {
            if (row[source.Column] is { } cell && (cell.Kind == CellKind.Empty || !string.IsNullOrWhiteSpace(cell.Text)))
                return cell;
        }
        return null;
    }

    private object? Value(RegisterColumn column, SheetCell cell)
    {
        if (cell.Kind == CellKind.Error)
            return Refuse(column, cell, "import.error-value", $"单元格是错误值 {cell.Text}，请改为正确内容。");
        if (cell is { Kind: CellKind.Empty, HasFormula: true })
            return Refuse(column, cell, "import.formula-empty", "单元格是没有计算结果的公式。请在 Excel 中打开并保存一次，或改为数值。");
        if (cell.HasFormula)
            Warn(column, cell, "import.formula-cell", "单元格是公式，已取其计算结果。请核对后改为数值。");

        var text = ImportedText.Clean(cell.Text, out var cleaned);
        if (cleaned is { } how)
            Warn(column, cell, how.Code, how.Message);
        if (text.Length > column.MaxCharacters)
            return Refuse(column, cell, "import.too-long", $"{column.Title}有 {text.Length} 个字，最多 {column.MaxCharacters} 个。");
        return text.Length == 0 ? null : column.Content switch
        {
            ColumnContent.TargetId => TargetId(column, cell, text),
            ColumnContent.InspectorId => InspectorId(column, cell, text),
            ColumnContent.Certificate => Code(column, cell, EnforcementCertificate.Read(text)),
            ColumnContent.Phone => Code(column, cell, PhoneNumber.Read(text)),
            ColumnContent.Date => Date(column, cell, text),
            ColumnContent.Risk => RiskClass.Read(text) is { } risk ? risk
                : Refuse(column, cell, "import.risk-class", $"信用风险等级“{text}”不认识。可填 A、B、C、D 或 低风险、一般风险、较高风险、高风险。"),
            ColumnContent.DrawName => DrawName(column, cell, text),
            ColumnContent.DrawNames => DrawNames(column, cell, text),
            ColumnContent.Active => Active(column, cell, text),
            _ => text,
        };
    }

    private object? TargetId(RegisterColumn column, SheetCell cell, string text)
    {
        var compact = TypedCode.Clean(text);
        var reading = compact.Length == 15 && compact.All(char.IsAsciiDigit) ? RegistrationNumber.Read(text) : CreditCode.Read(text);
        return Code(column, cell, reading);
    }

    private object? Code(RegisterColumn column, SheetCell cell, CodeReading reading)
    {
        if (reading.Problem is { } problem)
            Add(column, cell.Address, problem.Code, !reading.Accepted, cell.Text, problem.Message, reading.Suggestion);
        return reading.Value;
    }

    private object? InspectorId(RegisterColumn column, SheetCell cell, string text)
    {
        var id = TypedCodeKeepingHyphens(text);
        var sound = id.Length is >= 1 and <= 55 && char.IsAsciiLetterOrDigit(id[0]) && id.All(c => char.IsAsciiDigit(c) || char.IsAsciiLetterUpper(c) || c is '.' or '_' or '-');
        return sound ? id : Refuse(column, cell, "import.inspector-id", $"工号“{text}”不能用。工号由数字、字母和 . _ - 组成，以数字或字母开头，最长 55 位。");
    }

    private static string TypedCodeKeepingHyphens(string text) =>
        string.Concat(text.Normalize(System.Text.NormalizationForm.FormKC).Where(c => !char.IsWhiteSpace(c))).ToUpperInvariant();

    private object? Date(RegisterColumn column, SheetCell cell, string text)
    {
        if (cell.Date is { } typed)
            return DateOnly.FromDateTime(typed);
        if (ImportedDate.Read(text) is { } date)
            return date;
        // A date whose cell lost its format: days since 1900, here taken for 1954 to 2064.
        if (cell.Kind == CellKind.Number && cell.Number is >= 20_000 and < 60_000 && NumberFormats.DateOf(Math.Floor(cell.Number), false) is { } serial)
        {
            Warn(column, cell, "import.serial-date", $"单元格是数字 {text}，按 Excel 日期读作 {serial:yyyy-MM-dd}，请核对。");
            return DateOnly.FromDateTime(serial);
        }
        return Refuse(column, cell, "import.date", $"{column.Title}“{text}”不是有效日期。可填 2023-02-06、2023.2.6、20230206、2023年2月6日，长期有效填“长期”。");
    }

    private object? DrawName(RegisterColumn column, SheetCell cell, string text)
    {
        if (ImportedText.IsDrawName(text))
            return text;
        return Refuse(column, cell, "import.name", $"{column.Title}“{text}”不能用：最多 64 个字，不含竖线和半角逗号。");
    }

    private object? DrawNames(RegisterColumn column, SheetCell cell, string text)
    {
        var names = text.Split(['、', '，', ',', ';', '；', '|', '/', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
        var bad = Array.Find(names, name => !ImportedText.IsDrawName(name));
        if (bad is not null)
            return Refuse(column, cell, "import.name", $"{column.Title}里的“{bad}”超过 64 个字。多个值之间用顿号分隔。");
        return names.Length == 0 ? null : names;
    }

    private object? Active(RegisterColumn column, SheetCell cell, string text) => text switch
    {
        "有效" or "是" or "在岗" or "正常" or "在职" or "TRUE" or "1" => true,
        "失效" or "无效" or "否" or "离岗" or "停用" or "退休" or "调离" or "FALSE" or "0" => false,
        _ => Refuse(column, cell, "import.active", $"状态“{text}”不认识。可填 有效 或 失效（失效人员不参与抽取）。"),
    };

    private object? Refuse(RegisterColumn column, SheetCell cell, string code, string message)
    {
        Add(column, cell.Address, code, true, cell.Text, message);
        return null;
    }

    private void Warn(RegisterColumn column, SheetCell cell, string code, string message) => Add(column, cell.Address, code, false, cell.Text, message);

    private void Add(RegisterColumn column, CellAddress place, string code, bool isError, string found, string message, string? suggestion = null)
    {
        HasError |= isError;
        problems.Add(new(place.Row, place.ToString(), column.Title, code, isError, found.Length > 200 ? found[..200] : found, message, suggestion));
    }
}
