using System.Globalization;
using System.Text;

namespace SpotCheck.TemplateEngine.Xlsx;

/// <summary>One end of a reference; a column or row of 0 means the whole row or column.</summary>
internal readonly record struct ReferencePoint(int Column, bool IsColumnFixed, int Row, bool IsRowFixed)
{
    public override string ToString()
    {
        var column = Column == 0 ? "" : (IsColumnFixed ? "$" : "") + CellAddress.ColumnName(Column);
        return Row == 0 ? column : column + (IsRowFixed ? "$" : "") + Row.ToString(CultureInfo.InvariantCulture);
    }
}

/// <summary>A reference inside a formula.</summary>
/// <param name="Sheet">The sheet it names as written with its mark, empty for the formula's own.</param>
/// <param name="First">First end.</param>
/// <param name="Last">Last end; equal to the first for a single cell.</param>
/// <param name="IsRange">Whether it was written with a colon.</param>
/// <param name="IsArgument">Whether it is a function's whole argument, where one cell may become many.</param>
internal readonly record struct FormulaReference(string Sheet, ReferencePoint First, ReferencePoint Last, bool IsRange, bool IsArgument)
{
    /// <summary>The sheet's name without quotes and mark.</summary>
    public string SheetName => Sheet.Length == 0 ? "" : Sheet[..^1].Trim('\'').Replace("''", "'", StringComparison.Ordinal);

    public override string ToString() => IsRange ? $"{Sheet}{First}:{Last}" : $"{Sheet}{First}";
}

/// <summary>A formula cut into text and references, so that references can follow the rows and columns they mean.</summary>
internal sealed class FormulaText
{
    private readonly List<(string Text, FormulaReference? Reference)> _parts = [];

    private FormulaText()
    {
    }

    public IEnumerable<FormulaReference> References => _parts.Where(part => part.Reference is not null).Select(part => part.Reference!.Value);

    /// <summary>Writes the formula with each reference replaced.</summary>
    public string Write(Func<FormulaReference, string> place)
    {
        var text = new StringBuilder();
        foreach (var (plain, reference) in _parts)
            text.Append(reference is { } found ? place(found) : plain);
        return text.ToString();
    }

    /// <summary>The formula of a series or a list: a cell of a repeated row means all of its rows.</summary>
    public static FormulaText ParseSeries(string formula)
    {
        var result = Parse(formula);
        for (var i = 0; i < result._parts.Count; i++)
        {
            if (result._parts[i].Reference is { } reference)
                result._parts[i] = ("", reference with { IsArgument = true });
        }

        return result;
    }

    public static FormulaText Parse(string formula)
    {
        var result = new FormulaText();
        var plain = new StringBuilder();
        for (var at = 0; at < formula.Length;)
        {
            var c = formula[at];
            if (c == '"')
            {
                var end = EndOfString(formula, at, '"');
                plain.Append(formula, at, end - at);
                at = end;
            }
            else if (TryReference(formula, at, out var reference, out var next))
            {
                if (plain.Length > 0)
                    result._parts.Add((plain.ToString(), null));
                plain.Clear();
                result._parts.Add(("", reference with { IsArgument = IsArgument(formula, at, next) }));
                at = next;
            }
            else
            {
                // A whole word is stepped over, so that the end of a name such as TAX2024 is not taken for a cell.
                var end = at + 1;
                while (IsWord(c) && end < formula.Length && IsWord(formula[end]))
                    end++;
                plain.Append(formula, at, end - at);
                at = end;
            }
        }

        if (plain.Length > 0)
            result._parts.Add((plain.ToString(), null));
        return result;
    }

    private static bool TryReference(string formula, int at, out FormulaReference reference, out int next)
    {
        reference = default;
        next = at;
        if (at > 0 && (IsWord(formula[at - 1]) || formula[at - 1] is '$' or '!' or '\''))
            return false;
        var sheet = SheetAt(formula, at);
        var start = at + sheet.Length;
        if (!TryPoint(formula, start, out var first, out next))
            return false;
        var last = first;
        var isRange = next < formula.Length && formula[next] == ':' && TryPoint(formula, next + 1, out last, out next);
        if (!isRange && (first.Row == 0 || first.Column == 0))
            return false;
        if (next < formula.Length && (IsWord(formula[next]) || formula[next] is '(' or '!'))
            return false;
        reference = new(sheet, first, isRange ? last : first, isRange, false);
        return true;
    }

    // 'Sheet name'! or Name! before a reference.
    private static string SheetAt(string formula, int at)
    {
        var end = at;
        if (formula[at] == '\'')
            end = EndOfString(formula, at, '\'');
        else
            while (end < formula.Length && (IsWord(formula[end]) || formula[end] == '.'))
                end++;
        return end > at && end < formula.Length && formula[end] == '!' ? formula[at..(end + 1)] : "";
    }

    private static bool TryPoint(string formula, int at, out ReferencePoint point, out int next)
    {
        var column = 0;
        var isColumnFixed = at < formula.Length && formula[at] == '$';
        next = isColumnFixed ? at + 1 : at;
        var letters = next;
        while (next < formula.Length && char.IsAsciiLetter(formula[next]) && next - letters < 4)
            column = column * 26 + (formula[next++] & 0x1F);

        var isRowFixed = next < formula.Length && formula[next] == '$' && column > 0;
        var digits = isRowFixed ? next + 1 : next;
        var end = digits;
        while (end < formula.Length && char.IsAsciiDigit(formula[end]) && end - digits < 8)
            end++;
        var row = end > digits ? int.Parse(formula.AsSpan(digits, end - digits), CultureInfo.InvariantCulture) : 0;
        if (row == 0 && isRowFixed)
            isRowFixed = false;
        else
            next = end;
        if (column == 0 && isColumnFixed)
            (isColumnFixed, isRowFixed) = (false, true);
        point = new(column, isColumnFixed, row, isRowFixed);
        return (column > 0 || row > 0) && column <= CellAddress.LastColumn && row <= CellAddress.LastRow;
    }

    private static bool IsArgument(string formula, int start, int end)
    {
        while (start > 0 && formula[start - 1] == ' ')
            start--;
        while (end < formula.Length && formula[end] == ' ')
            end++;
        return start > 0 && formula[start - 1] is '(' or ',' && end < formula.Length && formula[end] is ')' or ',' && InFunction(formula, start);
    }

    private static bool InFunction(string formula, int at)
    {
        var depth = 0;
        for (at--; at > 0; at--)
        {
            depth += formula[at] switch { ')' => 1, '(' => -1, _ => 0 };
            if (depth < 0)
                return IsWord(formula[at - 1]);
        }

        return false;
    }

    private static int EndOfString(string formula, int at, char quote)
    {
        for (at++; at < formula.Length; at++)
        {
            if (formula[at] != quote)
                continue;
            if (at + 1 >= formula.Length || formula[at + 1] != quote)
                return at + 1;
            at++;
        }

        return formula.Length;
    }

    private static bool IsWord(char c) => char.IsLetterOrDigit(c) || c is '_' or '\\' || c > 0x7F;
}
