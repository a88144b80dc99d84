using System.Text;
using SpotCheck.TemplateEngine.Language;
using SpotCheck.TemplateEngine.Packaging;

namespace SpotCheck.TemplateEngine.Docx;

internal sealed partial class PieceOutput
{
    private static readonly string[] BeforeBold = ["rStyle", "rFonts"];

    // The first paragraph goes on in the open one, each further one closes it and opens its like.
    private void AddRichText(RichTextValue value)
    {
        var run = _path?.Outer;
        var paragraph = run?.Outer;
        var canSplit = run is { Element.Local: "r" } && paragraph is { Element.Local: "p" }
            && paragraph.Element.WordChild("pPr")?.WordChild("sectPr") is null;
        for (var i = 0; i < value.Paragraphs.Count; i++)
        {
            if (i > 0 && !canSplit)
                Add(pieces.LineBreak);
            else if (i > 0)
                AddRaw($"</{pieces.Prefix}t></{run!.Name}></{paragraph!.Name}><{paragraph.Name}>{Properties(paragraph.Element, "pPr")}<{run.Name}>{Properties(run.Element, "rPr")}<{pieces.Prefix}t xml:space=\"preserve\">", 'p');
            foreach (var span in value.Paragraphs[i])
                AddSpan(span, run is { Element.Local: "r" } ? run : null);
        }
    }

    private void AddSpan(RichSpan span, PiecePath? run)
    {
        _contents++;
        if (run is null || !(span.IsBold || span.IsItalic))
        {
            AddEscaped(span.Text);
            return;
        }

        AddRaw($"</{pieces.Prefix}t></{run.Name}><{run.Name}>{Emphasised(run.Element, span)}<{pieces.Prefix}t xml:space=\"preserve\">", '\0');
        AddEscaped(span.Text);
        AddRaw($"</{pieces.Prefix}t></{run.Name}><{run.Name}>{Properties(run.Element, "rPr")}<{pieces.Prefix}t xml:space=\"preserve\">", '\0');
    }

    private void AddEscaped(string text)
    {
        var start = _textEnd;
        XmlText.Write(text, this);
        EndTextFrom(start);
    }

    private void EndTextFrom(int start)
    {
        _pendingStart = start;
        if (_textEnd > start)
            EndText();
    }

    private void AddRaw(string markup, char lastBlock)
    {
        AddWritten(Encoding.UTF8.GetBytes(markup, GetSpan(markup.Length * 3)));
        if (lastBlock != '\0')
            _lastBlock = lastBlock;
    }

    private static string Properties(MarkupElement element, string name) =>
        element.WordChild(name) is { } properties ? Text(properties) : "";

    // CT_RPr is a sequence in strict readers: style and fonts, then bold and italic.
    private static string Emphasised(MarkupElement run, RichSpan span)
    {
        var properties = run.WordChild("rPr")?.DeepCopy() ?? run.NewWord("rPr");
        foreach (var name in new[] { "b", "i" })
        {
            if (properties.WordChild(name) is { } old)
                old.Remove();
        }

        var at = properties.Children.Count(child => child is MarkupElement element && BeforeBold.Contains(element.Local, StringComparer.Ordinal));
        if (span.IsItalic)
            properties.Insert(at, run.NewWord("i"));
        if (span.IsBold)
            properties.Insert(at, run.NewWord("b"));
        return Text(properties);
    }

    private static string Text(MarkupElement element)
    {
        var output = new System.Buffers.ArrayBufferWriter<byte>();
        MarkupWriter.Write(output, element);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }
}
