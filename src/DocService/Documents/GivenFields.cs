using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using SpotCheck.DocService.Documents.Templates;
using SpotCheck.DocService.Http;

namespace SpotCheck.DocService.Documents;

/// <summary>Judges what a clerk types: only fields the document has, none that the service fills in, no more than a document holds.</summary>
internal static class GivenFields
{
    private const int Longest = 200_000;

    // What the annexes say comes from the plan alone.
    private static readonly string[] FromThePlanAlone = ["附件", "任务数", "定向任务数", "不定向任务数", "联合任务数"];

    private static readonly JsonSerializerOptions Chinese = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Refusal? Judge(DocumentForm form, JsonObject? fields, out string json)
    {
        JsonObject given;
        try
        {
            given = DocumentDesk.WithoutEmptyTexts(fields ?? [])!.AsObject();
            json = given.ToJsonString(Chinese);
        }
        catch (Exception fault) when (fault is ArgumentException or InvalidOperationException)
        {
            // A member twice in one object, or half of a character: JSON allows both, no field can hold either.
            json = "{}";
            return new("documents.unreadable-fields", "字段读不出来：同一个字段写了两次，或者文字里有残缺的字符。请检查后重新提交。", "A field is given twice, or a text holds half a character.");
        }
        if (json.Length > Longest)
            return new("documents.too-long", $"填写的内容有 {json.Length} 字，一份文件最多 {Longest} 字。请把大段内容改为附件。", $"The fields have {json.Length} characters, at most {Longest}.");
        var notYours = form.Fields.Where(field => field.Source is FieldSource.Issue or FieldSource.Record).Select(field => field.Path).Concat(FromThePlanAlone).Where(path => Holds(given, path)).ToList();
        if (notYours.Count > 0)
            return DocumentRefusals.NotYours(notYours);
        var unknown = FieldCheck.Unknown(form.Fields, given).ToList();
        return unknown.Count == 0 ? null : new Refusal("documents.unknown-field", unknown[0].Sentence, $"There is no field '{unknown[0].Path}'.")
        {
            Details = new Dictionary<string, object?>(StringComparer.Ordinal) { ["findings"] = unknown },
        };
    }

    // 统计.户数 is held where 统计 is an object with 户数 in it; what a list holds is judged by the list's own field.
    private static bool Holds(JsonObject given, string path)
    {
        var steps = path.Split('.');
        var owner = steps[..^1].Aggregate((JsonObject?)given, (found, step) => found?[step] as JsonObject);
        return owner?.ContainsKey(steps[^1]) == true;
    }

    public static string Json(JsonObject data) => data.ToJsonString(Chinese);
}
