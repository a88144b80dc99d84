using SpotCheck.TemplateEngine.Language;

namespace SpotCheck.TemplateTool;

/// <summary>Templates for <c>include</c> out of the folder the first template lies in, and from nowhere else.</summary>
internal sealed class FolderLoader(string template, TemplateOptions options) : ITemplateLoader
{
    private const long MaxBytes = 4 << 20;

    private readonly string _folder = Path.GetFullPath(Path.GetDirectoryName(Path.GetFullPath(template))!);
    private readonly Dictionary<string, Template?> _known = new(StringComparer.Ordinal);

    public Template? Load(string name)
    {
        if (_known.TryGetValue(name, out var known))
            return known;
        return _known[name] = Read(name);
    }

    private Template? Read(string name)
    {
        // A name is one file of the folder: no path, no parent, no drive, no device, no link out of it.
        if (name.Length is 0 or > 200 || name[0] == '.' || name.AsSpan().IndexOfAny("/\\:*?\"<>|\0") >= 0)
            return null;
        var file = new FileInfo(Path.Combine(_folder, name));
        if (!file.Exists || file.LinkTarget is not null || file.Length > MaxBytes)
            return null;
        return TextFile.Read(file.FullName) is { } text ? Template.ParseText(text, name, options) : null;
    }
}
