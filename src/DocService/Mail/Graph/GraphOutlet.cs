using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Identity.Client;

namespace SpotCheck.DocService.Mail.Graph;

/// <summary>
/// Sends through a mailbox of Microsoft 365 (Graph REST v1.0). A small letter goes out by <c>sendMail</c>; one with files over 3 MB
/// as a draft, the files by upload sessions, then <c>send</c>. What was sent is recognised by a header of its own.
/// </summary>
internal sealed class GraphOutlet(GraphSettings settings, TimeProvider clock) : IMailOutlet, IDisposable
{
    // Graph takes 4 MB in one request; base64 makes three of four bytes.
    private const int LargestInline = 3 << 20;

    // A send that was under way when we were killed may still be carried out.
    private static readonly TimeSpan InFlight = TimeSpan.FromMinutes(5);

    private readonly GraphConnection graph = new(settings, clock);

    public bool CanLookAfterwards => true;

    public async Task<DeliveryOutcome> DeliverAsync(OutgoingMail letter, IHandingOver handing, CancellationToken ct)
    {
        var handedOver = false;
        try
        {
            if (letter.Attempts > 1 && await SightAsync(letter, ct) == Sighting.Delivered)
                return DeliveryOutcome.Accepted("此前已发出，没有再发。");
            var parts = MessageParts.Read(letter.Content);
            var small = parts.Attachments.Sum(a => (long)a.Content.Length) <= LargestInline;
            var path = "sendMail";
            if (!small)
            {
                var (draft, refused) = await new GraphDraft(graph).PrepareAsync(letter, parts, handing, LargestInline, ct);
                if (draft is null)
                    return refused!;
                path = $"messages/{draft}/send";
            }

            if (!await handing.AboutToAsync())
                return DeliveryOutcome.Abandoned;
            handedOver = true;
            var body = small ? new JsonObject { ["message"] = GraphMessage.Of(letter, parts, withAttachments: true), ["saveToSentItems"] = true } : null;
            // From here on a stop of the service waits for the answer.
            return Judge(await graph.AskAsync(HttpMethod.Post, path, body, CancellationToken.None), handedOver);
        }
        catch (Exception fault) when (IsOutside(fault))
        {
            if (handedOver && fault is not MsalException)
                return DeliveryOutcome.Unknown("邮件已交给 Microsoft Graph，但没有收到答复（" + Said(fault) + "）。正在“已发送邮件”中核对；核对不到时请向对方核实。");
            ct.ThrowIfCancellationRequested();
            return DeliveryOutcome.Later(Said(fault));
        }
    }

    public async Task<Sighting> LookAsync(OutgoingMail letter, CancellationToken ct)
    {
        try
        {
            return await SightAsync(letter, ct);
        }
        catch (Exception fault) when (IsOutside(fault) && !ct.IsCancellationRequested)
        {
            return Sighting.CannotTell;
        }
    }

    /// <summary>What an answer means for the letter.</summary>
    /// <param name="handedOver">The request was the one that sends.</param>
    public static DeliveryOutcome Judge(GraphAnswer answer, bool handedOver) => answer switch
    {
        { IsGood: true } => DeliveryOutcome.Accepted(answer.Status == HttpStatusCode.Accepted ? "202 Microsoft Graph 已接受" : answer.Shown),
        { IsBusy: true } => new(Delivery.Later, answer.Shown, answer.RetryAfter),
        { IsUnclear: true } => handedOver ? DeliveryOutcome.Unknown("Microsoft Graph 出错，不知道邮件是否已发出：" + answer.Shown) : DeliveryOutcome.Later(answer.Shown),
        { Status: HttpStatusCode.Unauthorized or HttpStatusCode.Locked or HttpStatusCode.RequestTimeout or HttpStatusCode.Conflict } => new(Delivery.Later, answer.Shown, answer.RetryAfter),
        { Status: HttpStatusCode.Forbidden } => new(Delivery.Refused, answer.Shown + "。请管理员核对应用的 Mail.Send、Mail.ReadWrite 权限和可用邮箱范围，然后重新发送。"),
        { Status: HttpStatusCode.NotFound } => new(Delivery.Refused, answer.Shown + "。请管理员核对 Mail__Graph__Mailbox 是否为本租户中有邮箱的用户，然后重新发送。"),
        _ => new(Delivery.Refused, answer.Shown),
    };

    public void Dispose() => graph.Dispose();

    private async Task<Sighting> SightAsync(OutgoingMail letter, CancellationToken ct)
    {
        if (letter.OutletMark is { } draft)
            return await SightDraftAsync(letter, draft, ct);
        // By time and not by the header: Graph filters by no header. A minute of grace for clocks that differ.
        var since = letter.QueuedAt.AddMinutes(-1).UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
        string? next = $"mailFolders/sentitems/messages?$filter=sentDateTime ge {since}&$orderby=sentDateTime&$select=id,internetMessageHeaders&$top=100";
        for (var page = 0; page < 50 && next is not null; page++)
        {
            var answer = await graph.AskAsync(HttpMethod.Get, next, null, ct);
            if (!answer.IsGood)
                return Sighting.CannotTell;
            if (answer.Body["value"] is JsonArray messages && messages.OfType<JsonObject>().Any(message => GraphMessage.Is(message, letter)))
                return Sighting.Delivered;
            next = (string?)answer.Body["@odata.nextLink"];
        }
        return Sighting.CannotTell;
    }

    private async Task<Sighting> SightDraftAsync(OutgoingMail letter, string draft, CancellationToken ct)
    {
        var answer = await graph.AskAsync(HttpMethod.Get, $"messages/{draft}?$select=id,isDraft", null, ct);
        if (!answer.IsGood)
            return Sighting.CannotTell;
        if ((bool?)answer.Body["isDraft"] == false)
            return Sighting.Delivered;
        return letter.UndecidedSince is not { } since || clock.GetUtcNow() - since >= InFlight ? Sighting.NotDelivered : Sighting.CannotTell;
    }

    private static bool IsOutside(Exception fault) => fault is HttpRequestException or IOException or OperationCanceledException or MsalException;

    private static string Said(Exception fault) => fault switch
    {
        OperationCanceledException => "等待答复超时",
        // Microsoft's own words begin with its code; what MSAL puts before them is the same for every fault.
        MsalServiceException refused => $"没有得到访问令牌：{refused.StatusCode} {refused.ErrorCode} {string.Concat(refused.Message[Math.Max(0, refused.Message.IndexOf("AADSTS", StringComparison.Ordinal))..].Where(c => !char.IsControl(c)).Take(200))}",
        MsalException => "没有得到访问令牌：" + ((MsalException)fault).ErrorCode,
        _ => fault.Message,
    };
}
