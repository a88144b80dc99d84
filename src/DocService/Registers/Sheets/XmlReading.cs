using System.Text;
using System.Xml;

namespace SpotCheck.DocService.Registers.Sheets;

/// <summary>Bounded reading of SpreadsheetML; a fault of the XML becomes a refusal that names the place.</summary>
internal static class XmlReading
{
    private const int MaxDepth = 64;

    /// <summary>As <see cref="XmlReader.Read"/>, with broken XML and nesting bombs refused.</summary>
    public static bool Step(this XmlReader xml)
    {
        try
        {
            if (!xml.Read())
                return false;
        }
        catch (XmlException broken)
        {
            throw Broken(broken);
        }
        if (xml.Depth > MaxDepth)
            throw new SheetRefusedException("sheet.broken", $"工作簿已损坏：XML 嵌套超过 {MaxDepth} 层。请用 Excel 打开并另存后再上传。");
        return true;
    }

    public static void WalkElements(this XmlReader xml, Action<XmlReader> visit)
    {
        while (xml.Step())
        {
            if (xml.NodeType == XmlNodeType.Element)
                visit(xml);
        }
    }

    /// <summary>Appends the text inside the current element, at most <paramref name="limit"/> characters, and moves to its end.</summary>
    public static void AppendText(this XmlReader xml, StringBuilder text, char[] buffer, int limit)
    {
        if (xml.IsEmptyElement)
            return;
        var depth = xml.Depth;
        while (xml.Step() && !(xml.NodeType == XmlNodeType.EndElement && xml.Depth == depth))
        {
            if (xml.NodeType is not (XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace))
                continue;
            int count;
            while ((count = ReadChunk(xml, buffer)) > 0)
            {
                text.Append(buffer, 0, count);
                if (text.Length > limit)
                    throw new SheetRefusedException("sheet.cell-too-long", $"有一个单元格超过 {limit} 个字，这是 Excel 单元格的上限。请缩短后再上传。");
            }
        }
    }

    private static int ReadChunk(XmlReader xml, char[] buffer)
    {
        try
        {
            return xml.ReadValueChunk(buffer, 0, buffer.Length);
        }
        catch (XmlException broken)
        {
            throw Broken(broken);
        }
    }

    private static SheetRefusedException Broken(XmlException broken) => broken.Message.Contains("DTD", StringComparison.Ordinal)
        ? new("sheet.dtd", "工作簿里含有 DTD 声明，正常的工作簿不会有，可能是攻击文件，已停止读取。请用 Excel 重新制作。", broken)
        : new("sheet.broken", $"工作簿已损坏：第 {broken.LineNumber} 行第 {broken.LinePosition} 个字符处的 XML 无法读懂。请用 Excel 打开并另存后再上传。", broken);

    /// <summary>Undoes <c>_xHHHH_</c> of ECMA-376 part 1 §22.9.2.19 (ST_Xstring).</summary>
    public static string Unescape(StringBuilder text)
    {
        var value = text.ToString();
        if (!value.Contains("_x", StringComparison.Ordinal))
            return value;
        text.Clear();
        for (var at = 0; at < value.Length; at++)
        {
            if (value[at] == '_' && at + 6 < value.Length && value[at + 1] == 'x' && value[at + 6] == '_'
                && ushort.TryParse(value.AsSpan(at + 2, 4), System.Globalization.NumberStyles.AllowHexSpecifier, null, out var unit))
            {
                text.Append((char)unit);
                at += 6;
            }
            else
            {
                text.Append(value[at]);
            }
        }
        return text.ToString();
    }
}
