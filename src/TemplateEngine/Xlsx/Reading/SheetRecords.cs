using System.Globalization;
using SpotCheck.TemplateEngine.Language;
using SpotCheck.TemplateEngine.Packaging;

namespace SpotCheck.TemplateEngine.Xlsx;

/// <summary>Rows below a heading as objects.</summary>
internal sealed class SheetRecords(string sheet)
{
    private List<(int Column, string Name)>? _names;

    public ScriptArray List { get; } = new();

    public DocumentProblem? Problem { get; private set; }

    public bool Take(SheetRow row)
    {
        if (_names is null)
            return Name(row);
        var record = new ScriptObject(_names.Count);
        var at = 0;
        foreach (var (column, name) in _names)
        {
            while (at < row.Cells.Length && row.Cells[at].Column < column)
                at++;
            record.Set(name, at < row.Cells.Length && row.Cells[at].Column == column ? row.Cells[at].Value : Value.Null);
        }

        List.Add(record);
        return true;
    }

    private bool Name(SheetRow row)
    {
        _names = [];
        foreach (var (column, value) in row.Cells)
        {
            var name = (value.AsString ?? value.ToString()).Trim();
            if (name.Length == 0)
                continue;
            if (_names.Exists(known => known.Name == name))
            {
                Problem = new("xlsx.duplicate-heading", string.Create(CultureInfo.InvariantCulture, $"工作表“{sheet}”第 {row.Number} 行有两列都叫“{name}”。请改成不同的列名。"));
                return false;
            }

            _names.Add((column, name));
        }

        return true;
    }
}
