using System.Globalization;
using System.Text;
using System.Xml;
using SpotCheck.TemplateEngine.Packaging;

namespace SpotCheck.TemplateEngine.Docx;

/// <summary>Reads the lines of a main part as its markup goes by. Each method stands on a start tag and leaves behind the end tag.</summary>
internal sealed class LineReading(PackageLimits limits)
{
    private int _paragraphs;
    private int _tables;

    public List<DocumentLine> Lines { get; } = [];

    public void Read(XmlReader reader)
    {
        if (reader.MoveToContent() == XmlNodeType.Element)
            Walk(reader);
        // What is wrong behind the end of the body is still a fault.
        while (reader.Read())
        {
        }
    }

    private void Walk(XmlReader reader) => Children(reader, () =>
    {
        if (IsWord(reader, "p"))
            AddParagraph(reader);
        else if (IsWord(reader, "tbl"))
            AddTable(reader);
        else if (IsWord(reader, "del") || IsWord(reader, "moveFrom"))
            reader.Skip();
        else
            Walk(reader);
    });

    // Its text boxes come behind it.
    private void AddParagraph(XmlReader reader)
    {
        var at = Lines.Count;
        var place = string.Create(CultureInfo.InvariantCulture, $"第 {++_paragraphs} 段");
        Lines.Add(null!);
        var text = new StringBuilder();
        Collect(reader, text, null, false);
        Lines[at] = new(Visible(text), place);
    }

    private void AddTable(XmlReader reader)
    {
        var number = ++_tables;
        var rows = 0;
        Through(reader, "tr", () =>
        {
            var cells = new List<string>();
            Through(reader, "tc", () => cells.Add(Cell(reader)));
            Lines.Add(new(string.Join('\t', cells), string.Create(CultureInfo.InvariantCulture, $"第 {number} 个表格第 {++rows} 行"), cells));
        });
    }

    // All paragraphs in a cell, those of tables and boxes in it too.
    private string Cell(XmlReader reader)
    {
        var paragraphs = new List<StringBuilder>();
        Collect(reader, new StringBuilder(), paragraphs, true);
        return string.Join('\n', paragraphs.Select(Visible));
    }

    // The children of that name, also where content controls stand between.
    private void Through(XmlReader reader, string local, Action found) => Children(reader, () =>
    {
        if (IsWord(reader, local))
            found();
        else if (reader.LocalName is "sdt" or "sdtContent" or "customXml" or "ins" && IsWord(reader))
            Through(reader, local, found);
        else
            reader.Skip();
    });

    // inCell takes the paragraphs of the cell around, null outside of tables; what is mute is passed over: properties, what was deleted, what hangs in an object.
    private void Collect(XmlReader reader, StringBuilder text, List<StringBuilder>? inCell, bool isMute)
    {
        var isRun = IsWord(reader, "r");
        Children(reader, () =>
        {
            if (IsWord(reader, "p"))
                Nested(reader, inCell);
            else if (inCell is null && IsWord(reader, "txbxContent"))
                Walk(reader);
            else if (!isMute && IsWord(reader, "t"))
                AddText(reader, text);
            else if (reader.LocalName is "pPr" or "rPr" or "tcPr" && IsWord(reader))
                reader.Skip();
            else
            {
                var mute = isMute || IsMute(reader);
                if (!mute)
                    AddSign(reader, text, isRun);
                Collect(reader, text, inCell, mute);
            }
        });
    }

    private void Nested(XmlReader reader, List<StringBuilder>? inCell)
    {
        if (inCell is null)
        {
            reader.Skip();
            return;
        }

        var text = new StringBuilder();
        inCell.Add(text);
        Collect(reader, text, inCell, false);
    }

    private static void AddText(XmlReader reader, StringBuilder text)
    {
        if (reader.IsEmptyElement)
        {
            reader.Read();
            return;
        }

        reader.Read();
        while (reader.NodeType != XmlNodeType.EndElement)
        {
            if (reader.NodeType == XmlNodeType.Element)
            {
                reader.Skip();
                continue;
            }

            text.Append(reader.Value);
            reader.Read();
        }

        reader.Read();
    }

    private static void AddSign(XmlReader reader, StringBuilder text, bool isInRun)
    {
        if (!IsWord(reader))
            return;
        var sign = reader.LocalName switch
        {
            "tab" or "ptab" when isInRun => "\t",
            "br" or "cr" => "\n",
            "noBreakHyphen" => "-",
            _ => "",
        };
        text.Append(sign);
    }

    // Objects have a character of their own elsewhere; soft hyphens are seen at the end of a line alone.
    private static string Visible(StringBuilder text) =>
        text.ToString().Replace(ParagraphText.Object.ToString(), "", StringComparison.Ordinal).Replace("\u00AD", "", StringComparison.Ordinal);

    private static bool IsMute(XmlReader reader) =>
        reader.NamespaceURI == Ooxml.Compatibility
        || (reader.LocalName is "sdtPr" or "sdtEndPr" or "del" or "moveFrom" or "instrText" or "delText" or "delInstrText" or "rubyPr" or "rt"
            or "drawing" or "pict" or "object" or "sym" or "footnoteReference" or "endnoteReference" or "fldChar" && IsWord(reader));

    private static bool IsWord(XmlReader reader) => reader.NamespaceURI is Ooxml.Word or Ooxml.WordStrict;

    private static bool IsWord(XmlReader reader, string local) => reader.LocalName == local && IsWord(reader);

    private void Children(XmlReader reader, Action child)
    {
        MarkupReader.CheckDepth(reader, limits);
        if (reader.IsEmptyElement)
        {
            reader.Read();
            return;
        }

        reader.Read();
        while (reader.NodeType != XmlNodeType.EndElement)
        {
            if (reader.NodeType == XmlNodeType.Element)
                child();
            else
                reader.Read();
        }

        reader.Read();
    }
}
