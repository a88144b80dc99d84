using System.Text.Json;

namespace SpotCheck.DocService.Demo;

/// <summary>The partner department of a joint task: a consultation letter, issued and sent once as a mail with the document attached.</summary>
internal static class LetterSteps
{
    public static async Task<object?> ConsultAsync(DemoStage stage, DemoPartner partner, string outbox)
    {
        var task = stage.TaskNumber(partner.Task);
        await stage.EnterPrefixAsync(partner.NumberPrefix, 18);
        var issued = await DocumentSteps.IssueAsync(
            stage, "consultation-letter", new { plan = stage.PlanId, task, partner = partner.Name }, LetterFields(stage, partner), partner.NumberPrefix, $"会商函（{partner.Name}）");

        var consultations = $"{stage.Bureau.Path}/consultations";
        await stage.Clerk.PostAsync(consultations, new { plan = stage.PlanId, task, letters = new[] { new { document = issued.Id, address = partner.Address } } });
        await stage.Clerk.ExpectRefusalAsync(consultations,
            new { plan = stage.PlanId, task, letters = new[] { new { document = issued.Id, address = partner.Address } } }, "consultation.sent-before");
        var sent = await UntilSentAsync(stage, $"{consultations}?plan={stage.PlanId}");
        var letters = Directory.GetFiles(outbox, "*.eml");
        if (letters.Length != 1)
            throw new DemoStepException($"发件箱里应当正好有 1 封信，实际有 {letters.Length} 封。");
        return new { issued = issued.Found, partner = partner.Name, state = sent.GetProperty("stateText").GetString(), file = $"outbox/{Path.GetFileName(letters[0])}" };
    }

    private static async Task<JsonElement> UntilSentAsync(DemoStage stage, string path)
    {
        for (var tries = 0; tries < 300; tries++)
        {
            var letter = (await stage.Clerk.GetAsync(path)).EnumerateArray().Single();
            if (letter.GetProperty("state").GetString() is "Sent" or "sent")
                return letter;
            await Task.Delay(TimeSpan.FromMilliseconds(100));
        }

        throw new DemoStepException("半分钟后信仍未发出。");
    }

    private static object LetterFields(DemoStage stage, DemoPartner partner) => new
    {
        缘由 = "为减少对企业的重复检查，根据2023年度随机抽查工作计划，",
        分工 = new[]
        {
            new { 部门 = stage.Bureau.Name, 事项 = "二手车备案登记情况、依法依规经营情况" },
            new { 部门 = partner.Name, 事项 = "登记事项、公示信息和明码标价情况" },
        },
        名录截止日期 = "2023年1月31日",
        抽取时间 = "2023年3月1日上午9时",
        抽取地点 = "市商务局三楼会议室",
        见证单位 = "局机关纪委",
        准备材料 = new[] { "营业执照", "二手车经营主体备案材料", "近一年交易台账" },
        会议安排 = "请贵单位派员参加2月28日下午召开的任务部署会。",
        回复期限 = "2023年2月20日",
        联系电话 = stage.Bureau.Telephone,
    };
}
