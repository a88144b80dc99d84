namespace SpotCheck.TemplateEngine.Language;

/// <summary>A template in the form that runs: steps, and the names of its <c>$</c> variables.</summary>
internal sealed class CodeUnit
{
    private readonly List<string> _localNames = [];
    private readonly Dictionary<string, int> _localSlots = new(StringComparer.Ordinal);

    public required IReadOnlyList<TemplateSegment> Segments { get; init; }

    public required string? File { get; init; }

    public TextSource? Source { get; init; }

    /// <summary>Whether the template is a text a rendering has computed (<c>object.eval</c>).</summary>
    public bool IsComputed => File is ObjectFunctions.EvalName or ObjectFunctions.EvalTemplateName;

    public TemplateOptions Options { get; init; } = TemplateOptions.Default;

    public Step[] Body { get; set; } = [];

    public int LocalCount => _localNames.Count;

    /// <summary>The slot of a <c>$</c> variable, made where it is new.</summary>
    public int SlotOf(string name)
    {
        if (_localSlots.TryGetValue(name, out var slot))
            return slot;
        slot = _localNames.Count;
        _localNames.Add(name);
        _localSlots.Add(name, slot);
        return slot;
    }

    /// <summary>The slot of a <c>$</c> variable, −1 for none.</summary>
    public int FindSlot(string name) => _localSlots.GetValueOrDefault(name, -1);

    public TemplateProblem Locate(TemplateProblem problem)
    {
        var located = problem with { File = File };
        if (Source is null)
            return located;
        var (line, column) = Source.Locate(problem.Place);
        located = located with { Line = line, Column = column };
        if (problem.Related is not { } related)
            return located;
        var (startLine, startColumn) = Source.Locate(related);
        return located with
        {
            Message = $"{located.Message}（开头在第 {startLine} 行第 {startColumn} 列）",
            MessageEnglish = $"{located.MessageEnglish} (It starts at line {startLine}, column {startColumn}.)",
        };
    }
}

/// <summary>What a statement did to the flow.</summary>
internal enum Flow : byte
{
    Next,
    Break,
    Continue,
    Return,
}

/// <summary>A compiled statement.</summary>
internal abstract class Step
{
    public abstract Flow Run(RenderContext context);

    public static Flow RunAll(Step[] steps, RenderContext context)
    {
        foreach (var step in steps)
        {
            var flow = step.Run(context);
            if (flow != Flow.Next)
                return flow;
        }

        return Flow.Next;
    }
}

/// <summary>A compiled expression.</summary>
internal abstract class Op(SegmentPlace place)
{
    public SegmentPlace Place { get; } = place;

    /// <summary>The value; a function found on the way is called.</summary>
    public abstract Value Run(RenderContext context);

    /// <summary>The value as something to call: a function is left as it is.</summary>
    public virtual Value RunUncalled(RenderContext context) => Run(context);
}

/// <summary>Something that can be assigned to.</summary>
internal interface IAssignable
{
    void Assign(RenderContext context, Value value);
}

/// <summary>The <c>$</c> variables and arguments of one call.</summary>
internal sealed class LocalFrame(CodeUnit unit, ScriptArray? arguments)
{
    private Value[]? _slots;
    private ScriptArray? _arguments = arguments;

    // Variables a wrap block of another template sets; that template's names have no slots here.
    private Dictionary<string, Value>? _foreign;

    public CodeUnit Unit { get; } = unit;

    public ScriptArray Arguments => _arguments ??= new ScriptArray();

    /// <summary>The block a <c>wrap</c> statement passed to this call.</summary>
    public WrapBlock? Block { get; set; }

    /// <summary>The frame of the template around a wrap block while that block runs.</summary>
    public LocalFrame? Home { get; set; }

    public Value Get(CodeUnit unit, int slot, string name)
    {
        var own = ReferenceEquals(unit, Unit) ? slot : Unit.FindSlot(name);
        var value = _slots is not null && (uint)own < (uint)_slots.Length ? _slots[own] : Value.Null;
        if (!value.IsNull || (own < 0 && _foreign is not null && _foreign.TryGetValue(name, out value)))
            return value;
        return Home is null ? Value.Null : Home.Get(unit, slot, name);
    }

    public void Set(CodeUnit unit, int slot, string name, Value value)
    {
        if (!ReferenceEquals(unit, Unit))
            slot = Unit.FindSlot(name);
        if (slot < 0)
        {
            (_foreign ??= new(StringComparer.Ordinal))[name] = value;
            return;
        }

        if (_slots is null || slot >= _slots.Length)
            Array.Resize(ref _slots, Math.Max(Unit.LocalCount, slot + 1));
        _slots[slot] = value;
    }
}

/// <summary>The statements between <c>wrap</c> and <c>end</c>, to be run by the wrapped function.</summary>
internal sealed record WrapBlock(Step[] Body, CodeUnit Unit, LocalFrame Home);
