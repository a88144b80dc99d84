using CsvHelper;
using System.Text;

namespace SpotCheck.DocService.Registers.Sheets;

/// <summary>A delimited text: UTF-8, UTF-16 with a mark, or GB18030; comma, tab or semicolon, told apart by its first line.</summary>
internal sealed class CsvFile : SheetFile
{
    private const int MaxRecordBytes = 4 << 20;

    private readonly Stream input;
    private readonly SheetLimits limits;
    private readonly Encoding encoding;
    private readonly string name;
    
    private CsvFile(Stream input, string name, Encoding encoding, SheetLimits limits)
    {
        this.input = input;
        this.name = name;
        this.encoding = encoding;
        this.limits = limits;
        Sheets = [new(0, Path.GetFileNameWithoutExtension(name), false)];
    }

    public override IReadOnlyList<SheetInfo> Sheets { get; }

    public override IReadOnlyList<SheetProblem> Warnings => [];

    public override double Progress => input.Length == 0 ? 1 : (double)input.Position / input.Length;

    public static CsvFile Open(Stream input, string fileName, SheetLimits limits) =>
        new(input, fileName, TextEncoding.Detect(input, fileName), limits);

    public override IEnumerable<SheetRow> Rows(int sheet)
    {
        input.Position = 0;
        var delimiter = Delimiter();
        input.Position = 0;
        using var reader = new StreamReader(input, encoding, detectEncodingFromByteOrderMarks: true, bufferSize: 1 << 16, leaveOpen: true);
        using var csv = CsvReader.Create(reader, Options(delimiter), leaveOpen: true);
        var number = 0;
        var filled = 0;
        while (Next(csv, number))
        {
            number++;
            if (csv.FieldCount > limits.MaxColumns)
                throw Refused("sheet.too-many-columns", number, $"有 {csv.FieldCount} 列，上限 {limits.MaxColumns} 列");
            var cells = new List<SheetCell>(csv.FieldCount);
            for (var column = 1; column <= csv.FieldCount; column++)
            {
                var text = csv.GetString(column - 1);
                if (text.Length > limits.MaxCellCharacters)
                    throw Refused("sheet.cell-too-long", number, $"第 {column} 列超过 {limits.MaxCellCharacters} 个字，可能是引号没有成对");
                if (text.Length > 0)
                    cells.Add(new(new(number, column), CellKind.Text, text, 0, null, NumberFormats.General, false));
            }
            if (cells.Count == 0)
                continue;
            if (++filled > limits.MaxRows)
                throw Refused("sheet.too-many-rows", number, $"数据超过 {limits.MaxRows} 行");
            yield return new SheetRow(number, cells, false);
        }
    }

    public override IReadOnlyList<CellRange> MergedCells(int sheet) => [];

    private static CsvReaderOptions Options(char delimiter) => new()
    {
        Separator = delimiter,
        HasHeader = false,
        SkipEmptyLines = false,
        // An opening quote that never closes would swallow the rest of the file.
        MaxRecordSize = MaxRecordBytes,
        MalformedData = CsvMalformedDataHandling.Recover,
        // A quote inside an unquoted field is a character like any other, as Excel takes it.
        OnMalformedRecord = bad =>
        {
            if (bad.Reason != CsvMalformedReason.StrayQuote)
                throw new CsvFormatException(bad.Reason.ToString());
        },
        IncludeValuesInExceptions = false,
    };

    private bool Next(CsvReader csv, int number)
    {
        try
        {
            return csv.Read();
        }
        catch (CsvFormatException)
        {
            throw Refused("sheet.csv-quote", number + 1, "引号没有成对。单元格里的引号要写成两个（\"\"），并把整个单元格放进引号");
        }
        catch (DecoderFallbackException)
        {
            throw UnknownEncoding(number + 1);
        }
    }

    private char Delimiter()
    {
        using var reader = new StreamReader(input, encoding, true, 1 << 16, leaveOpen: true);
        int commas = 0, tabs = 0, semicolons = 0, seen = 0;
        var quoted = false;
        int next;
        while (seen++ < 1 << 16 && (next = NextCharacter(reader)) >= 0)
        {
            switch ((char)next)
            {
                case '"':
                    quoted = !quoted;
                    break;
                case ',' when !quoted:
                    commas++;
                    break;
                case '\t' when !quoted:
                    tabs++;
                    break;
                case ';' when !quoted:
                    semicolons++;
                    break;
                case '\n' or '\r' when !quoted && commas + tabs + semicolons > 0:
                    seen = 1 << 16;
                    break;
            }
        }
        // Between equals the tab wins: names contain commas, never tabs.
        return tabs > 0 && tabs >= commas && tabs >= semicolons ? '\t' : semicolons > commas ? ';' : ',';
    }

    private int NextCharacter(StreamReader reader)
    {
        try
        {
            return reader.Read();
        }
        catch (DecoderFallbackException)
        {
            throw UnknownEncoding(1);
        }
    }

    private SheetRefusedException UnknownEncoding(int row) =>
        Refused("sheet.encoding", row, "文字编码无法识别。请用 Excel 另存为“CSV UTF-8（逗号分隔）”");

    private SheetRefusedException Refused(string code, int row, string what) => new(code, $"文件“{name}”第 {row} 行：{what}。");

    public override void Dispose()
    {
    }
}
