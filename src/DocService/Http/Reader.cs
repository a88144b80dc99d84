namespace SpotCheck.DocService.Http;

/// <summary>Who reads an answer: Chinese unless the request asks for English before Chinese. A handler that takes one answers in his language.</summary>
internal sealed record Reader(bool English)
{
    /// <summary>Of papers, letters and everything that is kept: Chinese whoever asked for it.</summary>
    public static readonly Reader OfPapers = new(English: false);

    public static ValueTask<Reader?> BindAsync(HttpContext context)
    {
        var reader = Of(context.Request);
        context.Response.Headers.Vary = "Accept-Language";
        context.Response.Headers.ContentLanguage = reader.English ? "en-US" : "zh-CN";
        return ValueTask.FromResult<Reader?>(reader);
    }

    public static Reader Of(HttpRequest request)
    {
        var wishes = request.GetTypedHeaders().AcceptLanguage
            .OrderByDescending(wish => wish.Quality ?? 1)
            .Select(wish => wish.Value.Value ?? "");
        var first = wishes.FirstOrDefault(w => w.StartsWith("zh", StringComparison.OrdinalIgnoreCase) || w.StartsWith("en", StringComparison.OrdinalIgnoreCase));
        return new(first?.StartsWith("en", StringComparison.OrdinalIgnoreCase) ?? false);
    }

    public string Choose(string chinese, string english) => English ? english : chinese;
}
