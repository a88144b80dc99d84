using System.Buffers.Text;
using System.Globalization;
using SpotCheck.TemplateEngine.Language;

namespace SpotCheck.TemplateEngine.Xlsx;

/// <summary>Reads one row after another out of a sheet's markup.</summary>
internal sealed class RowReading(MarkupCursor cursor, CellTexts texts, bool[] dateStyles, bool countsFrom1904)
{
    private string? _fault;
    private bool _isOver;
    private int _column;

    public SheetRow Row { get; } = new();

    public string? Fault => _fault ?? cursor.Fault;

    /// <summary>Goes to the next row that has a cell with a value.</summary>
    public bool Next()
    {
        while (!_isOver && cursor.Next())
        {
            if (cursor.Name.SequenceEqual("row"u8) && !cursor.IsClosing)
            {
                if (ReadRow() && Row.Cells.Length > 0)
                    return true;
            }
            else if (cursor.Name.SequenceEqual("sheetData"u8) && (cursor.IsClosing || cursor.IsEmpty))
            {
                Drain();
            }
        }

        if (!_isOver && Fault is null)
            _fault = "没有读到数据的结尾";
        return false;
    }

    // The sum over the part is known only at its end.
    private void Drain()
    {
        _isOver = true;
        while (cursor.Next())
        {
        }
    }

    private bool ReadRow()
    {
        Row.Clear();
        _column = 0;
        var number = cursor.Attribute("r"u8);
        Row.Number = number.IsEmpty ? Row.Number + 1 : Utf8Parser.TryParse(number, out int given, out var used) && used == number.Length ? given : 0;
        if (Row.Number is < 1 or > CellAddress.LastRow)
            return Stop("有一行的行号不对");
        if (cursor.IsEmpty)
            return true;
        while (cursor.Next())
        {
            var name = cursor.Name;
            if (name.SequenceEqual("c"u8) && !cursor.IsClosing)
            {
                if (!ReadCell())
                    return false;
            }
            else if (name.SequenceEqual("row"u8) && cursor.IsClosing)
            {
                return true;
            }
        }

        return false;
    }

    private bool ReadCell()
    {
        var address = cursor.Attribute("r"u8);
        _column = address.IsEmpty ? _column + 1 : ColumnOf(address);
        if (_column is < 1 or > CellAddress.LastColumn)
            return Stop($"第 {Row.Number} 行有一个单元格的地址不对");
        var type = TypeOf(cursor.Attribute("t"u8));
        var style = cursor.Attribute("s"u8);
        var isDate = !style.IsEmpty && Utf8Parser.TryParse(style, out int index, out _) && (uint)index < (uint)dateStyles.Length && dateStyles[index];
        return cursor.IsEmpty || ReadContent(type, isDate);
    }

    private bool ReadContent(CellContent type, bool isDate)
    {
        texts.Begin();
        var (inValue, isHint) = (false, false);
        while (cursor.Next())
        {
            var name = cursor.Name;
            if (inValue && !(isHint && type == CellContent.Inline))
                texts.Append(cursor.Text, cursor.IsLiteral);
            if (name.IsEmpty)
                continue;
            if (name.Length == 1 && name[0] is (byte)'v' or (byte)'t')
                inValue = !cursor.IsClosing && !cursor.IsEmpty;
            else if (name.SequenceEqual("rPh"u8))
                isHint = !cursor.IsClosing;
            else if (name.SequenceEqual("c"u8))
                return !cursor.IsClosing || Take(type, isDate);
            else
                inValue = false;
        }

        return false;
    }

    private bool Take(CellContent type, bool isDate)
    {
        if (texts.IsEmpty)
            return true;
        var value = type switch
        {
            CellContent.Shared => texts.Shared(),
            CellContent.Inline or CellContent.Text or CellContent.Error => texts.Text(),
            CellContent.Bool => texts.Bytes.SequenceEqual("1"u8) || texts.Bytes.SequenceEqual("true"u8),
            CellContent.Date => Date(texts.Text()),
            _ => Number(texts.Bytes, isDate),
        };
        if (!value.IsNull)
            Row.Add(_column, value);
        return true;
    }

    private Value Number(ReadOnlySpan<byte> text, bool isDate)
    {
        if (!isDate && Utf8Parser.TryParse(text, out long whole, out var used) && used == text.Length)
            return whole;
        if (!Utf8Parser.TryParse(text, out double number, out used) || used != text.Length)
            return texts.Text();
        return isDate ? SerialDate.Of(number, countsFrom1904) ?? Value.From(number) : number;
    }

    private static Value Date(string text) =>
        DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? new DateTimeOffset(DateTime.SpecifyKind(date, DateTimeKind.Unspecified), TimeSpan.Zero) : text;

    private static int ColumnOf(ReadOnlySpan<byte> address)
    {
        var column = 0;
        for (var at = 0; at < address.Length && at < 4 && (address[at] | 0x20) is >= 'a' and <= 'z'; at++)
            column = column * 26 + (address[at] & 0x1F);
        return column;
    }

    private static CellContent TypeOf(ReadOnlySpan<byte> type) => type switch
    {
        [(byte)'s'] => CellContent.Shared,
        [(byte)'b'] => CellContent.Bool,
        [(byte)'d'] => CellContent.Date,
        [(byte)'e'] => CellContent.Error,
        [(byte)'s', (byte)'t', (byte)'r'] => CellContent.Text,
        [(byte)'i', ..] => CellContent.Inline,
        _ => CellContent.Number,
    };

    private bool Stop(string what)
    {
        _fault ??= what;
        _isOver = true;
        return false;
    }

    private enum CellContent
    {
        Number,
        Shared,
        Inline,
        Text,
        Bool,
        Date,
        Error,
    }
}

/// <summary>Excel's day numbers.</summary>
internal static class SerialDate
{
    private const double BeyondLast = 2_958_466;

    /// <summary>The date of a number; null where it is none. The 1900 system counts a 29 February 1900 that never was.</summary>
    public static Value? Of(double serial, bool countsFrom1904)
    {
        var days = countsFrom1904 ? serial + 1462 : serial;
        if (!(days >= (countsFrom1904 ? 0 : 1)) || days >= BeyondLast || (!countsFrom1904 && Math.Floor(days) == 60))
            return null;
        var date = new DateTime(1899, 12, 30).AddDays(days < 60 ? days + 1 : days);
        var rounded = new DateTime((date.Ticks + TimeSpan.TicksPerMillisecond / 2) / TimeSpan.TicksPerMillisecond * TimeSpan.TicksPerMillisecond);
        return new DateTimeOffset(rounded, TimeSpan.Zero);
    }
}
