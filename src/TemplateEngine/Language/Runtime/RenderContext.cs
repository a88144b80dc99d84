using System.Globalization;
using System.Runtime.CompilerServices;

namespace SpotCheck.TemplateEngine.Language;

/// <summary>Everything one rendering holds: scopes, output, limits, faults. Used by one thread.</summary>
internal sealed partial class RenderContext : FunctionCall
{
    private readonly List<TemplateProblem> _problems = [];
    private long _steps;
    private long _work;
    private TimeSpan _regexTime;

    public RenderContext(ScriptObject? model, TemplateOutput output, RenderOptions options, ScriptObject? extensions, CodeUnit unit)
    {
        Options = options;
        Output = output;
        Unit = unit;
        Locals = new LocalFrame(unit, null);
        _extensions = extensions;
        Format = options.Culture.Length == 0
            ? ValueFormat.Invariant
            : new ValueFormat(CultureInfo.GetCultureInfo(options.Culture), ValueFormat.DefaultDateFormat);
        PushObject(new ScriptObject { Fallback = model });
        ScopeBase = 1;
    }

    public override RenderOptions Options { get; }

    public TemplateOutput Output { get; private set; }

    public ValueFormat Format { get; set; }

    /// <summary>The template whose code runs, for the places of faults.</summary>
    public CodeUnit Unit { get; private set; }

    public LocalFrame Locals { get; private set; }

    public Value ReturnValue { get; set; }

    public IReadOnlyList<TemplateProblem> Problems => _problems;

    /// <summary>Loops running in the present call.</summary>
    public int LoopDepth { get; set; }

    /// <summary>Where <c>array.cycle</c> stands, by group.</summary>
    public Dictionary<string, int> Cycles { get; } = new(StringComparer.Ordinal);

    public void Run(CodeUnit unit)
    {
        try
        {
            if (Step.RunAll(unit.Body, this) == Flow.Return && !ReturnValue.IsNull)
                Print(ReturnValue, OutputEscape.None, "");
            CheckOutput();
        }
        catch (RenderFault fault)
        {
            Report(fault);
        }
        catch (InsufficientExecutionStackException)
        {
            Report(TooDeep(SegmentPlace.None));
        }
        catch (UnprintableException)
        {
            Report(Unprintable());
        }
    }

    public void Report(RenderFault fault)
    {
        var problem = fault.ToProblem();
        foreach (var known in _problems)
        {
            if (known.Place == problem.Place && string.Equals(known.Code, problem.Code, StringComparison.Ordinal)
                && string.Equals(known.File, problem.File, StringComparison.Ordinal))
            {
                return;
            }
        }

        _problems.Add(problem);
    }

    /// <summary>Whether the rendering goes on after <paramref name="fault"/>, to find further ones.</summary>
    public bool GoesOnAfter(RenderFault fault)
    {
        if (fault.IsFinal || fault.Unit.IsComputed || _problems.Count + 1 >= Options.MaxProblems)
            return false;
        Report(fault);
        return true;
    }

    /// <summary>Counts one step of a loop.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void CountStep(SegmentPlace place)
    {
        if (++_steps >= Options.MaxSteps)
            throw Limit("template.too-many-steps", place, $"循环超过 {Options.MaxSteps} 步。请检查循环条件，或减少数据。", $"More than {Options.MaxSteps} loop steps.");
        if ((_steps & 63) == 0)
            CheckOutput();
    }

    /// <summary>Counts the items or characters a function looks at, so that functions in loops end, too.</summary>
    public void CountWork(long amount)
    {
        const int WorkPerStep = 200;
        _work += amount;
        if (_work > WorkPerStep * Options.MaxSteps)
            throw Limit("template.too-much-work", CallPlace, "模板的计算量过大。请减少数据，或把计算放到模板之外。", "The template does too much work.");
    }

    /// <summary>Counts the time of regular expressions: many that just keep to their limit are too slow, too.</summary>
    public void CountRegexTime(TimeSpan time)
    {
        const int ExpressionsAtTheirLimit = 40;
        _regexTime += time;
        if (_regexTime > ExpressionsAtTheirLimit * Options.RegexTime)
            throw Limit("template.regex-too-slow", CallPlace, "正则表达式合计用时过长。请写得更具体，或少用几次。", "The regular expressions took too long altogether.");
    }

    /// <summary>Says that a text of this length is about to be made.</summary>
    public void CheckLength(long length, SegmentPlace? place = null)
    {
        if (length > Options.MaxStringLength)
            throw Limit("template.text-too-long", place ?? CallPlace, $"文字超过 {Options.MaxStringLength} 个字符。", $"A text of more than {Options.MaxStringLength} characters.");
        CountWork(length / 16);
    }

    /// <summary>Says that a list of this length is about to be made.</summary>
    public void CheckCount(long count, SegmentPlace? place = null)
    {
        if (count > Options.MaxSteps)
            throw Limit("template.list-too-long", place ?? CallPlace, $"列表超过 {Options.MaxSteps} 项。", $"A list of more than {Options.MaxSteps} items.");
        CountWork(count);
    }

    public void CheckOutput()
    {
        if (Output.BytesWritten > Options.MaxOutputBytes)
            throw Limit("template.output-too-large", SegmentPlace.None, $"输出超过 {Options.MaxOutputBytes} 字节。请减少数据，或分成几份。", $"More than {Options.MaxOutputBytes} bytes of output.");
    }

    public RenderFault Fault(string code, SegmentPlace place, string message, string messageEnglish, string? suggestion = null) =>
        new(code, message, messageEnglish, place) { Unit = Unit, Suggestion = suggestion };

    public override Exception Fault(string code, string message, string messageEnglish) =>
        Fault(code, CallPlace, message, messageEnglish);

    public RenderFault TooDeep(SegmentPlace place) => Limit(
        "template.too-deep", place, $"调用超过 {Options.MaxDepth} 层。请检查函数或包含是否调用了自己。", $"Calls deeper than {Options.MaxDepth} levels.");

    public override string Text(Value value)
    {
        try
        {
            return ValueText.Of(value, Format);
        }
        catch (UnprintableException)
        {
            throw Unprintable();
        }
    }

    private RenderFault Unprintable() => Fault(
        "template.too-deep", CallPlace, "内容过长、嵌套过深或包含自身，无法输出。", "The value is too long, too deep, or contains itself.");

    private RenderFault Limit(string code, SegmentPlace place, string message, string messageEnglish) =>
        new(code, message, messageEnglish, place) { Unit = Unit, IsFinal = true };
}
