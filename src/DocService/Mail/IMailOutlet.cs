namespace SpotCheck.DocService.Mail;

/// <summary>A way out for letters: a mail server, Microsoft Graph, or a folder.</summary>
internal interface IMailOutlet
{
    /// <summary>After a kill or a lost answer it may be seen later whether a letter went out.</summary>
    bool CanLookAfterwards { get; }

    /// <summary>Looks for this very letter where sent ones are kept; only asked where <see cref="CanLookAfterwards"/>.</summary>
    Task<Sighting> LookAsync(OutgoingMail letter, CancellationToken ct);

    /// <summary>Tries once.</summary>
    /// <param name="letter">The letter; its content goes out as it was queued.</param>
    /// <param name="handing">Told before the steps that must not be forgotten.</param>
    Task<DeliveryOutcome> DeliverAsync(OutgoingMail letter, IHandingOver handing, CancellationToken ct);
}

/// <summary>Whom an outlet tells how far it is, before it goes further.</summary>
internal interface IHandingOver
{
    /// <summary>Called right before the step that cannot be taken back; on <c>false</c> nothing is handed over.</summary>
    Task<bool> AboutToAsync();

    /// <summary>Keeps the outlet's own mark of a letter half delivered, such as the identifier of a draft.</summary>
    Task<bool> RememberAsync(string mark);
}

/// <summary>What a look for a letter has shown.</summary>
internal enum Sighting
{
    /// <summary>It went out.</summary>
    Delivered,

    /// <summary>It certainly did not, and never will by itself.</summary>
    NotDelivered,

    /// <summary>Neither can be said now.</summary>
    CannotTell,
}

internal enum Delivery
{
    Accepted,

    /// <summary>Refused for now, or not reached: try again later.</summary>
    Later,

    /// <summary>Refused for good.</summary>
    Refused,

    /// <summary>Handed over, and the answer never came.</summary>
    Unknown,

    /// <summary>Somebody else has the letter now.</summary>
    Abandoned,
}

/// <param name="Said">For people: the server's words, or what failed.</param>
/// <param name="RetryAfter">How long the server asks to be left alone, with every letter.</param>
internal sealed record DeliveryOutcome(Delivery Delivery, string Said, TimeSpan? RetryAfter = null)
{
    public static DeliveryOutcome Abandoned { get; } = new(Delivery.Abandoned, "");

    public static DeliveryOutcome From(SmtpReply reply) =>
        new(reply.IsPositive ? Delivery.Accepted : reply.IsTransient ? Delivery.Later : Delivery.Refused, reply.Shown);

    public static DeliveryOutcome Accepted(string said) => new(Delivery.Accepted, said);

    public static DeliveryOutcome Later(string said) => new(Delivery.Later, said);

    public static DeliveryOutcome Unknown(string said) => new(Delivery.Unknown, said);
}
