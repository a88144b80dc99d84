using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using SpotCheck.DocService.Identity;
using SpotCheck.DocService.Registers;
using SpotCheck.DocService.Tests.Registers.Sheets;
using static SpotCheck.DocService.Tests.Registers.Import.RegisterFiles;

namespace SpotCheck.DocService.Tests.Registers.Import;

/// <summary>曲阳 begins without registers, so each step here is the whole story.</summary>
public sealed class ImportTests(RunningService service) : IClassFixture<RunningService>
{
    private const string Header = "企业名称,统一社会信用代码/注册号,管辖单位,信用风险分类,标签,备注";

    [Fact]
    public async Task A_file_is_previewed_confirmed_and_then_compared_with_the_next()
    {
        var clerk = await service.As(SamplePeople.QuyangClerk);
        var first = await UploadAsync(clerk, Targets, Csv(Header, $"甲店,{Code(1)},恒州所,A级,药店,", $"乙店,{Code(2)},灵山所,高风险,\"药店、食品销售者\",", "丙店,140525000012346,恒州所,,,"));

        Assert.Equal("Previewed +3 ~0 =0 -0 !0 ?1", Counts(first));
        Assert.Equal(["备注"], first.GetProperty("ignoredColumns").EnumerateArray().Select(c => c.GetString()));
        Assert.Equal(0, await service.Db(db => db.Set<Target>().CountAsync(t => t.BureauId == SamplePeople.Quyang)));

        var applied = await (await ConfirmAsync(clerk, Targets, first)).Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal(("Applied", 1), (applied.GetProperty("state").GetString(), applied.GetProperty("appliedVersion").GetInt32()));
        await Refused.Is(await ConfirmAsync(clerk, Targets, first), 409, "import.wrong-state");

        // Only names and one unit this time: what the file does not mention stays.
        var second = await UploadAsync(clerk, Targets, Csv("名称,信用代码,监管所", $"甲店（新）,{Code(1)},恒州所", $"乙店,{Code(2)},灵山所", $"丁店,{Code(4)},灵山所"));
        Assert.Equal("Previewed +1 ~1 =1 -1 !0 ?0", Counts(second));
        Assert.Equal($"{Code(1)} 甲店（新）: 企业名称 甲店→甲店（新）", await Differences(clerk, second, "Changed"));
        Assert.Equal("140525000012346 丙店: 企业名称 丙店→;管辖单位 恒州所→", await Differences(clerk, second, "Missing"));
        Assert.StartsWith($"{Code(4)} 丁店: ", await Differences(clerk, second, "Added"), StringComparison.Ordinal);

        Assert.True((await ConfirmAsync(clerk, Targets, second, removeMissing: true)).IsSuccessStatusCode);
        var rows = await service.Db(db => db.Set<Target>().Where(t => t.BureauId == SamplePeople.Quyang && t.ToVersion == null).OrderBy(t => t.Name).ToListAsync());
        Assert.Equal(["丁店   ", "乙店 D 药店,食品销售者 灵山所", "甲店（新） A 药店 恒州所"],
            rows.Select(t => t.Name == "丁店" ? "丁店   " : $"{t.Name} {t.RiskClass} {string.Join(',', t.Tags ?? [])} {t.Area}"));
    }

    [Fact]
    public async Task Every_fault_is_reported_with_its_cell_and_nothing_is_written()
    {
        var clerk = await service.As(SamplePeople.QuyangClerk);
        var before = await service.Db(db => db.Set<Target>().CountAsync());
        var import = await UploadAsync(clerk, Targets, Csv(Header + ",成立日期",
            $"甲店,{Code(1)[..17]}%,恒州所,A,,,2023-02-30",
            $",{Code(12)},恒州所,E级,,,2023.2.6",
            $"=HYPERLINK(1),{Code(13)},\"恒,州\",B,,,长期",
            $"戊店,{Code(14)},恒州所,B,,",
            $"己店,{Code(14)},恒州所,B,,",
            $"庚店,{Code(15)},恒州所,B,,",
            $"庚店,{Code(15)},恒州所,B,,"));

        Assert.Equal("Previewed", import.GetProperty("state").GetString());
        var id = import.GetProperty("id").GetGuid();
        var problems = (await clerk.GetFromJsonAsync<JsonElement>($"{Targets}/{id}/problems")).GetProperty("problems").EnumerateArray()
            .Select(p => $"{p.GetProperty("cell").GetString()} {p.GetProperty("code").GetString()}{(p.GetProperty("isError").GetBoolean() ? "" : " ?")}").ToList();
        Assert.Equal(
        [
            "B2 credit-code.character", "G2 import.date", "D3 import.risk-class", "A3 import.required", "A4 import.formula-text ?", "C4 import.name",
            "第6行 import.duplicate", "第8行 import.repeated-row ?",
        ], problems);
        await Refused.Is(await ConfirmAsync(clerk, Targets, import), 409, "import.has-errors");
        Assert.Equal(before, await service.Db(db => db.Set<Target>().CountAsync()));

        var report = await clerk.GetAsync($"{Targets}/{id}/report");
        var rows = Sheets.Workbooks.Rows(new MemoryStream(await report.Content.ReadAsByteArrayAsync()), "报告.xlsx");
        Assert.Equal("2|B2|统一社会信用代码|错误", string.Join('|', rows[3].Cells.Take(4).Select(c => c.Text)));
        Assert.Equal(3 + problems.Count, rows.Count);
        Assert.Contains("导入错误报告", Uri.UnescapeDataString(report.Content.Headers.ContentDisposition!.FileNameStar!), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_confirmation_names_the_previewed_file_and_the_register_it_was_compared_with()
    {
        var clerk = await service.As(SamplePeople.QuyangClerk);
        var one = await UploadAsync(clerk, Inspectors, Csv("姓名,工号,工作单位,执法证号,有效期", "张三,QY001,恒州所,03063400011,2027-01-01"));
        var two = await UploadAsync(clerk, Inspectors, Csv("姓名,工号,工作单位,身份证号", "李四,QY002,恒州所,130000199001010000"));
        Assert.Contains(two.GetProperty("notes").EnumerateArray(), n => n.GetString()!.Contains("身份证号", StringComparison.Ordinal));

        await Refused.Is(await clerk.PostAsJsonAsync($"{Inspectors}/{one.GetProperty("id").GetGuid()}/confirm", new { fileHash = new string('0', 64) }), 409, "import.other-file");
        Assert.Equal(HttpStatusCode.Accepted, (await ConfirmAsync(clerk, Inspectors, one)).StatusCode);
        await Refused.Is(await ConfirmAsync(clerk, Inspectors, two), 409, "import.register-changed");
        Assert.Equal(1, await service.Db(db => db.Set<Inspector>().CountAsync(i => i.BureauId == SamplePeople.Quyang)));
    }

    [Fact]
    public async Task A_file_that_is_no_register_is_answered_with_what_a_register_needs()
    {
        var clerk = await service.As(SamplePeople.QuyangClerk);

        var wrong = await UploadAsync(clerk, Targets, Csv("甲,乙", "1,2"));
        var broken = await UploadAsync(clerk, Targets, [0x50, 0x4B, 0x03, 0x04, 1, 2, 3], "坏.xlsx");
        var empty = await UploadAsync(clerk, Targets, Csv(Header));

        Assert.Equal(("Refused", "import.no-header"), (wrong.GetProperty("state").GetString(), wrong.GetProperty("refusalCode").GetString()));
        Assert.Contains("甲、乙", wrong.GetProperty("refusalMessage").GetString(), StringComparison.Ordinal);
        Assert.Equal("sheet.broken", broken.GetProperty("refusalCode").GetString());
        Assert.Equal("import.no-rows", empty.GetProperty("refusalCode").GetString());
    }

    [Fact]
    public async Task Two_gigabytes_are_refused_before_they_are_sent()
    {
        var clerk = await service.As(SamplePeople.QuyangClerk);
        using var request = new HttpRequestMessage(HttpMethod.Post, Targets) { Content = new EndlessContent(2L << 30) };
        request.Headers.ExpectContinue = true;

        using var reply = await clerk.SendAsync(request);

        await Refused.Is(reply, 413, "import.too-large");
        Assert.True(EndlessContent.Sent < 1 << 20);
    }

    [Fact]
    public async Task A_cancelled_import_leaves_nothing()
    {
        var clerk = await service.As(SamplePeople.QuyangClerk);
        var import = await UploadAsync(clerk, Targets, Csv(Header, $"辛店,{Code(21)},恒州所,A,,"));
        var id = import.GetProperty("id").GetGuid();

        Assert.Equal(HttpStatusCode.NoContent, (await clerk.DeleteAsync($"{Targets}/{id}")).StatusCode);

        await Refused.Is(await ConfirmAsync(clerk, Targets, import), 409, "import.wrong-state");
        Assert.Equal(0, await service.Db(db => db.Database.SqlQuery<int>($"SELECT count(*)::integer AS \"Value\" FROM target_import WHERE import_id = {id}").SingleAsync()));
    }

    [Fact]
    public async Task The_form_itself_can_be_filled_in_and_imported()
    {
        var clerk = await service.As(SamplePeople.QuyangClerk);
        var form = await clerk.GetByteArrayAsync("/api/bureaus/quyang-scjg/registers/targets/form");
        Assert.Equal("统一社会信用代码", Sheets.Workbooks.Rows(new MemoryStream(form), "模板.xlsx")[0].Text(1));

        var empty = await UploadAsync(clerk, Targets, form, "模板.xlsx");
        Assert.Equal("import.no-rows", empty.GetProperty("refusalCode").GetString());
    }

    private static async Task<string> Differences(HttpClient client, JsonElement import, string change)
    {
        var page = await client.GetFromJsonAsync<JsonElement>($"{Targets}/{import.GetProperty("id").GetGuid()}/differences?change={change}");
        return string.Join('\n', page.GetProperty("differences").EnumerateArray().Select(d =>
            $"{d.GetProperty("id").GetString()} {d.GetProperty("name").GetString()}: {string.Join(';', d.GetProperty("fields").EnumerateArray().Select(f => $"{f.GetProperty("column").GetString()} {f.GetProperty("before").GetString()}→{f.GetProperty("after").GetString()}"))}"));
    }

    private sealed class EndlessContent : HttpContent
    {
        private readonly long length;

        public EndlessContent(long length)
        {
            this.length = length;
            Headers.ContentType = new("multipart/form-data") { Parameters = { new("boundary", "x") } };
        }

        public static long Sent { get; private set; }

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            var block = new byte[1 << 16];
            for (long sent = 0; sent < length; sent += block.Length)
            {
                Sent = sent;
                await stream.WriteAsync(block);
            }
        }

        protected override bool TryComputeLength(out long found)
        {
            found = length;
            return true;
        }
    }
}
