using System.Xml;

namespace SpotCheck.TemplateEngine.Packaging;

/// <summary>Reads a part's XML into <see cref="MarkupElement"/>s: no document type, no entities, bounded depth.</summary>
internal static class MarkupReader
{
    /// <summary>The root element, or why the part cannot be read.</summary>
    public static PackageFault? TryRead(string part, byte[] content, PackageLimits limits, out MarkupElement root)
    {
        MarkupElement? found = null;
        var fault = TryVisit(part, content, limits, reader => found = Read(reader, limits));
        root = found!;
        return fault;
    }

    /// <summary>Hands the part to somebody who reads it as it goes by; null, or why it cannot be read. He sees to its depth with <see cref="CheckDepth"/>.</summary>
    public static PackageFault? TryVisit(string part, byte[] content, PackageLimits limits, Action<XmlReader> visit)
    {
        if (content.Length > limits.TemplatePartBytes)
            return new("package.part-too-large", $"部分“{part}”展开后有 {content.Length:N0} 字节，最多允许 {limits.TemplatePartBytes:N0} 字节。");

        var settings = new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
            CheckCharacters = true,
        };
        try
        {
            using var stream = new MemoryStream(content, writable: false);
            using var reader = XmlReader.Create(stream, settings);
            visit(reader);
            return null;
        }
        catch (TooDeepException)
        {
            return new("package.too-deep", $"部分“{part}”嵌套超过 {limits.XmlDepth} 层。");
        }
        catch (XmlException exception)
        {
            var what = content.AsSpan().IndexOf("<!DOCTYPE"u8) >= 0 ? "含有不允许的 DOCTYPE 声明" : "XML 不合规";
            return new("package.broken-xml", $"部分“{part}”第 {exception.LineNumber} 行第 {exception.LinePosition} 字：{what}。请用 Word 或 Excel 打开并重新另存后再试。");
        }
    }

    /// <summary>Ends the visit where the element the reader stands on lies too deep.</summary>
    public static void CheckDepth(XmlReader reader, PackageLimits limits)
    {
        if (reader.Depth > limits.XmlDepth)
            throw new TooDeepException();
    }

    private static MarkupElement? Read(XmlReader reader, PackageLimits limits)
    {
        MarkupElement? root = null;
        MarkupElement? open = null;
        while (reader.Read())
        {
            switch (reader.NodeType)
            {
                case XmlNodeType.Element:
                    CheckDepth(reader, limits);
                    var empty = reader.IsEmptyElement;
                    var element = ReadElement(reader);
                    if (open is null)
                        root = element;
                    else
                        open.Add(element);
                    if (!empty)
                        open = element;
                    break;
                case XmlNodeType.EndElement:
                    open = open!.Parent;
                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace:
                    open?.Add(new MarkupText(reader.Value));
                    break;
                default:
                    break;
            }
        }

        return root;
    }

    private static MarkupElement ReadElement(XmlReader reader)
    {
        var element = new MarkupElement(reader.Name, reader.NamespaceURI);
        while (reader.MoveToNextAttribute())
        {
            var ns = reader.Prefix.Length == 0 ? "" : reader.NamespaceURI;
            element.Attributes.Add(new(reader.Name, ns, reader.LocalName, reader.Value));
        }

        reader.MoveToElement();
        return element;
    }

    private sealed class TooDeepException : Exception;
}
