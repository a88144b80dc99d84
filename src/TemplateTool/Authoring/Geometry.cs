namespace SpotCheck.TemplateTool.Authoring;

/// <summary>The measures of GB/T 9704-2012, in the units of the standard and as Word wants them.</summary>
internal static class Geometry
{
    public const int PageWidth = 11906;
    public const int PageHeight = 16838;

    // 5.2.1: 37 mm above, 28 mm towards the binding, type area 156 × 225 mm. The bottom margin is 0.35 mm
    // less than the 35 mm that remain: 22 lines then leave room for the one-point paragraph that ends a section.
    public const int Top = 2098;
    public const int Left = 1588;
    public const int Right = 1474;
    public const int Bottom = 1964;
    public const int TypeAreaWidth = PageWidth - Left - Right;

    // 5.2.3: 22 lines a page. 225 mm / 22 = 28.99 pt; 28.95 pt is the largest twentieth that fits.
    public const int Line = 579;

    // 5.2.3: 28 characters a line. 156 mm / 28 = 15.79 pt for a character of 16 pt, so each gives up 0.2 pt and more.
    public const int Squeeze = -5;
    public const double CharacterPoints = 15.79;

    public static int Characters(double count) => (int)Math.Round(count * CharacterPoints * 20);

    public static int Millimetres(double value) => (int)Math.Round(value * 1440 / 25.4);

    public static double PointsOf(double millimetres) => millimetres * 72 / 25.4;
}
