using System.IO.Compression;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using SpotCheck.DocService.Audit;
using SpotCheck.DocService.Documents;
using SpotCheck.DocService.Identity;
using SpotCheck.DocService.Tests.Plans;

namespace SpotCheck.DocService.Tests.Documents;

/// <summary>A template a bureau changed in Word: checked, kept, looked at, taken into use and left again.</summary>
public sealed class TemplateTests(RunningService service) : IClassFixture<RunningService>
{
    private static readonly string Templates = $"/api/bureaus/{SamplePeople.Zezhou}/templates";

    [Fact]
    public async Task A_changed_template_is_taken_into_use_and_an_issued_document_remembers_its_version()
    {
        var work = DocumentWork.Zezhou(service);
        await work.EnterPrefixAsync("泽市监模");
        var (clerk, head) = (await service.As(SamplePeople.Clerk), await service.As(SamplePeople.SectionHead));
        var plan = await work.AdoptPlanAsync(PlanFiles.Zezhou);
        var changed = Changed(await clerk.GetByteArrayAsync($"{Templates}/plan-notice/0/file"), "请一并遵照执行。", "请认真抓好落实。");
        var uploaded = await DocumentWork.Json(await clerk.PostAsync($"{Templates}/plan-notice?reason={Uri.EscapeDataString("改一句套话")}", new ByteArrayContent(changed)), HttpStatusCode.Created);
        Assert.Equal((1, 0), (uploaded.GetProperty("version").GetInt32(), uploaded.GetProperty("faults").GetInt32()));
        Assert.Contains("发文缘由", uploaded.GetProperty("used").EnumerateArray().Select(field => field.GetProperty("path").GetString()));
        var signedBefore = await work.SignedNoticeAsync(plan);

        Assert.Equal(HttpStatusCode.NoContent, (await head.PostAsJsonAsync($"{Templates}/plan-notice/choice", new { version = 1, reason = "局里统一口径" })).StatusCode);
        await Refused.Is(await head.PostAsJsonAsync($"{Templates}/plan-notice/choice", new { version = 1, reason = "再来一次" }), 409, "templates.already-in-use");
        var signedAfter = await work.SignedNoticeAsync(plan);
        Assert.Equal(HttpStatusCode.NoContent, (await head.PostAsJsonAsync($"{Templates}/plan-notice/choice", new { version = 0, reason = "改回原来的" })).StatusCode);

        // Each is issued with the template it was signed with, whatever is in use by then.
        foreach (var (id, version, says) in new[] { (signedBefore, 0, "请一并遵照执行。"), (signedAfter, 1, "请认真抓好落实。") })
        {
            var view = await work.IssueAsync(id, "泽市监模");
            Assert.Equal(version, view.GetProperty("template").GetInt32());
            Assert.Contains(says, AnnexTable.Text(await clerk.GetByteArrayAsync($"{work.Documents}/{id}/docx")), StringComparison.Ordinal);
        }
        var history = await DocumentWork.Json(await clerk.GetAsync($"{Templates}/plan-notice"));
        Assert.Equal([0, 1], history.GetProperty("choices").EnumerateArray().Select(choice => choice.GetProperty("version").GetInt32()));
        Assert.Equal("改一句套话", history.GetProperty("versions")[0].GetProperty("reason").GetString());
        await service.Db(async db => Assert.Equal(["template.uploaded", "template.chosen"],
            await db.Set<AuditEntry>().Where(entry => entry.ObjectId == "plan-notice/1").OrderBy(entry => entry.Seq).Select(entry => entry.Act).ToListAsync()));
    }

    /// <summary>Built-in templates have no versions: a service that was renewed between signing and issuing may have another one.</summary>
    [Fact]
    public async Task What_was_signed_with_another_built_in_template_is_signed_anew_before_it_is_issued()
    {
        var work = DocumentWork.Zezhou(service);
        await work.EnterPrefixAsync("泽市监新");
        var head = await service.As(SamplePeople.SectionHead);
        var id = await work.SignedNoticeAsync(await work.AdoptPlanAsync(PlanFiles.Zezhou));
        var signedWith = await service.Db(db => db.Set<OfficialDocument>().Where(document => document.Id == id).Select(document => document.TemplateSha256).SingleAsync());
        Assert.Matches("^[0-9a-f]{64}$", signedWith);
        const string Another = "UPDATE official_document SET template_sha256 = repeat('0', 64) WHERE template_sha256 IS NOT NULL AND state = 'Signed'";
        Assert.Equal("P0001", (await Assert.ThrowsAsync<Npgsql.PostgresException>(() => OwnerAsync(Another))).SqlState);
        await OwnerAsync($"ALTER TABLE official_document DISABLE TRIGGER USER; {Another}; ALTER TABLE official_document ENABLE TRIGGER USER");

        var refused = await Refused.Is(await head.PostAsJsonAsync($"{work.Documents}/{id}/issue", new { revision = 2, prefix = "泽市监新" }), 422, "documents.not-ready");
        Assert.Equal("documents.template-changed", refused.GetProperty("findings")[0].GetProperty("code").GetString());

        await DocumentWork.Json(await head.PostAsJsonAsync($"{work.Documents}/{id}/return", new { revision = 2, reason = "内置模板已更新" }));
        await DocumentWork.Json(await head.PostAsJsonAsync($"{work.Documents}/{id}/sign", new { revision = 3 }));
        Assert.Equal("泽市监新〔2023〕1号", (await work.IssueAsync(id, "泽市监新", 4)).GetProperty("issued").GetProperty("number").GetString());
    }

    [Fact]
    public async Task Every_fault_has_its_place_and_a_faulty_version_is_not_taken_into_use()
    {
        var (clerk, head) = (await service.As(SamplePeople.Clerk), await service.As(SamplePeople.SectionHead));
        var faulty = Changed(Changed(await clerk.GetByteArrayAsync($"{Templates}/consultation-letter/0/file"), "{{ 抽取地点 }}", "{{ 抽取地址 }}"), "特此致函。", "特此致函。{{ for 甲 in 分工 }}");

        var uploaded = await DocumentWork.Json(await clerk.PostAsync($"{Templates}/consultation-letter?reason=x", new ByteArrayContent(faulty)), HttpStatusCode.Created);

        var version = uploaded.GetProperty("version").GetInt32();
        Assert.True(uploaded.GetProperty("faults").GetInt32() > 0);
        var fault = uploaded.GetProperty("findings").EnumerateArray().First(finding => finding.GetProperty("fault").GetBoolean());
        Assert.Contains("第", fault.GetProperty("place").GetString(), StringComparison.Ordinal);
        await Refused.Is(await head.PostAsJsonAsync($"{Templates}/consultation-letter/choice", new { version, reason = "启用" }), 409, "templates.faulty");
        await Refused.Is(await clerk.GetAsync($"{Templates}/consultation-letter/{version}/sample"), 422, "documents.not-ready");
        var copy = await clerk.GetByteArrayAsync($"{Templates}/consultation-letter/{version}/checked");
        Assert.Contains("模板检查", Part(copy, "template-check"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_misspelt_field_is_suggested_and_a_left_out_one_is_noticed()
    {
        var clerk = await service.As(SamplePeople.Clerk);
        var changed = Changed(await clerk.GetByteArrayAsync($"{Templates}/consultation-letter/0/file"), "{{ 抽取地点 }}", "{{ 抽取地址 }}");

        var findings = (await DocumentWork.Json(await clerk.PostAsync($"{Templates}/consultation-letter?reason=x", new ByteArrayContent(changed)), HttpStatusCode.Created)).GetProperty("findings").EnumerateArray().ToList();

        var misspelt = findings.First(finding => finding.GetProperty("code").GetString() == "template.unknown-field" && finding.GetProperty("suggestion").GetString() == "抽取地点");
        Assert.Equal(("抽取地点", true), (misspelt.GetProperty("suggestion").GetString(), misspelt.GetProperty("fault").GetBoolean()));
        var unused = findings.Single(finding => finding.GetProperty("code").GetString() == "documents.template-field-unused" && finding.GetProperty("sentence").GetString()!.Contains("抽取地点", StringComparison.Ordinal));
        Assert.False(unused.GetProperty("fault").GetBoolean());
    }

    [Fact]
    public async Task What_is_no_template_is_refused_with_a_sentence_and_not_kept()
    {
        var clerk = await service.As(SamplePeople.Clerk);
        var good = await clerk.GetByteArrayAsync($"{Templates}/monthly-report/0/file");
        (byte[] File, string Code)[] cases =
        [
            ([.. good.Take(good.Length / 2)], "package."),
            (Encoding.UTF8.GetBytes("这不是 Word 文件"), "package."),
            ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[600]], "package."),
            (WithPart(good, "word/vbaProject.bin", "x"), "package.macro-enabled"),
            (Rewritten(good, "word/_rels/document.xml.rels", xml => xml.Replace("</Relationships>", "<Relationship Id=\"rIdX\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/image\" Target=\"http://example.com/x.png\" TargetMode=\"External\"/></Relationships>", StringComparison.Ordinal)), "package.external-relation"),
        ];
        foreach (var (file, code) in cases)
        {
            var reply = await clerk.PostAsync($"{Templates}/monthly-report?reason=x", new ByteArrayContent(file));
            var said = JsonDocument.Parse(await reply.Content.ReadAsStringAsync()).RootElement;
            Assert.Equal(422, (int)reply.StatusCode);
            Assert.StartsWith(code, said.GetProperty("code").GetString(), StringComparison.Ordinal);
            Assert.Contains("请", said.GetProperty("detail").GetString(), StringComparison.Ordinal);
        }
        await Refused.Is(await clerk.PostAsync($"{Templates}/monthly-report", new ByteArrayContent(good)), 422, "documents.reason-missing");
        await Refused.Is(await clerk.PostAsync($"{Templates}/no-such-kind?reason=x", new ByteArrayContent(good)), 422, "documents.no-such-kind");
        using var large = new HttpRequestMessage(HttpMethod.Post, $"{Templates}/monthly-report?reason=x") { Content = new ByteArrayContent(new byte[9 << 20]) };
        // Asked before the bytes are sent, as a browser's progress bar would show it.
        large.Headers.ExpectContinue = true;
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await clerk.SendAsync(large)).StatusCode);
        Assert.Equal(0, (await DocumentWork.Json(await clerk.GetAsync($"{Templates}/monthly-report"))).GetProperty("versions").GetArrayLength());
    }

    /// <summary>The same way for a workbook as for a document: faults with their cells, a copy to mend, a preview, its version in use.</summary>
    [Fact]
    public async Task A_workbook_is_uploaded_checked_looked_at_and_taken_into_use_like_a_document()
    {
        var (clerk, head) = (await service.As(SamplePeople.Clerk), await service.As(SamplePeople.SectionHead));
        var builtIn = await clerk.GetByteArrayAsync($"{Templates}/work-ledger/0/file");
        byte[] Edited(string part, string from, string to) => Rewritten(builtIn, part, xml =>
        {
            Assert.Contains(from, xml, StringComparison.Ordinal);
            return xml.Replace(from, to, StringComparison.Ordinal);
        });
        async Task<JsonElement> Upload(byte[] file) => await DocumentWork.Json(await clerk.PostAsync($"{Templates}/work-ledger?reason=x", new ByteArrayContent(file)), HttpStatusCode.Created);

        var faulty = await Upload(Edited("xl/worksheets/sheet2.xml", "{{ 务.编号 }}", "{{ 务.编码 }}"));
        var fault = faulty.GetProperty("findings").EnumerateArray().First(finding => finding.GetProperty("fault").GetBoolean());
        Assert.Equal(("任务", 4, 2, "编号"), (fault.GetProperty("part").GetString(), fault.GetProperty("row").GetInt32(), fault.GetProperty("cell").GetInt32(), fault.GetProperty("suggestion").GetString()));
        Assert.Contains("B4", fault.GetProperty("place").GetString(), StringComparison.Ordinal);
        await Refused.Is(await head.PostAsJsonAsync($"{Templates}/work-ledger/choice", new { version = 1, reason = "x" }), 409, "templates.faulty");
        var checkedCopy = await clerk.GetByteArrayAsync($"{Templates}/work-ledger/1/checked");
        Assert.Contains(LedgerSheets.Of(checkedCopy)["模板检查"], row => row[0].StartsWith("工作表“任务”单元格 B4", StringComparison.Ordinal) && row[2] == fault.GetProperty("sentence").GetString());

        var good = await Upload(Edited("xl/worksheets/sheet1.xml", "数字截至", "本表数字截至"));
        Assert.Equal(0, good.GetProperty("faults").GetInt32());
        Assert.DoesNotContain("documents.template-no-code", good.GetProperty("findings").EnumerateArray().Select(finding => finding.GetProperty("code").GetString()));
        Assert.True((await DocumentWork.Json(await clerk.GetAsync($"{Templates}/work-ledger/2/sample/pages"))).GetProperty("pages").GetInt32() >= 5);
        Assert.Contains(LedgerSheets.Of(await clerk.GetByteArrayAsync($"{Templates}/work-ledger/2/sample"))["指标"], row => row[0].StartsWith("本表数字截至2026年6月30日", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.NoContent, (await head.PostAsJsonAsync($"{Templates}/work-ledger/choice", new { version = 2, reason = "局里统一口径" })).StatusCode);
        var ledger = await DocumentWork.Json(await clerk.PostAsJsonAsync($"/api/bureaus/{SamplePeople.Zezhou}/documents", new { kind = "work-ledger", subject = new { year = 2023 } }), HttpStatusCode.Created);
        var preview = await clerk.GetByteArrayAsync($"/api/bureaus/{SamplePeople.Zezhou}/documents/{ledger.GetProperty("id").GetGuid()}/preview");
        Assert.Contains(LedgerSheets.Of(preview)["指标"], row => row[0].StartsWith("本表数字截至", StringComparison.Ordinal));
        await Refused.Is(await clerk.PostAsync($"{Templates}/work-ledger?reason=x", new ByteArrayContent(await clerk.GetByteArrayAsync($"{Templates}/monthly-report/0/file"))), 422, "xlsx.not-a-workbook");
    }

    [Fact]
    public async Task A_template_without_end_is_stopped()
    {
        var clerk = await service.As(SamplePeople.Clerk);
        var endless = Changed(await clerk.GetByteArrayAsync($"{Templates}/consultation-letter/0/file"), "特此致函。", "{{ for 甲 in 1..1000000 }}{{ for 乙 in 1..1000000 }}字{{ end }}{{ end }}");

        var uploaded = await DocumentWork.Json(await clerk.PostAsync($"{Templates}/consultation-letter?reason=x", new ByteArrayContent(endless)), HttpStatusCode.Created);

        Assert.True(uploaded.GetProperty("faults").GetInt32() > 0);
    }

    [Fact]
    public async Task The_sample_is_shown_as_pictures_of_its_pages()
    {
        var clerk = await service.As(SamplePeople.Clerk);

        var pages = (await DocumentWork.Json(await clerk.GetAsync($"{Templates}/monthly-report/0/sample/pages"))).GetProperty("pages").GetInt32();

        Assert.Equal(1, pages);
        var png = await clerk.GetByteArrayAsync($"{Templates}/monthly-report/0/sample/pages/1");
        Assert.Equal([0x89, 0x50, 0x4E, 0x47], png[..4]);
        await Refused.Is(await clerk.GetAsync($"{Templates}/monthly-report/0/sample/pages/2"), 404, "documents.no-such-page");
    }

    private async Task OwnerAsync(string sql)
    {
        await using var owner = Npgsql.NpgsqlDataSource.Create(service.Database);
        await using var command = owner.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    private static byte[] Changed(byte[] docx, string from, string to) => Rewritten(docx, "word/document.xml", xml =>
    {
        Assert.Contains(from, xml, StringComparison.Ordinal);
        return xml.Replace(from, to, StringComparison.Ordinal);
    });

    private static byte[] Rewritten(byte[] package, string part, Func<string, string> change)
    {
        using var stream = new MemoryStream();
        stream.Write(package);
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Update, leaveOpen: true))
        {
            var entry = zip.GetEntry(part)!;
            string xml;
            using (var reader = new StreamReader(entry.Open()))
                xml = reader.ReadToEnd();
            entry.Delete();
            using var writer = new StreamWriter(zip.CreateEntry(part).Open());
            writer.Write(change(xml));
        }
        return stream.ToArray();
    }

    private static byte[] WithPart(byte[] package, string name, string content)
    {
        using var stream = new MemoryStream();
        stream.Write(package);
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Update, leaveOpen: true))
        {
            using var writer = new StreamWriter(zip.CreateEntry(name).Open());
            writer.Write(content);
        }
        return stream.ToArray();
    }

    private static string Part(byte[] package, string name)
    {
        using var zip = new ZipArchive(new MemoryStream(package));
        using var reader = new StreamReader(zip.Entries.First(entry => entry.FullName.Contains(name, StringComparison.Ordinal) && entry.FullName.EndsWith(".xml", StringComparison.Ordinal)).Open());
        return reader.ReadToEnd();
    }
}
