using System.Globalization;
using SpotCheck.TemplateEngine.Packaging;

namespace SpotCheck.TemplateEngine.Xlsx;

/// <summary>Cell formats of a workbook; gives each one that shows no dates a sister that does.</summary>
internal sealed class StyleSheet
{
    private const string BuiltInDate = "14";
    private readonly Dictionary<string, string> _sisters = new(StringComparer.Ordinal);
    private readonly MarkupElement? _formats;
    private readonly Dictionary<string, string> _codes = new(StringComparer.Ordinal);

    public StyleSheet(MarkupElement? root)
    {
        Root = root;
        _formats = root?.Elements.FirstOrDefault(element => element.Local == "cellXfs");
        foreach (var code in root?.Elements.FirstOrDefault(element => element.Local == "numFmts")?.Elements ?? [])
            _codes[code.Attribute("numFmtId") ?? ""] = code.Attribute("formatCode") ?? "";
    }

    public MarkupElement? Root { get; }

    public bool HasChanged => _sisters.Count > 0;

    /// <summary>A format like this one that shows a number as a date.</summary>
    public string? DateStyle(string? style)
    {
        var key = style ?? "0";
        if (_formats is null || SharedFormulas.Number(key) is var index && (index < 0 || index >= _formats.Elements.Count()))
            return style;
        if (_sisters.TryGetValue(key, out var sister))
            return sister;
        var format = _formats.Elements.ElementAt(index);
        if (ShowsDates(format.Attribute("numFmtId") ?? "0"))
            return style;

        var copy = format.DeepCopy();
        Set(copy, "numFmtId", BuiltInDate);
        Set(copy, "applyNumberFormat", "1");
        sister = _formats.Elements.Count().ToString(CultureInfo.InvariantCulture);
        _formats.Add(copy);
        Set(_formats, "count", _formats.Elements.Count().ToString(CultureInfo.InvariantCulture));
        return _sisters[key] = sister;
    }

    /// <summary>For each cell format whether it shows a number as a date.</summary>
    public static bool[] DatesOf(MarkupElement root)
    {
        var styles = new StyleSheet(root);
        return [.. styles._formats?.Elements.Select(format => styles.ShowsDates(format.Attribute("numFmtId") ?? "0")) ?? []];
    }

    // ECMA-376 part 1, 18.8.30: built-in formats 14 to 22 and 45 to 47 are dates and times; 27 to 36 and 50 to 58 are in East Asian files.
    private bool ShowsDates(string id)
    {
        if (_codes.TryGetValue(id, out var code))
            return IsDateCode(code);
        return SharedFormulas.Number(id) is (>= 14 and <= 22) or (>= 27 and <= 36) or (>= 45 and <= 47) or (>= 50 and <= 58);
    }

    private static bool IsDateCode(string code)
    {
        var (quoted, bracketed) = (false, false);
        foreach (var c in code)
        {
            if (c == '"')
                quoted = !quoted;
            else if (!quoted && c is '[' or ']')
                bracketed = c == '[';
            else if (!quoted && !bracketed && char.ToLowerInvariant(c) is 'y' or 'm' or 'd' or 'h' or 's' or '年' or '月' or '日')
                return true;
        }

        return false;
    }

    private static void Set(MarkupElement element, string name, string value)
    {
        if (element.Attributes.Find(attribute => attribute.Name == name) is { } attribute)
            attribute.Value = value;
        else
            element.Attributes.Add(new(name, "", name, value));
    }
}
