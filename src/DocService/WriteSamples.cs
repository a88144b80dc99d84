using SpotCheck.DocService.Registers;
using SpotCheck.DocService.Registers.Sample;

namespace SpotCheck.DocService;

/// <summary><c>samples --out FOLDER</c>: writes the sample county's registers as workbooks that the import reads.</summary>
internal static class WriteSamples
{
    public static async Task<int> RunAsync(string[] args)
    {
        if (args is not ["--out", { Length: > 0 } folder])
        {
            await Console.Error.WriteLineAsync("用法：samples --out 文件夹 / usage: samples --out FOLDER");
            return ExitCodes.WrongUsage;
        }
        Directory.CreateDirectory(folder);
        foreach (var (name, content) in Files())
            await File.WriteAllBytesAsync(Path.Combine(folder, name), content);
        return ExitCodes.Done;
    }

    internal static IEnumerable<(string Name, byte[] Content)> Files()
    {
        foreach (var (bureau, sample) in ((string, SampleRegister)[])[("泽州县市场监管局", SampleCounty.Zezhou), ("邯郸市商务局", SampleCounty.Handan)])
        {
            yield return ($"{bureau}-检查对象名录库.xlsx", Workbook(RegisterKind.Targets, sample.Targets.Select(RegisterWorkbook.Values)));
            yield return ($"{bureau}-执法检查人员名录库.xlsx", Workbook(RegisterKind.Inspectors, sample.Inspectors.Select(RegisterWorkbook.Values)));
        }
    }

    private static byte[] Workbook(RegisterKind kind, IEnumerable<object?[]> rows)
    {
        using var stream = new MemoryStream();
        RegisterWorkbook.Write(stream, kind, rows);
        return stream.ToArray();
    }
}
