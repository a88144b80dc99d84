using System.Globalization;

namespace SpotCheck.Bench;

/// <summary>The marks Word leaves in every file it saves, made from a fixed beginning so that each run measures the same letter.</summary>
internal sealed class WordMarks
{
    /// <summary>Prefixes as Word declares them.</summary>
    public const string Declarations =
        "xmlns:wpc=\"http://schemas.microsoft.com/office/word/2010/wordprocessingCanvas\" xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" xmlns:o=\"urn:schemas-microsoft-com:office:office\" "
        + "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" xmlns:m=\"http://schemas.openxmlformats.org/officeDocument/2006/math\" xmlns:v=\"urn:schemas-microsoft-com:vml\" "
        + "xmlns:wp14=\"http://schemas.microsoft.com/office/word/2010/wordprocessingDrawing\" xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" xmlns:w10=\"urn:schemas-microsoft-com:office:word\" "
        + "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" xmlns:w14=\"http://schemas.microsoft.com/office/word/2010/wordml\" xmlns:w15=\"http://schemas.microsoft.com/office/word/2012/wordml\" "
        + "xmlns:wpg=\"http://schemas.microsoft.com/office/word/2010/wordprocessingGroup\" xmlns:wps=\"http://schemas.microsoft.com/office/word/2010/wordprocessingShape\" mc:Ignorable=\"w14 w15 wp14\"";

    private static readonly string[] s_revisions = ["00A4519C", "00D2667F", "003B7E10", "00F01AC2", "0069D4B8", "00C8335D", "001E90A7"];
    private uint _state = 20260509;
    private int _runs;

    public string Paragraph() =>
        string.Create(CultureInfo.InvariantCulture, $"w14:paraId=\"{Next() & 0x7FFFFFFF:X8}\" w14:textId=\"77777777\" w:rsidR=\"{Revision()}\" w:rsidRPr=\"{Revision()}\" w:rsidRDefault=\"{Revision()}\" w:rsidP=\"{Revision()}\"");

    public string Row() => string.Create(CultureInfo.InvariantCulture, $"w:rsidR=\"{Revision()}\" w:rsidRPr=\"{Revision()}\" w14:paraId=\"{Next() & 0x7FFFFFFF:X8}\" w14:textId=\"77777777\" w:rsidTr=\"{Revision()}\"");

    public string Revision() => s_revisions[Next() % s_revisions.Length];

    /// <summary>A run; every other one is marked by an edit or the speller.</summary>
    public string Run(string text, int size)
    {
        var number = _runs++;
        var (before, after) = number % 3 == 1 ? ("<w:proofErr w:type=\"spellStart\"/>", "<w:proofErr w:type=\"spellEnd\"/>") : ("", "");
        var edit = number % 2 == 0 ? $" w:rsidRPr=\"{Revision()}\"" : $" w:rsidR=\"{Revision()}\"";
        var hint = number % 2 == 0 ? " w:hint=\"eastAsia\"" : "";
        var more = (number % 5) switch { 0 => "<w:bCs/>", 1 => "<w:color w:val=\"000000\"/>", 2 => "<w:spacing w:val=\"-4\"/>", 3 => "<w:kern w:val=\"0\"/>", _ => "" };
        return $"{before}<w:r{edit}><w:rPr><w:rFonts w:ascii=\"仿宋_GB2312\" w:eastAsia=\"仿宋_GB2312\" w:hAnsi=\"仿宋\"{hint}/>{more}<w:sz w:val=\"{size}\"/><w:szCs w:val=\"{size}\"/></w:rPr><w:t xml:space=\"preserve\">{text}</w:t></w:r>{after}";
    }

    // Numerical Recipes' quick generator: enough to look like revision numbers.
    private uint Next() => _state = _state * 1664525 + 1013904223;
}
