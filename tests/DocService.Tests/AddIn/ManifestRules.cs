using System.Buffers.Binary;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace SpotCheck.DocService.Tests.AddIn;

/// <summary>What Office demands of an add-in-only manifest; its schema says only half of it.</summary>
/// <param name="icon">The bytes behind an address; null where there is no file.</param>
/// <param name="registered">Names the add-in's code registers for buttons.</param>
internal sealed partial class ManifestRules(XDocument manifest, Func<string, byte[]?> icon, IReadOnlySet<string> registered)
{
    private static readonly string[] Order =
    [
        "Id", "Version", "ProviderName", "DefaultLocale", "DisplayName", "Description", "IconUrl", "HighResolutionIconUrl", "SupportUrl", "AppDomains", "Hosts",
        "Requirements", "DefaultSettings", "Permissions", "VersionOverrides",
    ];

    private static readonly Dictionary<string, string> KindOfReference = new(StringComparer.Ordinal)
    {
        ["Image"] = "Image", ["SourceLocation"] = "Url", ["FunctionFile"] = "Url", ["Runtime"] = "Url", ["LearnMoreUrl"] = "Url",
        ["Label"] = "ShortStrings", ["Title"] = "ShortStrings", ["Description"] = "LongStrings",
    };

    private readonly XElement root = manifest.Root!;

    /// <summary>The rules broken, by name; empty for a manifest Office takes.</summary>
    public IReadOnlyList<string> Broken() =>
    [
        .. new (string Rule, bool Holds)[]
        {
            ("element order", root.Elements().Select(e => e.Name.LocalName).SequenceEqual(Order)),
            ("id", Guid.TryParseExact(Text("Id"), "D", out var id) && id != Guid.Empty),
            ("four-part version", Version().IsMatch(Text("Version"))),
            ("text lengths", Length(Attribute(Child("DisplayName"))) <= 125 && Length(Attribute(Child("Description"))) <= 250
                && Strings("ShortStrings").All(text => Length(text) <= 125) && Strings("LongStrings").All(text => Length(text) <= 250)),
            ("https only", Addresses().All(address => address.StartsWith("https://", StringComparison.Ordinal)) && Addresses().Any()),
            ("icon sizes", IconsAreOfTheirSize()),
            ("resid defined once", Resources().Select(r => (string?)r.Attribute("id")).GroupBy(n => n).All(g => g.Count() == 1 && g.Key is { Length: >= 1 and <= 32 })
                && References().All(reference => Resource(reference) is not null)),
            ("resid of the right kind", References().All(IsOfTheRightKind)),
            ("resource used", Resources().All(r => References().Any(reference => (string?)reference.Attribute("resid") == (string?)r.Attribute("id")))),
            ("control ids unique", Ids().GroupBy(name => name).All(group => group.Count() == 1)),
            ("one runtime", Named("Runtime").Select(Resid).Concat(Named("FunctionFile").Select(Resid)).Concat(PaneLocations()).Distinct().Count() == 1
                && Named("Runtime").Any() && Named("FunctionFile").Any() && PaneLocations().Any()),
            ("pane address", Named("SourceLocation").First(e => e.Attribute("DefaultValue") is not null) is var pane
                && Resources().Any(r => (string?)r.Attribute("id") == PaneLocations().FirstOrDefault() && Attribute(r) == Attribute(pane))),
            ("functions registered", Named("FunctionName").Select(e => e.Value).Order(StringComparer.Ordinal).SequenceEqual(registered.Order(StringComparer.Ordinal))),
            ("hosts agree", Child("Hosts").Elements().Select(h => (string?)h.Attribute("Name"))
                .SequenceEqual(Child("VersionOverrides").Elements().Single(e => e.Name.LocalName == "Hosts").Elements().Select(h => (string?)h.Attribute(Xsi + "type")))),
            ("app domain is an origin", Named("AppDomain").All(e => Uri.TryCreate(e.Value, UriKind.Absolute, out var url) && url.GetLeftPart(UriPartial.Authority) == e.Value)),
            ("both languages", Text("DefaultLocale") == "zh-CN" && Spoken().All(e => e.Elements().Count(o => o.Name.LocalName == "Override" && (string?)o.Attribute("Locale") == "en-US"
                && !string.IsNullOrWhiteSpace((string?)o.Attribute("Value"))) == 1 && Chinese().IsMatch(Attribute(e) ?? ""))),
            ("requirement", Named("Set").Where(s => (string?)s.Attribute("Name") == "ExcelApi").Select(s => System.Version.Parse((string)s.Attribute("MinVersion")!)).ToList() is [var least] && least <= new Version(1, 9)),
            ("permissions", Text("Permissions") == "ReadWriteDocument"),
        }.Where(rule => !rule.Holds).Select(rule => rule.Rule),
    ];

    private static XNamespace Xsi => "http://www.w3.org/2001/XMLSchema-instance";

    private XElement Child(string name) => root.Elements().FirstOrDefault(e => e.Name.LocalName == name) ?? new XElement(name);

    private string Text(string name) => Child(name).Value;

    private IEnumerable<XElement> Named(string name) => root.Descendants().Where(e => e.Name.LocalName == name);

    private static string? Attribute(XElement element) => (string?)element.Attribute("DefaultValue");

    private static string? Resid(XElement element) => (string?)element.Attribute("resid");

    private static int Length(string? text) => text is { Length: > 0 } ? text.Length : int.MaxValue;

    private IEnumerable<string?> Strings(string list) => Named(list).Elements().SelectMany(s => s.Elements().Select(o => (string?)o.Attribute("Value")).Prepend(Attribute(s)));

    private IEnumerable<string> Addresses() => root.DescendantsAndSelf()
        .SelectMany(e => e.Attributes().Where(a => !a.IsNamespaceDeclaration).Select(a => a.Value).Append(e.HasElements ? "" : e.Value))
        .Where(text => text.Contains("://", StringComparison.Ordinal));

    private IEnumerable<XElement> References() => root.Descendants().Where(e => e.Attribute("resid") is not null);

    private IEnumerable<XElement> Resources() => Named("Resources").Elements().Elements();

    private XElement? Resource(XElement reference) => Resources().FirstOrDefault(r => (string?)r.Attribute("id") == Resid(reference));

    private bool IsOfTheRightKind(XElement reference) =>
        KindOfReference.TryGetValue(reference.Name.LocalName, out var kind)
        && Resource(reference) is { } found && (found.Name.LocalName == kind || found.Parent!.Name.LocalName == kind);

    private IEnumerable<string?> Ids() => root.Descendants().Where(e => e.Name.LocalName is "Group" or "Control").Select(e => (string?)e.Attribute("id"));

    private IEnumerable<string?> PaneLocations() => Named("Action").Where(a => (string?)a.Attribute(Xsi + "type") == "ShowTaskpane").Elements().Where(e => e.Name.LocalName == "SourceLocation").Select(Resid);

    private IEnumerable<XElement> Spoken() => Named("ShortStrings").Elements().Concat(Named("LongStrings").Elements()).Append(Child("DisplayName")).Append(Child("Description"));

    private bool IconsAreOfTheirSize()
    {
        var sets = root.Descendants().Where(e => e.Name.LocalName == "Icon").ToList();
        var sized = sets.Elements().Select(image => (Size: (int?)image.Attribute("size"), Address: Resource(image) is { } r ? Attribute(r) : null))
            .Append((32, Attribute(Child("IconUrl")))).Append((64, Attribute(Child("HighResolutionIconUrl"))));
        return sets.All(set => set.Elements().Select(i => (int?)i.Attribute("size")).SequenceEqual([16, 32, 80]))
            && sized.All(i => i.Address is not null && i.Size is { } side && icon(i.Address) is { } png && SizeOf(png) == (side, side));
    }

    /// <summary>Width and height of a PNG as its header says (ISO/IEC 15948 §11.2.2).</summary>
    private static (int, int) SizeOf(byte[] png) =>
        png.AsSpan().StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])
            ? (BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(16)), BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(20)))
            : (0, 0);

    [GeneratedRegex("^[0-9]+(?:\\.[0-9]+){3}$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Version();

    [GeneratedRegex("[\\u4e00-\\u9fff]", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Chinese();
}
