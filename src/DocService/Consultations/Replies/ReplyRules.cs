using System.Text.RegularExpressions;

namespace SpotCheck.DocService.Consultations.Replies;

/// <summary>What keeps an answer from being final, each with the field and what to do.</summary>
/// <param name="Field"><c>inspectors[0].telephone</c>, as in the answer's JSON.</param>
internal sealed record ReplyFault(string Field, string Reason);

/// <summary>The rules of an answer, the same for the page and the form.</summary>
internal static partial class ReplyRules
{
    public const int MostInspectors = 50;
    private const int LongestText = 1000;

    /// <summary>Whether a draft can be kept at all: sizes and characters.</summary>
    public static bool IsStorable(ReplyContent content) =>
        content.Proposals.Count <= 20 && content.Inspectors.Count <= MostInspectors
        && content.Proposals.All(p => p is not null && Enum.IsDefined(p.Column)) && content.Inspectors.All(i => i is not null)
        && (content.Opinion is null || Enum.IsDefined(content.Opinion.Value))
        && TextsOf(content).All(text => text.Length <= LongestText && !text.Any(c => char.IsControl(c) && c != '\n'));

    /// <param name="fields">The fields as the letter put them.</param>
    public static IReadOnlyList<ReplyFault> Judge(ReplyContent content, IReadOnlyList<TaskField> fields) =>
    [
        .. Opinions(content),
        .. content.Opinion == Opinion.Propose ? Proposals(content, fields) : [],
        .. content.Opinion == Opinion.Decline ? [] : Inspectors(content),
        .. Contacts(content.Contact),
    ];

    private static IEnumerable<ReplyFault> Opinions(ReplyContent content)
    {
        if (content.Opinion is null)
            yield return new("opinion", "没有选择会商意见。请在“同意”“修改后同意”“不参加”中选一项。");
        if (content.Opinion == Opinion.Decline && content.Reason.Trim().Length < 2)
            yield return new("reason", "没有写不参加的理由。请写明理由。");
    }

    private static IEnumerable<ReplyFault> Proposals(ReplyContent content, IReadOnlyList<TaskField> fields)
    {
        if (content.Proposals.Count == 0 && content.Reason.Trim().Length < 2)
            yield return new("proposals", "没有写要修改什么。请至少修改一项，或在“其他意见”中写明。");
        for (var i = 0; i < content.Proposals.Count; i++)
        {
            var proposal = content.Proposals[i];
            if (fields.FirstOrDefault(f => f.Column == proposal.Column) is not { } field)
                yield return new($"proposals[{i}].column", "函中没有这一项，不能修改。");
            else if (proposal.NewValue.Trim().Length == 0)
                yield return new($"proposals[{i}].newValue", $"“{field.Header}”没有写拟改为什么。不修改的请取消这一项。");
            else if (proposal.NewValue.Trim() == field.Value.Trim())
                yield return new($"proposals[{i}].newValue", $"“{field.Header}”与现在的内容相同。不修改的请取消这一项。");
            if (proposal.Reason.Trim().Length < 2)
                yield return new($"proposals[{i}].reason", "没有写修改的理由。请写明理由。");
            if (content.Proposals.Take(i).Any(earlier => earlier.Column == proposal.Column))
                yield return new($"proposals[{i}].column", "同一项写了两处修改。请保留一处。");
        }
    }

    private static IEnumerable<ReplyFault> Inspectors(ReplyContent content)
    {
        if (content.Opinion == Opinion.Agree && content.Inspectors.Count == 0)
            yield return new("inspectors", "没有填写拟派执法检查人员。请至少填写一人。");
        for (var i = 0; i < content.Inspectors.Count; i++)
        {
            var inspector = content.Inspectors[i];
            if (inspector.Name.Trim().Length is < 2 or > 30)
                yield return new($"inspectors[{i}].name", $"第{i + 1}人没有写姓名，或超过30字。");
            if (inspector.Certificate.Trim().Length == 0)
                yield return new($"inspectors[{i}].certificate", $"第{i + 1}人没有写执法证号。");
            else if (!CertificateForm().IsMatch(inspector.Certificate.Trim()))
                yield return new($"inspectors[{i}].certificate", $"第{i + 1}人的执法证号“{inspector.Certificate}”不对。执法证号是4至30位的数字、字母，可带“-”或汉字字头。");
            if (inspector.Section.Trim().Length is 0 or > 60)
                yield return new($"inspectors[{i}].section", $"第{i + 1}人没有写所在科室，或超过60字。");
            if (inspector.Telephone.Trim().Length == 0)
                yield return new($"inspectors[{i}].telephone", $"第{i + 1}人没有写联系电话。请写手机号，或带区号的座机号。");
            else if (!TelephoneForm().IsMatch(inspector.Telephone.Trim()))
                yield return new($"inspectors[{i}].telephone", $"第{i + 1}人的联系电话“{inspector.Telephone}”不对。请写手机号，或带区号的座机号。");
            if (content.Inspectors.Take(i).Any(earlier => earlier.Certificate.Trim() == inspector.Certificate.Trim()))
                yield return new($"inspectors[{i}].certificate", $"第{i + 1}人与前面的人执法证号相同。请核对。");
        }
    }

    private static IEnumerable<ReplyFault> Contacts(ReplyContact contact)
    {
        if (contact.Name.Trim().Length is < 2 or > 30)
            yield return new("contact.name", "没有写联系人，或超过30字。");
        if (contact.Telephone.Trim().Length == 0)
            yield return new("contact.telephone", "没有写联系电话。请写手机号，或带区号的座机号，例如 0310-1234567。");
        else if (!TelephoneForm().IsMatch(contact.Telephone.Trim()))
            yield return new("contact.telephone", $"联系电话“{contact.Telephone}”不对。请写手机号，或带区号的座机号，例如 0310-1234567。");
    }

    private static IEnumerable<string> TextsOf(ReplyContent content) =>
        content.Proposals.SelectMany(p => new[] { p.NewValue, p.Reason })
            .Concat(content.Inspectors.SelectMany(i => new[] { i.Name, i.Certificate, i.Section, i.Telephone }))
            .Concat([content.Reason, content.Contact.Name, content.Contact.Telephone]);

    [GeneratedRegex(@"^[\p{IsCJKUnifiedIdeographs}A-Za-z0-9\-〔〕()（）]{4,30}$", RegexOptions.None, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex CertificateForm();

    [GeneratedRegex(@"^(\+?86[- ]?)?(1\d{10}|0\d{2,3}[- ]?\d{7,8}(-\d{1,6})?|\d{7,8}|(400|800)[- ]?\d{3}[- ]?\d{4})$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex TelephoneForm();
}
