using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using SpotCheck.DocService.Draws.Preparation;
using SpotCheck.VerifiableDraws;

namespace SpotCheck.DocService.Demo;

/// <summary>One ceremony a bureau: prepared by the clerk, approved by the section head, cosigned and thrown by the witness, revealed, and verified offline.</summary>
internal static class DrawSteps
{
    private const int Dice = 25;

    public static async Task<object?> OpenLogAsync(DemoStage stage, ECDsa device)
    {
        var log = $"{stage.Bureau.Path}/draw-log";
        await stage.Witness.PutAsync($"{log}/witness-key", new { publicKey = Convert.ToBase64String(device.ExportSubjectPublicKeyInfo()) });
        var opened = await stage.Head.PostAsync(log, new { year = 2023, cosignatures = 1, witnesses = new[] { stage.Bureau.Witness }, secrets = 64 });
        return new { origin = opened.GetProperty("origin").GetString(), genesis = opened.GetProperty("genesisHash").GetString() };
    }

    public static async Task<object?> HoldAsync(DemoStage stage, ECDsa device)
    {
        var draws = $"{stage.Bureau.Path}/draws";
        var prepared = await stage.Clerk.PostAsync(draws, new
        {
            title = $"{stage.Bureau.Name}2023年度随机抽查（第一次）",
            deadline = stage.Now.AddDays(3),
            tasks = stage.Bureau.DrawnTasks.Select(label => new PrepareDraw.TaskChoice(stage.PlanId, stage.TaskNumber(label), null, null, null, null)),
            witness = stage.Bureau.Witness, sources = (object?)null, salted = false,
        });
        stage.Draw = prepared.GetProperty("id").GetGuid();
        var draw = $"{draws}/{stage.Draw}";
        await stage.Clerk.ExpectStatusAsync($"{draw}/approval", new { }, 403);
        await stage.Head.PostAsync($"{draw}/approval", new { });
        var open = await stage.Clerk.PostAsync($"{draw}/opening", new { });
        await stage.Witness.ExpectRefusalAsync($"{draw}/contributions", Thrown(out _), "draw.not-cosigned");
        await CosignAsync(stage, device, open.GetProperty("checkpoint").GetString()!);
        await stage.Witness.PostAsync($"{draw}/contributions", Thrown(out var dice));
        await stage.Clerk.PostAsync($"{draw}/reveal", new { });

        var zip = await stage.Auditor.DownloadAsync($"{draw}/evidence");
        var file = await stage.SaveAsync("抽取证据包.zip", zip);
        var report = Verification.Verify(await UnzipAsync(zip));
        if (report.Answer != VerificationAnswer.Genuine)
            throw new DemoStepException($"证据包核验结论为 {report.Answer}。");
        return new
        {
            tasks = prepared.GetProperty("tasks"), dice, verification = "genuine", file,
            caution = "骰子由演示程序掷出，本证据包只用于演示。",
        };
    }

    /// <summary>Tampering must be seen: the last digit of each file of the package, one file at a time.</summary>
    public static async Task<object?> TamperAsync(DemoStage stage)
    {
        var package = await UnzipAsync(await stage.Auditor.DownloadAsync($"{stage.Bureau.Path}/draws/{stage.Draw}/evidence"));
        var changedFiles = 0;
        foreach (var (name, content) in package.Files.Where(file => file.Value.Length > 0))
        {
            var changed = content.ToArray();
            var at = Array.FindLastIndex(changed, b => b is >= (byte)'0' and <= (byte)'9');
            changed[at] = changed[at] == '9' ? (byte)'8' : (byte)(changed[at] + 1);
            var files = package.Files.ToDictionary(f => f.Key, f => f.Key == name ? changed : f.Value, StringComparer.Ordinal);
            if (Verification.Verify(new EvidencePackage(files)).Answer == VerificationAnswer.Genuine)
                throw new DemoStepException($"{name} 被改动一个字符后仍判为真实。");
            changedFiles++;
        }

        return new { changedFiles, allFound = true };
    }

    private static async Task CosignAsync(DemoStage stage, ECDsa device, string note)
    {
        if (!Checkpoint.TryParse(note, out var checkpoint, out _))
            throw new DemoStepException("开抽单的检查点无法读取。");
        var signature = device.SignData(checkpoint.SignedBytes(), HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        await stage.Witness.PostAsync($"{stage.Bureau.Path}/draw-log/cosignatures", new { size = checkpoint.Size, signature = Convert.ToBase64String(signature) });
    }

    private static object Thrown(out string value)
    {
        value = string.Concat(Enumerable.Range(0, Dice).Select(_ => RandomNumberGenerator.GetInt32(1, 7).ToString(CultureInfo.InvariantCulture)));
        return new { value, again = value, nonce = (string?)null };
    }

    private static async Task<EvidencePackage> UnzipAsync(byte[] bytes)
    {
        await using var zip = new ZipArchive(new MemoryStream(bytes));
        var files = new Dictionary<string, ReadOnlyMemory<byte>>(StringComparer.Ordinal);
        foreach (var entry in zip.Entries)
        {
            using var content = new MemoryStream();
            await using (var stream = await entry.OpenAsync())
                await stream.CopyToAsync(content);
            files[entry.FullName] = content.ToArray();
        }

        return new EvidencePackage(files);
    }
}
