namespace SpotCheck.TemplateEngine.Packaging;

/// <summary>A kind of office package.</summary>
/// <param name="Code">First part of fault codes.</param>
/// <param name="Name">Chinese name.</param>
/// <param name="Extension">Ending of file names.</param>
/// <param name="ContentType">What the main part's content type contains.</param>
internal sealed record PackageKind(string Code, string Name, string Extension, string ContentType)
{
    public static PackageKind Document { get; } = new("docx", "Word 文档", ".docx", "wordprocessingml");

    public static PackageKind Workbook { get; } = new("xlsx", "Excel 工作簿", ".xlsx", "spreadsheetml");
}

/// <summary>The parts of an office package by their role, and what makes a package unfit for a template.</summary>
internal sealed class PackageParts
{
    private const string OfficeDocument = "/officeDocument";
    private readonly Dictionary<string, PackageEntry> _entries;
    private readonly List<PackageEntry> _order;
    private readonly PackageLimits _limits;

    private PackageParts(IReadOnlyList<PackageEntry> entries, PackageLimits limits)
    {
        _order = [.. entries];
        _limits = limits;
        _entries = entries.ToDictionary(entry => entry.Name, StringComparer.OrdinalIgnoreCase);
    }

    public IReadOnlyList<PackageEntry> Entries => _order;

    /// <summary>Name of the main part, usually <c>word/document.xml</c>.</summary>
    public string Main { get; private set; } = "";

    /// <summary>Content type of each part that has one of its own, by name.</summary>
    public Dictionary<string, string> ContentTypes { get; } = new(StringComparer.OrdinalIgnoreCase);

    public Dictionary<string, string> DefaultTypes { get; } = new(StringComparer.OrdinalIgnoreCase);

    public static DocumentProblem? TryOpen(ReadOnlyMemory<byte> package, PackageLimits limits, PackageKind kind, out PackageParts parts)
    {
        parts = null!;
        if (PackageReader.TryRead(package, limits, out var entries) is { } fault)
            return new(fault.Code, fault.Message);
        parts = new(entries, limits);
        return parts.Recognise(kind);
    }

    public bool Has(string name) => _entries.ContainsKey(name);

    public PackageEntry Entry(string name) => _entries[name];

    /// <summary>Puts an entry in the place of the one of its name, or behind all others.</summary>
    public void Put(PackageEntry entry)
    {
        var at = _order.FindIndex(known => string.Equals(known.Name, entry.Name, StringComparison.OrdinalIgnoreCase));
        if (at < 0)
            _order.Add(entry);
        else
            _order[at] = entry;
        _entries[entry.Name] = entry;
    }

    /// <summary>The XML of a part.</summary>
    public DocumentProblem? TryReadMarkup(string name, out MarkupElement root)
    {
        root = null!;
        if (TryInflate(name, out var content) is { } broken)
            return broken;
        return MarkupReader.TryRead(name, content, _limits, out root) is { } fault ? new(fault.Code, fault.Message) : null;
    }

    /// <summary>Hands a part's markup to somebody who reads it as it goes by; see <see cref="MarkupReader.TryVisit"/>.</summary>
    public DocumentProblem? TryVisit(string name, Action<System.Xml.XmlReader> visit)
    {
        if (TryInflate(name, out var content) is { } broken)
            return broken;
        return MarkupReader.TryVisit(name, content, _limits, visit) is { } fault ? new(fault.Code, fault.Message) : null;
    }

    private DocumentProblem? TryInflate(string name, out byte[] content)
    {
        content = [];
        if (!_entries.TryGetValue(name, out var entry))
            return Broken($"缺少部分“{name}”");
        if (entry.Inflate() is not { } inflated)
            return Broken($"部分“{name}”的数据与校验和不符");
        content = inflated;
        return null;
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
        foreach (var relation in root.Elements.Where(element => element.Is("http://schemas.openxmlformats.org/package/2006/relationships", "Relationship")))
            relations.Add(PackageRelation.Read(part, relation));
        return null;
    }

    private DocumentProblem? Recognise(PackageKind kind)
    {
        if (!Has("[Content_Types].xml"))
            return NotOfKind(kind, "没有 [Content_Types].xml");
        if (TryReadMarkup("[Content_Types].xml", out var types) is { } fault)
            return fault;
        foreach (var entry in types.Elements)
        {
            var contentType = entry.Attribute("ContentType") ?? "";
            if (entry.Local == "Override")
                ContentTypes[(entry.Attribute("PartName") ?? "").TrimStart('/')] = contentType;
            else
                DefaultTypes[entry.Attribute("Extension") ?? ""] = contentType;
        }

        if (ContentTypes.Values.Concat(DefaultTypes.Values).Any(IsMacro) || Entries.Any(entry => entry.Name.EndsWith("vbaProject.bin", StringComparison.OrdinalIgnoreCase)))
            return new("package.macro-enabled", "文件带有宏（.docm、.dotm 或含 VBA 工程）。模板不允许带宏，请另存为不带宏的 .docx 后再试。");
        if (TryReadRelations("", out var roots) is { } broken)
            return broken;
        var main = roots.Find(relation => relation.Type.EndsWith(OfficeDocument, StringComparison.Ordinal) && !relation.IsExternal);
        if (main is null || !Has(main.Target))
            return NotOfKind(kind, "找不到主要部分");
        Main = main.Target;
        var type = ContentTypes.GetValueOrDefault(Main, "");
        return type.Contains(kind.ContentType, StringComparison.Ordinal) || type.Length == 0
            ? CheckRelations()
            : NotOfKind(kind, $"它是“{type}”");
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

    private static DocumentProblem NotOfKind(PackageKind kind, string why) =>
        new($"{kind.Code}.not-a-{(kind == PackageKind.Document ? "document" : "workbook")}", $"文件不是 {kind.Name}：{why}。请另存为 {kind.Extension} 后再试。");

    private static DocumentProblem Broken(string what) => new("package.broken", $"文件损坏：{what}。请用 Word 打开并重新另存后再试。");
}
