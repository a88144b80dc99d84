using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using SpotCheck.DocService.Tests.Plans;

namespace SpotCheck.DocService.Tests.Draws;

/// <summary>The ceremony as three people live it at their browsers, from the year's log to a re-draw: real pages, real chromium.</summary>
public sealed class CeremonyPageTests(RunningService service) : IClassFixture<RunningService>
{
    [Fact]
    public async Task Clerk_section_head_and_witness_hold_a_ceremony_through_the_pages_alone()
    {
        var script = Path.Combine(PlanFiles.Samples, "..", "tests", "DocService.Tests", "Draws", "Browser", "ceremony.mjs");
        var start = new ProcessStartInfo("node", [script, service.Address.ToString().TrimEnd('/'), PlanFiles.Samples, service.Clock.GetUtcNow().ToString("O", CultureInfo.InvariantCulture)])
        {
            RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false,
        };

        using var node = Process.Start(start)!;
        var output = node.StandardOutput.ReadToEndAsync();
        var faults = await node.StandardError.ReadToEndAsync();
        await node.WaitForExitAsync();

        Assert.True(node.ExitCode == 0, faults);
        var seen = JsonDocument.Parse(await output).RootElement;
        Assert.StartsWith(seen.GetProperty("ticket").GetString()!, await DrawRecordTests.Shell(seen.GetProperty("command").GetString()!), StringComparison.Ordinal);
    }
}
