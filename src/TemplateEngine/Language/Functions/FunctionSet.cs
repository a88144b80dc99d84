namespace SpotCheck.TemplateEngine.Language;

/// <summary>Builds an object of built-in functions.</summary>
internal sealed class FunctionSet(string name)
{
    private readonly ScriptObject _members = new() { FunctionSetName = name };

    /// <summary>
    /// Adds a function. <paramref name="parameters"/> are names with spaces between; <c>name?</c> may be left out
    /// (null), <c>name...</c> takes the rest.
    /// </summary>
    public FunctionSet Add(string function, string parameters, Func<Arguments, Value> body)
    {
        _members.Set(function, Create(name.Length == 0 ? function : $"{name}.{function}", parameters, body));
        return this;
    }

    /// <summary>Adds the same function under a second name.</summary>
    public FunctionSet Alias(string alias, string function)
    {
        _members.Set(alias, _members[function]);
        return this;
    }

    public FunctionSet Value(string member, Value value)
    {
        _members.Set(member, value);
        return this;
    }

    public ScriptObject Freeze() => _members.Freeze();

    public static BuiltinFunction Create(string name, string parameters, Func<Arguments, Value> body)
    {
        var list = parameters.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(text => new FunctionParameter(text.TrimEnd('?', '.'))
        {
            IsOptional = text.EndsWith('?'),
            TakesRest = text.EndsWith("...", StringComparison.Ordinal),
        });
        return new BuiltinFunction(name, [.. list], (values, call) => body(new Arguments(values, (RenderContext)call)));
    }
}

/// <summary>The arguments of a built-in function, converted as it asks for them.</summary>
internal readonly ref struct Arguments(ReadOnlySpan<Value> values, RenderContext context)
{
    private readonly ReadOnlySpan<Value> _values = values;

    public RenderContext Context { get; } = context;

    public Value this[int index] => _values[index];

    public int Count => _values.Length;

    public bool IsGiven(int index) => !_values[index].IsNull;

    /// <summary>The argument as text, empty for null.</summary>
    public string Text(int index) => _values[index].AsString ?? Context.Text(_values[index]);

    public string Text(int index, string otherwise) => IsGiven(index) ? Text(index) : otherwise;

    /// <summary>The argument as a list; null for null.</summary>
    public ScriptArray? List(int index)
    {
        var value = _values[index];
        if (value.IsNull)
            return null;
        return Lists.From(Context, value) ?? throw WrongType(index, "列表", "a list");
    }

    public ScriptFunction Function(int index) =>
        _values[index].AsFunction ?? throw WrongType(index, "函数（写成 @函数名）", "a function, written @name");

    public int Int(int index, int otherwise) => IsGiven(index) ? Int(index) : otherwise;

    public int Int(int index)
    {
        var value = _values[index];
        if (value.AsString is { } text && long.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var parsed))
            value = parsed;
        if (!Numbers.TryToInt64(value, out var number))
            throw WrongType(index, "整数", "a whole number");
        return (int)Math.Clamp(number, int.MinValue, int.MaxValue);
    }

    /// <summary>The argument as a number of any kind; text that holds one counts.</summary>
    public Value Number(int index)
    {
        var value = _values[index];
        if (value.IsNumber)
            return value;
        if (value.AsString is { } text && StringConversions.ToNumber(text) is { } number)
            return number;
        throw WrongType(index, "数字", "a number");
    }

    /// <summary>The argument as an instant; text that holds a date counts. Null for null and empty text.</summary>
    public DateTimeOffset? Date(int index)
    {
        var value = _values[index];
        if (value.Kind == ValueKind.Date)
            return value.AsDate;
        if (value.IsNull || value.AsString is { Length: 0 })
            return null;
        if (value.AsString is { } text && DateParsing.TryParse(text, Context.Format.Culture, Context.Options.Offset, out var date))
            return date;
        throw WrongType(index, "日期，如 2026-03-09", "a date");
    }

    public System.Globalization.CultureInfo Culture(int index)
    {
        if (!IsGiven(index))
            return Context.Format.Culture;
        return Cultures.Find(Text(index))
            ?? throw Context.Fault("template.unknown-culture", $"没有名为“{Text(index)}”的区域，请写成 zh-CN、en-US 的样子。", $"Unknown culture {Text(index)}.");
    }

    public Exception WrongType(int index, string expected, string expectedEnglish) => Context.Fault(
        "template.wrong-type",
        $"第 {index + 1} 个参数要是{expected}，这里是{Kinds.Chinese(_values[index])}。",
        $"Argument {index + 1} must be {expectedEnglish}, it is {Kinds.English(_values[index])}.");
}
