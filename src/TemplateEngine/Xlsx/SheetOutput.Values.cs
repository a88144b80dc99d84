using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using SpotCheck.TemplateEngine.Language;

namespace SpotCheck.TemplateEngine.Xlsx;

internal sealed partial class SheetOutput
{
    // Excel's own limit of characters in a cell; a whole number beyond 15 digits would be rounded (Excel specifications and limits).
    private const int LongestText = 32_767;
    private const long LargestExact = 999_999_999_999_999;

    private CellType _value;
    private CellPieces? _pieces;
    private int _cellStart;
    private int _contentSteps;
    private int _contentText;

    private enum CellType
    {
        Empty,
        Number,
        Text,
        Bool,
        Date,
    }

    /// <summary>The value of the cell being written.</summary>
    public void Take(Value value)
    {
        _textEnd = _textStart;
        _value = Write(value);
    }

    private void StartContent(SheetMark mark)
    {
        EndText();
        (_contentSteps, _contentText) = (_stepCount, _textEnd);
        BeginCell(mark);
    }

    private void EndContent(SheetMark mark)
    {
        if (IsGone(mark))
            (_stepCount, _textEnd, _textStart) = (_contentSteps, _contentText, _contentText);
    }

    // In rows beside a loop over columns that has no round, its columns are gone. Asked for every cell, so nothing is allocated.
    private bool IsGone(SheetMark mark)
    {
        if (_loop is not null)
            return false;
        foreach (var loop in _map!.Facts.Loops)
        {
            if (mark.Column >= loop.First && mark.Column <= loop.Last && _map.Count(loop) == 0)
                return true;
        }

        return false;
    }

    private CellType Write(Value value)
    {
        switch (value.Kind)
        {
            case ValueKind.Null:
                return CellType.Empty;
            case ValueKind.Bool:
                WriteAscii(value.AsBool ? "1" : "0");
                return CellType.Bool;
            case ValueKind.Int when Math.Abs(value.AsInt64) <= LargestExact:
                WriteNumber(value.AsInt64);
                return CellType.Number;
            case ValueKind.Single or ValueKind.Double when double.IsFinite(value.RawDouble):
                WriteNumber(value.RawDouble);
                return CellType.Number;
            case ValueKind.Decimal:
                WriteNumber(value.RawDecimal);
                return CellType.Number;
            case ValueKind.Date when Serial(value.AsDate) is { } serial:
                WriteNumber(serial);
                return CellType.Date;
            case ValueKind.TimeSpan:
                WriteNumber(value.AsTimeSpan.TotalDays);
                return CellType.Number;
            default:
                return WriteText(value.AsString ?? value.ToString());
        }
    }

    private CellType WriteText(string text)
    {
        if (text.Length == 0)
            return CellType.Empty;
        CheckLength(text.Length > LongestText ? int.MaxValue : 0);

        // Excel reads _x0041_ in a text as a character by its number (ECMA-376 part 1, 22.9.2.19).
        XmlText.Write(text.Contains("_x", StringComparison.Ordinal) ? Numbered().Replace(text, "_x005F$0") : text, this);
        return CellType.Text;
    }

    private void CheckLength(int bytes)
    {
        if (bytes > LongestText * 3)
            Problem ??= new("xlsx.text-too-long", $"有一个单元格的文字超过 Excel 的上限（{LongestText:N0} 字）。请缩短文字或分到几个单元格里。");
    }

    private void WriteNumber<T>(T number)
        where T : IUtf8SpanFormattable, IFormattable
    {
        const int Longest = 40;
        if (number.TryFormat(GetSpan(Longest), out var written, default, CultureInfo.InvariantCulture))
            Advance(written);
        else
            WriteAscii(number.ToString(null, CultureInfo.InvariantCulture));
    }

    private void WriteAscii(string text) => Advance(Encoding.UTF8.GetBytes(text, GetSpan(text.Length)));

    // Days since the workbook's first day; the 1900 system counts a 29 February 1900 that never was.
    private double? Serial(DateTimeOffset date)
    {
        var first = _program.CountsFrom1904 ? new DateTime(1904, 1, 1) : new DateTime(1899, 12, 30);
        var days = (date.DateTime - first).TotalDays;
        return days >= (_program.CountsFrom1904 ? 0 : 61) ? days : null;
    }

    private void EndValue()
    {
        if (_value == CellType.Empty && _textEnd > _textStart)
            _value = CellType.Text;
        var pieces = _pieces!;
        var (before, after) = _value switch
        {
            CellType.Number => (pieces.Number, pieces.NumberEnd),
            CellType.Text => (pieces.Text, pieces.TextEnd),
            CellType.Bool => (pieces.Bool, pieces.NumberEnd),
            CellType.Date => (pieces.Date, pieces.NumberEnd),
            _ => (pieces.Empty, -1),
        };
        AddPiece(before);
        EndText();
        if (after >= 0)
            AddPiece(after);
    }

    [GeneratedRegex("_x[0-9A-Fa-f]{4}_", RegexOptions.None, 1000)]
    private static partial Regex Numbered();
}

/// <summary>Stands for the value a cell takes while it is printed.</summary>
internal sealed class CellMarker : CustomValue
{
    public static readonly CellMarker Instance = new();

    public override string AsText => "";
}

/// <summary>Carries the value of a cell from the function that saw it to the output.</summary>
internal sealed class CellValueWriter : ICustomValueWriter
{
    private Value _value;

    public static BuiltinFunction Function { get; } = new(SheetFlow.CellFunction, [new("value")], (arguments, call) =>
    {
        if (call.Options.CustomValues is not CellValueWriter writer)
            return arguments[0];
        writer._value = arguments[0];
        return CellMarker.Instance;
    });

    public void Write(CustomValue value, TemplateOutput output)
    {
        if (output is SheetOutput sheet)
            sheet.Take(ReferenceEquals(value, CellMarker.Instance) ? _value : value.AsText);
    }
}
