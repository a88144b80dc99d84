using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;

namespace SpotCheck.DocService.Mail.Graph;

/// <summary>A letter with large files as a draft, every file attached; taken up again where a kill or a broken connection left it.</summary>
internal sealed class GraphDraft(GraphConnection graph)
{
    // Pieces are multiples of 320 KiB and stay below 4 MB.
    private const int Piece = 12 * 320 * 1024;
    private const int MostBreaks = 5;

    /// <returns>The identifier of the draft, ready to be sent; or why there is none.</returns>
    public async Task<(string? Draft, DeliveryOutcome? Refused)> PrepareAsync(
        OutgoingMail letter, MessageParts parts, IHandingOver handing, int largestInline, CancellationToken ct)
    {
        var draft = letter.OutletMark;
        if (draft is not null && (await graph.AskAsync(HttpMethod.Get, $"messages/{draft}?$select=id,isDraft", null, ct)).Status == HttpStatusCode.NotFound)
            draft = null;
        if (draft is null)
        {
            var made = await graph.AskAsync(HttpMethod.Post, "messages", GraphMessage.Of(letter, parts, withAttachments: false), ct);
            if (!made.IsGood || (draft = (string?)made.Body["id"]) is null)
                return (null, made.IsGood ? DeliveryOutcome.Later("Microsoft Graph 没有给出草稿编号") : GraphOutlet.Judge(made, handedOver: false));
            if (!await handing.RememberAsync(draft))
                return (null, DeliveryOutcome.Abandoned);
        }

        var there = await graph.AskAsync(HttpMethod.Get, $"messages/{draft}/attachments?$select=id,name,size", null, ct);
        if (!there.IsGood)
            return (null, GraphOutlet.Judge(there, handedOver: false));
        var names = (there.Body["value"] as JsonArray ?? []).OfType<JsonObject>().Select(file => (string?)file["name"]).ToHashSet(StringComparer.Ordinal);
        foreach (var attachment in parts.Attachments.Where(file => !names.Contains(file.FileName)))
        {
            var refused = attachment.Content.Length <= largestInline
                ? await AttachAsync(draft, attachment, ct)
                : await UploadAsync(draft, attachment, ct);
            if (refused is not null)
                return (null, refused);
        }
        return (draft, null);
    }

    private async Task<DeliveryOutcome?> AttachAsync(string draft, LetterAttachment attachment, CancellationToken ct)
    {
        var answer = await graph.AskAsync(HttpMethod.Post, $"messages/{draft}/attachments", GraphMessage.AttachmentOf(attachment), ct);
        return answer.IsGood ? null : GraphOutlet.Judge(answer, handedOver: false);
    }

    private async Task<DeliveryOutcome?> UploadAsync(string draft, LetterAttachment attachment, CancellationToken ct)
    {
        var total = attachment.Content.Length;
        var opened = await graph.AskAsync(HttpMethod.Post, $"messages/{draft}/attachments/createUploadSession", new JsonObject
        {
            ["AttachmentItem"] = new JsonObject { ["attachmentType"] = "file", ["name"] = attachment.FileName, ["size"] = total, ["contentType"] = attachment.ContentType },
        }, ct);
        if (!opened.IsGood || !Uri.TryCreate((string?)opened.Body["uploadUrl"], UriKind.Absolute, out var session) || session.Scheme != Uri.UriSchemeHttps)
            return opened.IsGood ? DeliveryOutcome.Later("Microsoft Graph 没有给出上传地址") : GraphOutlet.Judge(opened, handedOver: false);

        long from = 0;
        for (var breaks = 0; ;)
        {
            GraphAnswer? answer = null;
            try
            {
                answer = await graph.UploadAsync(session, attachment.Content.AsMemory((int)from, (int)Math.Min(Piece, total - from)), from, total, ct);
            }
            catch (Exception fault) when (fault is HttpRequestException or IOException || (fault is OperationCanceledException && !ct.IsCancellationRequested))
            {
                if (++breaks > MostBreaks)
                    return DeliveryOutcome.Later("附件上传多次中断：" + fault.Message);
            }

            if (answer is { Status: HttpStatusCode.Created })
                return null;
            if (answer is { IsBusy: true } or { Status: HttpStatusCode.NotFound })
                return answer.IsBusy ? GraphOutlet.Judge(answer, handedOver: false) : DeliveryOutcome.Later("上传地址已失效，稍后重新上传");
            if (answer is not { IsGood: true } && ++breaks > MostBreaks)
                return GraphOutlet.Judge(answer!, handedOver: false);
            // The session itself knows what has arrived, also where its answer did not.
            var expected = answer is { IsGood: true } ? answer : await graph.AskSessionAsync(session, ct);
            if (!expected.IsGood)
                return GraphOutlet.Judge(expected, handedOver: false);
            if (NextOf(expected) is not { } next || next >= total)
                return null;
            from = next;
        }
    }

    // "nextExpectedRanges": ["3932160-"] or ["3932160"].
    private static long? NextOf(GraphAnswer answer) =>
        (answer.Body["nextExpectedRanges"] as JsonArray)?.FirstOrDefault() is { } first
        && long.TryParse(first.ToString().Split('-')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var next) ? next : null;
}
