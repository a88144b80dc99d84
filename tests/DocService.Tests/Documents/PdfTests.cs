using System.Text;
using SpotCheck.DocService.Documents;
using SpotCheck.DocService.Documents.Templates;

namespace SpotCheck.DocService.Tests.Documents;

public sealed class PdfTests
{
    private static readonly byte[] Letter = Render();

    [Fact]
    public async Task A_document_becomes_a_pdf_and_nothing_is_left_behind()
    {
        var folder = Directory.CreateTempSubdirectory("spotcheck-test-");
        using var conversion = new PdfConversion(new PdfSettings { Folder = folder.FullName });

        var result = await conversion.ConvertAsync(Letter, TestContext.Current.CancellationToken);

        Assert.StartsWith("%PDF-", Encoding.ASCII.GetString(result.Pdf!, 0, 5), StringComparison.Ordinal);
        Assert.Empty(folder.EnumerateFileSystemInfos());
        folder.Delete();
    }

    [Fact]
    public async Task Without_LibreOffice_the_answer_says_so()
    {
        using var conversion = new PdfConversion(new PdfSettings { Program = "no-such-office" });

        var result = await conversion.ConvertAsync(Letter, TestContext.Current.CancellationToken);

        Assert.Equal((503, "documents.pdf-unavailable"), (result.Refusal!.Status, result.Refusal.Code));
    }

    [Fact]
    public async Task More_than_may_wait_are_turned_away_and_a_slow_one_is_stopped()
    {
        var sleeper = Path.Combine(Path.GetTempPath(), $"sleeper-{Guid.NewGuid():N}.sh");
        await File.WriteAllTextAsync(sleeper, "#!/bin/sh\nsleep 30\n", TestContext.Current.CancellationToken);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(sleeper, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        try
        {
            using var conversion = new PdfConversion(new PdfSettings { Program = sleeper, TimeLimit = TimeSpan.FromSeconds(2), Waiting = 1 });

            var results = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => conversion.ConvertAsync(Letter, TestContext.Current.CancellationToken)));

            Assert.Equal(["documents.pdf-busy", "documents.pdf-busy", "documents.pdf-too-slow", "documents.pdf-too-slow"], results.Select(result => result.Refusal!.Code).Order(StringComparer.Ordinal));
        }
        finally
        {
            File.Delete(sleeper);
        }
    }

    [Fact]
    public async Task Equal_bytes_are_converted_once()
    {
        var folder = Directory.CreateTempSubdirectory("spotcheck-test-");
        var (program, log) = (Path.Combine(folder.FullName, "office.sh"), Path.Combine(folder.FullName, "log"));
        await File.WriteAllTextAsync(program, $"#!/bin/sh\nwhile [ \"$1\" != --outdir ]; do shift; done\necho started >> {log}\nprintf '%%PDF-1.7' > \"$2/document.pdf\"\n", TestContext.Current.CancellationToken);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        using var conversion = new PdfConversion(new PdfSettings { Program = program });

        foreach (var content in new[] { Letter, Letter, [1, 2, 3], Letter })
            Assert.NotNull((await conversion.ConvertAsync(content, TestContext.Current.CancellationToken)).Pdf);

        Assert.Equal(2, (await File.ReadAllLinesAsync(log, TestContext.Current.CancellationToken)).Length);
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task What_is_no_document_gives_no_pdf()
    {
        using var conversion = new PdfConversion(new PdfSettings());

        var result = await conversion.ConvertAsync([0x50, 0x4B, 0x03, 0x04, 0, 0, 0, 0], TestContext.Current.CancellationToken);

        Assert.Equal("documents.pdf-failed", result.Refusal?.Code);
    }

    private static byte[] Render()
    {
        var template = new DocumentTemplates().Of(DocumentKind.ConsultationLetter);
        return template.Render(template.Sample).Document!;
    }
}
