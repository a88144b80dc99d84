using SpotCheck.TemplateEngine.Packaging;

namespace SpotCheck.TemplateEngine.Docx;

/// <summary>
/// Content controls that are filled by their name: a control with one run of text, whose tag (or title) is the name of a
/// field, shows the field; where the data do not have it, the control keeps its text. A check box is ticked or not.
/// </summary>
internal static class ContentControls
{
    /// <summary>Turns such controls into tags; returns whether there was one.</summary>
    public static bool Name(MarkupElement root)
    {
        var found = false;
        foreach (var control in root.Descendants().Where(element => element.IsWord("sdt")).ToList())
        {
            var properties = control.WordChild("sdtPr");
            var name = properties?.WordValue("tag") ?? properties?.WordValue("alias");
            if (properties is null || name is null || !IsField(name) || OnlyText(control) is not { } text)
                continue;
            if (properties.Elements.FirstOrDefault(element => element.Is(Ooxml.Word2010, "checkbox")) is { } box)
                Tick(box, text, name);
            else
                Fill(properties, text, name);
            found = true;
        }

        return found;
    }

    // The state stands twice: as a property and as the character that is shown.
    private static void Tick(MarkupElement box, MarkupElement text, string name)
    {
        var state = box.Child(Ooxml.Word2010, "checked");
        var isTicked = state?.Attribute("val", Ooxml.Word2010) is "1" or "true";
        var condition = $"公文.勾选({Path(name)} ?? {(isTicked ? "true" : "false")}) == \"☑\"";
        text.MoveChildren(0, text.EmptyCopy());
        text.Add(new MarkupText($"{{{{ {condition} ? \"{Sign(box, "checkedState", "☑")}\" : \"{Sign(box, "uncheckedState", "☐")}\" }}}}"));
        if (state?.Attributes.Find(attribute => attribute.Local == "val") is { } value)
        {
            value.Slot = PieceKind.Expression;
            value.Value = $"{condition} ? 1 : 0";
        }
    }

    private static string Sign(MarkupElement box, string local, string otherwise) =>
        int.TryParse(box.Child(Ooxml.Word2010, local)?.Attribute("val", Ooxml.Word2010), System.Globalization.NumberStyles.HexNumber, System.Globalization.CultureInfo.InvariantCulture, out var code) && code is > 32 and < 0xD800
            ? ((char)code).ToString() : otherwise;

    // A missing object on the way is a missing field.
    private static string Path(string name) => name.Replace(".", "?.", StringComparison.Ordinal);

    private static void Fill(MarkupElement properties, MarkupElement text, string name)
    {
        var shown = string.Concat(text.Children.OfType<MarkupText>().Select(part => part.Value));
        var isHint = properties.WordChild("showingPlcHdr") is not null;
        properties.WordChild("showingPlcHdr")?.Remove();
        if (isHint)
            text.Parent!.WordChild("rPr")?.WordChild("rStyle")?.Remove();
        text.MoveChildren(0, text.EmptyCopy());
        text.Add(new MarkupText($"{{{{ {Path(name)} ?? \"{shown.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\" }}}}"));
        TagScanner.KeepSpaces(text);
    }

    // A control with formatting inside, a picture or a list of parts is not one text, and stays.
    private static MarkupElement? OnlyText(MarkupElement control)
    {
        var texts = control.WordChild("sdtContent")?.Descendants().Where(element => element.IsWord("t")).ToList() ?? [];
        return texts is [var only] && !string.Concat(only.Children.OfType<MarkupText>().Select(part => part.Value)).Contains("{{", StringComparison.Ordinal)
            && !only.Ancestors().Any(element => element.IsWord("fldSimple")) ? only : null;
    }

    private static bool IsField(string name) => name.Length > 0 && name.Split('.').All(step =>
        step.Length > 0 && (char.IsLetter(step[0]) || step[0] == '_') && step.All(c => char.IsLetterOrDigit(c) || c == '_'));
}
