using SpotCheck.TemplateEngine.Packaging;

namespace SpotCheck.TemplateEngine.Docx;

/// <summary>The parts of a Word package by their role, and what makes a package unfit for a template.</summary>
internal sealed class PackageParts
{
    private const string OfficeDocument = "/officeDocument";
    private readonly Dictionary<string, PackageEntry> _entries;
    private readonly PackageLimits _limits;

    private PackageParts(IReadOnlyList<PackageEntry> entries, PackageLimits limits)
    {
        Entries = entries;
        _limits = limits;
        _entries = entries.ToDictionary(entry => entry.Name, StringComparer.OrdinalIgnoreCase);
    }

    public IReadOnlyList<PackageEntry> Entries { get; }

    /// <summary>Name of the main part, usually <c>word/document.xml</c>.</summary>
    public string Main { get; private set; } = "";

    /// <summary>Content type of each part that has one of its own, by name.</summary>
    public Dictionary<string, string> ContentTypes { get; } = new(StringComparer.OrdinalIgnoreCase);

    public Dictionary<string, string> DefaultTypes { get; } = new(StringComparer.OrdinalIgnoreCase);

    public static DocumentProblem? TryOpen(ReadOnlyMemory<byte> package, PackageLimits limits, out PackageParts parts)
    {
        parts = null!;
        if (PackageReader.TryRead(package, limits, out var entries) is { } fault)
            return new(fault.Code, fault.Message);
        parts = new(entries, limits);
        return parts.Recognise();
    }

    public bool Has(string name) => _entries.ContainsKey(name);

    public PackageEntry Entry(string name) => _entries[name];

    /// <summary>The XML of a part.</summary>
    public DocumentProblem? TryReadMarkup(string name, out MarkupElement root)
    {
        root = null!;
        if (!_entries.TryGetValue(name, out var entry))
            return Broken($"缺少部分“{name}”");
        if (entry.Inflate() is not { } content)
            return Broken($"部分“{name}”的数据与校验和不符");
        return MarkupReader.TryRead(name, content, _limits, out root) is { } fault ? new(fault.Code, fault.Message) : null;
    }

    /// <summary>The relations of a part: id, type, target name inside the package (or address), and whether outside.</summary>
    public DocumentProblem? TryReadRelations(string part, out List<PackageRelation> relations)
    {
        relations = [];
        var name = PackageRelation.PartFor(part);
        if (!Has(name))
            return null;
        if (TryReadMarkup(name, out var root) is { } fault)
            return fault;
        foreach (var relation in root.Elements.Where(element => element.Is(Ooxml.PackageRelations, "Relationship")))
            relations.Add(PackageRelation.Read(part, relation));
        return null;
    }

    private DocumentProblem? Recognise()
    {
        if (!Has("[Content_Types].xml"))
            return new("docx.not-a-document", "文件是压缩包，但不是 Word 文档：没有 [Content_Types].xml。请用 Word 打开后另存为 .docx。");
        if (TryReadMarkup("[Content_Types].xml", out var types) is { } fault)
            return fault;
        foreach (var type in types.Elements)
        {
            var contentType = type.Attribute("ContentType") ?? "";
            if (type.Local == "Override")
                ContentTypes[(type.Attribute("PartName") ?? "").TrimStart('/')] = contentType;
            else
                DefaultTypes[type.Attribute("Extension") ?? ""] = contentType;
        }

        if (ContentTypes.Values.Concat(DefaultTypes.Values).Any(IsMacro) || Entries.Any(entry => entry.Name.EndsWith("vbaProject.bin", StringComparison.OrdinalIgnoreCase)))
            return new("package.macro-enabled", "文件带有宏（.docm、.dotm 或含 VBA 工程）。模板不允许带宏，请另存为不带宏的 .docx 后再试。");
        if (TryReadRelations("", out var roots) is { } broken)
            return broken;
        var main = roots.Find(relation => relation.Type.EndsWith(OfficeDocument, StringComparison.Ordinal) && !relation.IsExternal);
        if (main is null || !Has(main.Target))
            return new("docx.not-a-document", "文件不是 Word 文档：找不到正文部分。请用 Word 打开后另存为 .docx。");
        Main = main.Target;
        var kind = ContentTypes.GetValueOrDefault(Main, "");
        return kind.Contains("wordprocessingml", StringComparison.Ordinal) || kind.Length == 0
            ? CheckRelations()
            : new("docx.not-a-document", $"文件不是 Word 文档，而是“{kind}”。请选用 .docx 文件。");
    }

    // A picture or template fetched from outside when the document opens would tell a stranger who reads it; a hyperlink only when clicked.
    private DocumentProblem? CheckRelations()
    {
        foreach (var entry in Entries.Where(entry => entry.Name.EndsWith(".rels", StringComparison.OrdinalIgnoreCase)))
        {
            if (TryReadRelations(PackageRelation.OwnerOf(entry.Name), out var relations) is { } fault)
                return fault;
            var outside = relations.Find(relation => relation.IsExternal && !relation.Type.EndsWith("/hyperlink", StringComparison.Ordinal));
            if (outside is not null)
                return new("package.external-relation", $"部分“{entry.Name}”引用了文件以外的内容“{outside.Target}”。请在 Word 里把链接的图片、模板或对象改为嵌入后再试（超链接不受影响）。");
        }

        return null;
    }

    private static bool IsMacro(string type) =>
        type.Contains("macroEnabled", StringComparison.OrdinalIgnoreCase) || type.Contains("vbaProject", StringComparison.OrdinalIgnoreCase);

    private static DocumentProblem Broken(string what) => new("package.broken", $"文件损坏：{what}。请用 Word 打开并重新另存后再试。");
}
