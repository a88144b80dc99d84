using System.IO.Compression;
using SpotCheck.VerifiableDraws;

namespace SpotCheck.Verifier;

/// <summary>What reading a package gave: its files, or why it is none.</summary>
/// <param name="Package">The files that matter; null where the package cannot be read.</param>
/// <param name="Problem">What is wrong with the package as a whole; answered as <c>altered format</c>.</param>
/// <param name="TooLarge">Files left unread because of the limit; answered as absent.</param>
internal sealed record ReadPackage(EvidencePackage? Package, Violation? Problem, IReadOnlyList<string> TooLarge);

/// <summary>Reads a folder, a zip or a certificate alone. Only <c>certificate.json</c> and the tables it names are read, from the top level.</summary>
internal static class PackageReader
{
    // A file of the evidence must fit into one array.
    private const long LargestFile = 2_147_483_591;

    public static ReadPackage Read(string path, long limitBytes)
    {
        if (Directory.Exists(path))
            return ReadFiles(name => OpenFile(Path.Combine(path, name)), limitBytes);
        try
        {
            using var stream = File.OpenRead(path);
            if (stream.ReadByte() is '{' or ' ' or '\t' or '\r' or '\n')
                return ReadFiles(name => string.Equals(name, Certificate.FileName, StringComparison.Ordinal) ? OpenFile(path) : null, limitBytes);
            stream.Position = 0;
            return ReadZip(stream, limitBytes);
        }
        catch (Exception e) when (e is InvalidDataException or NotSupportedException or EndOfStreamException or ArgumentException or OverflowException)
        {
            return Broken("a readable zip", e.Message);
        }
    }

    private static ReadPackage ReadZip(Stream stream, long limitBytes)
    {
        using var zip = new ZipArchive(stream, ZipArchiveMode.Read);
        var entries = new Dictionary<string, ZipArchiveEntry>(StringComparer.Ordinal);
        foreach (var entry in zip.Entries)
        {
            // Unpackers disagree about which of two entries of one name counts, so none does.
            if (!entries.TryAdd(entry.FullName, entry))
                return Broken("no name twice in the zip", Printable(entry.FullName) + " twice");
        }

        return ReadFiles(name => entries.TryGetValue(name, out var entry) ? new Source(entry.Length, entry.Open) : null, limitBytes);
    }

    private static ReadPackage ReadFiles(Func<string, Source?> find, long limitBytes)
    {
        var files = new Dictionary<string, ReadOnlyMemory<byte>>(StringComparer.Ordinal);
        var tooLarge = new List<string>();
        var left = limitBytes;
        Load(Certificate.FileName, long.MaxValue);
        if (files.TryGetValue(Certificate.FileName, out var certificate))
        {
            foreach (var (name, bytes) in TablesNamedBy(certificate.Span))
                Load(name, bytes);
        }

        return new ReadPackage(new EvidencePackage(files), null, tooLarge);

        void Load(string name, long announced)
        {
            if (files.ContainsKey(name) || tooLarge.Contains(name, StringComparer.Ordinal) || find(name) is not { } source)
                return;
            // One byte more than announced is enough to see that a file is not the announced one.
            var most = announced < long.MaxValue ? announced + 1 : announced;
            var allowed = Math.Min(Math.Min(left, LargestFile), most);
            var content = ReadUpTo(source, allowed);
            if (content.Length == allowed && allowed < most && HasMore(source, allowed))
            {
                tooLarge.Add(name);
                return;
            }

            files.Add(name, content);
            left -= content.Length;
        }
    }

    private static byte[] ReadUpTo(Source source, long most)
    {
        using var stream = source.Open();
        var buffer = new byte[Math.Clamp(Math.Min(source.Length, most), 0, LargestFile)];
        var read = stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
        if (read < buffer.Length)
            return buffer[..read];
        if (buffer.Length == most)
            return buffer;
        // Headers may lie about the length: go on until the end or the bound.
        using var more = new MemoryStream();
        var chunk = new byte[81920];
        while (buffer.Length + more.Length < most
            && stream.Read(chunk, 0, (int)Math.Min(chunk.Length, most - buffer.Length - more.Length)) is var count and > 0)
            more.Write(chunk, 0, count);
        return more.Length == 0 ? buffer : [.. buffer, .. more.ToArray()];
    }

    private static bool HasMore(Source source, long read)
    {
        if (source.Length > read)
            return true;
        using var stream = source.Open();
        var chunk = new byte[81920];
        for (var total = 0L; total <= read;)
        {
            var count = stream.Read(chunk);
            if (count == 0)
                return false;
            total += count;
        }

        return true;
    }

    private static IEnumerable<(string Name, long Bytes)> TablesNamedBy(ReadOnlySpan<byte> certificate)
    {
        if (!Jcs.TryParse(certificate, out var json, out _) || (json as JcsObject)?.Find("tables") is not JcsArray tables)
            return [];
        var named = new List<(string, long)>();
        foreach (var table in tables.Items.OfType<JcsObject>())
        {
            if (table.Find("file") is JcsString { Value: var name } && TextRules.IsFileName(name) && table.Find("bytes") is JcsInteger { Value: >= 0 and var bytes })
                named.Add((name, bytes));
        }

        return named;
    }

    private static Source? OpenFile(string path)
    {
        var file = new FileInfo(path);
        // A link could lead anywhere, also to something without end.
        return file.Exists && file.LinkTarget is null ? new Source(file.Length, () => file.OpenRead()) : null;
    }

    private static ReadPackage Broken(string expected, string found) => new(null, new Violation("package", expected, found), []);

    private static string Printable(string name) => string.Concat(name.Take(100).Select(static c => char.IsControl(c) ? '?' : c));

    private sealed record Source(long Length, Func<Stream> Open);
}
