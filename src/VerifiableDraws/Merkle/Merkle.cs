using System.Security.Cryptography;

namespace SpotCheck.VerifiableDraws;

/// <summary>Merkle tree hashes and proofs of RFC 6962 §2.1 over SHA-256.</summary>
public static class Merkle
{
    /// <summary>The root of a tree without leaves: <c>H("")</c>.</summary>
    public static readonly Digest EmptyRoot = Digest.Of([]);

    /// <summary>Hash of one leaf: <c>H(0x00 ‖ d)</c>.</summary>
    /// <param name="data">The bytes of the leaf.</param>
    /// <returns>Its hash.</returns>
    public static Digest Leaf(ReadOnlySpan<byte> data)
    {
        Span<byte> small = stackalloc byte[512];
        var buffer = data.Length < small.Length ? small[..(data.Length + 1)] : new byte[data.Length + 1];
        buffer[0] = 0x00;
        data.CopyTo(buffer[1..]);
        return Digest.Of(buffer);
    }

    /// <summary>Hash of an inner node: <c>H(0x01 ‖ l ‖ r)</c>.</summary>
    /// <param name="left">Left child.</param>
    /// <param name="right">Right child.</param>
    /// <returns>The hash.</returns>
    public static Digest Node(Digest left, Digest right)
    {
        Span<byte> buffer = stackalloc byte[1 + (2 * Digest.Size)];
        buffer[0] = 0x01;
        left.WriteTo(buffer[1..]);
        right.WriteTo(buffer[33..]);
        Span<byte> hash = stackalloc byte[Digest.Size];
        SHA256.HashData(buffer, hash);
        return Digest.FromBytes(hash);
    }

    /// <summary>Root over the data of all leaves.</summary>
    /// <param name="leaves">The leaves in order.</param>
    /// <returns>The root; <see cref="EmptyRoot"/> for none.</returns>
    public static Digest Root(IEnumerable<byte[]> leaves)
    {
        var tree = new MerkleTree();
        foreach (var leaf in leaves)
            tree.Append(leaf);
        return tree.Root;
    }

    /// <summary>Checks an inclusion proof (RFC 6962 §2.1.1).</summary>
    /// <param name="leaf">Hash of the leaf.</param>
    /// <param name="index">Its index, from 0.</param>
    /// <param name="size">Number of leaves of the tree.</param>
    /// <param name="path">The proof, from the leaf upwards.</param>
    /// <returns>The root the proof leads to, or null where its length does not fit index and size.</returns>
    public static Digest? RootFromInclusion(Digest leaf, long index, long size, IReadOnlyList<Digest> path)
    {
        if (index < 0 || index >= size)
            return null;
        var (node, last, hash, at) = (index, size - 1, leaf, 0);
        while (last > 0)
        {
            // A node that is the last of its level and a left child has no sibling and rises unchanged.
            if ((node & 1) == 1 || node < last)
            {
                if (at == path.Count)
                    return null;
                hash = (node & 1) == 1 ? Node(path[at], hash) : Node(hash, path[at]);
                at++;
            }

            node >>= 1;
            last >>= 1;
        }

        return at == path.Count ? hash : null;
    }

    /// <summary>Checks a consistency proof (RFC 6962 §2.1.2): the tree of <paramref name="toSize"/> begins with the tree of <paramref name="fromSize"/>.</summary>
    /// <param name="fromSize">Number of leaves of the older tree, 1 or more.</param>
    /// <param name="fromRoot">Its root.</param>
    /// <param name="toSize">Number of leaves of the newer tree, at least <paramref name="fromSize"/>.</param>
    /// <param name="toRoot">Its root.</param>
    /// <param name="proof">The proof; empty where the sizes are equal.</param>
    /// <returns>Whether the proof holds.</returns>
    public static bool IsConsistent(long fromSize, Digest fromRoot, long toSize, Digest toRoot, IReadOnlyList<Digest> proof)
    {
        if (fromSize < 1 || fromSize > toSize)
            return false;
        if (fromSize == toSize)
            return proof.Count == 0 && fromRoot == toRoot;
        var (node, last, at) = (fromSize - 1, toSize - 1, 0);
        while ((node & 1) == 1)
        {
            node >>= 1;
            last >>= 1;
        }

        var older = fromRoot;
        if (node > 0)
        {
            if (proof.Count == 0)
                return false;
            older = proof[at++];
        }

        var newer = older;
        while (last > 0)
        {
            if ((node & 1) == 1 || node < last)
            {
                if (at == proof.Count)
                    return false;
                var sibling = proof[at++];
                if ((node & 1) == 1)
                {
                    older = Node(sibling, older);
                    newer = Node(sibling, newer);
                }
                else
                {
                    newer = Node(newer, sibling);
                }
            }

            node >>= 1;
            last >>= 1;
        }

        return at == proof.Count && older == fromRoot && newer == toRoot;
    }
}
