using System.Xml;
using System.Xml.Linq;
using SpotCheck.DocService.Registers.Sheets;

namespace SpotCheck.DocService.Workbooks.Reading;

/// <summary>Small parts as a tree: styles, rules, page set-up. The depth stays bounded, and broken XML is a refusal as everywhere.</summary>
internal static class XmlTree
{
    private const int MostElements = 400_000;

    /// <summary>The root element of a part.</summary>
    public static XElement Load(XmlReader xml)
    {
        while (xml.NodeType != XmlNodeType.Element)
        {
            if (!xml.Step())
                throw new SheetRefusedException("sheet.broken", "工作簿已损坏：有一个部件是空的。请用 Excel 打开并另存后再上传。");
        }
        return Element(xml);
    }

    /// <summary>The element the reader stands on; the reader moves to its end.</summary>
    public static XElement Element(XmlReader xml)
    {
        var root = Start(xml);
        if (xml.IsEmptyElement)
            return root;
        var depth = xml.Depth;
        var parent = root;
        var count = 1;
        while (xml.Step() && !(xml.NodeType == XmlNodeType.EndElement && xml.Depth == depth))
        {
            switch (xml.NodeType)
            {
                case XmlNodeType.Element:
                    if (++count > MostElements)
                        throw new SheetRefusedException("workbooks.too-many-styles", "工作簿的样式或规则过多。请在 Excel 中清除不需要的格式后再打开。");
                    var empty = xml.IsEmptyElement;
                    var child = Start(xml);
                    parent.Add(child);
                    if (!empty)
                        parent = child;
                    break;
                case XmlNodeType.EndElement:
                    parent = parent.Parent ?? root;
                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace:
                    parent.Add(new XText(xml.Value));
                    break;
            }
        }
        return root;
    }

    // The name without its namespace: strict and transitional files differ in nothing else.
    private static XElement Start(XmlReader xml)
    {
        var element = new XElement(xml.LocalName);
        while (xml.MoveToNextAttribute())
        {
            if (xml.Prefix != "xmlns" && xml.LocalName != "xmlns" && element.Attribute(xml.LocalName) is null)
                element.SetAttributeValue(xml.LocalName, xml.Value);
        }
        xml.MoveToElement();
        return element;
    }
}
