using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using SpotCheck.DocService.Identity;

namespace SpotCheck.DocService.Tests.Plans;

public sealed class ItemListTests(RunningService service) : IClassFixture<RunningService>
{
    private const string Items = $"/api/bureaus/{SamplePeople.Zezhou}/items";
    private const string HandanItems = $"/api/bureaus/{SamplePeople.Handan}/items";

    [Fact]
    public async Task The_sample_county_has_a_list_with_basis_and_limits()
    {
        var items = await List(await service.As(SamplePeople.Clerk));

        Assert.All(items, item => Assert.StartsWith("《", item.GetProperty("content").GetProperty("basis").GetString(), StringComparison.Ordinal));
        Assert.Contains(items, item => item.GetProperty("content").GetProperty("weight").GetString() == "Key" && item.GetProperty("content").GetProperty("ratioLimit").ValueKind == JsonValueKind.Null);
        Assert.Contains(items, item => item.GetProperty("content").GetProperty("ratioLimit").GetString() == "10%");
    }

    [Fact]
    public async Task A_row_is_added_changed_and_removed_and_never_over_somebody_elses_change()
    {
        var clerk = await service.As(SamplePeople.Clerk);
        var url = $"{Items}/Z-1";

        await Json(await clerk.PutAsJsonAsync(url, new { content = Content(name: "电梯使用单位检查"), revision = 0 }));
        await Refused.Is(await clerk.PutAsJsonAsync(url, new { content = Content(name: "别的"), revision = 0 }), 409, "item.changed-meanwhile");
        var changed = await Json(await clerk.PutAsJsonAsync(url, new { content = Content(name: "电梯使用单位检查", ratio: "3%"), revision = 1 }));

        Assert.Equal((2, "3%"), (changed.GetProperty("revision").GetInt32(), changed.GetProperty("content").GetProperty("ratioLimit").GetString()));
        Assert.Equal(HttpStatusCode.NoContent, (await clerk.DeleteAsync(url)).StatusCode);
        await Refused.Is(await clerk.DeleteAsync(url), 404, "item.no-such-item");
    }

    [Theory]
    [InlineData("", "《法》", null, "item.name")]
    [InlineData("检查", " ", null, "item.basis")]
    [InlineData("检查", "《法》", "很多", "item.ratio-limit")]
    public async Task A_row_that_says_too_little_is_refused(string name, string basis, string? ratio, string code) =>
        await Refused.Is(await (await service.As(SamplePeople.Clerk)).PutAsJsonAsync($"{Items}/Z-2", new { content = Content(name, basis, ratio), revision = 0 }), 422, code);

    [Fact]
    public async Task A_sheet_is_compared_first_and_written_only_as_it_was_compared()
    {
        var clerk = await service.As(SamplePeople.HandanClerk);
        const string sheet = "市商务局随机抽查事项清单\n编号,抽查事项,事项类别,抽查对象,抽查依据,抽查比例上限\n01,成品油零售企业检查,一般检查事项,成品油零售企业,《成品油市场管理办法》,3%\n90,=cmd|'/c calc'!A0,重点检查事项,拍卖企业,《中华人民共和国拍卖法》,不设上限\n";

        var preview = await Json(await Import(clerk, sheet));
        Assert.Equal(["changed", "added", "missing", "missing"], preview.GetProperty("differences").EnumerateArray().Select(d => d.GetProperty("kind").GetString()));
        Assert.False(preview.GetProperty("written").GetBoolean());
        await Refused.Is(await Import(clerk, sheet + "91,甲,一般,乙,《丙》,1%\n", preview.GetProperty("hash").GetString()), 409, "item.preview-outdated");
        var written = await Json(await Import(clerk, sheet, preview.GetProperty("hash").GetString()));

        Assert.True(written.GetProperty("written").GetBoolean());
        var now = JsonDocument.Parse(await clerk.GetStringAsync(HandanItems)).RootElement.EnumerateArray().ToList();
        Assert.Equal(["01:True", "02:False", "03:False", "90:True"], now.Select(item => $"{item.GetProperty("number").GetString()}:{item.GetProperty("content").GetProperty("active").GetBoolean()}"));
        await Refused.Is(await Import(clerk, sheet, preview.GetProperty("hash").GetString()), 409, "item.preview-outdated");
    }

    [Fact]
    public async Task A_sheet_with_mistakes_names_each_row_and_cannot_be_confirmed()
    {
        var clerk = await service.As(SamplePeople.Clerk);

        var preview = await Json(await Import(clerk, "编号,抽查事项,抽查依据,抽查比例\n1,甲,《法》,5%\n1,乙,《法》,5%\n2,丙,,5%\n3,丁,《法》,一些\n", items: Items));

        Assert.Equal(["item.number-twice", "item.basis", "item.ratio-limit"], preview.GetProperty("problems").EnumerateArray().Select(p => p.GetProperty("code").GetString()));
        Assert.Equal(JsonValueKind.Null, preview.GetProperty("hash").ValueKind);
        var none = await Json(await Import(clerk, "企业名称,地址\n甲,乙\n", items: Items));
        Assert.Equal("item.no-header", none.GetProperty("problems")[0].GetProperty("code").GetString());
    }

    [Fact]
    public async Task Items_on_the_same_objects_become_one_row_within_the_limit()
    {
        var clerk = await service.As(SamplePeople.Clerk);
        var rows = (await Json(await clerk.PostAsJsonAsync($"{Items}/proposals", new { numbers = new[] { "01", "02", "05", "09" } }))).EnumerateArray().ToList();

        Assert.Equal(3, rows.Count);
        var (firms, pharmacies, food) = (rows[0], rows[1], rows[2]);
        Assert.Equal(("企业双随机抽查", "不定向", "登记事项检查；公示信息检查", "全县企业", "5%"), (Cell(firms, "TaskName"), Cell(firms, "SelectionType"), Cell(firms, "Items"), Cell(firms, "Scope"), Cell(firms, "SampleSize")));
        Assert.Equal("定向", Cell(pharmacies, "SelectionType"));
        var (objects, drawn) = (pharmacies.GetProperty("objects").GetInt32(), pharmacies.GetProperty("drawn").GetInt32());
        Assert.Equal((objects + 9) / 10, drawn);
        Assert.False(food.GetProperty("cells").TryGetProperty("SampleSize", out _));
        Assert.Contains(food.GetProperty("notes").EnumerateArray(), note => note.GetString()!.Contains("不设比例上限", StringComparison.Ordinal));
        await Refused.Is(await clerk.PostAsJsonAsync($"{Items}/proposals", new { numbers = new[] { "没有" } }), 404, "item.no-such-item");
        await Refused.Is(await clerk.PostAsJsonAsync($"{Items}/proposals", new { numbers = Array.Empty<string>() }), 422, "item.choose-some");
    }

    private static object Content(string name, string basis = "《中华人民共和国特种设备安全法》", string? ratio = null) => new { field = "特种设备", name, weight = "General", objects = "电梯使用单位", basis, ratioLimit = ratio };

    private static string Cell(JsonElement row, string column) => row.GetProperty("cells").GetProperty(column).GetString()!;

    private static async Task<List<JsonElement>> List(HttpClient client) => [.. JsonDocument.Parse(await client.GetStringAsync(Items)).RootElement.EnumerateArray()];

    private static async Task<HttpResponseMessage> Import(HttpClient client, string csv, string? confirm = null, string items = HandanItems) =>
        await client.PostAsync($"{items}/import?fileName=清单.csv{(confirm is null ? "" : $"&confirm={confirm}")}", new ByteArrayContent(Encoding.UTF8.GetBytes(csv)));

    private static async Task<JsonElement> Json(HttpResponseMessage reply)
    {
        var text = await reply.Content.ReadAsStringAsync();
        Assert.True(reply.IsSuccessStatusCode, text);
        return JsonDocument.Parse(text).RootElement;
    }
}
