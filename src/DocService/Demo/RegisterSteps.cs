using System.Text.Json;
using SpotCheck.DocService.Registers;
using SpotCheck.DocService.Registers.Sample;

namespace SpotCheck.DocService.Demo;

/// <summary>The month's reclassification comes in as a workbook: previewed as differences, confirmed by the file's hash.</summary>
internal static class RegisterSteps
{
    private const int EveryNth = 50;

    public static async Task<object?> ImportAsync(DemoStage stage)
    {
        var sample = stage.Bureau == DemoBureau.Zezhou ? SampleCounty.Zezhou : SampleCounty.Handan;
        using var workbook = new MemoryStream();
        RegisterWorkbook.Write(workbook, RegisterKind.Targets, sample.Targets.Select((target, at) => Reclassified(RegisterWorkbook.Values(target), at)));
        var file = await stage.SaveAsync("检查对象名录库（信用风险重新分类）.xlsx", workbook.ToArray());

        var imports = $"{stage.Bureau.Path}/registers/targets/imports";
        var uploaded = await stage.Clerk.UploadAsync(imports, "检查对象名录库.xlsx", workbook.ToArray());
        var id = uploaded.GetProperty("id").GetGuid();
        var preview = await UntilAsync(stage, $"{imports}/{id}", "Previewed");
        if (Count(preview, "errors") != 0 || Count(preview, "changed") == 0 || Count(preview, "added") != 0 || Count(preview, "missing") != 0)
            throw new DemoStepException($"预览应当只有信用风险分类的变动，实际为 {preview}");
        await stage.Clerk.PostAsync($"{imports}/{id}/confirm", new { fileHash = preview.GetProperty("fileHash").GetString() });
        var applied = await UntilAsync(stage, $"{imports}/{id}", "Applied");
        return new { file, rows = Count(applied, "rows"), changed = Count(applied, "changed"), version = Count(applied, "appliedVersion") };
    }

    // Columns as RegisterWorkbook.Values lists them: the sixth is the risk class.
    private static object?[] Reclassified(object?[] values, int at)
    {
        const int Risk = 5;
        if (at % EveryNth == 0 && values[Risk] is string risk)
            values[Risk] = risk == "C" ? "B" : "C";
        return values;
    }

    private static async Task<JsonElement> UntilAsync(DemoStage stage, string path, string state)
    {
        for (var tries = 0; tries < 600; tries++)
        {
            var view = await stage.Clerk.GetAsync(path);
            var now = view.GetProperty("state").GetString();
            if (string.Equals(now, state, StringComparison.OrdinalIgnoreCase))
                return view;
            if (now is "Refused" or "Cancelled" or "Interrupted")
                throw new DemoStepException($"导入停在“{now}”：{view}");
            await Task.Delay(TimeSpan.FromMilliseconds(100));
        }

        throw new DemoStepException($"一分钟后导入仍未到达“{state}”。");
    }

    private static long Count(JsonElement view, string name) => view.GetProperty(name).GetInt64();
}
