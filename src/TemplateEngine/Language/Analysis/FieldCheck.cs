namespace SpotCheck.TemplateEngine.Language;

/// <summary>Holds the fields a template uses against sample data.</summary>
internal static class FieldCheck
{
    public static IReadOnlyList<TemplateProblem> Run(FieldNode root, IEnumerable<FunctionUse> functions, ScriptObject sample)
    {
        var problems = new List<TemplateProblem>();
        foreach (var use in functions)
            CheckFunction(use, sample, problems);
        CheckMembers(root, [sample], "", problems);
        return problems;
    }

    private static void CheckFunction(FunctionUse use, ScriptObject sample, List<TemplateProblem> problems)
    {
        if (sample.Contains(use.Owner) || Builtins.All[use.Owner].AsObject is not { FunctionSetName: not null } set || set.Contains(use.Name))
            return;
        var suggestion = Suggestions.Nearest(use.Name, set.Names);
        problems.Add(use.Place.Unit.Locate(new TemplateProblem(
            "template.unknown-function",
            $"“{use.Owner}”里没有函数“{use.Name}”。{Suggestions.Chinese(suggestion)}",
            $"{use.Owner} has no function {use.Name}.{Suggestions.English(suggestion)}",
            use.Place.Place) { Suggestion = suggestion }));
    }

    // Several owners: the items of a list, each of which may lack what another has.
    private static void CheckMembers(FieldNode node, List<ScriptObject> owners, string path, List<TemplateProblem> problems)
    {
        foreach (var (name, member) in node.Members)
        {
            var found = owners.Where(o => o.Contains(name)).Select(o => o[name]).ToList();
            var memberPath = path.Length == 0 ? name : $"{path}.{name}";
            if (found.Count == 0)
            {
                var suggestion = Suggestions.Nearest(name, owners.SelectMany(o => o.Members().Select(m => m.Key)).Distinct(StringComparer.Ordinal));
                if (!member.IsOptional || suggestion is not null)
                    Report(problems, member, p => UnknownField(name, path, suggestion, member.IsOptional, p));
            }
            else
            {
                CheckValues(member, found, memberPath, problems);
            }
        }
    }

    private static void CheckValues(FieldNode node, List<Value> values, string path, List<TemplateProblem> problems)
    {
        var known = values.Where(v => !v.IsNull).ToList();
        if (known.Count == 0)
            return;

        if (node.Use.HasFlag(FieldUse.List) && known.Find(v => v.Kind is not (ValueKind.Array or ValueKind.Object or ValueKind.String)) is { IsNull: false } wrong)
            Report(problems, node, place => WrongKind(path, "列表", wrong, place));
        if (node.Item is { } item)
        {
            var items = known.Where(v => v.Kind == ValueKind.Array).SelectMany(v => v.AsArray!.AsSpan().ToArray()).ToList();
            if (items.Count > 0)
                CheckValues(item, items, path + "[]", problems);
        }

        if (node.Members.Count == 0)
            return;
        var objects = known.Select(v => v.AsObject).OfType<ScriptObject>().ToList();
        if (objects.Count > 0)
            CheckMembers(node, objects, path, problems);
        else
            Report(problems, node, place => WrongKind(path, "对象", known[0], place));
    }

    private static void Report(List<TemplateProblem> problems, FieldNode node, Func<SegmentPlace, TemplateProblem> problem)
    {
        foreach (var (unit, place) in node.Places)
            problems.Add(unit.Locate(problem(place)));
    }

    private static TemplateProblem UnknownField(string name, string path, string? suggestion, bool isOptional, SegmentPlace place)
    {
        var owner = path.Length == 0 ? "数据" : $"“{path}”";
        return new TemplateProblem(
            "template.unknown-field",
            $"{owner}里没有“{name}”。{Suggestions.Chinese(suggestion)}",
            $"{(path.Length == 0 ? "The data" : path)} has no {name}.{Suggestions.English(suggestion)}",
            place) { Suggestion = suggestion, IsNotice = isOptional };
    }

    private static TemplateProblem WrongKind(string path, string expected, Value found, SegmentPlace place) => new(
        "template.wrong-type",
        $"模板把“{path}”当作{expected}，样本数据里它是{Kinds.Chinese(found)}。",
        $"The template uses {path} as {(expected is "列表" ? "a list" : "an object")}, the sample has {Kinds.English(found)}.",
        place) { Expected = expected };
}
