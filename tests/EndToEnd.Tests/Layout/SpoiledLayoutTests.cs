using SpotCheck.TemplateTool.Layout;

namespace SpotCheck.EndToEnd.Tests.Layout;

/// <summary>Each check finds the fault it is there for.</summary>
public sealed class SpoiledLayoutTests
{
    [Fact]
    public async Task Wrong_texts_of_a_notice_are_found()
    {
        var data = SampleDocument.Data("plan-notice");
        data["发文字号"] = "曲市监字（2023）第8号";
        data["成文日期"] = "2023年02月06日";
        data["印发日期"] = "2023年2月5日";
        data["联系人"] = "××股";
        var template = SampleDocument.Spoiled("plan-notice", ("word/document.xml", "{{ 主送机关 }}：", "{{ 主送机关 }}"), ("word/document.xml", "{{ 件.名称 }}", "《{{ 件.名称 }}》。"),
            ("word/document.xml", "三、有关要求", "四、有关要求"), ("word/document.xml", "{{ 印发日期 }}印发", "2023年2月31日印发"));

        await AssertFails(SampleDocument.Render(template, data), "L13", "L17", "L18", "L19", "L26", "L28", "L29");
    }

    [Fact]
    public async Task A_page_set_up_by_hand_is_found()
    {
        var template = SampleDocument.Spoiled("plan-notice", ("word/document.xml", "w:top=\"2098\"", "w:top=\"1440\""), ("word/document.xml", "w:left=\"1588\"", "w:left=\"1800\""),
            ("word/document.xml", "w:footer=\"1134\"", "w:footer=\"700\""), ("word/styles.xml", "w:line=\"579\"", "w:line=\"480\""));

        await AssertFails(SampleDocument.Render(template, SampleDocument.Data("plan-notice")), "L02", "L03", "L04", "L05", "L07", "L25");
    }

    [Fact]
    public async Task Other_paper_is_found()
    {
        var template = SampleDocument.Spoiled("plan-notice", ("word/document.xml", "w:w=\"11906\" w:h=\"16838\"", "w:w=\"12240\" w:h=\"15840\""));

        await AssertFails(SampleDocument.Render(template, SampleDocument.Data("plan-notice")), "L01");
    }

    [Fact]
    public async Task Other_faces_sizes_and_rules_are_found()
    {
        const string Title = "w:name w:val=\"公文标题\" /><w:basedOn w:val=\"Normal\" /><w:qFormat /><w:pPr><w:keepNext /><w:spacing w:before=\"";
        var template = SampleDocument.Spoiled("plan-notice", ("word/styles.xml", Title + "1058\"", Title + "300\""), ("word/styles.xml", "w:sz w:val=\"44\"", "w:sz w:val=\"40\""),
            ("word/styles.xml", "w:eastAsia=\"楷体_GB2312\"", "w:eastAsia=\"黑体\""), ("word/styles.xml", "w:color=\"FF0000\" /></w:pBdr><w:spacing", "w:color=\"FF0000\" /></w:pBdr><w:ind w:right=\"600\" /><w:spacing"),
            ("word/styles.xml", "w:fill=\"000000\" /><w:spacing w:before=\"0\" w:after=\"0\" w:line=\"20\"", "w:fill=\"000000\" /><w:spacing w:before=\"0\" w:after=\"0\" w:line=\"60\""),
            ("word/document.xml", "w:yAlign=\"bottom\"", "w:yAlign=\"top\""), ("word/document.xml", "（{{ for.index + 1 | 公文.中文数字 }}）{{ 项.标题 }}", "({{ for.index + 1 | 公文.中文数字 }}){{ 项.标题 }}"));

        await AssertFails(SampleDocument.Render(template, SampleDocument.Data("plan-notice")), "L10", "L11", "L12", "L16", "L17", "L23", "L24");
    }

    [Fact]
    public async Task A_signatory_on_a_downward_notice_and_a_date_at_the_margin_are_found()
    {
        var template = SampleDocument.Spoiled("plan-notice", ("word/styles.xml", "w:ind w:right=\"1263\"", "w:ind w:right=\"0\""),
            ("word/styles.xml", "<w:pageBreakBefore />", ""));

        var data = SampleDocument.Data("plan-notice");
        data["紧急程度"] = "签发人：王某";

        await AssertFails(SampleDocument.Render(template, data), "L20", "L27");
    }

    [Fact]
    public async Task Letter_rules_the_wrong_way_round_are_found()
    {
        var template = SampleDocument.Spoiled("consultation-letter", ("word/styles.xml", "w:val=\"single\" w:sz=\"18\" w:space=\"0\" w:color=\"FF0000\" /><w:bottom w:val=\"single\" w:sz=\"6\"",
            "w:val=\"single\" w:sz=\"6\" w:space=\"0\" w:color=\"FF0000\" /><w:bottom w:val=\"single\" w:sz=\"18\""), ("word/styles.xml", "w:line=\"579\" w:lineRule=\"exact\" /><w:jc w:val=\"left\" /></w:pPr><w:rPr /></w:style><w:style w:type=\"paragraph\" w:customStyle=\"1\" w:styleId=\"LetterHeading\"",
            "w:line=\"579\" w:lineRule=\"exact\" /><w:jc w:val=\"center\" /></w:pPr><w:rPr /></w:style><w:style w:type=\"paragraph\" w:customStyle=\"1\" w:styleId=\"LetterHeading\""));

        await AssertFails(SampleDocument.Render(template, SampleDocument.Data("consultation-letter")), "L30");
    }

    [Fact]
    public async Task A_note_or_a_signature_parted_from_its_text_and_a_blank_page_are_found()
    {
        static (string Part, string From, string To) Style(string name, string from, string to)
        {
            var head = $"w:name w:val=\"{name}\" /><w:basedOn w:val=\"Normal\" /><w:qFormat /><w:pPr>";
            return ("word/styles.xml", head + from, head + to);
        }
        const string Elsewhere = "<w:pageBreakBefore />";
        var remark = SampleDocument.Spoiled("plan-adjustment-request", Style("附注", "<w:keepNext />", Elsewhere));
        var alone = SampleDocument.Spoiled("plan-notice", Style("联系人", "<w:keepNext />", "<w:keepNext />" + Elsewhere));
        var blank = SampleDocument.Spoiled("draw-record", Style("分节", "", Elsewhere));
        (string Check, byte[] Document)[] cases =
        [
            ("L20", SampleDocument.Render(remark, SampleDocument.Data("plan-adjustment-request"))), ("L21", SampleDocument.Render(alone, SampleDocument.Data("plan-notice"))),
            ("L25", SampleDocument.Render(blank, SampleDocument.Data("draw-record"))),
        ];

        foreach (var (one, report) in cases.Zip(await SampleDocument.MeasureAsync([.. cases.Select(one => one.Document)])))
            Assert.Contains(one.Check, report.Findings.Where(finding => finding.Outcome is Outcome.Fail or Outcome.Warning).Select(finding => finding.Id));
    }

    [Fact]
    public async Task What_is_no_document_is_refused_with_a_sentence()
    {
        var path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.docx");
        await File.WriteAllTextAsync(path, "not a document");
        var errors = new StringWriter();
        try
        {
            Assert.Equal(2, await LayoutCommand.RunAsync([path], TextWriter.Null, errors, TestContext.Current.CancellationToken));
            Assert.StartsWith("error: ", errors.ToString(), StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static async Task AssertFails(byte[] document, params string[] checks)
    {
        var report = await SampleDocument.MeasureAsync(document);

        var found = report.Findings.Where(finding => finding.Outcome is Outcome.Fail or Outcome.Warning).Select(finding => finding.Id).ToList();
        Assert.True(checks.All(found.Contains), $"expected {string.Join(' ', checks)}, found {string.Join(' ', found)}");
    }
}
