namespace SpotCheck.TemplateEngine.Language;

/// <summary>Everything a template can name without having it in its data.</summary>
internal static class Builtins
{
    /// <summary>What <c>empty</c> is: equal to everything that has no content.</summary>
    public static readonly ScriptObject Empty = new ScriptObject().Freeze();

    public static readonly ScriptObject All = new ScriptObject()
        .With("array", ArrayFunctions.Members)
        .With("date", DateFunctions.Members)
        .With("html", HtmlFunctions.Members)
        .With("math", MathFunctions.Members)
        .With("object", ObjectFunctions.Members)
        .With("regex", RegexFunctions.Members)
        .With("string", StringFunctions.Members)
        .With("timespan", TimeSpanFunctions.Members)
        .With("include", IncludeFunctions.Include)
        .With("include_join", IncludeFunctions.IncludeJoin)
        .With("empty", Empty)
        .With("公文", OfficialFunctions.Members)
        .With("gov", OfficialFunctions.EnglishMembers)
        .Freeze();
}
