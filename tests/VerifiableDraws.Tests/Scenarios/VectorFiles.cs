using System.Text;

namespace SpotCheck.VerifiableDraws.Scenarios;

/// <summary>Writes vectors as folders and an <c>index.json</c> of the shape of <c>tests/vectors/ssd1</c>.</summary>
internal static class VectorFiles
{
    public static IReadOnlyDictionary<string, byte[]> Of(IEnumerable<OwnVector> vectors)
    {
        var files = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        var all = vectors.ToArray();
        foreach (var vector in all)
        {
            foreach (var (name, bytes) in vector.Package.Files)
                files.Add($"{vector.Name}/{name}", bytes.ToArray());
            foreach (var (name, proof) in vector.Proofs)
                files.Add($"{vector.Name}/{name}", Indented(proof.Json));
        }

        files.Add("index.json", Index(all));
        return files;
    }

    public static byte[] Index(IEnumerable<OwnVector> vectors) =>
        Indented(JcsObject.Of(vectors.Select(static v => (v.Name, (JcsValue)Entry(v)))));

    private static JcsObject Entry(OwnVector vector)
    {
        List<(string, JcsValue)> entry =
        [
            ("answer", vector.Answer.ToString().ToLowerInvariant()), ("genesis", vector.Genesis), ("seeds", Seeds(vector.Package)),
        ];
        if (vector.Check is not null)
            entry.Add(("check", vector.Check));
        if (vector.Record is { } record)
            entry.Add(("record", record));
        if (vector.Proofs.Count > 0)
            entry.Add(("proofs", JcsObject.Of(vector.Proofs.OrderBy(static p => p.Key, StringComparer.Ordinal).Select(static p => (p.Key, (JcsValue)p.Value.Holds)))));
        return JcsObject.Of(entry);
    }

    private static JcsObject Seeds(EvidencePackage package)
    {
        if (!package.Files.TryGetValue(Certificate.FileName, out var file) || !Certificate.TryParse(file.Span, out var certificate, out _))
            return JcsObject.Of();
        return JcsObject.Of(certificate.Records.Select(static r => r.Record switch
        {
            ResultRecord x => (Key: $"{x.Open}", Value: (JcsValue)x.Seed),
            ReresultRecord x => ($"{x.Open}", x.Seed),
            _ => ("", JcsNull.Instance),
        }).Where(static p => p.Key.Length > 0));
    }

    private static byte[] Indented(JcsObject json)
    {
        using var document = System.Text.Json.JsonDocument.Parse(Jcs.Serialize(json));
        var text = System.Text.Json.JsonSerializer.Serialize(document.RootElement, IndentedOptions);
        return Encoding.UTF8.GetBytes(text + "\n");
    }

    private static readonly System.Text.Json.JsonSerializerOptions IndentedOptions = new()
    {
        WriteIndented = true, IndentSize = 1, NewLine = "\n", Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };
}
