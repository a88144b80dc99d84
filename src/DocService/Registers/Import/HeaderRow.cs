using System.Text;
using SpotCheck.DocService.Registers.Sheets;

namespace SpotCheck.DocService.Registers.Import;

/// <summary>Finds the row of headers and which column of the sheet feeds which column of the register.</summary>
/// <param name="Row">Number of the header row.</param>
/// <param name="Sources">For each register column the sheet columns that can fill it, in order; the first non-empty counts.</param>
/// <param name="Ignored">Headers nobody asked for.</param>
internal sealed record HeaderRow(int Row, IReadOnlyDictionary<RegisterColumn, IReadOnlyList<HeaderSource>> Sources, IReadOnlyList<string> Ignored)
{
    private const int SearchedRows = 20;

    /// <summary>The best header among the first rows, or <c>null</c> when none names every required column.</summary>
    public static HeaderRow? Find(IEnumerable<SheetRow> firstRows, RegisterKind kind)
    {
        var columns = RegisterColumns.Of(kind);
        return firstRows.Take(SearchedRows).Select(row => Read(row, columns))
            .Where(header => columns.Where(c => c.Required).All(header.Sources.ContainsKey))
            .MaxBy(header => header.Sources.Count);
    }

    /// <summary>The register columns a row of cells names, complete or not; for telling what is missing.</summary>
    public static HeaderRow Read(SheetRow row, IReadOnlyList<RegisterColumn> columns)
    {
        var sources = new Dictionary<RegisterColumn, IReadOnlyList<HeaderSource>>();
        var named = row.Cells.Where(c => c.Kind == CellKind.Text).Select(c => new HeaderSource(c.Address.Column, Compact(c.Text), c.Text.Trim())).ToList();
        var used = new HashSet<int>();
        foreach (var column in columns)
        {
            string[] titles = [column.Title, .. column.Aliases];
            var found = titles.SelectMany(title => named.Where(n => n.Compact == Compact(title) && !used.Contains(n.Column))).DistinctBy(n => n.Column).ToList();
            if (found.Count == 0)
                continue;
            sources[column] = found;
            used.UnionWith(found.Select(f => f.Column));
        }
        return new(row.Number, sources, [.. named.Where(n => !used.Contains(n.Column)).Select(n => n.Shown)]);
    }

    private static string Compact(string header)
    {
        var compact = new StringBuilder(header.Length);
        foreach (var typed in header.Normalize(NormalizationForm.FormKC))
        {
            if (!char.IsWhiteSpace(typed) && typed is not ('*' or ':' or '"' or '\''))
                compact.Append(typed);
        }
        return compact.ToString();
    }
}

/// <summary>One header of the sheet.</summary>
/// <param name="Column">Sheet column, from 1.</param>
/// <param name="Compact">Without spaces, marks and full-width forms.</param>
/// <param name="Shown">As in the sheet.</param>
internal sealed record HeaderSource(int Column, string Compact, string Shown);
