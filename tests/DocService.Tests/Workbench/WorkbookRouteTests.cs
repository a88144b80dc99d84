using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using SpotCheck.DocService.Identity;
using SpotCheck.DocService.Tests.Plans;
using SheetParts = SpotCheck.DocService.Tests.Registers.Sheets.Workbooks;

namespace SpotCheck.DocService.Tests.Workbench;

public sealed class WorkbookRouteTests(RunningService service) : IClassFixture<RunningService>
{
    private const string Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    [Fact]
    public async Task A_workbook_goes_up_and_comes_down_again()
    {
        var clerk = await service.As(SamplePeople.Clerk);
        var file = await File.ReadAllBytesAsync(Path.Combine(PlanFiles.Samples, PlanFiles.Zezhou + ".xlsx"));

        var up = await Json(await Upload(clerk, file, "泽州计划.xlsx"));
        var down = await clerk.PostAsJsonAsync("/api/workbooks/write", up["workbook"]);
        var again = await Json(await Upload(clerk, await down.Content.ReadAsByteArrayAsync(), "泽州计划.xlsx"));

        Assert.Equal("泽州计划.xlsx", (string?)up["workbook"]!["name"]);
        Assert.Equal(Xlsx, down.Content.Headers.ContentType!.MediaType);
        Assert.Equal("泽州计划.xlsx", down.Content.Headers.ContentDisposition!.FileNameStar);
        Assert.Equal(up["workbook"]!.ToJsonString(), again["workbook"]!.ToJsonString());
    }

    [Fact]
    public async Task Bad_files_are_refused_with_their_reason()
    {
        var clerk = await service.As(SamplePeople.Clerk);

        await Refused.Is(await Upload(clerk, "企业名称,地址"u8.ToArray(), "名录.csv"), 422, "workbooks.not-xlsx");
        await Refused.Is(await Upload(clerk, [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[600]], "旧.xls"), 422, "sheet.legacy-xls");
        await Refused.Is(await Upload(clerk, SheetParts.WithSheet(SheetParts.Sheet("<row r=\"1\"><c r=\"A1\" t=\"s\"><v>9</v></c></row>")).ToArray(), "坏.xlsx"), 422, "sheet.broken");
        await Refused.Is(await Upload(clerk, SheetParts.WithSheet(SheetParts.Sheet(""), styles: string.Concat(Enumerable.Repeat("<x>", 80))).ToArray(), "深.xlsx"), 422, "sheet.broken");
        await Refused.Is(await Upload(clerk, SheetParts.WithSheet(SheetParts.Sheet(""), more: [("xl/vbaProject.bin", "x")]).ToArray(), "宏.xlsx"), 422, "sheet.macro");
        await Refused.Is(await Upload(clerk, [], "空.xlsx"), 422, "sheet.empty-file");
        await Refused.Is(await Upload(clerk, new byte[(20 << 20) + 1], "大.xlsx"), 413, "sheet.too-large");
        var many = string.Concat(Enumerable.Range(1, 20_001).Select(row => $"<row r=\"{row}\">{string.Concat(Enumerable.Repeat("<c><v>1</v></c>", 10))}</row>"));
        await Refused.Is(await Upload(clerk, SheetParts.WithSheet(SheetParts.Sheet(many)).ToArray(), "多.xlsx"), 422, "workbooks.too-many-cells");
    }

    [Theory]
    [InlineData("format", "2")]
    [InlineData("name", "\"\"")]
    [InlineData("sheets", "[]")]
    [InlineData("sheets", "[null]")]
    [InlineData("styles", "[null]")]
    [InlineData("styles", """[{"colour":"red"}]""")]
    [InlineData("styles", """[{"top":{"style":"wavy"}}]""")]
    [InlineData("names", """[{"name":"A1","refersTo":"1"}]""")]
    [InlineData("names", """[{"name":"甲","refersTo":"[1]别的!A1"}]""")]
    [InlineData("sheets", """[{"name":"a/b"}]""")]
    [InlineData("sheets", """[{"name":"一","hidden":true}]""")]
    [InlineData("sheets", """[{"name":"一"},{"name":"一"}]""")]
    [InlineData("sheets", """[{"name":"一","rows":[{"row":0}]}]""")]
    [InlineData("sheets", """[{"name":"一","rows":[{"row":2},{"row":1}]}]""")]
    [InlineData("sheets", """[{"name":"一","rows":[{"row":1,"cells":[{"column":1,"text":"甲","number":1}]}]}]""")]
    [InlineData("sheets", """[{"name":"一","rows":[{"row":1,"cells":[{"column":1,"style":7}]}]}]""")]
    [InlineData("sheets", """[{"name":"一","merged":["A1:B2","B2:C3"]}]""")]
    [InlineData("sheets", """[{"name":"一","merged":["B2:A1"]}]""")]
    [InlineData("sheets", """[{"name":"一","columns":[{"first":2,"last":1}]}]""")]
    [InlineData("sheets", """[{"name":"一","validations":[{"cells":"A1","kind":"list"}]}]""")]
    [InlineData("sheets", """[{"name":"一","page":{"margins":[1]}}]""")]
    public async Task A_snapshot_out_of_range_is_refused(string member, string value)
    {
        var body = JsonNode.Parse("""{"format":1,"name":"书.xlsx","styles":[],"sheets":[{"name":"一"}],"names":[]}""")!;
        body[member] = JsonNode.Parse(value);

        var reply = await (await service.As(SamplePeople.Clerk)).PostAsJsonAsync("/api/workbooks/write", body);

        await Refused.Is(reply, 422, "workbooks.snapshot-out-of-range");
    }

    [Fact]
    public async Task A_formula_that_reaches_outside_is_not_written()
    {
        var body = JsonNode.Parse("""{"format":1,"name":"书.xlsx","styles":[],"names":[],"sheets":[{"name":"一","rows":[{"row":3,"cells":[{"column":2,"formula":"WEBSERVICE(A1)"}]}]}]}""");

        var problem = await Refused.Is(await (await service.As(SamplePeople.Clerk)).PostAsJsonAsync("/api/workbooks/write", body), 422, "workbooks.formula-reaches-out");

        Assert.Contains("B3", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    private static async Task<HttpResponseMessage> Upload(HttpClient client, byte[] file, string name)
    {
        using var content = new ByteArrayContent(file) { Headers = { ContentType = new MediaTypeHeaderValue(Xlsx) } };
        return await client.PostAsync($"/api/workbooks/read?fileName={Uri.EscapeDataString(name)}", content);
    }

    private static async Task<JsonNode> Json(HttpResponseMessage reply)
    {
        var text = await reply.Content.ReadAsStringAsync();
        Assert.True(reply.StatusCode == HttpStatusCode.OK, text);
        return JsonNode.Parse(text)!;
    }
}
