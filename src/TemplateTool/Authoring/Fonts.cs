using System.Xml.Linq;
using static SpotCheck.TemplateTool.Authoring.Markup;

namespace SpotCheck.TemplateTool.Authoring;

/// <summary>The faces official documents are set in, by the names bureaus have them under.</summary>
internal static class Fonts
{
    public const string FangSong = "仿宋_GB2312";
    public const string Kai = "楷体_GB2312";
    public const string Hei = "黑体";
    public const string Title = "方正小标宋简体";
    public const string Song = "宋体";

    public static XElement Faces(string face) =>
        E("rFonts", A("ascii", face), A("hAnsi", face), A("eastAsia", face), A("cs", face), A("hint", "eastAsia"));
}
