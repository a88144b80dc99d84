using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SpotCheck.DocService.Http;
using SpotCheck.DocService.Registers.Sheets;
using SpotCheck.DocService.Storage;

namespace SpotCheck.DocService.Registers;

/// <summary>The versions of both registers of a bureau, newest first.</summary>
internal static class ListRegisters
{
    /// <param name="Rows">Targets or inspectors in this version.</param>
    public sealed record Version(RegisterKind Kind, int Number, VersionState State, int Rows, DateTimeOffset OpenedAt, DateTimeOffset? ClosedAt);

    public static async Task<Ok<IReadOnlyList<Version>>> Handle(string bureau, SpotCheckDb db, RegisterReading registers, CancellationToken ct)
    {
        var versions = await db.Set<RegisterVersion>().AsNoTracking().Where(v => v.BureauId == bureau)
            .OrderBy(v => v.Kind).ThenByDescending(v => v.Number).ToListAsync(ct);
        var list = new List<Version>(versions.Count);
        foreach (var v in versions)
        {
            var rows = v.Kind == RegisterKind.Targets ? await registers.Targets(bureau, v.Number).CountAsync(ct) : await registers.Inspectors(bureau, v.Number).CountAsync(ct);
            list.Add(new(v.Kind, v.Number, v.State, rows, v.OpenedAt, v.ClosedAt));
        }
        return TypedResults.Ok<IReadOnlyList<Version>>(list);
    }
}

/// <summary>A page of a version's targets, found by words in name or id, tag, unit or risk class.</summary>
internal static class ListTargets
{
    private const int PageSize = 100;

    public sealed record Entry(
        string Id, string Name, string? EntityType, string? Industry, IReadOnlyList<string> Tags, string? RiskClass, string? Area, string? Region, string? Address, DateOnly? RegisteredOn, string? Status);

    /// <param name="Next">Give this as <c>after</c> for the next page.</param>
    public sealed record Response(IReadOnlyList<Entry> Targets, string? Next);

    public static async Task<Results<Ok<Response>, RefusalResult>> Handle(
        string bureau, int version, string? words, string? tag, string? area, string? risk, string? after, SpotCheckDb db, RegisterReading registers, CancellationToken ct)
    {
        if (!await db.Set<RegisterVersion>().AnyAsync(v => v.BureauId == bureau && v.Kind == RegisterKind.Targets && v.Number == version, ct))
            return RegisterRefusals.NoSuchVersion.ToProblem();
        var found = registers.Targets(bureau, version)
            .Where(t => (words == null || t.Name.Contains(words) || t.Id == words.ToUpper()) && (tag == null || t.Tags!.Contains(tag)) && (area == null || t.Area == area)
                && (risk == null || t.RiskClass == risk) && (after == null || string.Compare(t.Id, after) > 0))
            .OrderBy(t => t.Id);
        var list = await found.Take(PageSize + 1).ToListAsync(ct);
        var page = list.Take(PageSize).Select(t => new Entry(t.Id, t.Name, t.EntityType, t.Industry, t.Tags ?? [], t.RiskClass, t.Area, t.Region, t.Address, t.RegisteredOn, t.Status)).ToList();
        return TypedResults.Ok(new Response(page, list.Count > PageSize ? page[^1].Id : null));
    }
}

/// <summary>The inspectors of a version.</summary>
internal static class ListInspectors
{
    public sealed record Entry(
        string Id, string Name, string Unit, string? Position, string? CertificateNumber, DateOnly? CertificateUntil, IReadOnlyList<string> Qualifications, bool Active);

    public static async Task<Results<Ok<IReadOnlyList<Entry>>, RefusalResult>> Handle(
        string bureau, int version, SpotCheckDb db, RegisterReading registers, CancellationToken ct)
    {
        if (!await db.Set<RegisterVersion>().AnyAsync(v => v.BureauId == bureau && v.Kind == RegisterKind.Inspectors && v.Number == version, ct))
            return RegisterRefusals.NoSuchVersion.ToProblem();
        var list = await registers.Inspectors(bureau, version).OrderBy(i => i.Id).Take(10_000).ToListAsync(ct);
        return TypedResults.Ok<IReadOnlyList<Entry>>([.. list.Select(i => new Entry(i.Id, i.Name, i.Unit, i.Position, i.CertificateNumber, i.CertificateUntil, i.Qualifications ?? [], i.Active))]);
    }
}

/// <summary>The form to fill in: headers, text format, drop-downs.</summary>
internal static class ImportForm
{
    public static Results<FileStreamHttpResult, RefusalResult> Handle(string bureau, string kind)
    {
        if (RegisterKinds.Parse(kind) is not { } register)
            return RegisterRefusals.NoSuchRegister.ToProblem();
        var file = VanishingFile.Create();
        RegisterWorkbook.Write(file, register, []);
        file.Position = 0;
        return TypedResults.File(file, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", $"{register.Chinese()}导入模板.xlsx");
    }
}
