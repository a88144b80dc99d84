namespace SpotCheck.TemplateTool.Layout;

/// <summary>Turns .docx files into PDF files with LibreOffice: its own profile for each run, our fonts, bounded time and memory.</summary>
internal static class OfficeRendering
{
    // Writer needs under 1 GB for a document of some hundred pages; address space is larger than memory in use.
    private const long AddressSpaceBytes = 6L << 30;

    public static string FontConfiguration => Path.Combine(AppContext.BaseDirectory, "fonts.conf");

    /// <summary>Writes <paramref name="document"/> as a PDF into <paramref name="folder"/> and gives its path.</summary>
    /// <exception cref="ExternalProgramException">LibreOffice is absent, failed or took too long.</exception>
    public static async Task<string> ToPdfAsync(string document, string folder, CancellationToken cancel) => (await ToPdfsAsync([document], folder, cancel))[0];

    /// <summary>The same for many documents in one start of LibreOffice; their file names must differ.</summary>
    public static async Task<IReadOnlyList<string>> ToPdfsAsync(IReadOnlyList<string> documents, string folder, CancellationToken cancel)
    {
        var profile = Path.Combine(folder, "profile");
        string[] convert = ["--headless", "--norestore", $"-env:UserInstallation={new Uri(profile).AbsoluteUri}", "--convert-to", "pdf", "--outdir", folder, .. documents];
        var environment = new Dictionary<string, string>(StringComparer.Ordinal) { ["FONTCONFIG_FILE"] = FontConfiguration };
        if (OperatingSystem.IsLinux())
            await ExternalProgram.RunAsync("prlimit", [$"--as={AddressSpaceBytes}", "soffice", .. convert], cancel, environment);
        else
            await ExternalProgram.RunAsync("soffice", convert, cancel, environment);
        return [.. documents.Select(document => Path.Combine(folder, Path.ChangeExtension(Path.GetFileName(document), ".pdf"))).Select(pdf =>
            File.Exists(pdf) ? pdf : throw new ExternalProgramException($"LibreOffice could not read '{Path.GetFileNameWithoutExtension(pdf)}.docx'"))];
    }
}
