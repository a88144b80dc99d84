using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace SpotCheck.TemplateEngine.Language;

/// <summary>Writes what a template takes as a JSON schema.</summary>
internal static class FieldSchema
{
    private static readonly JsonWriterOptions s_options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, Indented = true, NewLine = "\n",
    };

    public static string Write(FieldNode root)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, s_options))
        {
            writer.WriteStartObject();
            writer.WriteString("$schema", "https://json-schema.org/draft/2020-12/schema");
            root.Mark(FieldUse.Object);
            WriteContent(writer, root);
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan) + "\n";
    }

    private static void WriteContent(Utf8JsonWriter writer, FieldNode node)
    {
        if (node.Item is not null || node.Use.HasFlag(FieldUse.List))
        {
            writer.WriteString("type", "array");
            if (node.Item is { Use: not FieldUse.None } item)
            {
                writer.WriteStartObject("items");
                WriteContent(writer, item);
                writer.WriteEndObject();
            }
        }
        else if (node.Members.Count > 0 || node.Use.HasFlag(FieldUse.Object))
        {
            WriteObject(writer, node);
        }
        else
        {
            WriteScalar(writer, node.Use);
        }
    }

    private static void WriteObject(Utf8JsonWriter writer, FieldNode node)
    {
        writer.WriteString("type", "object");
        writer.WriteStartObject("properties");
        foreach (var (name, member) in node.Members.OrderBy(m => m.Key, StringComparer.Ordinal))
        {
            writer.WriteStartObject(name);
            WriteContent(writer, member);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
        var required = node.Members.Where(m => !m.Value.IsOptional).Select(m => m.Key).Order(StringComparer.Ordinal).ToList();
        if (required.Count == 0)
            return;
        writer.WriteStartArray("required");
        foreach (var name in required)
            writer.WriteStringValue(name);
        writer.WriteEndArray();
    }

    // Text that holds a number or a date serves as well: the functions read it.
    private static void WriteScalar(Utf8JsonWriter writer, FieldUse use)
    {
        if (use.HasFlag(FieldUse.Date))
        {
            writer.WriteString("type", "string");
            writer.WriteString("description", "日期，如 2026-03-09");
            return;
        }

        string[] types = use switch
        {
            _ when use.HasFlag(FieldUse.Number) => ["number", "string"],
            _ when use.HasFlag(FieldUse.Scalar) => ["string", "number", "boolean", "null"],
            _ when use.HasFlag(FieldUse.Condition) => ["boolean", "string", "number", "array", "object", "null"],
            _ => [],
        };
        if (types.Length == 0)
            return;
        writer.WriteStartArray("type");
        foreach (var type in types)
            writer.WriteStringValue(type);
        writer.WriteEndArray();
    }
}
