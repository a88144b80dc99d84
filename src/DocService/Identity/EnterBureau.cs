using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SpotCheck.DocService.Audit;
using SpotCheck.DocService.Http;
using SpotCheck.DocService.Storage;

namespace SpotCheck.DocService.Identity;

/// <summary>The administrator enters a bureau or partner department with its sections and units, or renames it and adds more.</summary>
internal static partial class EnterBureau
{
    public sealed record Request(string Name, string ShortName, IReadOnlyList<DepartmentEntry> Departments);

    public sealed record DepartmentEntry(string Name, DepartmentKind Kind);

    public static async Task<Results<NoContent, RefusalResult>> Handle(
        string id, Request request, Official official, SpotCheckDb db, AuditTrail audit, CancellationToken ct)
    {
        if (id.Length > 40 || !BureauId().IsMatch(id))
            return new Refusal("identity.bureau-id", $"单位标识“{id}”不能用。只能用小写字母、数字和连字符，例如 zezhou-scjg，最长 40 个字符。",
                $"'{id}' cannot be a bureau's id: lower-case letters, digits and hyphens, at most 40.").ToProblem();
        if (await db.Set<Bureau>().AnyAsync(b => b.Id != id && b.Name == request.Name, ct))
            return Refusal.WrongState("identity.bureau-name-taken", $"已有名为“{request.Name}”的单位。请换一个名称，或修改已有的单位。",
                $"There is already a bureau named '{request.Name}'.").ToProblem();
        if (JudgeNames([request.Name, request.ShortName, .. request.Departments.Select(d => d.Name)]) is { } refusal)
            return refusal.ToProblem();

        var bureau = await db.Set<Bureau>().FindAsync([id], ct);
        if (bureau is null)
            db.Add(bureau = new Bureau { Id = id, Name = request.Name, ShortName = request.ShortName });
        (bureau.Name, bureau.ShortName) = (request.Name, request.ShortName);
        var known = await db.Set<Department>().Where(d => d.BureauId == id).ToDictionaryAsync(d => d.Name, ct);
        foreach (var entry in request.Departments.DistinctBy(d => d.Name, StringComparer.Ordinal))
        {
            if (known.TryGetValue(entry.Name, out var department))
                department.Kind = entry.Kind;
            else
                db.Add(new Department { Id = $"{id}/{entry.Name}", BureauId = id, Name = entry.Name, Kind = entry.Kind });
        }

        audit.Record(official, "bureau.entered", "bureau", id, after: request);
        await db.SaveChangesAsync(ct);
        return TypedResults.NoContent();
    }

    // These names go into draws (docs/draw-protocol.md §1) and documents.
    private static Refusal? JudgeNames(IEnumerable<string> names)
    {
        var bad = names.FirstOrDefault(name => name.Trim() != name || name.EnumerateRunes().Count() is < 1 or > 64
            || name.Any(c => char.IsControl(c) || c is '|' or ',' or '\u2028' or '\u2029') || !name.IsNormalized());
        return bad is null ? null : new Refusal("identity.name", $"名称“{bad}”不能用。名称为 1 到 64 个字，不含竖线、半角逗号和换行，首尾没有空格。",
            $"'{bad}' cannot be a name: 1 to 64 characters without '|', ',' and line breaks, not padded with spaces.");
    }

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex BureauId();
}
