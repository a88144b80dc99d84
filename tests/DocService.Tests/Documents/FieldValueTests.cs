using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using SpotCheck.DocService.Identity;
using SpotCheck.DocService.Tests.Plans;

namespace SpotCheck.DocService.Tests.Documents;

/// <summary>Whatever JSON a program puts into a field, the answer names the field; nothing falls over.</summary>
public sealed class FieldValueTests(RunningService service) : IClassFixture<RunningService>
{
    private static readonly string[] Values = ["5", "-1.5e300", "true", "null", "[]", "[5]", "[null]", "[\"甲\"]", "{}", "{\"标题\":5}", "[[{}]]", "\"\\u0000\"", "\" \""];

    // A value that is right for its field has no finding.
    private static readonly string[] Fitting = ["代章:true", "联合机关:[]", "任务要求:[]", "工作要求:[]", "会议:[]", "联合机关:[\"甲\"]", "工作目标:[\"甲\"]"];

    [Fact]
    public async Task A_value_of_the_wrong_kind_is_named_with_its_field()
    {
        var clerk = await service.As(SamplePeople.Clerk);
        var plan = await DocumentWork.Zezhou(service).AdoptPlanAsync(PlanFiles.Zezhou);
        foreach (var field in new[] { "标题", "主送机关", "发文机关", "发文机关标志", "联合机关", "工作目标", "任务要求", "工作要求", "代章", "附注", "密级" })
            await EveryValueAsync(clerk, "plan-notice", $$"""{"plan":"{{plan}}"}""", field);
        foreach (var field in new[] { "标题", "会议", "抽查", "联系人" })
            await EveryValueAsync(clerk, "monthly-report", """{"year":2023,"month":2}""", field);
    }

    private static async Task EveryValueAsync(HttpClient clerk, string kind, string subject, string field)
    {
        var documents = $"/api/bureaus/{SamplePeople.Zezhou}/documents";
        using var first = Body($$"""{"kind":"{{kind}}","subject":{{subject}}}""");
        var id = (await DocumentWork.Json(await clerk.PostAsync(documents, first), HttpStatusCode.Created)).GetProperty("id").GetGuid();
        var revision = 1;
        foreach (var value in Values)
        {
            using var body = Body($$$"""{"revision":{{{revision}}},"fields":{"{{{field}}}":{{{value}}} }}""");
            var reply = await clerk.PutAsync($"{documents}/{id}/fields", body);
            var answer = await reply.Content.ReadAsStringAsync();
            Assert.True(reply.StatusCode is HttpStatusCode.OK or HttpStatusCode.UnprocessableEntity, $"{field} {value}: {reply.StatusCode} {answer}");
            if (reply.StatusCode != HttpStatusCode.OK)
                continue;
            revision++;
            var view = JsonDocument.Parse(answer).RootElement;
            if (!IsEmpty(value) && !Fitting.Contains($"{field}:{value}") && view.GetProperty("given").TryGetProperty(field, out _))
                Assert.True(Findings(view, field).Count > 0, $"{field} {value} has no finding: {view.GetProperty("findings")}");
            Assert.True((int)(await clerk.GetAsync($"{documents}/{id}/preview")).StatusCode is 200 or 422, $"{field} {value}");
            Assert.Equal(HttpStatusCode.OK, (await clerk.GetAsync($"{documents}?text={kind}")).StatusCode);
        }
    }

    private static bool IsEmpty(string value) => value is "null" or "\" \"";

    private static List<string?> Findings(JsonElement view, string field) =>
        [.. view.GetProperty("findings").EnumerateArray().Select(finding => finding.GetProperty("path").GetString()).Where(path => path!.StartsWith(field, StringComparison.Ordinal))];

    private static StringContent Body(string json) => new(json, Encoding.UTF8, "application/json");
}
