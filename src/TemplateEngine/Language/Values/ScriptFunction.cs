namespace SpotCheck.TemplateEngine.Language;

/// <summary>Something a template can call.</summary>
public abstract class ScriptFunction : HeapValue
{
    private protected ScriptFunction(string name) : base(ValueKind.Function) => Name = name;

    /// <summary>The name for messages; empty for an anonymous function.</summary>
    public string Name { get; }
}

/// <summary>One parameter of a built-in function.</summary>
/// <param name="Name">Name for named arguments, in snake case.</param>
public sealed record FunctionParameter(string Name)
{
    /// <summary>Whether a call may leave it out.</summary>
    public bool IsOptional { get; init; }

    /// <summary>Whether it takes all further arguments, as an array.</summary>
    public bool TakesRest { get; init; }

    /// <summary>What it is where it was left out.</summary>
    public Value Default { get; init; }
}

/// <summary>A function written in C#: named parameters, values in, one value out.</summary>
public sealed class BuiltinFunction : ScriptFunction
{
    /// <summary>Describes the function.</summary>
    /// <param name="name">Name for messages, with its object: <c>string.upcase</c>.</param>
    /// <param name="parameters">In order; optional ones after required ones.</param>
    /// <param name="body">Gets one value a parameter.</param>
    public BuiltinFunction(string name, IReadOnlyList<FunctionParameter> parameters, FunctionBody body)
        : base(name)
    {
        Parameters = parameters;
        Body = body;
        TakesRest = parameters.Count > 0 && parameters[^1].TakesRest;
    }

    /// <summary>The parameters, in order.</summary>
    public IReadOnlyList<FunctionParameter> Parameters { get; }

    internal FunctionBody Body { get; }

    internal bool TakesRest { get; }
}

/// <summary>What a built-in function does.</summary>
/// <param name="arguments">One value a parameter, defaults filled in.</param>
/// <param name="call">The rendering it is called from.</param>
public delegate Value FunctionBody(ReadOnlySpan<Value> arguments, FunctionCall call);

/// <summary>The rendering a built-in function is called from.</summary>
public abstract class FunctionCall
{
    private protected FunctionCall()
    {
    }

    /// <summary>The options of the rendering.</summary>
    public abstract RenderOptions Options { get; }

    /// <summary>The value as the template would print it.</summary>
    public abstract string Text(Value value);

    /// <summary>Ends the statement with a fault at the call's place.</summary>
    /// <param name="code">Stable name, <c>template.…</c>.</param>
    /// <param name="message">Chinese sentence.</param>
    /// <param name="messageEnglish">English sentence.</param>
    public abstract Exception Fault(string code, string message, string messageEnglish);

    /// <summary>Calls another function with these arguments.</summary>
    public abstract Value Invoke(ScriptFunction function, ReadOnlySpan<Value> arguments);
}
