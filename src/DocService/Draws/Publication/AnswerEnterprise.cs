using System.Text;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using SpotCheck.DocService.Draws.Ceremonies;
using SpotCheck.DocService.Draws.Log;
using SpotCheck.DocService.Http;
using SpotCheck.DocService.Registers.Codes;
using SpotCheck.DocService.Storage;
using SpotCheck.VerifiableDraws;

namespace SpotCheck.DocService.Draws.Publication;

/// <summary>An enterprise asks by its credit code: in which tasks of a draw was it in the register, was it drawn, with a proof for each answer.</summary>
internal static class AnswerEnterprise
{
    /// <param name="Answer"><c>drawn</c>, <c>not-drawn</c> or <c>not-in-register</c>.</param>
    public sealed record TaskAnswer(string Task, string Answer, string Sentence, JsonNode Proof);

    public sealed record Response(string Id, long Open, string Certificate, string Evidence, IReadOnlyList<TaskAnswer> Tasks);

    public static async Task<IResult> Handle(string genesis, long seq, string id, SpotCheckDb db, DrawLogs logs, PublishedDraws draws, Reader reader, HttpResponse response, CancellationToken ct)
    {
        var code = TextRules.IsId(id.Trim().ToUpperInvariant()) ? id.Trim().ToUpperInvariant() : TypedCode.Clean(id);
        if (!TextRules.IsId(code))
            return new Refusal("public.code", $"“{id}”不是统一社会信用代码或注册号。请输入 18 位统一社会信用代码。", $"'{id}' is not a credit code or registration number.").ToProblem();
        if (await PublishedLogs.FindAsync(db, genesis, ct) is not { } log)
            return PublishedLogs.Unknown.ToProblem();
        if (await db.Set<Ceremony>().AsNoTracking().SingleOrDefaultAsync(c => c.LogId == log.Id && c.OpenSeq == seq, ct) is not { } ceremony)
            return PublishedLogs.NoRecord.ToProblem();
        if (await logs.ReadAsync(db, log.Id, memory => memory.HistoryOf(seq).Result is null, ct))
            return DrawRefusals.WrongState(ceremony.State, [CeremonyState.Drawn]).ToProblem();
        var draw = await draws.OfAsync(db, logs, ceremony, ct);
        // "Not in the register" would calm whoever mistyped his code; no enterprise has such a code.
        if (code.Length == 18 && draw.Registers.Values.All(r => r.Find(code) < 0) && CreditCode.Read(code) is { Accepted: false, Problem: { } mistyped })
            return new Refusal("public.code-check", $"{mistyped.Message}请对照营业执照重新输入。", $"'{code}' is no credit code: it has been mistyped.").ToProblem();
        PublishedLogs.MayBeKept(response, forEver: false);
        return TypedResults.Json(new Response(code, seq, draw.CertificateHash, $"/public/{genesis}/draws/{seq}/evidence",
            [.. draw.Registers.Select(r => Answer(draw.Certificate, seq, r.Key, r.Value, code, reader)).OrderBy(t => t.Task, StringComparer.Ordinal)]));
    }

    private static TaskAnswer Answer(Certificate certificate, long seq, string task, RegisterTable register, string code, Reader reader)
    {
        var index = register.Find(code);
        if (index < 0)
            return new TaskAnswer(task, "not-in-register", reader.Choose($"任务 {task} 的抽取名录中没有该企业。", $"The register of task {task} does not hold this enterprise."), Node(AbsenceProof.Build(certificate, seq, task, register, code).ToJson()));
        var proof = EnterpriseProof.Build(certificate, seq, task, register, index);
        return proof.Drawn
            ? new TaskAnswer(task, "drawn", reader.Choose($"任务 {task} 抽中了该企业。", $"Task {task} drew this enterprise."), Node(proof.ToJson()))
            : new TaskAnswer(task, "not-drawn", reader.Choose($"该企业在任务 {task} 的抽取名录中，没有抽中。", $"The register of task {task} holds this enterprise; it was not drawn."), Node(proof.ToJson()));
    }

    private static JsonNode Node(JcsValue proof) => JsonNode.Parse(Encoding.UTF8.GetString(Jcs.Serialize(proof)))!;
}
