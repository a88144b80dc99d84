using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SpotCheck.DocService.Audit;
using SpotCheck.DocService.Http;
using SpotCheck.DocService.Storage;

namespace SpotCheck.DocService.Identity;

/// <summary>The administrator enters a person, or changes department, roles, the linked sign-in, or whether he is still here.</summary>
internal static class EnterPerson
{
    /// <param name="Subject"><c>sub</c> of the issuer's tokens, or null while there is none.</param>
    public sealed record Request(string Name, string Department, IReadOnlyList<Role> Roles, string? Subject, bool Active);

    public static async Task<Results<NoContent, RefusalResult>> Handle(
        string id, Request request, Official official, SpotCheckDb db, AuditTrail audit, CancellationToken ct)
    {
        if (id.Length is < 1 or > 64 || !id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.'))
            return new Refusal("identity.person-id", $"人员标识“{id}”不能用。只能用字母、数字、连字符和点，最长 64 个字符。",
                $"'{id}' cannot be a person's id: letters, digits, hyphens and dots, at most 64.").ToProblem();
        if (string.IsNullOrWhiteSpace(request.Name) || request.Name.Length > 64 || request.Roles.Count == 0 || request.Roles.Any(r => !Enum.IsDefined(r)))
            return new Refusal("identity.person-incomplete", "姓名为 1 到 64 个字，岗位至少一个。请补全后再保存。",
                "A person has a name of 1 to 64 characters and at least one role.").ToProblem();
        var department = await db.Set<Department>().FindAsync([request.Department], ct);
        if (department is null)
            return Refusal.NotFound("identity.no-such-department", $"没有标识为“{request.Department}”的股室。请先登记单位和股室。",
                $"There is no department '{request.Department}'. Enter its bureau first.").ToProblem();
        if (request.Subject is { } subject && await db.Set<Person>().AnyAsync(p => p.Id != id && p.Subject == subject, ct))
            return Refusal.WrongState("identity.subject-taken", "这个统一认证账号已绑定给另一人。请先解除原来的绑定。",
                "This sign-in is linked to somebody else; unlink it there first.").ToProblem();

        var person = await db.Set<Person>().FindAsync([id], ct);
        if (person is not null && person.BureauId != department.BureauId)
            return Refusal.WrongState("identity.person-of-another-bureau", "人员调到别的单位要新建一个标识，原标识停用，这样以前的记录仍指向原单位。",
                "Somebody who moves to another bureau gets a new id, so that earlier acts stay with the former bureau.").ToProblem();
        if (id == official.Id && (!request.Active || !request.Roles.Contains(Role.Administrator)))
            return Refusal.WrongState("identity.last-key", "不能停用自己或取消自己的管理员岗位。请由另一位管理员办理。",
                "An administrator cannot lock himself out; another administrator must do this.").ToProblem();

        audit.Record(official, person is null ? "person.entered" : "person.changed", "person", id, before: person, after: request);
        if (person is null)
            db.Add(person = new Person { Id = id, Name = request.Name, BureauId = department.BureauId, DepartmentId = department.Id, Roles = [] });
        person.Name = request.Name;
        person.DepartmentId = department.Id;
        person.Roles = [.. request.Roles.Distinct().Order()];
        person.Subject = request.Subject;
        person.Active = request.Active;
        await db.SaveChangesAsync(ct);
        return TypedResults.NoContent();
    }
}
