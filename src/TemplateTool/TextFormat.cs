using System.Buffers;
using System.Security.Cryptography;
using System.Text.Json;
using SpotCheck.TemplateEngine.Language;

namespace SpotCheck.TemplateTool;

/// <summary>Plain-text templates.</summary>
internal sealed class TextFormat : ITemplateFormat
{
    public IReadOnlyList<string> Extensions { get; } = [".txt", ".scriban"];

    public IReadOnlyList<string> Render(string path, byte[]? data, Stream output, TimeProvider clock)
    {
        var template = Read(path);
        if (template.Problems.Count > 0)
            return Lines(template.Problems);
        if (ReadData(data, out var fault) is not { } model)
            return [fault];

        var buffer = new ArrayBufferWriter<byte>();
        var now = clock.GetLocalNow();
        var result = template.Render(model, buffer, new RenderOptions
        {
            Now = now,
            Offset = now.Offset,
            Randomness = bytes => RandomNumberGenerator.Fill(bytes.Span),
            Loader = new FolderLoader(path, template.Options),
        });
        output.Write(buffer.WrittenSpan);
        return Lines(result.Problems);
    }

    public CheckReport Check(string path, byte[]? data)
    {
        var template = Read(path);
        return new CheckReport(Lines(template.Problems), [], []);
    }

    public FieldsReport Fields(string path, bool asSchema) => new(Lines(Read(path).Problems), "");

    private static Template Read(string path) => Template.ParseText(File.ReadAllText(path), path);

    private static ScriptObject? ReadData(byte[]? data, out string fault)
    {
        fault = "";
        if (data is null)
            return new ScriptObject();
        try
        {
            return JsonValues.ReadObject(data);
        }
        catch (JsonException failure)
        {
            fault = $"data:{failure.LineNumber + 1}:{failure.BytePositionInLine + 1}: data.not-json: 数据文件不是 JSON 对象：{failure.Message}";
            return null;
        }
    }

    private static List<string> Lines(IEnumerable<TemplateProblem> problems) => [.. problems.Select(p => p.ToString())];
}
