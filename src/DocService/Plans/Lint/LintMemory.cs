using SpotCheck.DocService.Plans.Values;

namespace SpotCheck.DocService.Plans.Lint;

/// <summary>
/// What the rules said about lines and annexed plans so far: the documents of a batch have most of them in common. Findings follow
/// from nothing but text, place and context, so a memory belongs to one context. For one thread at a time.
/// </summary>
public sealed class LintMemory(NoticeContext context)
{
    private const int Most = 20_000;

    private readonly Dictionary<(string Text, string Place, bool InPlan), IReadOnlyList<PlanFinding>> lines = [];
    private (IReadOnlyList<NumberedRow> Rows, SamplingRatio? Goal, PlanFindings Findings)? plan;

    public NoticeContext Context { get; } = context;

    /// <summary>Findings of the rules for a line of text, or for a cell of a plan, which has rules of its own beside these.</summary>
    internal IReadOnlyList<PlanFinding> Of(TextLine line, bool inPlan)
    {
        var key = (line.Text, line.Place, inPlan);
        if (lines.TryGetValue(key, out var known))
        {
            return known;
        }

        if (lines.Count >= Most)
        {
            lines.Clear();
        }

        return lines[key] = [.. inPlan ? WordingRules.Check(line, Context) : NoticeLint.Texts(line, Context)];
    }

    /// <summary>Findings of the plan in these rows, if they are one.</summary>
    internal PlanFindings Of(IReadOnlyList<NumberedRow> rows, SamplingRatio? goal, Func<PlanFindings> check)
    {
        if (plan is { } last && last.Goal == goal && last.Rows.Count == rows.Count && last.Rows.Zip(rows).All(pair => pair.First.IsSame(pair.Second)))
        {
            return last.Findings;
        }

        var findings = check();
        plan = (rows, goal, findings);
        return findings;
    }
}

/// <param name="Number">Of the line in the document, from 1.</param>
internal sealed record NumberedRow(int Number, TextLine Line)
{
    public bool IsSame(NumberedRow other) => Number == other.Number && Line.Place == other.Line.Place && Line.Cells!.SequenceEqual(other.Line.Cells!, StringComparer.Ordinal);
}

/// <param name="Rows">Numbers of the lines that belong to the plan.</param>
internal sealed record PlanFindings(IReadOnlySet<int> Rows, IReadOnlyList<PlanFinding> Findings);
