using SpotCheck.DocService.Http;
using SpotCheck.DocService.Plans.Acts;
using SpotCheck.DocService.Plans.Sheets;

namespace SpotCheck.DocService.Plans.Versions;

/// <summary>Puts new texts into cells of a plan, by their place.</summary>
internal static class TableEditing
{
    private const int MostEdits = 10_000;

    public static (PlanContent? Content, Refusal? Refusal) Apply(PlanContent content, IReadOnlyList<EditPlan.CellEdit> edits)
    {
        if (edits.Count is 0 or > MostEdits || edits.Any(edit => edit is not { Text.Length: <= 32_767 }))
        {
            return (null, new("plan.edits-out-of-range", $"一次修改1至{MostEdits}个单元格，每格最多32767个字。", $"Edit 1 to {MostEdits} cells of at most 32,767 characters at once."));
        }

        var wanted = edits.GroupBy(edit => edit.Place, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.Last().Text, StringComparer.Ordinal);
        var table = content.Table;
        var done = new HashSet<string>(StringComparer.Ordinal);
        string? New(CellPlace place) => wanted.TryGetValue(place.ToString(), out var text) && done.Add(place.ToString()) ? text : null;

        var blocks = table.Blocks.Select(block => block with
        {
            Headers = [.. block.Headers.Select(header => New(header.Place) is { } text ? header with { Text = text, Column = PlanHeaders.Recognise(text) ?? header.Column } : header)],
        }).ToList();
        var rows = table.Rows.Select(row => Edited(row, blocks[row.Block], New)).ToList();
        var titles = table.Titles.Select(note => New(note.Place) is { } text ? note with { Text = text } : note).ToList();
        var notes = table.Notes.Select(note => New(note.Place) is { } text ? note with { Text = text } : note).ToList();
        var missing = wanted.Keys.Except(done, StringComparer.Ordinal).ToList();
        return missing.Count > 0
            ? (null, new("plan.no-such-cell", $"计划里没有可修改的单元格“{string.Join("”“", missing.Take(5))}”。请用表头、任务行、标题或备注所在的单元格。", $"No editable cell at {string.Join(", ", missing.Take(5))}."))
            : (content with { Table = table with { Blocks = blocks, Rows = rows, Titles = titles, Notes = notes } }, null);
    }

    private static PlanRow Edited(PlanRow row, PlanBlock block, Func<CellPlace, string?> textAt)
    {
        var cells = row.Cells.ToDictionary();
        foreach (var header in block.Headers.Where(header => header.Column is not null))
        {
            var place = row.Place with { Column = header.Place.Column };
            if (textAt(place) is not { } text)
            {
                continue;
            }

            if (text.Length == 0)
            {
                cells.Remove(header.Column!.Value);
            }
            else
            {
                cells[header.Column!.Value] = new(place, text);
            }
        }

        return row with { Cells = cells, Others = [.. row.Others.Select(cell => textAt(cell.Place) is { } text ? cell with { Text = text } : cell)] };
    }
}
