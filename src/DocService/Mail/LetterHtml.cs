using System.Net;
using System.Text;

namespace SpotCheck.DocService.Mail;

/// <summary>A letter's text as a simple page for mail programs: paragraphs, and a line that is nothing but an address as a button with the address below it. No pictures, scripts or anything fetched from elsewhere.</summary>
internal static class LetterHtml
{
    private const string Font = "font-family:'Microsoft YaHei','PingFang SC','Noto Sans CJK SC',sans-serif";

    public static string Of(string subject, string text)
    {
        var page = new StringBuilder();
        page.Append("<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>").Append(Escaped(subject)).Append("</title></head>\n")
            .Append("<body style=\"margin:0;padding:0;background:#f3f4f6\">\n<table role=\"presentation\" width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" border=\"0\"><tr><td align=\"center\" style=\"padding:24px 12px\">\n")
            .Append("<table role=\"presentation\" width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" border=\"0\" style=\"max-width:640px;background:#ffffff;border-top:4px solid #b3261e\"><tr><td style=\"padding:28px 32px;").Append(Font).Append(";font-size:16px;line-height:1.75;color:#1f2328\">\n")
            .Append("<h1 style=\"margin:0 0 20px;font-size:19px;line-height:1.5;font-weight:bold\">").Append(Escaped(subject)).Append("</h1>\n");
        foreach (var line in text.ReplaceLineEndings("\n").Split('\n').Where(line => !string.IsNullOrWhiteSpace(line)))
            page.Append(IsAddress(line.Trim()) ? Button(line.Trim()) : Paragraph(line)).Append('\n');
        return page.Append("</td></tr></table>\n</td></tr></table>\n</body>\n</html>\n").ToString();
    }

    private static bool IsAddress(string line) => Uri.TryCreate(line, UriKind.Absolute, out var address) && address.Scheme is "https" or "http" && !line.Any(char.IsWhiteSpace);

    private static string Button(string address)
    {
        var label = address.Contains("/reply#", StringComparison.Ordinal) ? "打开回复页面" : "打开网页";
        return $"<p style=\"margin:20px 0 8px\"><a href=\"{Escaped(address)}\" style=\"display:inline-block;padding:12px 32px;background:#0b57a4;color:#ffffff;font-size:17px;font-weight:bold;text-decoration:none;border-radius:4px\">{label}</a></p>\n"
            + $"<p style=\"margin:0 0 20px;font-size:14px;line-height:1.6;color:#57606a\">按钮打不开的，请把下面的地址复制到浏览器：<br><span style=\"word-break:break-all;color:#0b57a4\">{Escaped(address)}</span></p>";
    }

    // The indent of a Chinese paragraph is two characters in the text and a property of the paragraph here.
    private static string Paragraph(string line) =>
        $"<p style=\"margin:0 0 12px{(line.StartsWith('　') ? ";text-indent:2em" : "")}\">{Escaped(line.Trim())}</p>";

    private static string Escaped(string text) => WebUtility.HtmlEncode(text);
}
