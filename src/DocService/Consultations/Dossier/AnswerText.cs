using System.Globalization;
using SpotCheck.DocService.Consultations.Letters;
using SpotCheck.DocService.Consultations.Replies;

namespace SpotCheck.DocService.Consultations.Dossier;

/// <summary>A partner's answer as a text to read and file away.</summary>
internal static class AnswerText
{
    public static string Of(ConsultationReply reply, ConsultationLetter letter)
    {
        var content = reply.Read();
        List<string> lines =
        [
            $"函件：{letter.Title}（{letter.Number}）", $"回复单位：{letter.Partner}", $"回复方式：{(reply.Channel == ReplyChannel.Link ? "在线回复" : "回执表")}", $"回执编号：{reply.Receipt}",
            string.Create(CultureInfo.InvariantCulture, $"收到时间：{reply.ReceivedAt!.Value.ToOffset(TimeSpan.FromHours(8)):yyyy-MM-dd HH:mm:ss}"),
            $"会商意见：{ReplyContent.Chinese(content.Opinion)}",
            .. content.Opinion == Opinion.Propose ? Proposals(content, ReplyJson.Read<IReadOnlyList<TaskField>>(letter.Fields)) : [],
            .. content.Reason.Trim() is { Length: > 0 } reason ? [$"{(content.Opinion == Opinion.Decline ? "理由" : "其他意见")}：{reason}"] : Array.Empty<string>(),
            .. content.Opinion == Opinion.Decline ? [] : content.Inspectors.Select((inspector, index) => $"拟派执法检查人员{index + 1}：{inspector.Name}，执法证号{inspector.Certificate}，{inspector.Section}，电话{inspector.Telephone}"),
            $"联系人：{content.Contact.Name}，电话{content.Contact.Telephone}",
        ];
        return string.Join("\r\n", lines) + "\r\n";
    }

    private static IEnumerable<string> Proposals(ReplyContent content, IReadOnlyList<TaskField> fields) =>
        from proposal in content.Proposals
        let field = fields.First(known => known.Column == proposal.Column)
        select $"修改：“{field.Header}”由“{field.Value}”改为“{proposal.NewValue}”，理由：{proposal.Reason}";
}
