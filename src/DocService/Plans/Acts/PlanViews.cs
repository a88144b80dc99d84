using SpotCheck.DocService.Plans.DrawTerms;
using SpotCheck.DocService.Plans.Forecast;
using SpotCheck.DocService.Plans.Lint;
using SpotCheck.DocService.Plans.Sheets;
using SpotCheck.DocService.Plans.Versions;

namespace SpotCheck.DocService.Plans.Acts;

/// <summary>A version as the add-in and the workbench show it.</summary>
internal sealed record VersionView(
    Guid Plan, int Number, int Year, string Title, PlanVersionStatus Status, int Revision, string? Reason, string? ReturnedBecause, string? SourceFile,
    string CreatedBy, DateTimeOffset CreatedAt, string? SubmittedBy, DateTimeOffset? SubmittedAt, string? AdoptedBy, DateTimeOffset? AdoptedAt,
    IReadOnlyList<ColumnView> Columns, IReadOnlyList<TaskView> Tasks, IReadOnlyList<string> Titles, IReadOnlyList<string> Notes)
{
    public static VersionView Of(LoadedVersion loaded)
    {
        var (plan, version, content) = loaded;
        return new(
            plan.Id, version.Number, plan.Year, plan.Title, version.Status, version.Revision, version.Reason, version.ReturnedBecause, version.SourceFile,
            version.CreatedBy, version.CreatedAt, version.SubmittedBy, version.SubmittedAt, version.AdoptedBy, version.AdoptedAt,
            [.. content.Table.Blocks.SelectMany(block => block.Headers).Select(header => new ColumnView(header.Place.ToString(), header.Text, header.Column))],
            [.. loaded.Tasks.Select((task, index) => TaskView.Of(content.TaskNumbers[index], task, content))],
            [.. content.Table.Titles.Select(title => title.Text)],
            [.. content.Table.Notes.Select(note => note.Text)]);
    }
}

/// <param name="Column">What the header was recognised as; null where it was not.</param>
internal sealed record ColumnView(string Place, string Header, PlanColumn? Column);

/// <param name="Number">Stable number, 2023-006.</param>
/// <param name="Label">The plan's own number.</param>
internal sealed record TaskView(string Number, string Label, string Name, bool Joint, IReadOnlyList<string> Partners, IReadOnlyList<CellView> Cells, TaskTerms Terms)
{
    public static TaskView Of(string number, PlanTask task, PlanContent content) => new(
        number, task.Label, task.Name, task.IsJoint, task.Partners,
        [
            .. task.Row.Cells.OrderBy(pair => pair.Key).Select(pair => new CellView(pair.Value.Place.ToString(), pair.Key, content.Table.HeaderOf(pair.Key), pair.Value.Text)),
            .. task.Row.Others.Select(cell => new CellView(cell.Place.ToString(), null, cell.Header, cell.Text)),
        ],
        content.TermsOf(number));
}

internal sealed record CellView(string Place, PlanColumn? Column, string Header, string Text);

/// <summary>What the rules found and what the plan leads to.</summary>
internal sealed record CheckView(int Errors, int Warnings, int Advice, IReadOnlyList<PlanFinding> Findings, IReadOnlyList<ForecastView> Forecast)
{
    public static CheckView Of(IReadOnlyList<PlanFinding> findings, IReadOnlyList<KpiForecast> forecast) => new(
        findings.Count(finding => finding.Weight == FindingWeight.Error),
        findings.Count(finding => finding.Weight == FindingWeight.Warning),
        findings.Count(finding => finding.Weight == FindingWeight.Advice),
        findings,
        [.. forecast.Select(ForecastView.Of)]);
}

/// <param name="Threshold">The least the figure should be, as text: 25%.</param>
internal sealed record ForecastView(
    string Code, string Name, int Version, string Threshold, string NumeratorIs, string DenominatorIs, string Source,
    long? NumeratorLow, long? NumeratorHigh, long? Denominator, KpiVerdict Verdict, string Note)
{
    public static ForecastView Of(KpiForecast forecast) => new(
        forecast.Definition.Code, forecast.Definition.Name, forecast.Definition.Version, forecast.Definition.Threshold.ToString(),
        forecast.Definition.Numerator, forecast.Definition.Denominator, forecast.Definition.Source,
        forecast.NumeratorLow, forecast.NumeratorHigh, forecast.Denominator, forecast.Verdict, forecast.Note);
}
