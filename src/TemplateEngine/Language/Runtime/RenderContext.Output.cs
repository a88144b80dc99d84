using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace SpotCheck.TemplateEngine.Language;

internal sealed partial class RenderContext
{
    private const int WriteChunk = 4096;

    private int _captures;
    private bool _isAtIndentedLineStart;

    public bool IsCapturing => _captures > 0;

    public void WriteRaw(RawSegment segment)
    {
        _isAtIndentedLineStart = false;
        Output.WriteRaw(segment);
    }

    public void Print(Value value, OutputEscape escape, string indent)
    {
        if (IsCapturing)
            escape = OutputEscape.None;
        switch (value.Kind)
        {
            case ValueKind.Null:
                return;
            case ValueKind.String:
                WriteText(value.AsString!, escape, indent);
                return;
            case ValueKind.Int when indent.Length == 0:
                WriteInt(value.AsInt64);
                return;
            case ValueKind.Custom when Options.CustomValues is { } writer && !IsCapturing:
                writer.Write(value.AsCustom!, Output);
                return;
            default:
                WriteText(Text(value), escape, indent);
                return;
        }
    }

    /// <summary>Runs something and gives what it printed, unescaped.</summary>
    public string Capture(Action run)
    {
        var (outer, outerLineStart) = (Output, _isAtIndentedLineStart);
        var buffer = new ArrayBufferWriter<byte>();
        var captured = new BufferOutput(buffer);
        Output = captured;
        _captures++;
        try
        {
            run();
            captured.Flush();
        }
        finally
        {
            _captures--;
            Output = outer;
            _isAtIndentedLineStart = outerLineStart;
        }

        CheckLength(buffer.WrittenCount / 3);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private void WriteInt(long number)
    {
        const int MaxDigits = 20;
        Utf8Formatter.TryFormat(number, Output.GetSpan(MaxDigits), out var written);
        Output.Advance(written);
    }

    private void WriteText(string text, OutputEscape escape, string indent)
    {
        if (indent.Length > 0)
            WriteIndented(text, escape, indent);
        else
            WriteEscaped(text, escape);
    }

    private void WriteIndented(ReadOnlySpan<char> text, OutputEscape escape, string indent)
    {
        while (text.Length > 0)
        {
            if (_isAtIndentedLineStart)
                WriteEscaped(indent, escape);
            var lineEnd = text.IndexOf('\n');
            var line = lineEnd < 0 ? text : text[..(lineEnd + 1)];
            WriteEscaped(line, escape);
            _isAtIndentedLineStart = lineEnd >= 0;
            text = text[line.Length..];
        }
    }

    private void WriteEscaped(ReadOnlySpan<char> text, OutputEscape escape)
    {
        if (escape == OutputEscape.XmlText)
            XmlText.Write(text, Output);
        else
            WriteUtf8(text, Output);
    }

    public static void WriteUtf8(ReadOnlySpan<char> text, TemplateOutput output)
    {
        while (text.Length > WriteChunk)
        {
            // A surrogate pair must not be cut in two.
            var length = char.IsHighSurrogate(text[WriteChunk - 1]) ? WriteChunk - 1 : WriteChunk;
            output.Advance(Encoding.UTF8.GetBytes(text[..length], output.GetSpan(length * 3)));
            text = text[length..];
        }

        output.Advance(Encoding.UTF8.GetBytes(text, output.GetSpan(text.Length * 3)));
    }
}

/// <summary>Writes text so that it can stand in XML 1.0, as content or in an attribute.</summary>
internal static class XmlText
{
    // XML 1.0 (5th edition) 2.2: of the control characters only tab, line feed and carriage return are allowed.
    private static readonly SearchValues<char> s_special = SearchValues.Create(SpecialCharacters());

    public static void Write(ReadOnlySpan<char> text, TemplateOutput output)
    {
        while (true)
        {
            var special = text.IndexOfAny(s_special);
            if (special < 0)
            {
                RenderContext.WriteUtf8(text, output);
                return;
            }

            RenderContext.WriteUtf8(text[..special], output);
            var entity = text[special] switch
            {
                '&' => "&amp;"u8,
                '<' => "&lt;"u8,
                '>' => "&gt;"u8,
                '"' => "&quot;"u8,
                _ => default,
            };
            entity.CopyTo(output.GetSpan(entity.Length));
            output.Advance(entity.Length);
            text = text[(special + 1)..];
        }
    }

    private static char[] SpecialCharacters()
    {
        var characters = new List<char> { '&', '<', '>', '"', '\uFFFE', '\uFFFF' };
        for (var c = '\0'; c < ' '; c++)
        {
            if (c is not ('\t' or '\n' or '\r'))
                characters.Add(c);
        }

        return [.. characters];
    }
}
