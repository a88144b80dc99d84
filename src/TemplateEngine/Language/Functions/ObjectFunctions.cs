using System.Text;
using System.Text.Json;

namespace SpotCheck.TemplateEngine.Language;

/// <summary>The object <c>object</c>.</summary>
internal static class ObjectFunctions
{
    public const string EvalName = "object.eval";
    public const string EvalTemplateName = "object.eval_template";

    public static readonly ScriptObject Members = new FunctionSet("object")
        .Add("default", "value default", a => a[0].IsNull || a[0].AsString is { Length: 0 } ? a[1] : a[0])
        .Add("eval", "value", Evaluate)
        .Add("eval_template", "value", EvaluateTemplate)
        .Add("format", "value format culture?", a => NumberText.Format(a, a[0]))
        .Add("from_json", "json", FromJson)
        .Add("has_key", "value key", a => a[0].AsObject is { } members && members.Contains(a.Text(1)))
        .Add("has_value", "value key", a => a[0].AsObject is { } members && !members[a.Text(1)].IsNull)
        .Add("keys", "value", a => new ScriptArray(MembersOf(a).Select(m => Value.From(m.Key))))
        .Add("kind", "value", a => Kind(a[0]))
        .Add("size", "value", Size)
        .Add("to_json", "value", ToJson)
        .Add("typeof", "value", a => TypeOf(a[0]))
        .Add("values", "value", a => new ScriptArray(MembersOf(a).Select(m => m.Value)))
        .Freeze();

    private static IEnumerable<KeyValuePair<string, Value>> MembersOf(Arguments a)
    {
        if (a[0].IsNull)
            return [];
        return a[0].AsObject?.Members() ?? throw a.WrongType(0, "对象", "an object");
    }

    private static Value Size(Arguments a) => a[0].Kind switch
    {
        ValueKind.String => a.Text(0).Length,
        ValueKind.Array => a[0].AsArray!.Count,
        ValueKind.Range => Value.From(a[0].AsRange!.ExactCount),
        ValueKind.Object => a[0].AsObject!.Members().Count(),
        _ => 0,
    };

    private static Value TypeOf(Value value) => value.Kind switch
    {
        ValueKind.Null => Value.Null,
        ValueKind.Bool => "boolean",
        ValueKind.String => "string",
        ValueKind.Array => "array",
        ValueKind.Range => "iterator",
        ValueKind.Date or ValueKind.TimeSpan or ValueKind.Object or ValueKind.Function or ValueKind.Custom => "object",
        _ => "number",
    };

    private static Value Kind(Value value) => value.Kind switch
    {
        ValueKind.Null => Value.Null,
        ValueKind.Bool => "bool",
        ValueKind.Int when value.AsInt64 is >= int.MinValue and <= int.MaxValue => "int",
        ValueKind.Int => "long",
        ValueKind.BigInt => "bigint",
        ValueKind.Single => "float",
        ValueKind.Double => "double",
        ValueKind.Decimal => "decimal",
        ValueKind.String => "string",
        ValueKind.Range => "range",
        ValueKind.Array => "array",
        ValueKind.Function => "function",
        _ => "object",
    };

    private static Value Evaluate(Arguments a)
    {
        if (a[0].AsFunction is { } function)
            return a.Context.Invoke(function, []);
        if (a[0].AsString is not { } code)
            return a[0];
        var template = Template.Parse([new CodeSegment(code)], a.Context.Unit.Options, EvalName);
        return a.Context.Evaluate(template);
    }

    private static Value EvaluateTemplate(Arguments a)
    {
        if (a[0].AsFunction is { } function)
            return a.Context.Invoke(function, []);
        if (a[0].AsString is not { } text)
            return a[0];
        return a.Context.EvaluateTemplate(Template.ParseText(text, EvalTemplateName, a.Context.Unit.Options));
    }

    private static Value FromJson(Arguments a)
    {
        try
        {
            return a.IsGiven(0) ? JsonValues.Read(Encoding.UTF8.GetBytes(a.Text(0))) : Value.Null;
        }
        catch (JsonException failure)
        {
            throw a.Context.Fault("template.bad-json", "这段文字不是 JSON。", $"Not JSON: {failure.Message}");
        }
    }

    private static Value ToJson(Arguments a)
    {
        var text = JsonValues.Write(a[0], a.Context.Format)
            ?? throw a.Context.Fault("template.too-deep", "对象嵌套过深或包含自身，不能写成 JSON。", "Nested too deep for JSON.");
        a.Context.CheckLength(text.Length);
        return text;
    }
}
