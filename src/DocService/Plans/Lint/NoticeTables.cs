using System.Globalization;
using System.Text.RegularExpressions;
using SpotCheck.DocService.Plans.Sheets;
using SpotCheck.DocService.Plans.Values;

namespace SpotCheck.DocService.Plans.Lint;

/// <summary>The tables of a document: a plan in an annex is checked as a plan, any other cell by cell as text.</summary>
internal static partial class NoticeTables
{
    private const string Sheet = "表";

    public static IEnumerable<PlanFinding> Check(IReadOnlyList<TextLine> lines, LintMemory memory, SamplingRatio? goal)
    {
        var rows = lines.Select((line, index) => new NumberedRow(index + 1, line)).Where(row => row.Line.Cells is not null).ToList();
        if (rows.Count == 0)
        {
            return [];
        }

        var plan = memory.Of(rows, goal, () => Plan(rows, lines, memory.Context, goal));
        return plan.Findings.Concat(rows.SelectMany(row => Cells(row.Line, memory, plan.Rows.Contains(row.Number))));
    }

    private static PlanFindings Plan(IReadOnlyList<NumberedRow> rows, IReadOnlyList<TextLine> lines, NoticeContext context, SamplingRatio? goal)
    {
        var page = new PlanPage(Sheet, [.. rows.Select(row => new PlanPageRow(row.Number,
            [.. row.Line.Cells!.Select((text, column) => new PlanPageCell(column + 1, text)).Where(cell => !string.IsNullOrWhiteSpace(cell.Text))])).Where(row => row.Cells.Count > 0)], []);
        if (PlanTableReader.Read([page]).Value is not { } table)
        {
            return new(new HashSet<int>(), []);
        }

        var about = PlanContext.Of(context.Year, context.Agency) with { Units = context.Units ?? [] };
        var findings = PlanLint.Check(table, PlanTask.ReadAll(table, context.Year), goal is { } set ? about with { EnterpriseShareGoal = set } : about);
        return new(
            new HashSet<int>([.. table.Blocks.Select(block => block.Row), .. table.Rows.Select(row => row.Place.Row)]),
            [.. findings.Select(finding => finding with { Place = PlaceIn(lines, finding.Place) })]);
    }

    // The rules for a plan see to the names, numbers and signs in its cells.
    private static IEnumerable<PlanFinding> Cells(TextLine row, LintMemory memory, bool isPlan) =>
        row.Cells!.SelectMany((text, column) => memory.Of(new(text, row.AtCell(column)), isPlan)).Concat(Subjects(row, memory.Context));

    // 检查主体 in one cell, its name in the next.
    private static IEnumerable<PlanFinding> Subjects(TextLine row, NoticeContext context)
    {
        for (var column = 0; column + 1 < row.Cells!.Count; column++)
        {
            // Most cells hold none of the words; a look is cheaper than an expression.
            if (row.Cells[column].AsSpan().IndexOfAny("体关位门") >= 0 && SubjectLabel().IsMatch(PlanText.Compact(row.Cells[column])) && CoordinationOffice.IsOne(row.Cells[column + 1]))
            {
                foreach (var finding in WordingRules.Check(new($"检查主体：{row.Cells[column + 1].Trim()}", row.AtCell(column + 1)), context))
                {
                    yield return finding with { Place = row.AtCell(column + 1) };
                }
            }
        }
    }

    // 表!F12 is column 6 of line 12.
    private static string PlaceIn(IReadOnlyList<TextLine> lines, string place)
    {
        var match = CellAddress().Match(place);
        if (!match.Success || int.Parse(match.Groups["row"].Value, CultureInfo.InvariantCulture) is var row && (row < 1 || row > lines.Count))
        {
            return place;
        }

        var column = match.Groups["column"].Value.Aggregate(0, (sum, letter) => (sum * 26) + letter - 'A' + 1);
        return lines[row - 1].AtCell(column - 1);
    }

    [GeneratedRegex("^(?:抽查)?检查(?:主体|机关|单位|部门)$|^实施机关$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex SubjectLabel();

    [GeneratedRegex("^表!(?<column>[A-Z]{1,3})(?<row>[0-9]{1,7})$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex CellAddress();
}
