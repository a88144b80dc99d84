using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using SpotCheck.DocService.Documents.Kinds;
using SpotCheck.DocService.Documents.Templates;
using SpotCheck.DocService.Http;
using SpotCheck.DocService.Identity;
using SpotCheck.DocService.Plans.Versions;
using SpotCheck.DocService.Reports;
using SpotCheck.DocService.Storage;

namespace SpotCheck.DocService.Documents;

/// <summary>A document with all its fields, and what still keeps it from being signed.</summary>
internal sealed record ComposedDocument(OfficialDocument Document, LoadedTemplate Template, JsonObject Data, IReadOnlyList<FieldFinding> Findings);

/// <summary>Puts the fields of a document together: from plan, bureau and records, and over them what the clerk gave.</summary>
internal sealed class DocumentDesk(SpotCheckDb db, TemplateDesk templates, AdoptedPlans adopted, TimeProvider clock)
{
    // A batch composes many documents about one plan; within a request a plan in force stays the same.
    private readonly Dictionary<Guid, LoadedVersion?> plans = [];
    private readonly DraftMemory memory = new();
    private readonly Dictionary<(string Place, string Text), IReadOnlyList<FieldFinding>> texts = [];

    // 成文日期 is a day in China, wherever the server stands.
    public DateOnly Today => DateOnly.FromDateTime(clock.GetUtcNow().ToOffset(TimeSpan.FromHours(8)).DateTime);

    public Task<OfficialDocument?> FindAsync(string bureau, Guid id, CancellationToken ct) =>
        db.Set<OfficialDocument>().SingleOrDefaultAsync(document => document.Id == id && document.BureauId == bureau, ct);

    /// <summary>Fields of a draft as they are now; of a signed document as they were signed.</summary>
    public async Task<ComposedDocument> ComposeAsync(OfficialDocument document, CancellationToken ct)
    {
        var template = await templates.OfAsync(document.BureauId, DocumentKind.Find(document.Kind)!, document.TemplateVersion, ct);
        if (document.Signed is { } signed)
            return new(document, template, JsonNode.Parse(signed)!.AsObject(), [.. SignedWithAnother(document, template)]);
        var corrected = document.Corrects is { } old ? await CorrectedAsync(old, ct) : null;
        var below = await SystemFieldsAsync(document, ct);
        corrected?.NameIn(below, template.Fields);
        var data = Composed(below, document.ReadGiven());
        return new(document, template, data, [.. FieldCheck.Check(template.Fields, data, beforeIssue: true), .. TextFindings(data), .. InspectingBody.Check(data), .. YearlyChecks.Check(data), .. TaskAssignmentFields.Check(data), .. JointAgencies.Check(data), .. corrected?.Findings(data, template.Fields) ?? []]);
    }

    /// <summary>Whether there is such a plan, task and partner to write about; null where there is.</summary>
    public async Task<Refusal?> JudgeSubjectAsync(string bureau, DocumentKind kind, DocumentSubject subject, CancellationToken ct)
    {
        if (KindFields.Of(kind) is { } fields)
            return await fields.JudgeAsync(await DraftContext.OfAsync(db, memory, bureau, subject, null, Today, ct), ct);
        if (kind == DocumentKind.MonthlyReport)
        {
            return subject is { Year: >= 2015 and <= 2200, Month: >= 1 and <= 12 } && new DateOnly(subject.Year.Value, subject.Month.Value, 1) <= Today
                ? null : DocumentRefusals.NoSuchMonth(subject.Year, subject.Month);
        }
        if (subject.Plan is not { } planId || await AdoptedAsync(bureau, planId, ct) is not { } plan)
            return DocumentRefusals.NoAdoptedPlan;
        if (kind == DocumentKind.PlanNotice)
            return null;
        if (subject.Task is null || plan.Task(subject.Task) is not { } task)
            return DocumentRefusals.NoSuchTask(subject.Task, plan.Content.TaskNumbers);
        if (!task.IsJoint)
            return DocumentRefusals.NotJoint(task.Name);
        return subject.Partner?.Trim() is not { Length: >= 2 and <= 64 } partner || partner.Any(char.IsControl) ? DocumentRefusals.NoPartner(task.Partners) : null;
    }

    /// <summary>The document as it was at one revision of its draft.</summary>
    public async Task<ComposedDocument> ComposeAsync(OfficialDocument document, string given, CancellationToken ct)
    {
        var template = await templates.OfAsync(document.BureauId, DocumentKind.Find(document.Kind)!, null, ct);
        var data = Composed(await SystemFieldsAsync(document, ct), JsonNode.Parse(given)!.AsObject());
        return new(document, template, data, []);
    }

    private static JsonObject Composed(JsonObject below, JsonObject given)
    {
        JointAgencies.NameIn(below, given);
        var data = WithoutEmptyTexts(Overlay(below, given))!.AsObject();
        if (data.TextOf("标题") is { } title)
            data["标题"] = TitleArrangement.Tight(title);
        return data;
    }

    // A bureau's own versions never change; the built-in one may be another since the section head signed.
    private static IEnumerable<FieldFinding> SignedWithAnother(OfficialDocument document, LoadedTemplate template) =>
        document.State != DocumentState.Signed || document.TemplateSha256 is not { } sha || sha == template.Sha256 ? []
            : [new("documents.template-changed", "", "签发以后系统升级，内置模板改过了，现在印出来与签发时看到的不同。请退回这份文件，核对后重新签发。")];

    private async Task<CorrectedDocument> CorrectedAsync(Guid id, CancellationToken ct)
    {
        var found = await (from issued in db.Set<IssuedDocument>()
                           join document in db.Set<OfficialDocument>() on issued.DocumentId equals document.Id
                           where issued.DocumentId == id
                           select new { issued.Prefix, issued.Year, issued.Sequence, issued.IssueDate, document.Signed }).SingleAsync(ct);
        return new(TitleOf(JsonNode.Parse(found.Signed!)!.AsObject()), found.Prefix is null ? null : new DocumentNumber(found.Prefix, found.Year!.Value, found.Sequence!.Value), found.IssueDate);
    }

    private async Task<LoadedVersion?> AdoptedAsync(string bureau, Guid plan, CancellationToken ct) =>
        plans.TryGetValue(plan, out var known) ? known : plans[plan] = await adopted.FindAsync(db, bureau, plan, ct);

    private async Task<JsonObject> SystemFieldsAsync(OfficialDocument document, CancellationToken ct)
    {
        var subject = document.ReadSubject();
        if (KindFields.Of(DocumentKind.Find(document.Kind)!) is { } fields)
            return await fields.ReadAsync(await DraftContext.OfAsync(db, memory, document.BureauId, subject, document.DraftedBy, Today, ct) with { Given = document.ReadGiven() }, ct);
        if (document.Kind == DocumentKind.MonthlyReport.Id)
        {
            var first = new DateOnly(subject.Year!.Value, subject.Month!.Value, 1);
            return MonthlyReportFields.Of(await MonthFigures.OfAsync(db, document.BureauId, first.Year, first.Month, Today, ct), await IssuedBetweenAsync(document.BureauId, first, first.AddMonths(1), ct));
        }
        var (bureau, office) = await memory.BureauAsync(db, document.BureauId, ct);
        var plan = await AdoptedAsync(document.BureauId, subject.Plan!.Value, ct) ?? throw new InvalidOperationException($"The plan of document {document.Id} is no longer adopted.");
        if (document.Kind == DocumentKind.PlanNotice.Id)
            return PlanNoticeFields.Of(bureau.Name, office, plan);
        var section = await memory.SectionAsync(db, document.DraftedBy, ct);
        // A task that a later version of the plan dropped has nothing to say; its fields are then reported missing.
        return plan.Task(subject.Task!) is { } task ? ConsultationLetterFields.Of(bureau.Name, section, task, subject.Partner!, ConsultationLetterFields.TaskTable(plan.Content, subject.Task!)) : [];
    }

    private async Task<List<IssuedInMonth>> IssuedBetweenAsync(string bureau, DateOnly begin, DateOnly end, CancellationToken ct)
    {
        var issued = await (from frozen in db.Set<IssuedDocument>()
                            join document in db.Set<OfficialDocument>() on frozen.DocumentId equals document.Id
                            where frozen.BureauId == bureau && document.State == DocumentState.Issued && frozen.Prefix != null && MonthlyReportFields.Deploying.Contains(document.Kind) && frozen.IssueDate >= begin && frozen.IssueDate < end
                            orderby frozen.IssueDate, frozen.Prefix, frozen.Sequence
                            select new { document.Kind, document.Signed, frozen.Prefix, frozen.Year, frozen.Sequence }).ToListAsync(ct);
        return issued.ConvertAll(row => new IssuedInMonth(row.Kind, TitleOf(JsonNode.Parse(row.Signed!)!.AsObject()), new DocumentNumber(row.Prefix!, row.Year!.Value, row.Sequence!.Value).ToString()));
    }

    public static string TitleOf(JsonObject data) => (data.TextOf("标题") ?? "").Replace("\n", "", StringComparison.Ordinal);

    /// <summary>The clerk's members over the system's; objects member by member, lists as a whole.</summary>
    public static JsonObject Overlay(JsonObject below, JsonObject above)
    {
        foreach (var (name, value) in above.ToList())
        {
            if (value is JsonObject inner && below[name] is JsonObject known)
                Overlay(known, inner);
            else
                below[name] = value?.DeepClone();
        }
        return below;
    }

    // An empty text counts as none: a template asks "if 抄送", and an empty text is something.
    public static JsonNode? WithoutEmptyTexts(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject members:
                return new JsonObject(members.Select(member => KeyValuePair.Create(member.Key, WithoutEmptyTexts(member.Value))));
            case JsonArray items:
                return new JsonArray([.. items.Select(WithoutEmptyTexts)]);
            case JsonValue text when text.TryGetValue<string>(out var value):
                return value.Trim().Length == 0 ? null : JsonValue.Create(value.Normalize());
            default:
                return node?.DeepClone();
        }
    }

    private IEnumerable<FieldFinding> TextFindings(JsonNode? node, string place = "") => node switch
    {
        JsonObject members => members.SelectMany(member => TextFindings(member.Value, place.Length == 0 ? member.Key : $"{place}.{member.Key}")),
        JsonArray items => items.SelectMany((item, i) => TextFindings(item, $"{place}[{i + 1}]")),
        JsonValue value when value.TryGetValue<string>(out var text) => TextFindings(place, text),
        _ => [],
    };

    private IReadOnlyList<FieldFinding> TextFindings(string place, string text) =>
        texts.TryGetValue((place, text), out var known) ? known : texts[(place, text)] = [.. DocumentTextRules.Check(place, text)];
}
