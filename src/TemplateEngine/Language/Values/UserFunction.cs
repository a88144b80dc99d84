namespace SpotCheck.TemplateEngine.Language;

/// <summary>A function written in a template.</summary>
internal sealed class UserFunction(FunctionCode code, CodeUnit unit) : ScriptFunction(code.Name)
{
    public FunctionCode Code { get; } = code;

    public CodeUnit Unit { get; } = unit;

    public string DisplayName => Name.Length == 0 ? "do" : Name;
}

/// <summary>What is compiled of a function; <see cref="Parameters"/> is null for one that takes <c>$0</c>, <c>$1</c> …</summary>
internal sealed class FunctionCode
{
    public required string Name { get; init; }

    public required ParameterCode[]? Parameters { get; init; }

    public Step[] Body { get; set; } = [];
}

internal sealed record ParameterCode(string Name, bool HasDefault, Value Default, bool TakesRest);
