using System.IO.Compression;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using SpotCheck.DocService.Documents;
using SpotCheck.DocService.Documents.Templates;
using SpotCheck.DocService.Identity;
using SpotCheck.DocService.Plans.Lint;
using SpotCheck.DocService.Tests.Plans;
using SpotCheck.TemplateEngine.Docx;

namespace SpotCheck.DocService.Tests.Documents;

/// <summary>The text lint where people meet it: on a text, on a Word file, on a draft before it is signed.</summary>
public sealed class TextCheckTests(RunningService service) : IClassFixture<RunningService>
{
    private static readonly string Checks = $"/api/bureaus/{SamplePeople.Zezhou}/text-checks";

    [Fact]
    public async Task A_text_is_checked_for_the_callers_bureau_unless_another_is_named()
    {
        var clerk = await service.As(SamplePeople.Clerk);

        var own = await DocumentWork.Json(await clerk.PostAsJsonAsync(Checks, new { text = "泽市监〔2023〕01号\n由泽州市市场监督管理局组织。" }));
        var other = await DocumentWork.Json(await clerk.PostAsJsonAsync(Checks, new { text = "曲市监字（2023）第8号", agency = "曲阳县市场监督管理局" }));

        Assert.Equal(("泽州县市场监督管理局", 2023), (own.GetProperty("agency").GetString(), own.GetProperty("year").GetInt32()));
        Assert.Equal(["text.document-number", "notice.agency-name"], Codes(own));
        Assert.Equal("曲市监字〔2023〕8号", other.GetProperty("findings")[0].GetProperty("fix").GetString());
        await Refused.Is(await clerk.PostAsJsonAsync(Checks, new { text = new string('字', 300_001) }), 422, "text.too-long");
    }

    [Fact]
    public async Task A_Word_file_is_checked_paragraph_by_paragraph_and_table_by_table()
    {
        var clerk = await service.As(SamplePeople.Clerk);
        var file = Word("<w:p><w:r><w:t>请于××日前报送。</w:t></w:r></w:p><w:p><w:r><w:t>2023年2月</w:t></w:r><w:r><w:t>06日</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:p><w:r><w:t>本级</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>市本级情况</w:t></w:r></w:p></w:tc></w:tr></w:tbl>");

        var reply = await DocumentWork.Json(await clerk.PostAsync($"{Checks}/file?year=2023", new ByteArrayContent(file)));

        Assert.Equal([("notice.left-open", "第 1 段第3字"), ("date.leading-zero", "第 2 段第1字"), ("notice.scope-word", "第 1 个表格第 1 行第2栏第1字")],
            reply.GetProperty("findings").EnumerateArray().Select(finding => (finding.GetProperty("code").GetString()!, finding.GetProperty("place").GetString()!)));
    }

    [Theory]
    [InlineData("no zip at all", "package.")]
    [InlineData("", "documents.no-file")]
    public async Task A_file_that_cannot_be_read_is_refused_with_its_reason(string content, string code)
    {
        var reply = await (await service.As(SamplePeople.Clerk)).PostAsync($"{Checks}/file", new ByteArrayContent(Encoding.UTF8.GetBytes(content)));

        Assert.Equal(422, (int)reply.StatusCode);
        Assert.StartsWith(code, JsonDocument.Parse(await reply.Content.ReadAsStringAsync()).RootElement.GetProperty("code").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2023年6月20日", 1)]
    [InlineData("2023年6月21日", 1)]
    [InlineData("2023年6月22日", 0)]
    [InlineData("下周五前", 0)]
    [InlineData(null, 0)]
    public void A_letter_that_asks_for_an_answer_by_a_day_already_gone_is_remarked(string? replyBy, int remarks) =>
        Assert.Equal(remarks, DocumentRemarks.ReplyDeadline(new() { ["回复期限"] = replyBy }, new DateOnly(2023, 6, 21)).Count());

    [Fact]
    public async Task A_draft_shows_the_remarks_on_its_printed_text()
    {
        var work = DocumentWork.Zezhou(service);
        var clerk = await service.As(SamplePeople.Clerk);
        var id = await work.DraftNoticeAsync(await work.AdoptPlanAsync(PlanFiles.Zezhou), DocumentWork.NoticeFields("为做好双随机一公开工作，按照泽州市市场监督管理局的安排，"));

        var view = await DocumentWork.Json(await clerk.GetAsync($"{work.Documents}/{id}"));

        var codes = view.GetProperty("remarks").EnumerateArray().Select(remark => remark.GetProperty("code").GetString()).ToList();
        Assert.Contains("text.slip", codes);
        Assert.Contains("notice.agency-name", codes);
        // What the adopted plan says wrongly is printed in the annex and remarked there.
        Assert.Contains("plan.other-year", codes);
    }

    [Fact]
    public void What_the_templates_themselves_print_has_no_finding()
    {
        var templates = new DocumentTemplates();
        foreach (var kind in DocumentKind.All)
        {
            var template = templates.Of(kind);
            if (template.Form.Format != OfficeFormat.Word || template.Render(template.Sample).Document is not { } document)
                continue;
            Assert.Null(DocumentText.TryRead(document, null, out var lines));
            var agency = (string?)template.Sample["发文机关"] ?? (string?)template.Sample["署名"] ?? (string?)template.Sample["填报单位"] ?? "泽州县市场监督管理局";

            var findings = NoticeLint.Check(DocumentRemarks.Lines(lines), new NoticeContext(agency, YearOf(lines)));

            // Samples print the real plans with their mistakes, and 某某 for the names of people; what stands around them must be right.
            Assert.Equal([], findings.Where(finding => !finding.Code.StartsWith("plan.", StringComparison.Ordinal) && finding.Found != "某某" && !finding.Place.Contains("表格", StringComparison.Ordinal)).Select(finding => $"{kind.Id}: {finding.Code} {finding.Place} {finding.Found}"));
        }
    }

    /// <summary>A draft is checked without its file being made, and a batch remembers what it found in the draft before.</summary>
    [Fact]
    public void A_draft_reads_like_its_file_and_a_memory_of_others_changes_no_finding()
    {
        var templates = new DocumentTemplates();
        var wrong = 0;
        foreach (var template in DocumentKind.All.Select(templates.Of).Where(template => template.Form.Format == OfficeFormat.Word))
        {
            var memory = new LintMemory(new("泽州县市场监督管理局", 2026, ["晋城市市场监督管理局"], ["信用监管股"]));
            foreach (var data in new[] { template.Sample, Misspelt(template.Sample), template.Sample })
            {
                Assert.Null(DocumentText.TryRead(template.Render(data).Document, null, out var printed));
                var lines = template.Template.RenderText(data).Lines;

                Assert.Equal(printed.Select(Shown), lines.Select(Shown));
                var findings = NoticeLint.Check(DocumentRemarks.Lines(lines), memory);
                Assert.Equal(NoticeLint.Check(DocumentRemarks.Lines(printed), memory.Context), findings);
                wrong += findings.Count(finding => finding.Code == "notice.agency-name");
            }
        }
        Assert.True(wrong > 10, $"{wrong} misspelt names");
    }

    private static string Shown(DocumentLine line) => $"{line.Place}|{line.Text}|{(line.Cells is { } cells ? string.Join('¦', cells) : "–")}";

    private static JsonObject Misspelt(JsonObject data) =>
        JsonNode.Parse(GivenFields.Json(data).Replace("泽州县市场监督管理局", "泽州县市市场监督管理局", StringComparison.Ordinal))!.AsObject();

    private static int YearOf(IEnumerable<DocumentLine> lines) =>
        int.Parse(System.Text.RegularExpressions.Regex.Match(string.Concat(lines.Select(line => line.Text)), "20[0-9]{2}", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1)).Value, System.Globalization.CultureInfo.InvariantCulture);

    private static List<string?> Codes(JsonElement reply) => [.. reply.GetProperty("findings").EnumerateArray().Select(finding => finding.GetProperty("code").GetString())];

    internal static byte[] Word(string body)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add(zip, "[Content_Types].xml", "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/></Types>");
            Add(zip, "_rels/.rels", "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"word/document.xml\"/></Relationships>");
            Add(zip, "word/document.xml", $"<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>{body}</w:body></w:document>");
        }
        return stream.ToArray();
    }

    private static void Add(ZipArchive zip, string name, string content)
    {
        using var stream = zip.CreateEntry(name).Open();
        stream.Write(Encoding.UTF8.GetBytes(content));
    }
}
