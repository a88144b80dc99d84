using System.IO.Compression;
using System.Xml;

namespace SpotCheck.DocService.Registers.Sheets;

/// <summary>The zip of an .xlsx: its parts by name, opened only under guard, and the relations between them.</summary>
internal sealed class XlsxPackage : IDisposable
{
    private readonly ZipArchive archive;
    private readonly Dictionary<string, ZipArchiveEntry> parts;
    private readonly SheetLimits limits;
    private long unpackedRead;

    private XlsxPackage(ZipArchive archive, Dictionary<string, ZipArchiveEntry> parts, SheetLimits limits)
    {
        this.archive = archive;
        this.parts = parts;
        this.limits = limits;
    }

    public long UnpackedRead => unpackedRead;

    public IEnumerable<string> PartNames => parts.Keys;

    public static XlsxPackage Open(Stream input, string fileName, SheetLimits limits)
    {
        ZipArchive zip;
        Dictionary<string, ZipArchiveEntry> byName;
        try
        {
            zip = new ZipArchive(input, ZipArchiveMode.Read, leaveOpen: true);
            byName = Index(zip, limits);
        }
        catch (InvalidDataException broken)
        {
            throw new SheetRefusedException("sheet.broken", $"文件“{fileName}”已损坏，无法打开（可能没有下载完整）。请重新下载，或用 Excel 打开并另存后再上传。", broken);
        }

        if (byName.Values.Any(p => p.IsEncrypted))
            throw new SheetRefusedException("sheet.encrypted", $"文件“{fileName}”的压缩包设有密码，无法读取。请取消密码后再上传。");
        if (byName.ContainsKey("xl/vbaProject.bin"))
            throw new SheetRefusedException("sheet.macro", $"文件“{fileName}”带有宏。为安全起见不接受带宏的工作簿，请另存为不带宏的 .xlsx 后再上传。");
        if (byName.ContainsKey("xl/workbook.bin"))
            throw new SheetRefusedException("sheet.binary-workbook", $"文件“{fileName}”是 .xlsb 格式。请在 Excel 中另存为 .xlsx 后再上传。");
        if (!byName.ContainsKey("_rels/.rels") || !byName.ContainsKey("[Content_Types].xml"))
            throw new SheetRefusedException("sheet.not-a-workbook", $"文件“{fileName}”是压缩包，但不是 .xlsx 工作簿。请上传 .xlsx 或 .csv 文件；WPS 表格请另存为 .xlsx。");
        return new(zip, byName, limits);
    }

    private static Dictionary<string, ZipArchiveEntry> Index(ZipArchive zip, SheetLimits limits)
    {
        if (zip.Entries.Count > limits.MaxEntries)
            throw new SheetRefusedException("sheet.zip-bomb", $"工作簿里有 {zip.Entries.Count} 个部件，上限 {limits.MaxEntries} 个，已停止读取。请用 Excel 另存一份再上传。");
        long declared = 0;
        var byName = new Dictionary<string, ZipArchiveEntry>(StringComparer.OrdinalIgnoreCase);
        foreach (var entry in zip.Entries)
        {
            declared += entry.Length;
            // Two byName of one name read differently in different programs; nobody honest writes them.
            if (!byName.TryAdd(entry.FullName.Replace('\\', '/').TrimStart('/'), entry))
                throw new SheetRefusedException("sheet.broken", $"工作簿里有两个同名部件 {entry.FullName}，内容不可信。请用 Excel 打开并另存后再上传。");
        }
        if (declared < 0 || declared > limits.MaxUnpackedBytes)
            throw new SheetRefusedException("sheet.zip-bomb", $"工作簿解压后超过 {SheetFile.Megabytes(limits.MaxUnpackedBytes)} MB，已停止读取。请拆分成几个文件。");
        return byName;
    }

    public bool Has(string part) => parts.ContainsKey(part);

    public long UnpackedBytes(string part) => parts[part].Length;

    /// <summary>Opens a part as XML without DTD, entities or any access outside.</summary>
    public XmlReader Xml(string part)
    {
        if (!parts.TryGetValue(part, out var entry))
            throw new SheetRefusedException("sheet.broken", $"工作簿已损坏：缺少部件 {part}。请用 Excel 打开并另存后再上传。");
        Stream unpacked;
        try
        {
            unpacked = entry.Open();
        }
        catch (Exception broken) when (broken is InvalidDataException or NotSupportedException)
        {
            throw new SheetRefusedException("sheet.broken", $"工作簿已损坏：部件 {part} 无法解压。请用 Excel 打开并另存后再上传。", broken);
        }
        var guarded = new GuardedStream(unpacked, part, entry.CompressedLength, limits, count => unpackedRead += count);
        return XmlReader.Create(guarded, new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            CloseInput = true,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
            MaxCharactersInDocument = limits.MaxUnpackedBytes,
        });
    }

    /// <summary>The relations of a part, resolved to part names; an external target is kept as written.</summary>
    public IReadOnlyList<XlsxRelation> Relations(string part)
    {
        var slash = part.LastIndexOf('/');
        var folder = slash < 0 ? "" : part[..(slash + 1)];
        var file = $"{folder}_rels/{part[(slash + 1)..]}.rels";
        if (!Has(file))
            return [];
        var relations = new List<XlsxRelation>();
        using var xml = Xml(file);
        xml.WalkElements(element =>
        {
            if (element.LocalName != "Relationship")
                return;
            var external = element.GetAttribute("TargetMode") == "External";
            var target = element.GetAttribute("Target") ?? "";
            relations.Add(new(element.GetAttribute("Id") ?? "", (element.GetAttribute("Type") ?? "").Split('/')[^1],
                external ? target : Resolve(folder, target), external));
        });
        return relations;
    }

    private static string Resolve(string folder, string target)
    {
        var segments = new List<string>();
        foreach (var segment in (target.StartsWith('/') ? target : folder + target).Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (segment == "..")
            {
                if (segments.Count > 0)
                    segments.RemoveAt(segments.Count - 1);
            }
            else if (segment != ".")
            {
                segments.Add(segment);
            }
        }
        return string.Join('/', segments);
    }

    public void Dispose() => archive.Dispose();
}

/// <summary>One relation of a part.</summary>
/// <param name="Type">Last segment of the relation type: <c>worksheet</c>, <c>sharedStrings</c>; the same in strict and transitional files.</param>
internal sealed record XlsxRelation(string Id, string Type, string Target, bool External);
