using System.Runtime.CompilerServices;

namespace SpotCheck.TemplateEngine.Language;

internal sealed partial class RenderContext
{
    private Value[] _arguments = new Value[16];
    private int _argumentTop;
    private int _depth;

    /// <summary>Where the running built-in function was called.</summary>
    public SegmentPlace CallPlace { get; set; }

    public int ArgumentTop => _argumentTop;

    public void PushArgument(Value value)
    {
        if (_argumentTop == _arguments.Length)
            Array.Resize(ref _arguments, _argumentTop * 2);
        _arguments[_argumentTop++] = value;
    }

    public ReadOnlySpan<Value> ArgumentsFrom(int start) => _arguments.AsSpan(start, _argumentTop - start);

    public void DropArguments(int start)
    {
        _arguments.AsSpan(start, _argumentTop - start).Clear();
        _argumentTop = start;
    }

    public override Value Invoke(ScriptFunction function, ReadOnlySpan<Value> arguments)
    {
        var start = _argumentTop;
        foreach (var argument in arguments)
            PushArgument(argument);
        var result = Call(function, start, null, null, CallPlace);
        DropArguments(start);
        return result;
    }

    /// <summary>Calls a function with the arguments pushed from <paramref name="start"/> on; the caller drops them.</summary>
    public Value Call(ScriptFunction function, int start, ScriptObject? named, WrapBlock? block, SegmentPlace place)
    {
        if (++_depth > Options.MaxDepth)
        {
            _depth--;
            throw TooDeep(place);
        }

        RuntimeHelpers.EnsureSufficientExecutionStack();
        var outerPlace = CallPlace;
        CallPlace = place;
        try
        {
            return function is BuiltinFunction builtin
                ? CallBuiltin(builtin, start, named, place)
                : CallOwn((UserFunction)function, start, named, block, place);
        }
        finally
        {
            _depth--;
            CallPlace = outerPlace;
        }
    }

    private Value CallBuiltin(BuiltinFunction function, int start, ScriptObject? named, SegmentPlace place)
    {
        var parameters = function.Parameters;
        var given = _argumentTop - start;
        if (named is not null || given != parameters.Count || function.TakesRest)
            ArrangeArguments(function, start, given, named, place);

        var arguments = ArgumentsFrom(start);
        var work = 0L;
        foreach (var argument in arguments)
            work += argument.AsArray?.Count ?? argument.AsString?.Length / 16 ?? 0;
        CountWork(work);
        var result = function.Body(arguments, this);
        if (result.AsString is { } text)
            CheckLength(text.Length);
        return result;
    }

    private void ArrangeArguments(BuiltinFunction function, int start, int given, ScriptObject? named, SegmentPlace place)
    {
        var parameters = function.Parameters;
        var fixedCount = function.TakesRest ? parameters.Count - 1 : parameters.Count;
        if (given > fixedCount && !function.TakesRest)
            throw WrongCount(function.Name, given, Required(parameters), fixedCount, place);

        var rest = function.TakesRest ? new ScriptArray(Math.Max(0, given - fixedCount)) : null;
        for (var i = fixedCount; i < given; i++)
            rest!.Add(_arguments[start + i]);
        DropArguments(start + Math.Min(given, fixedCount));

        for (var i = _argumentTop - start; i < fixedCount; i++)
        {
            var parameter = parameters[i];
            if (named is not null && TryTakeNamed(named, parameter.Name, out var value))
                PushArgument(value);
            else if (parameter.IsOptional)
                PushArgument(parameter.Default);
            else
                throw WrongCount(function.Name, given, Required(parameters), fixedCount, place);
        }

        if (rest is not null)
        {
            rest.Members = named;
            PushArgument(rest);
        }
        else if (named is { Count: > 0 })
        {
            throw UnknownArgument(function.Name, named.Names.First(), parameters.Select(p => p.Name), place);
        }
    }

    // Published parameter names are written in several ways (start_index, startIndex); all are accepted.
    private static bool TryTakeNamed(ScriptObject named, string parameter, out Value value)
    {
        var plain = parameter.Replace("_", "", StringComparison.Ordinal);
        foreach (var name in named.Names)
        {
            if (!string.Equals(name.Replace("_", "", StringComparison.Ordinal), plain, StringComparison.OrdinalIgnoreCase))
                continue;
            value = named[name];
            named.Remove(name);
            return true;
        }

        value = default;
        return false;
    }

    private static int Required(IReadOnlyList<FunctionParameter> parameters) =>
        parameters.Count(p => p is { IsOptional: false, TakesRest: false });

    private RenderFault WrongCount(string name, int given, int required, int allowed, SegmentPlace place)
    {
        var range = required == allowed ? $"{allowed}" : $"{required} 到 {allowed}";
        return Fault(
            "template.wrong-argument-count",
            place,
            $"函数 {name} 需要 {range} 个参数，这里有 {given} 个。",
            $"{name} takes {required} to {allowed} arguments, {given} given.");
    }

    private RenderFault UnknownArgument(string function, string name, IEnumerable<string> known, SegmentPlace place)
    {
        var names = known.ToList();
        var suggestion = Suggestions.Nearest(name, names);
        return Fault(
            "template.unknown-argument",
            place,
            $"函数 {function} 没有名为“{name}”的参数，有：{string.Join("、", names)}。{Suggestions.Chinese(suggestion)}",
            $"{function} has no parameter {name}.{Suggestions.English(suggestion)}",
            suggestion);
    }

    private Value CallOwn(UserFunction function, int start, ScriptObject? named, WrapBlock? block, SegmentPlace place)
    {
        var given = ArgumentsFrom(start);
        var parameters = function.Code.Parameters;
        ScriptObject? members = null;
        ScriptArray arguments;
        if (parameters is null)
        {
            arguments = new ScriptArray(given.Length);
            foreach (var argument in given)
                arguments.Add(argument);
            arguments.Members = named;
        }
        else
        {
            members = new ScriptObject();
            arguments = BindParameters(function, given, named, members, place);
        }

        var frame = new LocalFrame(function.Unit, arguments) { Block = block };
        return RunBody(function.Code.Body, function.Unit, frame, members);
    }

    private ScriptArray BindParameters(
        UserFunction function, ReadOnlySpan<Value> given, ScriptObject? named, ScriptObject members, SegmentPlace place)
    {
        var parameters = function.Code.Parameters!;
        var arguments = new ScriptArray(parameters.Length);
        var takesRest = parameters.Length > 0 && parameters[^1].TakesRest;
        var required = parameters.Count(p => !p.HasDefault && !p.TakesRest);
        for (var i = 0; i < parameters.Length; i++)
        {
            var parameter = parameters[i];
            Value value;
            if (parameter.TakesRest)
            {
                var rest = new ScriptArray(Math.Max(0, given.Length - i));
                for (var j = i; j < given.Length; j++)
                    rest.Add(given[j]);
                value = rest;
            }
            else if (i < given.Length)
            {
                value = given[i];
            }
            else if (named is not null && named.TryGet(parameter.Name, out value))
            {
                named.Remove(parameter.Name);
            }
            else if (parameter.HasDefault)
            {
                value = parameter.Default;
            }
            else
            {
                throw WrongCount(function.DisplayName, given.Length, required, parameters.Length, place);
            }

            members.Set(parameter.Name, value);
            arguments.Add(value);
        }

        if (given.Length > parameters.Length && !takesRest)
            throw WrongCount(function.DisplayName, given.Length, required, parameters.Length, place);
        if (named is { Count: > 0 })
            throw UnknownArgument(function.DisplayName, named.Names.First(), parameters.Select(p => p.Name), place);
        return arguments;
    }

    /// <summary>Runs statements as a call of their own; the value of <c>ret</c>, or null.</summary>
    private Value RunBody(Step[] body, CodeUnit unit, LocalFrame frame, ScriptObject? members)
    {
        var (outerUnit, outerLocals, outerBase, outerLoops) = (Unit, Locals, ScopeBase, LoopDepth);
        var scopes = _top;
        ScopeBase = _top;
        if (members is not null)
            PushObject(members);
        (Unit, Locals, LoopDepth) = (unit, frame, 0);
        try
        {
            if (Step.RunAll(body, this) != Flow.Return)
                return Value.Null;
            var result = ReturnValue;
            ReturnValue = Value.Null;
            return result;
        }
        finally
        {
            DropScopes(scopes);
            (Unit, Locals, ScopeBase, LoopDepth) = (outerUnit, outerLocals, outerBase, outerLoops);
        }
    }

    /// <summary>Runs the block passed by <c>wrap</c>: its statements see the variables of the function around them.</summary>
    /// <remarks>Inside it <c>$$</c> is the block of the function around the <c>wrap</c>, never the block itself.</remarks>
    public Flow RunBlock(WrapBlock block, SegmentPlace place)
    {
        if (++_depth > Options.MaxDepth)
        {
            _depth--;
            throw TooDeep(place);
        }

        RuntimeHelpers.EnsureSufficientExecutionStack();
        var frame = Locals;
        var (outerUnit, outerBase, outerHome) = (Unit, ScopeBase, frame.Home);
        ScopeBase = _top;
        Unit = block.Unit;
        (frame.Home, frame.Block) = (block.Home, ReferenceEquals(block.Home, frame) ? null : block.Home.Block);
        try
        {
            return Step.RunAll(block.Body, this);
        }
        finally
        {
            (Unit, ScopeBase) = (outerUnit, outerBase);
            (frame.Home, frame.Block) = (outerHome, block);
            _depth--;
        }
    }

    /// <summary>The value of a text that is one expression; of any other, what it prints.</summary>
    public Value Evaluate(Template text) => AtCall(text, () =>
    {
        if (text.Syntax.Statements is not [ExpressionStatement])
            return RunIncluded(text, null);
        var step = (PrintStep)text.Unit.Body[0];
        return RunBody([new ReturnStep(step.Value)], text.Unit, new LocalFrame(text.Unit, null), null);
    });

    /// <summary>Runs a text as a template and gives what it printed.</summary>
    public Value EvaluateTemplate(Template text) => AtCall(text, () => RunIncluded(text, null));

    /// <summary>Runs another template as a call and gives what it printed.</summary>
    public string Include(Template template, ScriptArray? arguments)
    {
        if (template.Problems.FirstOrDefault(p => !p.IsNotice) is not { } problem)
            return RunIncluded(template, arguments);
        foreach (var each in template.Problems)
            _problems.Add(each);
        throw Fault(
            "template.include-faulty",
            CallPlace,
            $"要包含的模板有错误：{problem.Message}",
            $"The included template is faulty: {problem.MessageEnglish}");
    }

    private string RunIncluded(Template template, ScriptArray? arguments)
    {
        var unit = template.Unit;
        var value = Value.Null;
        var text = Capture(() => value = RunBody(unit.Body, unit, new LocalFrame(unit, arguments), null));
        return value.IsNull ? text : text + Text(value);
    }

    // A place inside a text that was computed cannot be looked up by anybody: its faults belong to the call.
    private Value AtCall(Template text, Func<Value> run)
    {
        var place = CallPlace;
        if (text.Problems.Count > 0)
        {
            var problem = text.Problems[0];
            throw Fault(
                "template.evaluated-text-faulty", place, $"要计算的文字有错误：{problem.Message}", $"The text is faulty: {problem.MessageEnglish}");
        }

        try
        {
            return run();
        }
        catch (RenderFault fault) when (ReferenceEquals(fault.Unit, text.Unit))
        {
            throw new RenderFault(fault.Code, $"要计算的文字有错误：{fault.Chinese}", fault.Message, place) { Unit = Unit, IsFinal = fault.IsFinal };
        }
    }
}
