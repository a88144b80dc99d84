using System.Globalization;
using System.Text;

namespace SpotCheck.VerifiableDraws;

/// <summary>One signature line of a note.</summary>
/// <param name="Name">Origin of the log, or name of a witness.</param>
/// <param name="KeyIdAndSignature">4 bytes of key id, then the DER signature.</param>
public sealed record NoteSignature(string Name, ReadOnlyMemory<byte> KeyIdAndSignature)
{
    /// <summary>Joins a key and its signature.</summary>
    /// <param name="name">Origin of the log, or name of a witness.</param>
    /// <param name="key">The key that signed.</param>
    /// <param name="derSignature">ECDSA P-256 with SHA-256 over the signed bytes of the checkpoint.</param>
    /// <returns>The line.</returns>
    public static NoteSignature Of(string name, SignatureKey key, ReadOnlySpan<byte> derSignature) =>
        new(name, (byte[])[.. key.KeyId, .. derSignature]);

    /// <summary>The line as it stands in a note, without line end.</summary>
    public string Line => $"\u2014 {Name} {Convert.ToBase64String(KeyIdAndSignature.Span)}";
}

/// <summary>A checkpoint of the log as a signed note (docs/draw-protocol.md §3; C2SP signed-note and tlog-checkpoint).</summary>
/// <param name="Origin">Origin of the log.</param>
/// <param name="Size">Number of records covered, 1 or more.</param>
/// <param name="Root">Root over them.</param>
/// <param name="Signatures">The log's first, then at most one per witness.</param>
public sealed record Checkpoint(string Origin, long Size, Digest Root, IReadOnlyList<NoteSignature> Signatures)
{
    /// <summary>The bytes that log and witnesses sign: three lines with their line ends.</summary>
    /// <param name="origin">Origin of the log.</param>
    /// <param name="size">Number of records covered.</param>
    /// <param name="root">Root over them.</param>
    /// <returns>UTF-8.</returns>
    public static byte[] SignedBytes(string origin, long size, Digest root) =>
        Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{origin}\n{size}\n{Convert.ToBase64String(root.ToArray())}\n"));

    /// <summary>The bytes that log and witnesses sign.</summary>
    /// <returns>UTF-8.</returns>
    public byte[] SignedBytes() => SignedBytes(Origin, Size, Root);

    /// <summary>The note: the signed lines, a blank line, the signatures.</summary>
    public string Note => Encoding.UTF8.GetString(SignedBytes()) + "\n" + string.Concat(Signatures.Select(static s => s.Line + "\n"));

    /// <summary>Reads a note strictly.</summary>
    /// <param name="note">The whole note.</param>
    /// <param name="checkpoint">The checkpoint, if the note is one.</param>
    /// <param name="violation">The first broken rule otherwise.</param>
    /// <returns>Whether the note is a checkpoint; signatures are not verified here.</returns>
    public static bool TryParse(
        string note,
        [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out Checkpoint? checkpoint,
        [System.Diagnostics.CodeAnalysis.NotNullWhen(false)] out Violation? violation)
    {
        checkpoint = null;
        violation = null;
        var lines = note.Split('\n');
        if (lines.Length < 6 || lines[3].Length != 0 || lines[^1].Length != 0)
        {
            violation = new Violation("note", "three lines, a blank line, signature lines, each with a line end", Violation.Quote(note));
            return false;
        }

        if (!TextRules.IsLogOrigin(lines[0]))
            violation = new Violation("note line 1", "the origin of the log", Violation.Quote(lines[0]));
        if (!TryReadSize(lines[1], out var size))
            violation ??= new Violation("note line 2", "a size from 1, decimal", Violation.Quote(lines[1]));
        if (!Base64Text.TryDecode(lines[2], out var root) || root.Length != Digest.Size)
            violation ??= new Violation("note line 3", "base64 of 32 bytes", Violation.Quote(lines[2]));
        var signatures = new List<NoteSignature>();
        for (var i = 4; i < lines.Length - 1; i++)
        {
            var parts = lines[i].Split(' ');
            if (parts.Length == 3 && string.Equals(parts[0], "\u2014", StringComparison.Ordinal) && parts[1].Length > 0
                && Base64Text.TryDecode(parts[2], out var bytes) && bytes.Length > 4)
                signatures.Add(new NoteSignature(parts[1], bytes));
            else
                violation ??= new Violation($"note line {i + 1}", "\u2014 name base64", Violation.Quote(lines[i]));
        }

        if (violation is not null)
            return false;
        checkpoint = new Checkpoint(lines[0], size, Digest.FromBytes(root), signatures);
        return true;
    }

    /// <summary>Checks every signature line against GENESIS.</summary>
    /// <param name="genesis">Record 0 of the log.</param>
    /// <param name="cosignatures">How many different witnesses must have cosigned.</param>
    /// <returns>Null, or what is wrong.</returns>
    public Violation? CheckSignatures(GenesisRecord genesis, int cosignatures)
    {
        if (!string.Equals(Origin, genesis.Log, StringComparison.Ordinal))
            return new Violation("note line 1", Violation.Quote(genesis.Log), Violation.Quote(Origin));
        var names = new HashSet<string>(StringComparer.Ordinal);
        var signed = SignedBytes();
        for (var i = 0; i < Signatures.Count; i++)
        {
            var (line, where) = (Signatures[i], $"note line {i + 5}");
            var key = i == 0 ? genesis.Key : genesis.Witnesses.FirstOrDefault(w => string.Equals(w.Name, line.Name, StringComparison.Ordinal))?.Key;
            if (i == 0 && !string.Equals(line.Name, genesis.Log, StringComparison.Ordinal))
                return new Violation(where, "the log's own signature first", Violation.Quote(line.Name));
            if (key is null)
                return new Violation(where, "a witness of GENESIS", Violation.Quote(line.Name));
            if (!names.Add(line.Name))
                return new Violation(where, "one line per witness", Violation.Quote(line.Name) + " twice");
            if (!SignatureKey.TryRead(key, out var publicKey))
                throw new InvalidOperationException("GENESIS was read with a key that is none.");
            if (!line.KeyIdAndSignature.Span[..4].SequenceEqual(publicKey.KeyId.ToArray()))
                return new Violation(where, "key id " + Convert.ToHexStringLower(publicKey.KeyId.ToArray()), Convert.ToHexStringLower(line.KeyIdAndSignature.Span[..4]));
            if (!publicKey.Verifies(signed, line.KeyIdAndSignature.Span[4..]))
                return new Violation(where, $"a signature by {line.Name}", "another signature");
        }

        return names.Count - 1 >= cosignatures
            ? null
            : new Violation("note", $"{cosignatures} cosignatures", $"{names.Count - 1}");
    }

    private static bool TryReadSize(string text, out long size) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out size)
        && size is >= 1 and <= Protocol.MaxInteger && text[0] != '0';
}
