using SpotCheck.VerifiableDraws;

namespace SpotCheck.Verifier;

/// <summary><c>verify PACKAGE</c>.</summary>
internal static class VerifyVerb
{
    public static int Run(string path, Options options, TextWriter output, TextWriter error)
    {
        if (!TryRead(path, options, error, out var read))
            return ExitCodes.NoInput;
        var writer = new ReportWriter(output, options.Words);
        if (read.Problem is { } problem)
            return writer.Altered("format", problem);
        foreach (var name in read.TooLarge)
            error.WriteLine($"error: {name} was not read: the package is larger than the limit of {options.LimitBytes >> 20} MB (--limit) or the file than 2 GB");
        var report = Verification.Verify(read.Package!, options.Genesis, writer.Check);
        return writer.Answer(report, options.Genesis);
    }

    public static bool TryRead(string path, Options options, TextWriter error, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out ReadPackage? read)
    {
        read = null;
        try
        {
            if (!Directory.Exists(path) && !File.Exists(path))
            {
                error.WriteLine($"error: {path}: no such folder or file");
                return false;
            }

            read = PackageReader.Read(path, options.LimitBytes);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            error.WriteLine($"error: {path}: {e.Message}");
            return false;
        }
    }
}
