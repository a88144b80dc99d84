using SpotCheck.TemplateEngine.Language;

namespace SpotCheck.TemplateTool;

/// <summary>Templates for <c>include</c> out of the folder the first template lies in, and from nowhere else.</summary>
internal sealed class FolderLoader(string template, TemplateOptions options) : ITemplateLoader
{
    private const long MaxBytes = 4 << 20;
    private const long MaxDocumentBytes = 64 << 20;

    private readonly string _folder = Path.GetFullPath(Path.GetDirectoryName(Path.GetFullPath(template))!);
    private readonly Dictionary<string, Template?> _known = new(StringComparer.Ordinal);

    public Template? Load(string name)
    {
        if (_known.TryGetValue(name, out var known))
            return known;
        return _known[name] = Read(name);
    }

    /// <summary>A document to take in with <c>include</c>; null where there is none of that name.</summary>
    public ReadOnlyMemory<byte>? Document(string name) =>
        Find(name, MaxDocumentBytes) is { } file ? File.ReadAllBytes(file.FullName) : null;

    private Template? Read(string name) =>
        Find(name, MaxBytes) is { } file && TextFile.Read(file.FullName) is { } text ? Template.ParseText(text, name, options) : null;

    // A name is one file of the folder: no path, no parent, no drive, no device, no link out of it.
    private FileInfo? Find(string name, long most)
    {
        if (name.Length is 0 or > 200 || name[0] == '.' || name.AsSpan().IndexOfAny("/\\:*?\"<>|\0") >= 0)
            return null;
        var file = new FileInfo(Path.Combine(_folder, name));
        return file.Exists && file.LinkTarget is null && file.Length <= most ? file : null;
    }
}
