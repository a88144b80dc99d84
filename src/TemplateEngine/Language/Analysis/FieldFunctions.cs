using System.Collections.Frozen;

namespace SpotCheck.TemplateEngine.Language;

/// <summary>What a built-in function tells about its first argument, and what of it comes out.</summary>
internal sealed record FunctionHint(FieldUse Use)
{
    /// <summary>The result holds the same items.</summary>
    public bool KeepsList { get; init; }

    /// <summary>The result is one item.</summary>
    public bool GivesItem { get; init; }

    /// <summary>The argument that names a member of each item, −1 for none.</summary>
    public int MemberArgument { get; init; } = -1;

    /// <summary>The name under which that argument may be given.</summary>
    public string MemberName { get; init; } = "member";

    /// <summary>The result holds that member of each item.</summary>
    public bool GivesMember { get; init; }

    /// <summary>The field may be missing.</summary>
    public bool AllowsMissing { get; init; }
}

internal static class FieldFunctions
{
    private static readonly FrozenDictionary<string, FunctionHint> s_hints = Build();

    public static FunctionHint? Of(string name)
    {
        if (s_hints.TryGetValue(name, out var hint))
            return hint;
        if (name.StartsWith("math.", StringComparison.Ordinal))
            return new FunctionHint(FieldUse.Number);
        if (name.StartsWith("date.", StringComparison.Ordinal))
            return new FunctionHint(FieldUse.Date);
        return name.StartsWith("string.", StringComparison.Ordinal) ? new FunctionHint(FieldUse.Scalar) : null;
    }

    private static FrozenDictionary<string, FunctionHint> Build()
    {
        var hints = new Dictionary<string, FunctionHint>(StringComparer.Ordinal);
        foreach (var name in (string[])["add", "add_range", "compact", "concat", "filter", "insert_at", "limit", "offset", "remove_at", "reverse", "uniq"])
            hints["array." + name] = new FunctionHint(FieldUse.List) { KeepsList = true };
        foreach (var name in (string[])["any", "contains", "each", "join", "size"])
            hints["array." + name] = new FunctionHint(FieldUse.List);
        hints["array.first"] = hints["array.last"] = new FunctionHint(FieldUse.List) { GivesItem = true };
        hints["array.cycle"] = new FunctionHint(FieldUse.List) { GivesItem = true };
        hints["array.sort"] = new FunctionHint(FieldUse.List) { KeepsList = true, MemberArgument = 1 };
        hints["array.map"] = new FunctionHint(FieldUse.List) { MemberArgument = 1, GivesMember = true };
        hints["object.default"] = new FunctionHint(FieldUse.None) { AllowsMissing = true };
        foreach (var name in (string[])["has_key", "has_value", "keys", "values"])
            hints["object." + name] = new FunctionHint(FieldUse.Object);
        foreach (var name in (string[])["中文数字", "中文大写", "金额大写", "数量", "户", "家", "项", "人", "次", "份", "百分比", "千分比"])
            hints["公文." + name] = new FunctionHint(FieldUse.Number);
        foreach (var name in (string[])["年月日", "年月", "中文年月日", "起止"])
            hints["公文." + name] = new FunctionHint(FieldUse.Date);
        hints["公文.勾选"] = new FunctionHint(FieldUse.Condition) { AllowsMissing = true };
        hints["公文.连接"] = new FunctionHint(FieldUse.List) { MemberArgument = 3, MemberName = "字段" };
        foreach (var name in OfficialFunctions.EnglishMembers.Names)
        {
            var function = OfficialFunctions.EnglishMembers[name].AsFunction!.Name;
            if (hints.TryGetValue(function, out var hint))
                hints["gov." + name] = hint;
        }

        return hints.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
