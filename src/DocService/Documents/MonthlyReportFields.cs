using System.Text.Json;
using System.Text.Json.Nodes;
using SpotCheck.DocService.Reports;

namespace SpotCheck.DocService.Documents;

/// <summary>The month's figures as fields of the form, with the documents this service issued in the month.</summary>
internal static class MonthlyReportFields
{
    /// <summary>What sets work going and goes to all who do it. A letter, a request or a notice to one firm is no 印发的文件, however it is numbered.</summary>
    public static readonly string[] Deploying = [DocumentKind.ImplementationPlanNotice.Id, DocumentKind.PlanNotice.Id, DocumentKind.SpecialCheckNotice.Id, DocumentKind.QuarterlyBulletin.Id];

    public static JsonObject Of(MonthlyReport report, IReadOnlyList<IssuedInMonth> issued)
    {
        var fields = JsonSerializer.SerializeToNode(report)!.AsObject();
        Add(fields["文件"]!.AsArray(), issued);
        Add(fields["抽查"]!["文件"]!.AsArray(), issued.Where(document => document.Kind == DocumentKind.PlanNotice.Id));
        return fields;
    }

    // A document the clerk recorded by hand as well stands once.
    private static void Add(JsonArray list, IEnumerable<IssuedInMonth> issued)
    {
        var known = list.Select(item => (string?)item!["文号"]).ToHashSet(StringComparer.Ordinal);
        foreach (var document in issued.Where(document => known.Add(document.Number)))
            list.Add(new JsonObject { ["名称"] = document.Title, ["文号"] = document.Number });
    }
}

/// <summary>A numbered document whose 成文日期 lies in the month.</summary>
internal sealed record IssuedInMonth(string Kind, string Title, string Number);
