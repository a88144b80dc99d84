using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SpotCheck.DocService.Audit;
using SpotCheck.DocService.Http;
using SpotCheck.DocService.Identity;
using SpotCheck.DocService.Storage;

namespace SpotCheck.DocService.Documents.Acts;

/// <summary>发文字号登记簿: every number given out, voided ones shown, gaps reported; and the prefixes numbers are made with.</summary>
internal static class NumberLedger
{
    /// <param name="Gaps">Numbers that should be there and are not; always empty unless somebody worked on the database itself.</param>
    public sealed record Response(int Year, IReadOnlyList<PrefixView> Prefixes, IReadOnlyList<Entry> Entries, IReadOnlyList<string> Gaps);

    public sealed record PrefixView(string Prefix, int? StartYear, int? StartSequence);

    public sealed record Entry(string Number, Guid Document, string Kind, DateOnly IssueDate, bool Voided, string? VoidedBecause, string Sha256);

    /// <param name="StartYear">The year in which the first numbers were given outside the service; none where it begins with 1.</param>
    /// <param name="StartSequence">The first number the service gives in that year.</param>
    public sealed record PrefixRequest(int? StartYear = null, int? StartSequence = null);

    /// <param name="Proposal">The number in its right form; none where the text is no number at all.</param>
    public sealed record NumberView(string Text, bool Correct, string? Proposal, IReadOnlyList<NumberFault> Faults);

    public static async Task<Ok<Response>> Read(string bureau, int? year, SpotCheckDb db, DocumentDesk desk, CancellationToken ct)
    {
        var shown = year ?? desk.Today.Year;
        var prefixes = await db.Set<NumberPrefix>().AsNoTracking().Where(prefix => prefix.BureauId == bureau).OrderBy(prefix => prefix.Prefix).ToListAsync(ct);
        var rows = await (from issued in db.Set<IssuedDocument>()
                          join document in db.Set<OfficialDocument>() on issued.DocumentId equals document.Id
                          where issued.BureauId == bureau && issued.Year == shown
                          orderby issued.Prefix, issued.Sequence
                          select new { issued.Prefix, issued.Sequence, issued.DocumentId, issued.IssueDate, issued.Sha256, document.Kind, document.State, document.VoidedBecause }).ToListAsync(ct);
        var gaps = prefixes.SelectMany(prefix =>
        {
            var given = rows.Where(row => row.Prefix == prefix.Prefix).Select(row => row.Sequence!.Value).ToHashSet();
            var first = prefix.FirstOf(shown);
            return given.Count == 0 ? [] : Enumerable.Range(first, given.Max() - first + 1).Where(number => !given.Contains(number)).Select(number => new DocumentNumber(prefix.Prefix, shown, number).ToString());
        });
        return TypedResults.Ok(new Response(shown, [.. prefixes.Select(prefix => new PrefixView(prefix.Prefix, prefix.StartYear, prefix.StartSequence))],
            rows.ConvertAll(row => new Entry(new DocumentNumber(row.Prefix!, shown, row.Sequence!.Value).ToString(), row.DocumentId, row.Kind, row.IssueDate, row.State == DocumentState.Voided, row.VoidedBecause, row.Sha256)),
            [.. gaps]));
    }

    public static async Task<Results<NoContent, RefusalResult>> EnterPrefix(
        string bureau, string prefix, PrefixRequest request, Official official, SpotCheckDb db, AuditTrail audit, CancellationToken ct)
    {
        if (!DocumentNumber.IsPrefix(prefix))
            return new Refusal("documents.prefix-form", $"机关代字“{prefix}”不能用。机关代字为 2 到 12 个汉字，例如 泽市监。", $"'{prefix}' cannot be a prefix: 2 to 12 Chinese characters.").ToProblem();
        if ((request.StartYear is null) != (request.StartSequence is null) || request.StartYear is < 2000 or > 2200 || request.StartSequence is < 1 or > 99999)
            return new Refusal("documents.prefix-start", "起始年份和起始序号要同时填写：年份 2000 到 2200，序号 1 到 99999。", "Give both the start year (2000-2200) and the start sequence (1-99999), or neither.").ToProblem();
        var known = await db.Set<NumberPrefix>().FindAsync([prefix], ct);
        if (known is not null && known.BureauId != bureau)
            return Refusal.WrongState("documents.prefix-taken", $"机关代字“{prefix}”已由其他单位登记。请核对。", $"The prefix '{prefix}' belongs to another bureau.").ToProblem();
        var begun = request.StartYear is { } startYear && await db.Set<IssuedDocument>().AnyAsync(issued => issued.Prefix == prefix && issued.Year == startYear, ct);
        if (begun || (known?.StartYear is { } before && before != request.StartYear && await db.Set<IssuedDocument>().AnyAsync(issued => issued.Prefix == prefix && issued.Year == before, ct)))
            return Refusal.WrongState("documents.prefix-in-use", $"“{prefix}”在该年度已经编过号，不能再改起始序号。", $"Numbers of '{prefix}' were already given in that year.").ToProblem();
        if (known is null)
            db.Add(known = new NumberPrefix { Prefix = prefix, BureauId = bureau });
        (known.StartYear, known.StartSequence) = (request.StartYear, request.StartSequence);
        audit.Record(official, "number-prefix.entered", "number-prefix", prefix, after: request);
        await db.SaveChangesAsync(ct);
        return TypedResults.NoContent();
    }

    public static Results<Ok<NumberView>, RefusalResult> Check(string? text)
    {
        if (text is null or { Length: > 60 })
            return new Refusal("document-number.too-long", "请给出要检查的发文字号，不超过 60 字。", "Give the number to check, at most 60 characters.").ToProblem();
        var reading = DocumentNumber.Read(text);
        return TypedResults.Ok(new NumberView(text, reading.Faults.Count == 0, reading.Number?.ToString(), reading.Faults));
    }
}
