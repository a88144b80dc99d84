using SpotCheck.DocService.Consultations.Replies;

namespace SpotCheck.DocService.Consultations.Forms;

/// <summary>A place in a filled form that cannot be taken as it is.</summary>
/// <param name="Place">会商回执!C11, or 回执表第4行.</param>
/// <param name="Found">What stands there.</param>
internal sealed record FormDoubt(string Place, string Found, string Reason);

/// <summary>What a filled form says.</summary>
/// <param name="Content">Null where the form is not one of this letter.</param>
/// <param name="OtherLetter">The letter the form says it belongs to, where it is not this one.</param>
internal sealed record ReplyForm(ReplyContent? Content, IReadOnlyList<FormDoubt> Doubts, string? OtherLetter)
{
    /// <summary>The doubts of reading and the faults of the rules, each at its place.</summary>
    /// <param name="places">Place of each field of the answer's JSON.</param>
    public static ReplyForm Of(ReplyContent content, List<FormDoubt> doubts, IReadOnlyList<TaskField> fields, Dictionary<string, string> places)
    {
        foreach (var fault in ReplyRules.Judge(content, fields))
        {
            var place = places.GetValueOrDefault(fault.Field) ?? places.Where(p => p.Key.StartsWith(fault.Field, StringComparison.Ordinal)).Select(p => p.Value).FirstOrDefault() ?? "回执";
            if (!doubts.Exists(doubt => doubt.Place == place))
                doubts.Add(new(place, "", fault.Reason));
        }
        if (!ReplyRules.IsStorable(content))
            doubts.Add(new("回执", "", ReplyRefusals.TooMuch.Chinese));
        return new(content, doubts, null);
    }
}
