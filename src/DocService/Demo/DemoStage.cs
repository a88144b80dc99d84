using System.Text;
using System.Text.Json;

namespace SpotCheck.DocService.Demo;

/// <summary>What the steps of one bureau share: its people, the clock, the folder for its files, and what earlier steps made.</summary>
internal sealed class DemoStage(DemoBureau bureau, Uri address, DemoClock clock, string folder) : IDisposable
{
    public DemoBureau Bureau => bureau;

    /// <summary>Where the service answers.</summary>
    public Uri Address => address;

    public DemoPerson Clerk { get; } = new(address, bureau.Clerk);

    public DemoPerson Head { get; } = new(address, bureau.Head);

    public DemoPerson Witness { get; } = new(address, bureau.Witness);

    public DemoPerson Auditor { get; } = new(address, bureau.Auditor);

    public DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>The newest version of the plan, as the service shows it.</summary>
    public JsonElement Plan { get; set; }

    public Guid PlanId => Plan.GetProperty("plan").GetGuid();

    /// <summary>The ceremony of this bureau.</summary>
    public Guid Draw { get; set; }

    /// <summary>Another morning: the clock moves on, and everybody signs in again.</summary>
    public async Task MorningOfAsync(int month, int day)
    {
        clock.MoveTo(new DateTimeOffset(2023, month, day, 9, 0, 0, TimeSpan.FromHours(8)));
        foreach (var person in new[] { Clerk, Head, Witness, Auditor })
            await person.SignInAsync();
    }

    /// <summary>The administrator enters a 机关代字, with the first number of the year that the service gives.</summary>
    public async Task EnterPrefixAsync(string prefix, int firstNumber)
    {
        using var administrator = new DemoPerson(address, bureau.Administrator);
        await administrator.SignInAsync();
        await administrator.PutAsync($"{bureau.Path}/document-numbers/prefixes/{Uri.EscapeDataString(prefix)}", new { startYear = 2023, startSequence = firstNumber });
    }

    /// <summary>The stable number of the plan's row with this label.</summary>
    public string TaskNumber(string label)
    {
        var found = Plan.GetProperty("tasks").EnumerateArray().FirstOrDefault(
            task => task.GetProperty("label").GetString()!.Replace(" ", "", StringComparison.Ordinal) == label);
        return found.ValueKind == JsonValueKind.Object
            ? found.GetProperty("number").GetString()!
            : throw new DemoStepException($"计划里没有序号为“{label}”的任务。");
    }

    /// <summary>A folder for this bureau's files.</summary>
    public string Folder { get; } = Directory.CreateDirectory(Path.Combine(folder, bureau.Folder)).FullName;

    /// <summary>Keeps a file of this bureau and gives its name in the summary.</summary>
    public async Task<string> SaveAsync(string name, byte[] bytes)
    {
        await File.WriteAllBytesAsync(Path.Combine(Folder, name), bytes);
        return $"{bureau.Folder}/{name}";
    }

    public Task<string> SaveAsync(string name, string text) => SaveAsync(name, Encoding.UTF8.GetBytes(text));

    public void Dispose()
    {
        Clerk.Dispose();
        Head.Dispose();
        Witness.Dispose();
        Auditor.Dispose();
    }
}
