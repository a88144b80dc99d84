namespace SpotCheck.TemplateEngine.Language;

/// <summary>A field of the data a template uses.</summary>
/// <param name="Path">As an author writes it; <c>[]</c> stands for each item: <c>计划.任务[].名称</c>.</param>
/// <param name="Use">What the template does with it.</param>
/// <param name="IsOptional">Whether the template goes on without it.</param>
public sealed record TemplateField(string Path, FieldUse Use, bool IsOptional);

/// <summary>The data fields one or more templates use.</summary>
public sealed class TemplateFields
{
    private readonly List<FunctionUse> _functions;

    private TemplateFields(FieldNode root, List<FunctionUse> functions)
    {
        Root = root;
        _functions = functions;
    }

    internal FieldNode Root { get; }

    /// <summary>Every field in alphabetical order of its path.</summary>
    public IReadOnlyList<TemplateField> All
    {
        get
        {
            var fields = new List<TemplateField>();
            AddMembers(fields, "", Root);
            return [.. fields.OrderBy(f => f.Path, StringComparer.Ordinal)];
        }
    }

    /// <summary>Finds the fields of templates that share their data, such as the parts of a Word document.</summary>
    /// <param name="templates">Templates without faults; faulty ones are read as far as they could be parsed.</param>
    /// <param name="loader">For <c>include</c> of a literal name; null leaves included templates out.</param>
    public static TemplateFields Of(IEnumerable<Template> templates, ITemplateLoader? loader = null)
    {
        var root = new FieldNode();
        var functions = new List<FunctionUse>();
        foreach (var template in templates)
            FieldCollector.Collect(template, root, loader, functions);
        return new TemplateFields(root, functions);
    }

    /// <summary>What is wrong between the templates and sample data: fields the data lack, lists that are none, built-in functions there are not.</summary>
    /// <param name="sample">Data as complete as real ones.</param>
    public IReadOnlyList<TemplateProblem> Check(ScriptObject sample) => FieldCheck.Run(Root, _functions, sample);

    /// <summary>A JSON schema (draft 2020-12) of the data.</summary>
    public string ToJsonSchema() => FieldSchema.Write(Root);

    private static void AddMembers(List<TemplateField> fields, string prefix, FieldNode node)
    {
        foreach (var (name, member) in node.Members)
            Add(fields, prefix.Length == 0 ? name : $"{prefix}.{name}", member);
    }

    private static void Add(List<TemplateField> fields, string path, FieldNode node)
    {
        fields.Add(new TemplateField(path, node.Use, node.IsOptional));
        if (node.Item is { } item)
        {
            if (item.Use is not (FieldUse.Object or FieldUse.None))
                Add(fields, path + "[]", item);
            else
                AddMembers(fields, path + "[]", item);
        }

        AddMembers(fields, path, node);
    }
}
