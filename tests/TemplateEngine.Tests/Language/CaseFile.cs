using System.Buffers;
using System.Text;
using SpotCheck.TemplateEngine.Language;

namespace SpotCheck.TemplateEngine.LanguageTests;

/// <summary>
/// One case of a <c>.cases</c> file: <c>template ⇒ output</c>. <c>⏎</c> is a line end, <c>␍</c> a carriage return, <c>⇥</c> a tab, <c>␣</c> a space at
/// an edge. An output that starts with <c>✗</c> is a fault, word for word: <c>✗ line:column code sentence</c>; several
/// are divided by <c> ✗ </c>. A line <c>data {…}</c> gives the data of the cases after it, <c>file name text</c> a template
/// to include, <c>strict on</c> or <c>off</c> whether unknown fields are faults. Lines starting with <c>#</c> are remarks.
/// </summary>
public sealed record CaseLine(string File, int Line, string Template, string Expected, string Data, bool IsStrict, IReadOnlyDictionary<string, string> Includes)
{
    private const string Arrow = " ⇒ ";

    public override string ToString() => $"{File}:{Line}";

    public static IEnumerable<CaseLine> ReadAll()
    {
        var folder = Path.Combine(Repository.Root, "tests", "TemplateEngine.Tests", "Language", "Cases");
        return Directory.EnumerateFiles(folder, "*.cases").Order(StringComparer.Ordinal).SelectMany(Read);
    }

    private static IEnumerable<CaseLine> Read(string path)
    {
        var data = "{}";
        var isStrict = false;
        var includes = new Dictionary<string, string>(StringComparer.Ordinal);
        var number = 0;
        foreach (var line in System.IO.File.ReadLines(path))
        {
            number++;
            if (line.Length == 0 || line.StartsWith("# ", StringComparison.Ordinal))
                continue;
            if (line.StartsWith("data ", StringComparison.Ordinal))
                data = line[5..];
            else if (line.StartsWith("strict ", StringComparison.Ordinal))
                isStrict = line.EndsWith("on", StringComparison.Ordinal);
            else if (line.Split(' ', 3) is ["file", var name, var content])
                includes[name] = Unmark(content);
            else
                yield return Parse(path, number, line, data, isStrict, new Dictionary<string, string>(includes, StringComparer.Ordinal));
        }
    }

    private static CaseLine Parse(string path, int number, string line, string data, bool isStrict, Dictionary<string, string> includes)
    {
        var arrow = line.LastIndexOf(" ⇒", StringComparison.Ordinal);
        if (arrow < 0)
            throw new FormatException($"{path}:{number}: a case needs «{Arrow}».");
        return new CaseLine(
            Path.GetFileName(path), number, Unmark(line[..arrow]), Unmark(line.Length > arrow + 3 ? line[(arrow + 3)..] : ""), data, isStrict, includes);
    }

    private static string Unmark(string text) => text
        .Replace("⏎", "\n", StringComparison.Ordinal)
        .Replace("␍", "\r", StringComparison.Ordinal)
        .Replace("⇥", "\t", StringComparison.Ordinal)
        .Replace("␣", " ", StringComparison.Ordinal);

    /// <summary>What the case gives, in the form of <see cref="Expected"/>.</summary>
    public string Run()
    {
        var template = SpotCheck.TemplateEngine.Language.Template.ParseText(Template, "case");
        var buffer = new ArrayBufferWriter<byte>();
        var result = template.Render(JsonValues.ReadObject(Encoding.UTF8.GetBytes(Data)), buffer, new RenderOptions
        {
            Now = new DateTimeOffset(2026, 3, 9, 14, 5, 6, TimeSpan.FromHours(8)),
            Offset = TimeSpan.FromHours(8),
            Loader = new Loader(Includes),
            StrictFields = IsStrict,
            Randomness = static bytes => bytes.Span.Fill(7),
        });
        return result.Succeeded
            ? Encoding.UTF8.GetString(buffer.WrittenSpan)
            : string.Join(" ", result.Problems.Select(p => $"✗ {p.Line}:{p.Column} {p.Code} {p.Message}"));
    }

    private sealed class Loader(IReadOnlyDictionary<string, string> templates) : ITemplateLoader
    {
        public Template? Load(string name) => templates.TryGetValue(name, out var text)
            ? SpotCheck.TemplateEngine.Language.Template.ParseText(text, name)
            : null;
    }
}
