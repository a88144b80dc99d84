using System.Globalization;
using System.Text.RegularExpressions;
using SpotCheck.DocService.Plans.Sheets;
using SpotCheck.DocService.Plans.Values;

namespace SpotCheck.DocService.Plans.Lint;

/// <summary>The tables of a document: a plan in an annex is checked as a plan, any other cell by cell as text.</summary>
internal static partial class NoticeTables
{
    private const string Sheet = "表";

    public static IEnumerable<PlanFinding> Check(IReadOnlyList<TextLine> lines, NoticeContext context, SamplingRatio? goal)
    {
        var rows = lines.Select((line, number) => (line, number)).Where(row => row.line.Cells is not null).ToList();
        if (rows.Count == 0)
        {
            return [];
        }

        var page = new PlanPage(Sheet, [.. rows.Select(row => new PlanPageRow(row.number + 1,
            [.. row.line.Cells!.Select((text, column) => new PlanPageCell(column + 1, text)).Where(cell => !string.IsNullOrWhiteSpace(cell.Text))])).Where(row => row.Cells.Count > 0)], []);
        var inPlan = new HashSet<int>();
        var ofPlan = new List<PlanFinding>();
        if (PlanTableReader.Read([page]).Value is { } table)
        {
            inPlan = [.. table.Blocks.Select(block => block.Row), .. table.Rows.Select(row => row.Place.Row)];
            var about = PlanContext.Of(context.Year, context.Agency) with { Units = context.Units ?? [] };
            ofPlan = [.. PlanLint.Check(table, PlanTask.ReadAll(table, context.Year), goal is { } set ? about with { EnterpriseShareGoal = set } : about).Select(finding => finding with { Place = PlaceIn(lines, finding.Place) })];
        }

        return ofPlan.Concat(rows.SelectMany(row => Cells(row.line, context, inPlan.Contains(row.number + 1))));
    }

    // The rules for a plan see to the names, numbers and signs in its cells.
    private static IEnumerable<PlanFinding> Cells(TextLine row, NoticeContext context, bool isPlan) =>
        row.Cells!.SelectMany((text, column) =>
        {
            var cell = new TextLine(text, row.AtCell(column));
            return isPlan ? WordingRules.Check(cell, context) : NoticeLint.Texts(cell, context);
        }).Concat(Subjects(row, context));

    // 检查主体 in one cell, its name in the next.
    private static IEnumerable<PlanFinding> Subjects(TextLine row, NoticeContext context)
    {
        for (var column = 0; column + 1 < row.Cells!.Count; column++)
        {
            if (SubjectLabel().IsMatch(PlanText.Compact(row.Cells[column])) && CoordinationOffice.IsOne(row.Cells[column + 1]))
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
