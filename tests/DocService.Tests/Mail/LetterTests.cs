using System.Text;
using System.Text.RegularExpressions;
using SpotCheck.DocService.Mail;

namespace SpotCheck.DocService.Tests.Mail;

public sealed partial class LetterTests
{
    private const string LongName = "关于商请联合开展2023年度二手车销售企业“双随机、一公开”部门联合抽查的函（附会商意见回执）.docx";

    private static readonly byte[] File = [.. Enumerable.Range(0, 5000).Select(i => (byte)(i * 7))];

    private static string Message(string subject = "关于商请联合开展随机抽查的函", string toName = "邯郸市市场监督管理局", string fileName = LongName, string text = "您好：\n附件请查收。\n.\n") =>
        Encoding.ASCII.GetString(new Letter(MailboxAddress.Read("scjg@example.gov.cn")!, toName, subject, text,
            [new(fileName, "application/vnd.openxmlformats-officedocument.wordprocessingml.document", File)])
            .ToBytes(MailboxAddress.Read("swj@example.gov.cn")!, "邯郸市商务局", "id-1@example.gov.cn", new(2023, 6, 9, 9, 0, 0, TimeSpan.FromHours(8))));

    [Fact]
    public void The_header_is_that_of_RFC_5322_with_the_Chinese_encoded()
    {
        var header = Message().Split("\r\n\r\n")[0];

        Assert.Contains("Date: Fri, 09 Jun 2023 09:00:00 +0800\r\n", header, StringComparison.Ordinal);
        Assert.Contains("Message-ID: <id-1@example.gov.cn>\r\n", header, StringComparison.Ordinal);
        Assert.Contains(" <scjg@example.gov.cn>\r\n", header, StringComparison.Ordinal);
        Assert.Equal("关于商请联合开展随机抽查的函", Decode(Field(header, "Subject")));
        Assert.Equal("邯郸市商务局", Decode(Field(header, "From")).Split(" <")[0]);
    }

    [Fact]
    public void Every_line_is_short_7_bit_and_ends_in_CRLF()
    {
        var message = Message(subject: string.Concat(Enumerable.Repeat("长主题𠮷", 60)));

        Assert.All(message, c => Assert.True(c < 128));
        Assert.All(message.Split("\r\n"), line =>
        {
            Assert.True(line.Length <= 78, line);
            Assert.DoesNotContain('\n', line);
            Assert.DoesNotContain('\r', line);
        });
        Assert.Equal(string.Concat(Enumerable.Repeat("长主题𠮷", 60)), Decode(Field(message.Split("\r\n\r\n")[0], "Subject")));
    }

    [Theory]
    [InlineData(LongName)]
    [InlineData("letter.docx")]
    [InlineData("100% \"quoted\"; name*=x.docx")]
    public void The_name_of_the_attachment_is_that_of_RFC_2231(string name)
    {
        var disposition = Regex.Match(Message(fileName: name), "Content-Disposition: (?<found>attachment;(?:\r\n [^\r]*)*)", RegexOptions.None, TimeSpan.FromSeconds(1)).Groups["found"].Value;

        Assert.Equal(name, Rfc2231Name(disposition));
    }

    [Fact]
    public void Text_and_attachment_arrive_byte_for_byte()
    {
        var message = Message();
        var boundary = "--" + Regex.Match(message, "boundary=\"(?<found>[^\"]+)\"", RegexOptions.None, TimeSpan.FromSeconds(1)).Groups["found"].Value;
        var parts = message.Split(boundary);

        Assert.Equal(4, parts.Length);
        Assert.Equal("--\r\n", parts[3]);
        var versions = "--" + Regex.Match(parts[1], "boundary=\"(?<found>[^\"]+)\"", RegexOptions.None, TimeSpan.FromSeconds(1)).Groups["found"].Value;
        var (plain, html) = (parts[1].Split(versions)[1], parts[1].Split(versions)[2]);
        Assert.Contains("multipart/alternative", parts[1].Split("\r\n\r\n")[0], StringComparison.Ordinal);
        Assert.StartsWith("\r\nContent-Type: text/plain; charset=utf-8\r\n", plain, StringComparison.Ordinal);
        Assert.StartsWith("\r\nContent-Type: text/html; charset=utf-8\r\n", html, StringComparison.Ordinal);
        Assert.Equal("您好：\r\n附件请查收。\r\n.\r\n", Encoding.UTF8.GetString(Convert.FromBase64String(plain.Split("\r\n\r\n")[1])));
        Assert.Contains(">附件请查收。</p>", Encoding.UTF8.GetString(Convert.FromBase64String(html.Split("\r\n\r\n")[1])), StringComparison.Ordinal);
        Assert.Equal(File, Convert.FromBase64String(parts[2].Split("\r\n\r\n")[1]));
    }

    [Fact]
    public void An_address_becomes_a_button_and_stays_readable_and_nothing_is_fetched_or_run()
    {
        const string address = "https://spotcheck.example.gov.cn/reply#aB-9_";

        var html = LetterHtml.Of("函<件>", $"您好：\n\n　　请打开：\n{address}\n　　<script>alert(1)</script>\njavascript:alert(1)");

        Assert.Contains($"<a href=\"{address}\"", html, StringComparison.Ordinal);
        Assert.Contains("打开回复页面</a>", html, StringComparison.Ordinal);
        Assert.Contains($">{address}</span>", html, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;", html, StringComparison.Ordinal);
        Assert.Equal(1, Regex.Count(html, "href=", RegexOptions.None, TimeSpan.FromSeconds(1)));
        Assert.All(new[] { "<img", "<script", "src=", "url(", "@import", "<link" }, fetched => Assert.DoesNotContain(fetched, html, StringComparison.OrdinalIgnoreCase));
        var read = MessageParts.Read(Encoding.ASCII.GetBytes(Message(text: $"您好：\n{address}\n")));
        Assert.Contains(address, read.Text, StringComparison.Ordinal);
        Assert.Contains($"href=\"{address}\"", read.Html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("好\r\nBcc: x@y.cn")]
    [InlineData("好\nX")]
    [InlineData("好\u2028X")]
    [InlineData("好\0")]
    public void No_text_can_begin_a_header_of_its_own(string text)
    {
        Assert.Equal("mail.header", Outbox.Judge("a@b.cn", "甲局", text, [])!.Code);
        Assert.Equal("mail.header", Outbox.Judge("a@b.cn", text, "函", [])!.Code);
        Assert.Equal("mail.header", Outbox.Judge("a@b.cn", "甲局", "函", [new(text, "a/b", [])])!.Code);
        Assert.Throws<ArgumentException>(() => Message(subject: text));
        Assert.Throws<ArgumentException>(() => Message(toName: text));
        Assert.Throws<ArgumentException>(() => Message(fileName: text));
    }

    [Theory]
    [InlineData("scjg@example.gov.cn", "scjg@example.gov.cn")]
    [InlineData(" A.b+c@Example.CN ", "A.b+c@example.cn")]
    [InlineData("x@商务局.中国", "x@xn--6oqu54fc2n.xn--fiqs8s")]
    [InlineData("scjg", null)]
    [InlineData("scjg@", null)]
    [InlineData("@example.cn", null)]
    [InlineData("a@b", null)]
    [InlineData("a b@example.cn", null)]
    [InlineData("a..b@example.cn", null)]
    [InlineData("a@example.cn\r\nRCPT TO:<x@y.cn>", null)]
    [InlineData("a@example.cn>", null)]
    [InlineData("a,b@example.cn", null)]
    [InlineData("a@[127.0.0.1]", null)]
    [InlineData("a@127.0.0.1", null)]
    [InlineData("a@-x.cn", null)]
    [InlineData("张三@example.cn", null)]
    [InlineData(null, null)]
    public void An_address_is_one_plain_mailbox(string? typed, string? expected)
    {
        var read = MailboxAddress.Read(typed)?.Value;
        if (typed?.Contains('商', StringComparison.Ordinal) == true)
            Assert.StartsWith("x@xn--", read, StringComparison.Ordinal);
        else
            Assert.Equal(expected, read);
    }

    private static string Field(string header, string name) =>
        Regex.Match(header, $"^{name}: (?<found>[^\r\n]*(?:\r\n [^\r\n]*)*)", RegexOptions.Multiline, TimeSpan.FromSeconds(1)).Groups["found"].Value.TrimEnd('\r');

    private static string Decode(string value) =>
        EncodedWord().Replace(Regex.Replace(value, @"\?=\r\n =\?", "?==?", RegexOptions.None, TimeSpan.FromSeconds(1)), m => Encoding.UTF8.GetString(Convert.FromBase64String(m.Groups["found"].Value))).Replace("\r\n", "", StringComparison.Ordinal);

    private static string Rfc2231Name(string disposition)
    {
        var plain = Regex.Match(disposition, "filename=\"(?<found>[^\"]*)\"", RegexOptions.None, TimeSpan.FromSeconds(1));
        if (plain.Success)
            return plain.Groups["found"].Value;
        var parts = Regex.Matches(disposition, @"filename\*(?:(?<part>\d+)\*)?=(?:UTF-8'')?(?<text>[^;\r]+)", RegexOptions.None, TimeSpan.FromSeconds(1));
        return Uri.UnescapeDataString(string.Concat(parts.OrderBy(p => p.Groups["part"].Length == 0 ? 0 : int.Parse(p.Groups["part"].Value)).Select(p => p.Groups["text"].Value)));
    }

    [GeneratedRegex(@"=\?UTF-8\?B\?(?<found>[^?]+)\?=", RegexOptions.None, 1000)]
    private static partial Regex EncodedWord();
}
