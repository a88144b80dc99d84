namespace SpotCheck.DocService.Mail;

/// <summary>A way out for letters: a mail server, or a folder.</summary>
internal interface IMailOutlet
{
    /// <summary>After a kill it can be seen whether a letter went out.</summary>
    bool CanLookAfterwards { get; }

    /// <summary>Whether this very letter went out; only asked where <see cref="CanLookAfterwards"/>.</summary>
    Task<bool> IsDeliveredAsync(OutgoingMail letter, CancellationToken ct);

    /// <summary>Tries once.</summary>
    /// <param name="letter">The letter; its content goes out byte for byte.</param>
    /// <param name="aboutToHandOver">Called right before the step that cannot be taken back; on <c>false</c> nothing is handed over.</param>
    Task<DeliveryOutcome> DeliverAsync(OutgoingMail letter, Func<Task<bool>> aboutToHandOver, CancellationToken ct);
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
internal sealed record DeliveryOutcome(Delivery Delivery, string Said)
{
    public static DeliveryOutcome Abandoned { get; } = new(Delivery.Abandoned, "");

    public static DeliveryOutcome From(SmtpReply reply) =>
        new(reply.IsPositive ? Delivery.Accepted : reply.IsTransient ? Delivery.Later : Delivery.Refused, reply.Shown);

    public static DeliveryOutcome Later(string said) => new(Delivery.Later, said);

    public static DeliveryOutcome Unknown(string said) => new(Delivery.Unknown, said);
}
