using System.Text;

namespace SpotCheck.VerifiableDraws;

/// <summary>A ticket key K: 64 lower-case hex characters, one SHA-256 block (docs/draw-protocol.md §1 and §4).</summary>
/// <remarks>Anyone can check a ticket: <c>printf '%s%s' "$K" "$ID" | sha256sum</c>.</remarks>
public sealed class TicketKey
{
    /// <summary>Takes a key from a digest.</summary>
    /// <param name="value">K, or R itself.</param>
    public TicketKey(Digest value)
    {
        Value = value;
        Block = Encoding.ASCII.GetBytes(value.ToString());
    }

    /// <summary>K.</summary>
    public Digest Value { get; }

    /// <summary>The 64 ASCII bytes that every ticket's input begins with.</summary>
    internal byte[] Block { get; }

    /// <summary><c>F(K, m) = H(ascii(K) ‖ utf8(m))</c>.</summary>
    /// <param name="message">Any well-formed text.</param>
    /// <returns>The ticket.</returns>
    public Digest Ticket(string message) => Ticket(Encoding.UTF8.GetBytes(message));

    /// <summary><c>F(K, m)</c> for UTF-8 bytes.</summary>
    /// <param name="message">The bytes of m.</param>
    /// <returns>The ticket.</returns>
    public Digest Ticket(ReadOnlySpan<byte> message)
    {
        Span<byte> small = stackalloc byte[512];
        var buffer = message.Length + 64 <= small.Length ? small[..(message.Length + 64)] : new byte[message.Length + 64];
        Block.CopyTo(buffer);
        message.CopyTo(buffer[64..]);
        return Digest.Of(buffer);
    }

    /// <summary>A key derived from this one: <c>F(K, label)</c>.</summary>
    /// <param name="label">Such as <c>objects/2023-012</c>.</param>
    /// <returns>The key.</returns>
    public TicketKey Derive(string label) => new(Ticket(label));
}

/// <summary>Seeds and the keys that follow from them (docs/draw-protocol.md §4).</summary>
public static class Seeds
{
    /// <summary>The seed R (R' for a REOPEN).</summary>
    /// <param name="opening">Leaf hash of the OPEN or REOPEN.</param>
    /// <param name="contributions">All contributions, in order.</param>
    /// <param name="secret">The opened server secret.</param>
    /// <returns>R.</returns>
    public static Digest Of(Digest opening, IEnumerable<ContribRecord> contributions, Digest secret) =>
        Digest.Of(Jcs.Serialize(JcsObject.Of(
            ("alg", Protocol.Alg),
            ("contributions", JcsArray.Of(contributions.Select(static c => (JcsValue)JcsObject.Of(
                ("by", c.By), ("source", ExpectedContribution.NameOf(c.Source)), ("value", c.Value.ToJson()))))),
            ("open", opening),
            ("server", secret))));

    /// <summary>K_obj of a task.</summary>
    /// <param name="seed">R.</param>
    /// <param name="task">Its id and visit group decide.</param>
    /// <returns>The key of object tickets.</returns>
    public static TicketKey ObjectKey(Digest seed, DrawTask task) =>
        new TicketKey(seed).Derive(task.VisitGroup is { } group ? "objects/@" + group : "objects/" + task.Id);

    /// <summary>K_ins of a task.</summary>
    /// <param name="seed">R.</param>
    /// <param name="taskId">Id of the task.</param>
    /// <returns>The key of pair tickets.</returns>
    public static TicketKey InspectorKey(Digest seed, string taskId) => new TicketKey(seed).Derive("inspectors/" + taskId);

    /// <summary>K' of a task in a re-draw.</summary>
    /// <param name="seed">R'.</param>
    /// <param name="taskId">Id of the task.</param>
    /// <returns>The key of pair tickets.</returns>
    public static TicketKey ReinspectKey(Digest seed, string taskId) => new TicketKey(seed).Derive("reinspect/" + taskId);
}
