using System.Diagnostics;

namespace SpotCheck.DocService.Tests.Registers.Sheets;

/// <summary>LibreOffice, the second opinion on every workbook we write.</summary>
internal static class OfficeSuite
{
    public static async Task<string> ToCsvAsync(byte[] workbook)
    {
        var folder = Directory.CreateTempSubdirectory("spotcheck-sheet");
        try
        {
            var path = Path.Combine(folder.FullName, "book.xlsx");
            await File.WriteAllBytesAsync(path, workbook);
            var start = new ProcessStartInfo("soffice")
            {
                ArgumentList =
                {
                    "--headless", $"-env:UserInstallation=file://{folder.FullName}/profile", "--convert-to",
                    "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false", "--outdir", folder.FullName, path,
                },
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            using var process = Process.Start(start)!;
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(90));
            await process.WaitForExitAsync(limit.Token);
            return await File.ReadAllTextAsync(Path.Combine(folder.FullName, "book.csv"));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
