using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace SpotCheck.VerifiableDraws;

/// <summary>The secrets of one desk for a year, all bound by one root in GENESIS so that none can be chosen for a draw (docs/draw-protocol.md §3).</summary>
public sealed class SecretTree
{
    private readonly Digest _master;
    private readonly MerkleTree _tree = new();

    /// <summary>Derives all secrets of a desk.</summary>
    /// <param name="master"><c>m</c>, 32 bytes from a good random source; whoever knows it can foresee every draw.</param>
    /// <param name="count">Number of secrets, 1–4096.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is out of range.</exception>
    public SecretTree(Digest master, int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, Protocol.MaxSecrets);
        _master = master;
        for (var i = 0; i < count; i++)
            _tree.Append(CommitTo(SecretAt(i)).ToArray());
    }

    /// <summary>The root that GENESIS publishes.</summary>
    public Digest Root => _tree.Root;

    /// <summary>Number of secrets.</summary>
    public int Count => (int)_tree.Count;

    /// <summary><c>s_i = HMAC-SHA256(m, "ssd-1/secret/" ‖ decimal(i))</c>. Keep it from every log and response before REVEAL.</summary>
    /// <param name="index">From 0.</param>
    /// <returns>The secret.</returns>
    public Digest SecretAt(long index) => Digest.FromBytes(
        HMACSHA256.HashData(_master.ToArray(), Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"ssd-1/secret/{index}"))));

    /// <summary>What an OPEN or REOPEN publishes about a secret.</summary>
    /// <param name="index">Number of earlier OPEN and REOPEN records of the desk; less than <see cref="Count"/>.</param>
    /// <returns>Index, commitment and inclusion proof.</returns>
    public ServerCommitment CommitmentAt(long index) =>
        new(index, CommitTo(SecretAt(index)), _tree.Inclusion(index, _tree.Count));

    /// <summary><c>d = H(s)</c>.</summary>
    /// <param name="secret">A secret.</param>
    /// <returns>Its commitment.</returns>
    public static Digest CommitTo(Digest secret) => Digest.Of(secret.ToArray());

    /// <summary>Checks that a commitment is the leaf of a desk's secret root.</summary>
    /// <param name="server">What an OPEN or REOPEN published.</param>
    /// <param name="desk">The desk in GENESIS.</param>
    /// <returns>Null, or what contradicts.</returns>
    public static Violation? Check(ServerCommitment server, Desk desk)
    {
        if (server.Index >= desk.Secrets)
            return new Violation("server.index", $"less than {desk.Secrets}", $"{server.Index}");
        var root = Merkle.RootFromInclusion(Merkle.Leaf(server.Commit.ToArray()), server.Index, desk.Secrets, server.Path);
        return root == desk.SecretRoot
            ? null
            : new Violation("server.path", $"secretRoot {desk.SecretRoot}", root is { } r ? $"{r}" : $"a proof of {server.Path.Count} hashes");
    }
}
