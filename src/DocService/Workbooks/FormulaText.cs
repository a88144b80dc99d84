using System.Text;
using System.Text.RegularExpressions;
using SpotCheck.DocService.Registers.Sheets;

namespace SpotCheck.DocService.Workbooks;

/// <summary>What can be said of a formula without evaluating it.</summary>
internal static partial class FormulaText
{
    /// <summary>Excel's own limit.</summary>
    public const int MaxCharacters = 8_192;

    // They fetch, call or link to something outside the workbook (CWE-1236).
    private static readonly HashSet<string> ReachingOut = new(StringComparer.OrdinalIgnoreCase)
    {
        "CALL", "REGISTER", "REGISTER.ID", "EXEC", "EVALUATE", "RTD", "DDE", "WEBSERVICE", "FILTERXML", "HYPERLINK", "IMAGE", "STOCKHISTORY",
        "SQL.REQUEST", "INFO",
    };

    /// <summary>Whether a formula stays inside its workbook: no other file, no DDE, no function that reaches out.</summary>
    public static bool StaysInside(string formula)
    {
        if (formula.Length is 0 or > MaxCharacters || formula.Any(c => char.IsControl(c) && c is not ('\n' or '\r' or '\t')))
            return false;
        var name = new StringBuilder();
        foreach (var (unit, quoted) in Units(formula))
        {
            if (!quoted && unit is '[' or '|')
                return false;
            if (!quoted && (char.IsLetterOrDigit(unit) || unit is '.' or '_'))
            {
                name.Append(unit);
                continue;
            }
            // Newer functions are stored with a prefix; a space may stand before the bracket.
            if (unit == '(' && !quoted && ReachingOut.Contains(name.ToString().Replace("_xlfn.", "", StringComparison.OrdinalIgnoreCase).Replace("_xll.", "", StringComparison.OrdinalIgnoreCase)))
                return false;
            if (!char.IsWhiteSpace(unit))
                name.Clear();
        }
        return true;
    }

    /// <summary>The formula of another cell of a shared group: every relative reference moves as the cell did (ECMA-376 part 1 §18.3.1.40).</summary>
    /// <returns>Null where whole rows or columns would have to move, which is left to Excel.</returns>
    public static string? Moved(string formula, int rows, int columns)
    {
        if ((columns != 0 && WholeColumns().IsMatch(formula)) || (rows != 0 && WholeRows().IsMatch(formula)))
            return null;
        var moved = new StringBuilder(formula.Length);
        var at = 0;
        var quote = '\0';
        while (at < formula.Length)
        {
            var unit = formula[at];
            if (quote != '\0' || unit is '"' or '\'')
            {
                quote = quote == '\0' ? unit : unit == quote ? '\0' : quote;
                moved.Append(unit);
                at++;
                continue;
            }
            if (unit != '$' && !char.IsLetterOrDigit(unit) && unit is not ('_' or '.'))
            {
                moved.Append(unit);
                at++;
                continue;
            }
            var end = at;
            while (end < formula.Length && (char.IsLetterOrDigit(formula[end]) || formula[end] is '$' or '_' or '.'))
                end++;
            var token = formula[at..end];
            var isName = end < formula.Length && formula[end] is '(' or '!';
            moved.Append(isName ? token : MovedReference(token, rows, columns) ?? token);
            at = end;
        }
        return moved.ToString();
    }

    private static string? MovedReference(string token, int rows, int columns)
    {
        var columnFixed = token[0] == '$';
        var letters = token.AsSpan(columnFixed ? 1 : 0);
        var digits = letters.IndexOfAnyExceptInRange('A', 'Z');
        if (digits is < 1 or > 3)
            return null;
        var rowFixed = letters[digits] == '$';
        if (!CellAddress.TryParse($"{letters[..digits]}{letters[(digits + (rowFixed ? 1 : 0))..]}", out var cell))
            return null;
        var row = rowFixed ? cell.Row : cell.Row + rows;
        var column = columnFixed ? cell.Column : cell.Column + columns;
        return row is < 1 or > 1_048_576 || column is < 1 or > 16_384
            ? "#REF!"
            : $"{(columnFixed ? "$" : "")}{CellAddress.ColumnName(column)}{(rowFixed ? "$" : "")}{row}";
    }

    /// <summary>The formula's characters and whether each stands inside quotes; a doubled quote opens and closes again.</summary>
    private static IEnumerable<(char Unit, bool Quoted)> Units(string formula)
    {
        var quote = '\0';
        foreach (var unit in formula)
        {
            if (quote == '\0' && unit is '"' or '\'')
                quote = unit;
            else if (unit == quote)
                quote = '\0';
            else
            {
                // A bracket or bar inside 'quotes' is still another file or a DDE topic; only "text" is harmless.
                yield return (unit, quote == '"');
                continue;
            }
            yield return (' ', true);
        }
    }

    [GeneratedRegex(@"(?<![A-Za-z0-9$_.])[A-Z]{1,3}:\$?[A-Z]{1,3}(?![A-Za-z0-9_.(])", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex WholeColumns();

    [GeneratedRegex(@"(?<![A-Za-z0-9$_.])[0-9]{1,7}:\$?[0-9]{1,7}(?![A-Za-z0-9_.(])", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex WholeRows();
}
