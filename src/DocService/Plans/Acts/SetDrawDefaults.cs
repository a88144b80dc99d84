using Microsoft.AspNetCore.Http.HttpResults;
using SpotCheck.DocService.Audit;
using SpotCheck.DocService.Http;
using SpotCheck.DocService.Identity;
using SpotCheck.DocService.Plans.DrawTerms;
using SpotCheck.DocService.Plans.Versions;
using SpotCheck.DocService.Storage;

namespace SpotCheck.DocService.Plans.Acts;

/// <summary>How the bureau draws unless a task says otherwise: multiples per risk class, matching mode, inspectors.</summary>
internal static class SetDrawDefaults
{
    public static async Task<Ok<DrawDefaults>> Read(string bureau, SpotCheckDb db, CancellationToken ct) => TypedResults.Ok(await db.DrawDefaultsAsync(bureau, ct));

    public static async Task<Results<Ok<DrawDefaults>, RefusalResult>> Set(
        string bureau, DrawDefaults request, Official official, SpotCheckDb db, AuditTrail audit, CancellationToken ct)
    {
        if (!request.Multiples.IsValid)
        {
            return new Refusal("terms.multiples", "各风险等级的倍数以百分数写（150表示1.5倍），从100起，A≤B≤C≤D，最多10000。", "Multiples are in hundredths, from 100, rising from A to D, at most 10,000.").ToProblem();
        }

        if (!Enum.IsDefined(request.Mode) || request.Inspectors is < 2 or > 20 || request.PartnerInspectors is < 1 or > 20)
        {
            return new Refusal("terms.inspectors", "每户检查人员本机关2至20人，联合部门1至20人；匹配方式应是股所随机、所所随机、股内随机或所内随机。", "2 to 20 own inspectors and 1 to 20 of each partner; a known matching mode.").ToProblem();
        }

        var stored = await db.Set<PlanDefaults>().FindAsync([bureau], ct);
        audit.Record(official, "plan.defaults-set", "plan-defaults", bureau, stored?.Terms, request);
        if (stored is null)
        {
            db.Add(stored = new PlanDefaults { BureauId = bureau, Terms = "" });
        }

        stored.Terms = PlanContentJson.Write(request);
        await db.SaveChangesAsync(ct);
        return TypedResults.Ok(request);
    }
}
