using System.Diagnostics;
using System.IO.Compression;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using SpotCheck.DocService.Draws.Ceremonies;
using SpotCheck.DocService.Draws.Publication;
using SpotCheck.DocService.Http;
using SpotCheck.DocService.Identity;
using SpotCheck.VerifiableDraws;

namespace SpotCheck.DocService.Tests.Draws;

/// <summary>抽取记录（见证书）and 抽取名单: everything needed to check the draw by hand stands on paper.</summary>
public sealed partial class DrawRecordTests(TestPostgres postgres) : IAsyncLifetime
{
    private CeremonyStage stage = null!;

    public async ValueTask InitializeAsync() => stage = await CeremonyStage.SetAsync(postgres);

    public ValueTask DisposeAsync() => stage.DisposeAsync();

    [Fact]
    public async Task The_record_carries_what_anybody_needs_to_check_the_draw()
    {
        var draw = await stage.PrepareAsync();
        await Refused.Is(await (await stage.Service.As(SamplePeople.Auditor)).GetAsync($"{CeremonyStage.Draws}/{draw}/record"), 409, "draw.wrong-state");
        await stage.DrawAsync(draw);

        var text = Words(await Bytes(draw, "record"));

        var shown = await stage.Show(draw);
        var task = shown.Tasks[0];
        string[] wanted =
        [
            shown.Seed!, shown.OpenHash!, shown.Genesis, task.Register.Root, task.Roster.Root, task.Conflicts.Root, task.PlanHash, task.Outcome!.Key, .. task.Strata.Select(s => s.Cutoff),
            CeremonyStage.Dice, "纪检组·赵守正", "王晓岚", "李卫平", "泽州县市场监督管理局", await VerifierHash(), shown.PublicPage!,
        ];
        Assert.All(wanted, value => Assert.Contains(value, text, StringComparison.Ordinal));
        Assert.Contains($"名录 {task.Register.Size} 家", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_record_tells_of_earlier_attempts_recusals_and_redraws()
    {
        var first = await stage.PrepareAsync();
        await stage.ApproveAndOpenAsync(first);
        await CeremonyStage.Done(stage.Act(SamplePeople.SectionHead, first, "void", new VoidDraw.Request("名录库漏报新设企业")));
        var draw = await stage.PrepareAsync();
        await stage.DrawAsync(draw);
        var drawn = (await stage.Show(draw)).Tasks[0].Outcome!.Drawn[0];
        await CeremonyStage.Done(stage.Act(SamplePeople.SectionHead, draw, "recusals", new RecuseInspector.Request("2023-006", drawn.Object, drawn.Team[0].Inspector, "曾在该企业任职", RecuseInspector.Origin.Declared)));
        Assert.Contains("待重新抽取", Words(await Bytes(draw, "record")), StringComparison.Ordinal);
        var reopened = await CeremonyStage.Done(stage.Act(SamplePeople.Clerk, draw, "reopening", new ReopenDraw.Request(stage.Service.Clock.GetUtcNow().AddDays(2))));
        await CeremonyStage.Done(stage.Witness.CosignAsync((await reopened.Content.ReadFromJsonAsync<ReopenDraw.Response>())!.Checkpoint));
        await CeremonyStage.Done(stage.Witness.EnterAsync(draw, new string('3', 25)));
        await CeremonyStage.Done(stage.Act(SamplePeople.Witness, draw, "reveal"));

        var text = Words(await Bytes(draw, "record"));

        var replacement = Assert.Single((await stage.Show(draw)).Replacements);
        Assert.All(new[] { "名录库漏报新设企业", "宣告无效", "检查人员申报：曾在该企业任职", replacement.Out, replacement.In, new string('3', 25) }, value => Assert.Contains(value, text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_same_draw_gives_the_same_bytes_also_after_a_restart()
    {
        var draw = await stage.PrepareAsync();
        await stage.DrawAsync(draw);
        var (record, list) = (await Bytes(draw, "record"), await Bytes(draw, "drawn-list"));
        stage.Service.Clock.Advance(TimeSpan.FromDays(30));
        await stage.Service.RestartAsync();

        Assert.Equal(record, await Bytes(draw, "record"));
        Assert.Equal(list, await Bytes(draw, "drawn-list"));
    }

    [Fact]
    public async Task The_record_is_also_a_pdf()
    {
        var draw = await stage.PrepareAsync();
        await stage.DrawAsync(draw);

        Assert.Equal("%PDF"u8.ToArray(), (await Bytes(draw, "record?format=pdf"))[..4]);
        await Refused.Is(await (await stage.Service.As(SamplePeople.Auditor)).GetAsync($"{CeremonyStage.Draws}/{draw}/record?format=odt"), 422, "documents.format");
    }

    [Fact]
    public async Task Every_row_of_the_drawn_list_is_checked_by_its_own_command()
    {
        var draw = await stage.PrepareAsync(CeremonyStage.Task(), CeremonyStage.Task("2023-007", "2023-007\n抽查任务名称：价格行为抽查", objects: 12, salted: true));
        await stage.DrawAsync(draw);

        var sheets = Sheets(await Bytes(draw, "drawn-list"));

        var tasks = (await stage.Show(draw)).Tasks;
        Assert.Equal(tasks.Count, sheets.Count);
        foreach (var (task, sheet) in tasks.Zip(sheets))
        {
            Assert.All(task.Outcome!.Drawn, d => Assert.Contains(d.Ticket, sheet, StringComparison.Ordinal));
            var command = Command().Match(sheet).Value.Replace("&apos;", "'", StringComparison.Ordinal);
            Assert.StartsWith(task.Outcome.Drawn[0].Ticket, await Shell(command), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Slip_record_list_and_public_page_print_the_hash_of_the_verifier_that_is_served_and_where_it_stays()
    {
        var draw = await stage.PrepareAsync();
        await stage.DrawAsync(draw);
        var served = Digest.Of(await stage.Service.Anonymous.GetByteArrayAsync("/verify.html")).ToString();

        Assert.Equal(served, await VerifierHash());
        var slip = await stage.Read<ShowSlip.Response>($"{CeremonyStage.Draws}/{draw}/slip");
        Assert.Equal(served, slip.VerifierSha256);
        Assert.Equal(served, Digest.Of(await stage.Service.Anonymous.GetByteArrayAsync(new Uri(slip.VerifierAddress).PathAndQuery)).ToString());
        Assert.Contains(served, Words(await Bytes(draw, "record")), StringComparison.Ordinal);
        Assert.Contains(slip.VerifierAddress, Words(await Bytes(draw, "record")), StringComparison.Ordinal);
        Assert.All(Sheets(await Bytes(draw, "drawn-list")), sheet => Assert.Contains(slip.VerifierAddress, sheet, StringComparison.Ordinal));
        Assert.Contains("/public/verifier", await stage.Service.Anonymous.GetStringAsync("/pages/log.js"), StringComparison.Ordinal);
    }

    private async Task<string> VerifierHash() => (await stage.Service.Anonymous.GetFromJsonAsync<ServedVerifiers.Response>("/public/verifier"))!.Sha256;

    private async Task<byte[]> Bytes(Guid draw, string what) => await (await stage.Service.As(SamplePeople.Auditor)).GetByteArrayAsync($"{CeremonyStage.Draws}/{draw}/{what}");

    private static string Words(byte[] docx)
    {
        using var zip = new ZipArchive(new MemoryStream(docx));
        using var reader = new StreamReader(zip.GetEntry("word/document.xml")!.Open());
        return Markup().Replace(reader.ReadToEnd(), "");
    }

    private static List<string> Sheets(byte[] xlsx)
    {
        using var zip = new ZipArchive(new MemoryStream(xlsx));
        return [.. zip.Entries.Where(e => e.FullName.StartsWith("xl/worksheets/", StringComparison.Ordinal)).OrderBy(e => e.FullName, StringComparer.Ordinal).Select(entry =>
        {
            using var reader = new StreamReader(entry.Open());
            return reader.ReadToEnd();
        })];
    }

    internal static async Task<string> Shell(string command)
    {
        var start = new ProcessStartInfo("sh", ["-c", command]) { RedirectStandardOutput = true, UseShellExecute = false };
        using var shell = Process.Start(start)!;
        var output = await shell.StandardOutput.ReadToEndAsync();
        await shell.WaitForExitAsync();
        return output;
    }

    [GeneratedRegex("<[^>]+>", RegexOptions.None, 1000)]
    private static partial Regex Markup();

    [GeneratedRegex("printf '%s%s' '[0-9a-f]{64}' '[^']+' \\| sha256sum(?=<)", RegexOptions.None, 1000)]
    private static partial Regex Command();
}
