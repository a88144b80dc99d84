using System.Text;
using System.Text.Encodings.Web;

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
    public static string Of(string code, PublicRecord? record) =>
        Frame.Value.Replace("<!--record-->", record is null ? Unknown(code) : Facts(record), StringComparison.Ordinal);

    private static string Unknown(string code) =>
        $"<section class=\"state none\"><h1>没有这份文件</h1><p>核验码 <code>{Safe(code.Length > 40 ? code[..40] + "…" : code)}</code> 没有对应的文件。请核对网址，或者对着文件上的二维码重新扫描。如果码是从文件上扫来的，这份文件可能不是本系统印发的，请向发文机关核实。</p></section>";

    private static string Facts(PublicRecord record)
    {
        var (style, heading, note) = record.State switch
        {
            PublicState.Voided => ("void", "已作废", "这份文件已由发文机关作废，不再有效。"),
            PublicState.Corrected => ("corrected", "已更正", $"这份文件已由{Safe(record.CorrectedBy ?? "")}更正，请以更正后的文件为准。"),
            _ => ("good", "有效", "发文机关印发过这份文件，目前有效。"),
        };
        var rows = new StringBuilder();
        void Row(string label, string? value, bool code = false)
        {
            if (value is not null)
                rows.Append("<tr><th scope=\"row\">").Append(label).Append("</th><td>").Append(code ? "<code>" : "").Append(Safe(value)).Append(code ? "</code>" : "").Append("</td></tr>");
        }
        Row("文种", record.Kind);
        Row("发文字号", record.Number ?? "无（表单不编号）");
        Row("发文机关", record.Issuer);
        Row("成文日期", FieldCheck.WriteDay(record.IssueDate));
        Row("标题", record.Title ?? "（本件未注明公开发布，不在此显示标题）");
        Row("原件 SHA-256", record.Sha256, code: true);
        Row("PDF 的 SHA-256", record.PdfSha256, code: true);
        return $"""
            <section class="state {style}"><p class="badge">{heading}</p><p>{note}</p></section>
            <section><h2>印发记录</h2><table>{rows}</table></section>
            <section id="check" data-code="{record.Code}" data-document="{record.Sha256}" data-pdf="{record.PdfSha256}" hidden><h2>核对手里的文件</h2>
            <p>选择手里的电子文件（.docx、.xlsx 或者 .pdf），看它是不是印发时的那一份。文件在您的浏览器里计算，不会保存。</p>
            <p><label class="plain" for="file">选择文件</label><input id="file" type="file" accept=".docx,.xlsx,.pdf"></p><p id="answer" role="status"></p>
            <p class="hint">改动过一个字、重新另存过的文件，结果都是“不一致”。纸质文件请比对上面的字号、机关和日期。</p></section>
            """;
    }

    private static string Safe(string text) => Encoder.Encode(text);
}
