using SpotCheck.TemplateEngine.Language;

namespace SpotCheck.TemplateEngine.Docx;

/// <summary>A page or column break in a value's place.</summary>
internal sealed class BreakValue(string type) : CustomValue
{
    public override string AsText => "\n";

    public string Markup(string prefix) => $"<{prefix}br {prefix}type=\"{type}\"/>";
}
