namespace SpotCheck.TemplateTool.Layout;

/// <summary>The kinds of faces an official document uses (domain: 小标宋 and 宋 cannot be told apart once substituted).</summary>
internal enum FaceKind
{
    Unknown,
    Song,
    FangSong,
    Hei,
    Kai,
}

/// <summary>A face the document asks for and the one the page was set in.</summary>
internal sealed record FaceUse(string Requested, string Used, bool IsSubstitute);

/// <summary>Knows faces by the names they have in documents, font files and PDFs.</summary>
internal static class Faces
{
    public static readonly string[] TitleNames = ["方正小标宋简体", "FZXiaoBiaoSong-B05S", "方正小标宋_GBK", "FZXiaoBiaoSong-B05"];

    private static readonly (FaceKind Kind, string[] Marks)[] Known =
    [
        (FaceKind.FangSong, ["仿宋", "FangSong", "FandolFang", "FZFS", "FZFang"]),
        (FaceKind.Kai, ["楷", "Kai", "FZKT"]),
        (FaceKind.Hei, ["黑", "Hei", "NotoSansCJK", "Noto Sans CJK", "SourceHanSans", "FZHT"]),
        (FaceKind.Song, ["宋", "Song", "SimSun", "NotoSerifCJK", "Noto Serif CJK", "SourceHanSerif", "FZXBS", "FZSS"]),
    ];

    public static FaceKind KindOf(string? name) => name is null ? FaceKind.Unknown
        : Known.FirstOrDefault(known => known.Marks.Any(mark => name.Contains(mark, StringComparison.OrdinalIgnoreCase))).Kind;

    /// <summary>What fontconfig gives for each face, so that a substitute is never silent.</summary>
    public static async Task<IReadOnlyList<FaceUse>> SubstitutesAsync(IEnumerable<string> requested, CancellationToken cancel)
    {
        var environment = new Dictionary<string, string>(StringComparer.Ordinal) { ["FONTCONFIG_FILE"] = OfficeRendering.FontConfiguration };
        var uses = new List<FaceUse>();
        foreach (var face in requested)
        {
            var families = (await ExternalProgram.RunAsync("fc-match", ["-f", "%{family}", face.Replace("-", "\\-", StringComparison.Ordinal)], cancel, environment)).Split(',');
            uses.Add(new(face, families[0], !families.Contains(face, StringComparer.OrdinalIgnoreCase)));
        }
        return uses;
    }
}
