using SpotCheck.DocService.Calendar;
using SpotCheck.DocService.Consultations.Replies;
using SpotCheck.DocService.Documents;

namespace SpotCheck.DocService.Consultations.Letters;

/// <summary>What the e-mails to a partner say. Plain text: it is read in every mail program and hides nothing.</summary>
internal sealed class LetterMail(LetterLinks links)
{
    public string Letter(ConsultationLetter letter, ReplyLink link, string bureau, string contact) => $"""
        {letter.Partner}：

        　　现将《{letter.Title}》（{letter.Number}）发给贵单位，全文见附件。{Asking(letter)}

        　　一、在线回复（推荐）。用电脑或手机打开下面的链接，不需要账号；函件中的二维码是同一个地址：

        {links.AddressOf(link.Id)}

        　　可以同意，可以逐项提出修改，也可以说明理由不参加，并填写拟派执法检查人员、上传盖章的回执。

        　　二、填表回复。打不开链接的，请填写附件“会商回执.xlsx”或函后的回执，随盖章件发回我单位。

        　　链接只供贵单位回复这件函，请勿转发；{Until(link)}前有效，提交后即失效。
        {Signature(bureau, contact)}
        """;

    public string Reminder(ConsultationLetter letter, ReplyLink link, string bureau, string contact, DateOnly today) => $"""
        {letter.Partner}：

        　　《{letter.Title}》（{letter.Number}）已于{Day(BeijingDays.DayOf(letter.SentAt))}发给贵单位，{(letter.ReplyBy < today ? $"回复期限{Day(letter.ReplyBy!.Value)}已过，至今没有收到回复。" : Asking(letter))}已经用其他方式回复的，请忽略本邮件。

        　　在线回复（不需要账号）：

        {links.AddressOf(link.Id)}

        　　链接只供贵单位回复这件函，请勿转发；{Until(link)}前有效，提交后即失效。
        {Signature(bureau, contact)}
        """;

    public string NewLink(ConsultationLetter letter, ReplyLink link, string bureau, string contact, string reason) => $"""
        {letter.Partner}：

        　　《{letter.Title}》（{letter.Number}）的回复链接已重新发出（{reason}），此前的链接和函件中的二维码不再有效。请用下面的链接回复：

        {links.AddressOf(link.Id)}

        　　链接只供贵单位回复这件函，请勿转发；{Until(link)}前有效，提交后即失效。
        {Signature(bureau, contact)}
        """;

    /// <summary>To the bureau itself. What the partner wrote and whom it named stays in the system.</summary>
    public string Answered(ConsultationLetter letter, ConsultationReply reply, ReplyContent content) => $"""
        　　{letter.Partner}已在线回复《{letter.Title}》（{letter.Number}）。

        　　会商意见：{ReplyContent.Chinese(content.Opinion)}{(content.Proposals.Count > 0 ? $"，提出修改{content.Proposals.Count}处" : "")}
        　　拟派执法检查人员：{content.Inspectors.Count}人
        　　回执编号：{reply.Receipt}
        　　回复时间：{Day(BeijingDays.DayOf(reply.ReceivedAt!.Value))}

        　　请在计划的会商一栏查看全文{(content.Proposals.Count > 0 ? "，并把采纳的修改并入计划" : "")}。本邮件由系统发出，请勿回复。
        """;

    private static string Asking(ConsultationLetter letter) => letter.ReplyBy is { } day ? $"请于{Day(day)}前回复。" : "请回复。";

    private static string Until(ReplyLink link) => Day(BeijingDays.DayOf(link.ExpiresAt));

    private static string Signature(string bureau, string contact) => $"{(contact.Length > 0 ? $"\n　　联系人：{contact}\n" : "")}\n{bureau}\n";

    private static string Day(DateOnly day) => $"{day.Year}年{day.Month}月{day.Day}日";
}
