using System.Text;
using System.Text.Encodings.Web;
using SpotCheck.DocService.Http;

namespace SpotCheck.DocService.Documents;

/// <summary>The public page as HTML: complete without scripts, so that any phone can read it; a script only checks a file.</summary>
internal static class VerificationPage
{
    private static readonly Lazy<string> Frame = new(() =>
    {
        using var stream = typeof(VerificationPage).Assembly.GetManifestResourceStream("SpotCheck.DocService.Documents.Pages.document.html")!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    });

    // Chinese stays readable in the page's source; what has a meaning in HTML is encoded all the same.
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(System.Text.Unicode.UnicodeRanges.All);

    /// <param name="record">Null where there is no document with this code.</param>
    public static string Of(string code, PublicRecord? record, Reader reader) => Frame.Value
        .Replace("<!--language-->", reader.Choose("zh-CN", "en-US"), StringComparison.Ordinal)
        .Replace("<!--title-->", reader.Choose("公文核验", "Verify a document"), StringComparison.Ordinal)
        .Replace("<!--about-->", reader.Choose("扫描文件上的二维码，查看它是否由发文机关印发、现在是否有效。", "Scan the QR code of a document to see whether its issuer issued it and whether it still holds."), StringComparison.Ordinal)
        .Replace("<!--record-->", record is null ? Unknown(code, reader) : Facts(record, reader), StringComparison.Ordinal);

    private static string Unknown(string code, Reader reader)
    {
        var shown = $"<code>{Safe(code.Length > 40 ? code[..40] + "…" : code)}</code>";
        return $"<section class=\"state none\"><h1>{reader.Choose("没有这份文件", "No such document")}</h1><p>" + reader.Choose(
            $"核验码 {shown} 没有对应的文件。请核对网址，或者对着文件上的二维码重新扫描。如果码是从文件上扫来的，这份文件可能不是本系统印发的，请向发文机关核实。",
            $"No document has the code {shown}. Check the address or scan the QR code again. If the code was scanned from a document, it may not have been issued here: ask its issuer.") + "</p></section>";
    }

    private static string Facts(PublicRecord record, Reader reader)
    {
        var (style, heading, note) = State(record, reader);
        return $"""
            <section class="state {style}"><p class="badge">{heading}</p><p>{note}</p></section>
            <section><h2>{reader.Choose("印发记录", "As issued")}</h2><table>{Rows(record, reader)}</table></section>
            <section id="check" data-code="{record.Code}" data-document="{record.Sha256}" data-pdf="{record.PdfSha256}" hidden><h2>{reader.Choose("核对手里的文件", "Check a file you have")}</h2>
            <p>{reader.Choose("选择手里的电子文件（.docx、.xlsx 或者 .pdf），看它是不是印发时的那一份。文件在您的浏览器里计算，不会保存。", "Choose the file (.docx, .xlsx or .pdf) to see whether it is the one that was issued. It is computed in your browser and not kept.")}</p>
            <p><label class="plain" for="file">{reader.Choose("选择文件", "File")}</label><input id="file" type="file" accept=".docx,.xlsx,.pdf"></p><p id="answer" role="status"></p>
            <p class="hint">{reader.Choose("改动过一个字、重新另存过的文件，结果都是“不一致”。纸质文件请比对上面的字号、机关和日期。", "One changed character, or saving it again, makes a file “not the same”. Compare a paper with number, issuer and date above.")}</p></section>
            """;
    }

    private static (string Style, string Heading, string Note) State(PublicRecord record, Reader reader) => record.State switch
    {
        PublicState.Voided => ("void", reader.Choose("已作废", "Void"), reader.Choose("这份文件已由发文机关作废，不再有效。", "Its issuer declared this document void; it no longer holds.")),
        PublicState.Corrected => ("corrected", reader.Choose("已更正", "Corrected"), reader.Choose(
            $"这份文件已由{Safe(record.CorrectedBy ?? "")}更正，请以更正后的文件为准。", $"This document was corrected by {Safe(record.CorrectedBy ?? "")}, which counts instead.")),
        _ => ("good", reader.Choose("有效", "In force"), reader.Choose("发文机关印发过这份文件，目前有效。", "Its issuer issued this document, and it is in force.")),
    };

    private static string Rows(PublicRecord record, Reader reader)
    {
        var rows = new StringBuilder();
        void Row(string label, string? value, bool code = false)
        {
            if (value is not null)
                rows.Append("<tr><th scope=\"row\">").Append(label).Append("</th><td>").Append(code ? "<code>" : "").Append(Safe(value)).Append(code ? "</code>" : "").Append("</td></tr>");
        }
        Row(reader.Choose("文种", "Kind"), record.Kind);
        Row(reader.Choose("发文字号", "Number"), record.Number ?? reader.Choose("无（表单不编号）", "none (forms have no number)"));
        Row(reader.Choose("发文机关", "Issuer"), record.Issuer);
        Row(reader.Choose("成文日期", "Date"), FieldCheck.WriteDay(record.IssueDate));
        Row(reader.Choose("标题", "Title"), record.Title ?? reader.Choose("（本件未注明公开发布，不在此显示标题）", "(not marked for publication, so its title is not shown here)"));
        Row(reader.Choose("原件 SHA-256", "SHA-256 of the original"), record.Sha256, code: true);
        Row(reader.Choose("PDF 的 SHA-256", "SHA-256 of the PDF"), record.PdfSha256, code: true);
        return rows.ToString();
    }

    private static string Safe(string text) => Encoder.Encode(text);
}
