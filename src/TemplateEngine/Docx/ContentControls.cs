using SpotCheck.TemplateEngine.Packaging;

namespace SpotCheck.TemplateEngine.Docx;

/// <summary>
/// Content controls that are filled by their name: a control with one run of text, whose tag (or title) is the name of a
/// field, shows the field; where the data do not have it, the control keeps its text.
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
            Fill(properties, text, name);
            found = true;
        }

        return found;
    }

    private static void Fill(MarkupElement properties, MarkupElement text, string name)
    {
        var shown = string.Concat(text.Children.OfType<MarkupText>().Select(part => part.Value));
        var isHint = properties.WordChild("showingPlcHdr") is not null;
        properties.WordChild("showingPlcHdr")?.Remove();
        if (isHint)
            text.Parent!.WordChild("rPr")?.WordChild("rStyle")?.Remove();
        text.MoveChildren(0, text.EmptyCopy());
        text.Add(new MarkupText($"{{{{ {name} ?? \"{shown.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\" }}}}"));
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
