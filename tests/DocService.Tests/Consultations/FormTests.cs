using System.IO.Compression;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using SpotCheck.DocService.Registers.Sheets;
using SpotCheck.DocService.Tests.Documents;

namespace SpotCheck.DocService.Tests.Consultations;

/// <summary>The partner fills in the form that came with the letter; the clerk drops it in.</summary>
public sealed class FormTests(RunningService service) : IClassFixture<RunningService>
{
    private readonly ConsultationWork work = new(service);

    [Fact]
    public async Task A_filled_workbook_is_read_back_whole()
    {
        var letter = await work.SendAsync();
        var (before, form) = Fields(letter);
        form["会商意见"] = (2, "修改后同意");
        form[before.Keys.First(k => k.Contains("时间", StringComparison.Ordinal))] = (3, "2023年8月至9月");
        var at = form.Keys.Single(k => k.Contains("时间", StringComparison.Ordinal));

        var taken = await DocumentWork.Json(await Drop(letter, Fill(letter, form, more: [(at, 4, "七月有专项检查")], inspectors: [["检查员甲", "冀D0100012345", "信用监管科", "0310-1234567"]])));

        var proposal = taken.GetProperty("content").GetProperty("proposals")[0];
        Assert.Equal(("2023年8月至9月", "七月有专项检查"), (proposal.GetProperty("newValue").GetString(), proposal.GetProperty("reason").GetString()));
        Assert.Equal("冀D0100012345", taken.GetProperty("content").GetProperty("inspectors")[0].GetProperty("certificate").GetString());
        var entry = await work.EntryAsync(letter.Consultation);
        Assert.Equal(("Answered", "Form"), (entry.GetProperty("state").GetString(), entry.GetProperty("answer").GetProperty("channel").GetString()));
        // The link is spent with it, and a second form changes nothing.
        Assert.Equal("answered", (await DocumentWork.Json(await work.AskAsync(letter.Token, HttpMethod.Get, "letter"))).GetProperty("state").GetString());
        await Refused.Is(await Drop(letter, Fill(letter, form)), 409, "consultation.answered-before");
    }

    [Fact]
    public async Task Every_doubtful_cell_is_named_and_nothing_is_taken()
    {
        var letter = await work.SendAsync("邯郸市公安局");
        var (_, form) = Fields(letter);
        form["会商意见"] = (2, "大概同意");
        form["联系人"] = (2, "");

        var refused = await Refused.Is(await Drop(letter, Fill(letter, form, inspectors: [["检查员甲", "=1+1", "信用监管科", "打办公室电话"]])), 422, "consultation.form-doubtful");

        var doubts = refused.GetProperty("doubts").EnumerateArray().Select(d => d.GetProperty("place").GetString()!).ToList();
        Assert.Equal("会商回执!B7", doubts[0]);
        Assert.Contains(doubts, place => place.StartsWith("会商回执!B", StringComparison.Ordinal) && place != "会商回执!B7");
        Assert.Contains(doubts, place => place.StartsWith("会商回执!D", StringComparison.Ordinal));
        Assert.Equal("Sent", (await work.EntryAsync(letter.Consultation)).GetProperty("state").GetString());
    }

    [Fact]
    public async Task A_form_of_another_department_is_recognised_by_the_number_in_it()
    {
        var market = await work.SendAsync("邯郸市税务局");
        var other = await work.SendAsync("邯郸市水利局");

        var refused = await Refused.Is(await Drop(market, other.File("回执.xlsx")), 422, "consultation.form-of-another");

        Assert.Contains("邯郸市水利局", refused.GetProperty("detail").GetString(), StringComparison.Ordinal);
        await Refused.Is(await Drop(market, "not a workbook"u8.ToArray()), 422, "consultation.no-form");
        await Refused.Is(await Drop(market, other.File("号.docx")), 422, "consultation.form-of-another");
    }

    [Fact]
    public async Task The_slip_behind_the_letter_filled_in_with_Word_is_read_by_its_labels()
    {
        var letter = await work.SendAsync("邯郸市交通运输局");
        var filled = FillSlip(letter.File("号.docx"), ("□同意", "☑同意"), cells: ["检查员甲", "冀D0100012345", "运输科", "0310-1234567"], contact: ["联络员乙", "13800000000"]);

        var taken = await DocumentWork.Json(await Drop(letter, filled, "回执.docx"));

        Assert.Equal(("Agree", "运输科", "联络员乙"), (
            taken.GetProperty("content").GetProperty("opinion").GetString(), taken.GetProperty("content").GetProperty("inspectors")[0].GetProperty("section").GetString(),
            taken.GetProperty("content").GetProperty("contact").GetProperty("name").GetString()));
    }

    [Fact]
    public async Task Changes_written_into_the_slip_are_proposals_field_by_field_as_on_the_page()
    {
        var letter = await work.SendAsync("邯郸市公安局");
        var (field, before) = Fields(letter).Before.First(pair => pair.Key.Contains("时间", StringComparison.Ordinal));
        byte[] Slip(string opinion, string name, string wanted, string reason) => FillProposal(
            FillSlip(letter.File("号.docx"), ($"□{opinion}", $"☑{opinion}"), cells: ["检查员甲", "冀D0100012345", "治安科", "0310-1234567"], contact: ["联络员乙", "13800000000"]), name, wanted, reason);

        foreach (var (slip, says) in new[]
        {
            (Slip("同意　", field, "2023年8月至10月", "七月警力紧张"), "要修改的应选"), (Slip("修改后同意", field, before, "七月警力紧张"), "与现在的内容相同"), (Slip("修改后同意", field, "2023年8月至10月", ""), "理由"),
        })
        {
            var doubt = (await Refused.Is(await Drop(letter, slip, "回执.docx"), 422, "consultation.form-doubtful")).GetProperty("doubts")[0];
            Assert.Contains(says, doubt.GetProperty("reason").GetString(), StringComparison.Ordinal);
            Assert.StartsWith("回执表第", doubt.GetProperty("place").GetString(), StringComparison.Ordinal);
        }
        var taken = await DocumentWork.Json(await Drop(letter, Slip("修改后同意", field, "2023年8月至10月", "七月警力紧张"), "回执.docx"));

        var proposal = Assert.Single(taken.GetProperty("content").GetProperty("proposals").EnumerateArray());
        Assert.Equal(("Window", "2023年8月至10月", "七月警力紧张"), (proposal.GetProperty("column").GetString(), proposal.GetProperty("newValue").GetString(), proposal.GetProperty("reason").GetString()));
        var entry = await work.EntryAsync(letter.Consultation);
        Assert.Equal("修改后同意", entry.GetProperty("answer").GetProperty("opinionText").GetString());
    }

    [Theory]
    [InlineData("□同意", "□同意", "看不出")]
    [InlineData("□同意　　□修改后同意", "☑同意　　√修改后同意", "不止一项")]
    public async Task A_slip_without_one_clear_opinion_is_doubtful_at_its_row(string from, string to, string says)
    {
        var letter = await SharedLetterAsync();
        var filled = FillSlip(letter.File("号.docx"), (from, to), cells: ["检查员甲", "冀D0100012345", "运输科", "0310-1234567"], contact: ["联络员乙", "13800000000"]);

        var doubt = (await Refused.Is(await Drop(letter, filled, "回执.docx"), 422, "consultation.form-doubtful")).GetProperty("doubts")[0];

        Assert.Equal("回执表第3行", doubt.GetProperty("place").GetString());
        Assert.Contains(says, doubt.GetProperty("reason").GetString(), StringComparison.Ordinal);
    }

    private static SentLetter? shared;

    private async Task<SentLetter> SharedLetterAsync() => shared ??= await work.SendAsync("邯郸市农业农村局");

    private async Task<HttpResponseMessage> Drop(SentLetter letter, byte[] file, string name = "会商回执.xlsx") =>
        await (await work.Clerk).PostAsync($"{ConsultationWork.Api}/{letter.Consultation}/reply-form?fileName={name}", new ByteArrayContent(file));

    /// <summary>The fields of the form with what the letter says, and the answers of an agreeing partner.</summary>
    private static (Dictionary<string, string> Before, Dictionary<string, (int Column, string Text)> Form) Fields(SentLetter letter)
    {
        var rows = Rows(letter);
        var header = rows.FindIndex(row => row[0] == "抽查要素");
        var end = rows.FindIndex(row => row[0] == "姓名");
        return (rows[(header + 1)..end].ToDictionary(row => row[0], row => row.Count > 1 ? row[1] : "", StringComparer.Ordinal),
            new(StringComparer.Ordinal) { ["会商意见"] = (2, "同意"), ["联系人"] = (2, "联络员乙") });
    }

    private static List<List<string>> Rows(SentLetter letter) => SheetFile.Read(new MemoryStream(letter.File("回执.xlsx")), "会商回执.xlsx", SheetLimits.Typed, file =>
        file.Rows(0).Select(row => Enumerable.Range(1, 4).Select(row.Text).ToList()).ToList()).Value!;

    /// <summary>The form typed anew with the answers in it, as a spreadsheet program saves it.</summary>
    private static byte[] Fill(SentLetter letter, Dictionary<string, (int Column, string Text)> form, (string Label, int Column, string Text)[]? more = null, string[][]? inspectors = null)
    {
        var rows = Rows(letter);
        foreach (var (label, (column, text)) in form)
            rows.Find(row => row[0] == label)![column - 1] = text;
        foreach (var (label, column, text) in more ?? [])
            rows.Find(row => row[0] == label)![column - 1] = text;
        rows.Find(row => row[0] == "联系人")![3] = "13800000000";
        var header = rows.FindIndex(row => row[0] == "姓名");
        using var output = new MemoryStream();
        using (var writer = new WorkbookWriter(output))
        {
            writer.BeginSheet(new() { Name = "会商回执" });
            for (var index = 0; index <= header; index++)
                writer.Row(rows[index].Select(text => (StyledValue)text));
            foreach (var inspector in inspectors ?? [["检查员甲", "冀D0100012345", "信用监管科", "0310-1234567"]])
                writer.Row(inspector.Select(text => (StyledValue)text));
            writer.Row(rows.Find(row => row[0] == "联系人")!.Select(text => (StyledValue)text));
            writer.Complete();
        }
        return output.ToArray();
    }

    /// <summary>The letter's slip as somebody fills it in: options ticked, the first empty cells of the two rows typed into.</summary>
    private static byte[] FillSlip(byte[] docx, (string From, string To) opinion, string[] cells, string[] contact)
    {
        using var stream = new MemoryStream();
        stream.Write(docx);
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Update, leaveOpen: true))
        {
            var entry = zip.GetEntry("word/document.xml")!;
            string xml;
            using (var reader = new StreamReader(entry.Open(), Encoding.UTF8))
                xml = reader.ReadToEnd();
            xml = xml.Replace(opinion.From, opinion.To, StringComparison.Ordinal);
            var rows = Regex.Matches(xml, "<w:tr>.*?</w:tr>|<w:tr [^>]*>.*?</w:tr>", RegexOptions.Singleline, TimeSpan.FromSeconds(5)).Select(match => match.Value).ToList();
            var header = rows.FindIndex(row => row.Contains("执法证号", StringComparison.Ordinal) && row.Contains("姓名", StringComparison.Ordinal));
            xml = xml[..xml.IndexOf(rows[header + 1], StringComparison.Ordinal)] + Typed(rows[header + 1], ["", .. cells]) + xml[(xml.IndexOf(rows[header + 1], StringComparison.Ordinal) + rows[header + 1].Length)..];
            var last = rows.FindLast(row => row.Contains("联系人", StringComparison.Ordinal))!;
            xml = xml.Replace(last, Typed(last, ["", contact[0], "", contact[1]]), StringComparison.Ordinal);
            entry.Delete();
            using var writer = new StreamWriter(zip.CreateEntry("word/document.xml").Open(), new UTF8Encoding(false));
            writer.Write(xml);
        }
        return stream.ToArray();
    }

    /// <summary>Types into the row of a field in the slip behind the annexed task table.</summary>
    private static byte[] FillProposal(byte[] docx, string field, string wanted, string reason)
    {
        using var stream = new MemoryStream();
        stream.Write(docx);
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Update, leaveOpen: true))
        {
            var entry = zip.GetEntry("word/document.xml")!;
            string xml;
            using (var reader = new StreamReader(entry.Open(), Encoding.UTF8))
                xml = reader.ReadToEnd();
            var slip = xml.IndexOf("修改项目", StringComparison.Ordinal);
            var row = Regex.Matches(xml, "<w:tr>.*?</w:tr>|<w:tr [^>]*>.*?</w:tr>", RegexOptions.Singleline, TimeSpan.FromSeconds(5)).First(match => match.Index > slip && match.Value.Contains($">{field}<", StringComparison.Ordinal));
            xml = xml[..row.Index] + Typed(row.Value, ["", wanted, reason]) + xml[(row.Index + row.Length)..];
            entry.Delete();
            using var writer = new StreamWriter(zip.CreateEntry("word/document.xml").Open(), new UTF8Encoding(false));
            writer.Write(xml);
        }
        return stream.ToArray();
    }

    private static string Typed(string row, string[] texts)
    {
        var at = 0;
        return Regex.Replace(row, "<w:tc>.*?</w:tc>", cell =>
        {
            var text = at < texts.Length ? texts[at] : "";
            at++;
            return text.Length == 0 ? cell.Value : cell.Value.Replace("</w:p>", $"<w:r><w:t>{text}</w:t></w:r></w:p>", StringComparison.Ordinal);
        }, RegexOptions.Singleline, TimeSpan.FromSeconds(5));
    }
}
