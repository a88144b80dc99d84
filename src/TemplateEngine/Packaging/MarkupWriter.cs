using System.Buffers;
using System.Text;

namespace SpotCheck.TemplateEngine.Packaging;

/// <summary>Writes markup as UTF-8.</summary>
internal static class MarkupWriter
{
    public static ReadOnlySpan<byte> Declaration => "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"u8;

    private static readonly SearchValues<char> TextSpecials = SearchValues.Create("&<>\r");
    private static readonly SearchValues<char> AttributeSpecials = SearchValues.Create("&<>\"\t\r\n");

    /// <summary>A whole part with its declaration.</summary>
    public static byte[] ToBytes(MarkupElement root)
    {
        var output = new ArrayBufferWriter<byte>();
        output.Write(Declaration);
        Write(output, root);
        return output.WrittenSpan.ToArray();
    }

    public static void Write(IBufferWriter<byte> output, MarkupElement element)
    {
        if (element.Children.Count == 0)
        {
            WriteOpen(output, element, selfClosing: true);
            return;
        }

        WriteOpen(output, element, selfClosing: false);
        foreach (var child in element.Children)
        {
            if (child is MarkupElement inner)
                Write(output, inner);
            else if (child is MarkupText text)
                WriteText(output, text.Value);
        }

        WriteClose(output, element);
    }

    public static void WriteOpen(IBufferWriter<byte> output, MarkupElement element, bool selfClosing)
    {
        WriteRaw(output, "<");
        WriteRaw(output, element.Name);
        foreach (var attribute in element.Attributes)
            WriteAttribute(output, attribute.Name, attribute.Value);
        WriteRaw(output, selfClosing ? "/>" : ">");
    }

    public static void WriteAttribute(IBufferWriter<byte> output, string name, string value)
    {
        WriteRaw(output, " ");
        WriteRaw(output, name);
        WriteRaw(output, "=\"");
        WriteEscaped(output, value, AttributeSpecials);
        WriteRaw(output, "\"");
    }

    public static void WriteClose(IBufferWriter<byte> output, MarkupElement element)
    {
        WriteRaw(output, "</");
        WriteRaw(output, element.Name);
        WriteRaw(output, ">");
    }

    public static void WriteText(IBufferWriter<byte> output, string text) => WriteEscaped(output, text, TextSpecials);

    public static void WriteRaw(IBufferWriter<byte> output, ReadOnlySpan<char> text) => Encoding.UTF8.GetBytes(text, output);

    private static void WriteEscaped(IBufferWriter<byte> output, ReadOnlySpan<char> text, SearchValues<char> specials)
    {
        for (var at = text.IndexOfAny(specials); at >= 0; at = text.IndexOfAny(specials))
        {
            WriteRaw(output, text[..at]);
            WriteRaw(output, text[at] switch
            {
                '&' => "&amp;",
                '<' => "&lt;",
                '>' => "&gt;",
                '"' => "&quot;",
                var other => $"&#{(int)other};",
            });
            text = text[(at + 1)..];
        }

        WriteRaw(output, text);
    }
}
