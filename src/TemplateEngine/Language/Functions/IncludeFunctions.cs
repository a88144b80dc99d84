using System.Text;

namespace SpotCheck.TemplateEngine.Language;

/// <summary><c>include</c> and <c>include_join</c>.</summary>
internal static class IncludeFunctions
{
    private const string TemplateMark = "tpl:";

    public static readonly BuiltinFunction Include = FunctionSet.Create(
        "include", "name args...", a => a.Context.Include(Load(a, a.Text(0)), a[1].AsArray));

    public static readonly BuiltinFunction IncludeJoin = FunctionSet.Create(
        "include_join", "names separator begin? end?", Join);

    private static Value Join(Arguments a)
    {
        var texts = new List<string>();
        foreach (var name in (a.List(0) ?? new ScriptArray()).AsSpan())
            texts.Add(a.Context.Include(Load(a, a.Context.Text(name)), null));

        var joined = new StringBuilder();
        for (var i = 0; i < texts.Count; i++)
        {
            if (i > 0)
                joined.Append(TextOrTemplate(a, 1));
            joined.Append(texts[i]);
            a.Context.CheckLength(joined.Length);
        }

        if (joined.Length == 0)
            return "";
        return TextOrTemplate(a, 2) + joined + TextOrTemplate(a, 3);
    }

    private static string TextOrTemplate(Arguments a, int index)
    {
        var text = a.Text(index);
        return text.StartsWith(TemplateMark, StringComparison.Ordinal)
            ? a.Context.Include(Load(a, text[TemplateMark.Length..]), null)
            : text;
    }

    private static Template Load(Arguments a, string name)
    {
        if (a.Context.Options.Loader is not { } loader)
            throw a.Context.Fault("template.no-includes", "这里不能包含其他模板。", "No templates can be included here.");
        return loader.Load(name)
            ?? throw a.Context.Fault(
                "template.unknown-include", $"模板文件夹里没有“{name}”。请检查文件名。", $"There is no template {name}.");
    }
}
