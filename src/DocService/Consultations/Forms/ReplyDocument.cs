using System.IO.Compression;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using SpotCheck.DocService.Consultations.Letters;
using SpotCheck.DocService.Consultations.Replies;

namespace SpotCheck.DocService.Consultations.Forms;

/// <summary>The 回执 behind the letter, filled in with Word: read by the labels of its table.</summary>
internal static partial class ReplyDocument
{
    private const long LargestPart = 32L << 20;
    private static readonly XNamespace W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

    /// <returns>What the form says, or why the file is no form.</returns>
    public static (ReplyForm? Form, string? Refusal) Read(byte[] file, string fileName, ConsultationLetter letter)
    {
        if (Load(file) is not { } document)
            return (null, $"文件“{fileName}”不是有效的 .docx。请用 Word 或 WPS 打开后另存为 .docx。");
        // The annex before the slip is a table, too; a place is named by its row in the slip.
        var tables = document.Descendants(W + "tbl").Select(table => table.Descendants(W + "tr").Select(row => row.Elements(W + "tc").Select(TextOf).ToList()).ToList());
        var rows = tables.FirstOrDefault(table => table.Exists(IsOpinion)) ?? [];
        var opinionAt = rows.FindIndex(IsOpinion);
        if (opinionAt < 0)
            return (null, $"文件“{fileName}”里没有会商意见回执表。请在函后所附的回执上填写，或用附件“会商回执.xlsx”。");
        var text = Plain(string.Concat(document.Descendants(W + "t").Select(t => t.Value)));
        var partner = rows.Where(row => row.Count > 1 && Plain(row[0]) == "回复单位").Select(row => row[1].Trim()).FirstOrDefault() ?? "";
        if (!text.Contains(Plain(letter.Number), StringComparison.Ordinal) || Plain(partner) != Plain(letter.Partner))
            return (new(null, [], NumberForm().Match(text) is { Success: true } other ? $"{other.Value}（{partner}）" : partner), null);

        var doubts = new List<FormDoubt>();
        var places = new Dictionary<string, string>(StringComparer.Ordinal) { ["opinion"] = Place(opinionAt) };
        var fields = ReplyJson.Read<IReadOnlyList<TaskField>>(letter.Fields);
        var reasonAt = rows.FindIndex(row => row.Count > 1 && Plain(row[0]).Contains("理由", StringComparison.Ordinal));
        var contactAt = rows.FindLastIndex(row => row.Count > 1 && Plain(row[0]) == "联系人");
        (places["reason"], places["proposals"]) = (Place(reasonAt), Place(reasonAt));
        (places["contact.name"], places["contact.telephone"]) = (Place(contactAt), Place(contactAt));
        var opinion = OpinionOf(rows[opinionAt][1], Place(opinionAt), doubts);
        var proposals = Proposals(rows, fields, places, doubts);
        if (opinion is Opinion.Agree or Opinion.Decline && proposals.Count > 0)
            doubts.Add(new(Place(opinionAt), rows[opinionAt][1].Trim(), $"选的是“{ReplyContent.Chinese(opinion)}”，下面却填了要修改的内容。请向对方核实：要修改的应选“修改后同意”。"));
        var content = new ReplyContent(
            opinion, proposals, reasonAt < 0 ? "" : rows[reasonAt][1].Trim(), Inspectors(rows, contactAt, places),
            contactAt < 0 ? new("", "") : new(rows[contactAt][1].Trim(), rows[contactAt].Count > 3 ? rows[contactAt][3].Trim() : ""));
        return (ReplyForm.Of(content, doubts, fields, places), null);
    }

    private static bool IsOpinion(List<string> row) => row.Count > 1 && Plain(row[0]) == "会商意见";

    /// <summary>The rows below 修改项目 in which something is filled in, each by the name of its field.</summary>
    private static List<Proposal> Proposals(List<List<string>> rows, IReadOnlyList<TaskField> fields, Dictionary<string, string> places, List<FormDoubt> doubts)
    {
        var proposals = new List<Proposal>();
        var header = rows.FindIndex(row => row.Count == 3 && Plain(row[0]) == "修改项目");
        for (var at = header + 1; header >= 0 && at < rows.Count && rows[at].Count == 3; at++)
        {
            var (name, wanted, reason) = (Plain(rows[at][0]), rows[at][1].Trim(), rows[at][2].Trim());
            if (wanted.Length == 0 && reason.Length == 0)
                continue;
            if (fields.FirstOrDefault(field => Plain(field.Header) == name) is not { } found)
            {
                doubts.Add(new(Place(at), rows[at][0].Trim(), "函中没有这一项，或者项目名称改动过。请按函后回执上的名称填写。"));
                continue;
            }
            foreach (var part in new[] { "column", "newValue", "reason" })
                places[$"proposals[{proposals.Count}].{part}"] = Place(at);
            proposals.Add(new(found.Column, wanted, reason));
        }
        return proposals;
    }

    /// <summary>The one option that is ticked, or the one that was left standing.</summary>
    private static Opinion? OpinionOf(string cell, string place, List<FormDoubt> doubts)
    {
        var options = OptionForm().Matches(cell).Select(match => (Name: match.Groups["name"].Value, Mark: match.Groups["mark"].Value, After: match.Groups["after"].Value)).ToList();
        var ticked = options.Where(option => option.After.Length > 0 || (option.Mark.Length > 0 && option.Mark is not ("□" or "☐" or "◻" or "○"))).ToList();
        var chosen = ticked.Count == 0 && options is [{ Mark: "" }] ? options : ticked;
        if (chosen.Count != 1)
        {
            doubts.Add(new(place, cell.Trim(), chosen.Count == 0 ? "看不出勾选了哪一项。请在一项前打“√”或“☑”。" : "勾选了不止一项。请只保留一项。"));
            return null;
        }
        return chosen[0].Name switch { "同意" => Opinion.Agree, "修改后同意" => Opinion.Propose, _ => Opinion.Decline };
    }

    private static List<NamedInspector> Inspectors(List<List<string>> rows, int contactAt, Dictionary<string, string> places)
    {
        var named = new List<NamedInspector>();
        var header = rows.FindIndex(row => row.Exists(cell => Plain(cell) == "姓名") && row.Exists(cell => Plain(cell) == "执法证号"));
        for (var at = header + 1; header >= 0 && at < (contactAt < 0 ? rows.Count : contactAt); at++)
        {
            // The label of the group stands left of the four columns, merged or repeated.
            if (rows[at].Count < 4 || rows[at][^4..].TrueForAll(cell => cell.Trim().Length == 0))
                continue;
            var cells = rows[at][^4..].ConvertAll(cell => cell.Trim());
            foreach (var field in new[] { "name", "certificate", "section", "telephone" })
                places[$"inspectors[{named.Count}].{field}"] = Place(at);
            named.Add(new(cells[0], cells[1], cells[2], cells[3]));
        }
        return named;
    }

    private static string Place(int row) => row < 0 ? "回执表" : $"回执表第{row + 1}行";

    private static string TextOf(XElement cell) => string.Join('\n', cell.Descendants(W + "p").Select(paragraph =>
        string.Concat(paragraph.Descendants().Select(node => node.Name == W + "t" ? node.Value : node.Name == W + "tab" ? " " : node.Name == W + "sym" ? "√" : ""))));

    private static string Plain(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));

    private static XDocument? Load(byte[] file)
    {
        try
        {
            using var archive = new ZipArchive(new MemoryStream(file, writable: false));
            if (archive.GetEntry("word/document.xml") is not { Length: <= LargestPart } part)
                return null;
            using var stream = part.Open();
            using var reader = XmlReader.Create(stream, new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = LargestPart });
            return XDocument.Load(reader);
        }
        catch (Exception fault) when (fault is InvalidDataException or XmlException)
        {
            return null;
        }
    }

    [GeneratedRegex(@"(?<mark>[^\s\p{IsCJKUnifiedIdeographs}A-Za-z0-9（(【\[])?\s*(?<name>修改后同意|同意|不参加)(?<after>[√✓✔☑■])?", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex OptionForm();

    [GeneratedRegex(@"\p{IsCJKUnifiedIdeographs}{2,12}〔\d{4}〕\d{1,5}号", RegexOptions.None, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex NumberForm();
}
