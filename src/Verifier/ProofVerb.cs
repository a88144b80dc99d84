using SpotCheck.VerifiableDraws;

namespace SpotCheck.Verifier;

/// <summary><c>proof FILE --against PACKAGE</c>.</summary>
internal static class ProofVerb
{
    private const long LargestProof = 1 << 20;

    public static int Run(string path, Options options, TextWriter output, TextWriter error)
    {
        if (!VerifyVerb.TryRead(options.Against!, options, error, out var read) || ReadProof(path, error) is not { } bytes)
            return ExitCodes.NoInput;
        var writer = new ReportWriter(output, options.Words);
        if (read.Problem is { } problem)
            return writer.Altered("format", problem);
        var report = Verification.Verify(read.Package!, options.Genesis, writer.Check);
        if (report.Certificate is not { } certificate || report.Answer == VerificationAnswer.Altered)
            return writer.Answer(report, options.Genesis);
        if (Check(bytes, certificate, out var statement) is { } violation)
            return writer.Altered("proof", violation);
        output.WriteLine(statement);
        // A proof needs no tables; everything else that is absent keeps the certificate from being trusted.
        var missing = report.Missing.Where(static m => !string.Equals(m.Check, "tables", StringComparison.Ordinal)).ToArray();
        return writer.Answer(report with { Missing = missing, Answer = missing.Length == 0 ? VerificationAnswer.Genuine : VerificationAnswer.Incomplete }, options.Genesis);
    }

    private static Violation? Check(byte[] bytes, Certificate certificate, out string statement)
    {
        statement = "";
        if (!Jcs.TryParse(bytes, out var json, out var violation))
            return violation.Inside("proof");
        if ((json as JcsObject)?.Find("kind") is JcsString { Value: "ABSENCE" })
        {
            if (!AbsenceProof.TryRead(json, out var absence, out violation))
                return violation;
            statement = $"{absence.Id} is not in the register of task {absence.Task} of OPEN {absence.Open}";
            return absence.CheckAgainst(certificate);
        }

        if (!EnterpriseProof.TryRead(json, out var proof, out violation))
            return violation;
        if (proof.CheckAgainst(certificate) is { } broken)
            return broken;
        var (key, message, ticket) = proof.TicketIn(certificate)!.Value;
        statement = $"{proof.Row} was {(proof.Drawn ? "" : "not ")}drawn for task {proof.Task} of OPEN {proof.Open}: ticket {ticket}, cutoff {proof.Cutoff?.ToString() ?? "none"}\n"
            + $"printf '%s%s' '{key}' '{message}' | sha256sum";
        return null;
    }

    private static byte[]? ReadProof(string path, TextWriter error)
    {
        try
        {
            var file = new FileInfo(path);
            if (!file.Exists || file.Length > LargestProof)
            {
                error.WriteLine($"error: {path}: {(file.Exists ? "a proof is at most 1 MB" : "no such file")}");
                return null;
            }

            return File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            error.WriteLine($"error: {path}: {e.Message}");
            return null;
        }
    }
}
