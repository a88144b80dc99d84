using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SpotCheck.Verifier.Tests;

public sealed class CommandLineTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("verifier-").FullName;

    public static TheoryData<string> Packages => [.. VectorFolders.Index.Select(static v => v.Key)];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(Packages))]
    public void The_last_line_and_the_exit_code_are_the_published_answer_of_a_folder_and_of_its_zip(string name)
    {
        var (folder, expected) = VectorFolders.Index[name];
        var answer = expected.GetProperty("answer").GetString()!;
        var zip = Path.Combine(_folder, "package.zip");
        ZipFile.CreateFromDirectory(folder, zip);
        foreach (var path in new[] { folder, zip })
        {
            var (code, output) = Run("verify", path, "--genesis", expected.GetProperty("genesis").GetString()!);

            Assert.Equal(answer switch { "genuine" => 0, "altered" => 1, _ => 2 }, code);
            var last = output.TrimEnd('\n').Split('\n')[^1];
            Assert.StartsWith(answer, last, StringComparison.Ordinal);
            if (expected.TryGetProperty("check", out var check))
                Assert.StartsWith($"altered {check.GetString()}", last, StringComparison.Ordinal);
            Assert.Equal(14, output.Split('\n').Count(static l => l.Length > 3 && char.IsAsciiDigit(l[1]) && l[2] == ' '));
        }
    }

    [Theory]
    [MemberData(nameof(Packages))]
    public void Proofs_are_answered_as_published(string name)
    {
        var (folder, expected) = VectorFolders.Index[name];
        if (!expected.TryGetProperty("proofs", out var proofs))
            return;
        foreach (var proof in proofs.EnumerateObject())
        {
            var (code, output) = Run("proof", Path.Combine(folder, proof.Name), "--against", Path.Combine(folder, "certificate.json"));

            Assert.True((proof.Value.GetBoolean() ? 0 : 1) == code, $"{proof.Name}: {output}");
        }
    }

    [Fact]
    public void Chinese_output_keeps_the_codes_and_begins_its_last_line_with_the_answer()
    {
        var (code, output) = Run("verify", VectorFolders.Index["ssd1/01-basic"].Folder, "--lang", "zh");

        Assert.Equal(0, code);
        Assert.Contains("inclusion", output, StringComparison.Ordinal);
        Assert.Contains("每条记录都在日志中", output, StringComparison.Ordinal);
        Assert.EndsWith("genuine 真实\n", output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_ticket_is_what_the_shell_computes()
    {
        var key = new string('a', 64);

        var (code, output) = Run("ticket", key, "91130634MA0007919K");

        Assert.Equal(0, code);
        Assert.StartsWith(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Encoding.ASCII.GetBytes(key + "91130634MA0007919K"))), output, StringComparison.Ordinal);
        Assert.Contains("sha256sum", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData]
    [InlineData("verify")]
    [InlineData("verify", "a", "b")]
    [InlineData("verify", "a", "--genesis")]
    [InlineData("verify", "a", "--genesis", "xyz")]
    [InlineData("verify", "a", "--lang", "fr")]
    [InlineData("verify", "a", "--limit", "0")]
    [InlineData("proof", "a")]
    [InlineData("ticket", "short", "ID")]
    [InlineData("guess", "a")]
    public void Wrong_usage_is_64(params string[] args) => Assert.Equal(64, Run(args).Code);

    [Fact]
    public void A_missing_file_is_66() => Assert.Equal(66, Run("verify", Path.Combine(_folder, "nothing")).Code);

    [Fact]
    public void Of_two_entries_of_one_name_none_counts()
    {
        var path = Zip(("certificate.json", "{}"), ("other.txt", "1"), ("other.txt", "2"));

        var (code, output) = Run("verify", path);

        Assert.Equal(1, code);
        Assert.StartsWith("altered format", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Entries_below_the_top_and_paths_that_climb_are_ignored()
    {
        var path = Zip(("../certificate.json", "{}"), ("sub/certificate.json", "{}"), ("/certificate.json", "{}"), ("..\\certificate.json", "{}"));

        var (code, output) = Run("verify", path);

        Assert.Equal(2, code);
        Assert.EndsWith("incomplete missing certificate.json\n", output, StringComparison.Ordinal);
        Assert.Equal(["package.zip"], Directory.GetFileSystemEntries(_folder).Select(Path.GetFileName));
    }

    [Fact]
    public void A_bomb_is_not_unpacked_beyond_the_limit()
    {
        var path = Path.Combine(_folder, "bomb.zip");
        using (var zip = ZipFile.Open(path, ZipArchiveMode.Create))
        {
            using var stream = zip.CreateEntry("certificate.json").Open();
            var spaces = new byte[1 << 20];
            spaces.AsSpan().Fill((byte)' ');
            for (var i = 0; i < 64; i++)
                stream.Write(spaces);
        }

        Assert.Equal(2, Run("verify", path, "--limit", "8").Code);
        Assert.Equal(1, Run("verify", path).Code);
    }

    [Fact]
    public void A_table_larger_than_announced_is_altered_without_reading_it_all()
    {
        var (folder, _) = VectorFolders.Index["ssd1/01-basic"];
        foreach (var file in Directory.GetFiles(folder))
            File.Copy(file, Path.Combine(_folder, Path.GetFileName(file)));
        using (var stream = File.Open(Path.Combine(_folder, "roster-1-2023-012.txt"), FileMode.Append))
            stream.SetLength(3L << 30);

        var (code, output) = Run("verify", _folder);

        Assert.Equal(1, code);
        Assert.Contains("altered tables record 1: roster-1-2023-012.txt: expected 160 bytes; found 161 bytes", output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_link_is_no_file_of_a_package()
    {
        File.CreateSymbolicLink(Path.Combine(_folder, "certificate.json"), "/dev/zero");

        Assert.Equal(2, Run("verify", _folder).Code);
    }

    [Fact]
    public void Whatever_bytes_come_in_an_answer_comes_out()
    {
        var numbers = new Random(20240301);
        var (folder, _) = VectorFolders.Index["ssd1/06-recusal"];
        var certificate = File.ReadAllBytes(Path.Combine(folder, "certificate.json"));
        var zip = Path.Combine(_folder, "whole.zip");
        ZipFile.CreateFromDirectory(folder, zip);
        var zipped = File.ReadAllBytes(zip);
        for (var i = 0; i < 1500; i++)
        {
            var bytes = (byte[])(i % 2 == 0 ? certificate : zipped).Clone();
            for (var change = 0; change <= numbers.Next(4); change++)
                bytes[numbers.Next(bytes.Length)] = (byte)numbers.Next(256);
            if (numbers.Next(4) == 0)
                bytes = bytes[..numbers.Next(bytes.Length)];
            var path = Path.Combine(_folder, i % 2 == 0 ? "certificate.json" : "package.zip");
            File.WriteAllBytes(path, bytes);

            Assert.InRange(Run("verify", i % 2 == 0 ? _folder : path).Code, 0, 2);
            Assert.InRange(Run("proof", path, "--against", folder).Code, 1, 2);
        }
    }

    [Fact]
    public void Whatever_value_stands_in_a_certificate_an_answer_comes_out()
    {
        var numbers = new Random(20240302);
        var text = File.ReadAllText(Path.Combine(VectorFolders.Index["ssd1/06-recusal"].Folder, "certificate.json"));
        string[] values = ["null", "0", "-1", "9007199254740991", "\"\"", "[]", "{}", "true", "\"A\"", "1", "\"\\u0000\"", "[[]]", "\"" + new string('f', 64) + "\""];
        for (var i = 0; i < 3000; i++)
        {
            var json = JsonNode.Parse(text)!;
            for (var change = 0; change <= numbers.Next(3); change++)
                Replace(json, numbers, JsonNode.Parse(values[numbers.Next(values.Length)]));
            File.WriteAllText(Path.Combine(_folder, "certificate.json"), json.ToJsonString());

            Assert.InRange(Run("verify", _folder).Code, 1, 2);
        }
    }

    [Fact]
    public async Task Without_data_on_Unicode_nothing_is_answered_about_a_package()
    {
        var start = new ProcessStartInfo("dotnet", [typeof(CommandLine).Assembly.Location, "verify", VectorFolders.Index["ssd1-own/altered-format-not-nfc"].Folder])
        {
            UseShellExecute = false,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            Environment = { ["DOTNET_SYSTEM_GLOBALIZATION_INVARIANT"] = "1" },
        };
        using var verifier = Process.Start(start)!;
        var output = verifier.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = await verifier.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await verifier.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal((69, ""), (verifier.ExitCode, await output));
        Assert.Contains("ICU", error, StringComparison.Ordinal);
    }

    private static void Replace(JsonNode node, Random numbers, JsonNode? value)
    {
        while (true)
        {
            var children = node switch
            {
                JsonObject o => o.Select(static p => (object)p.Key).ToArray(),
                JsonArray a => [.. Enumerable.Range(0, a.Count).Cast<object>()],
                _ => [],
            };
            if (children.Length == 0)
                return;
            var chosen = children[numbers.Next(children.Length)];
            var child = chosen is string key ? node[key] : node[(int)chosen];
            if (child is JsonObject or JsonArray && numbers.Next(5) > 0)
            {
                node = child;
                continue;
            }

            if (numbers.Next(3) == 0 && node is JsonArray array)
                array.RemoveAt((int)chosen);
            else if (numbers.Next(6) == 0 && node is JsonObject parent)
                parent.Remove((string)chosen);
            else if (chosen is string name)
                node[name] = value?.DeepClone();
            else
                node[(int)chosen] = value?.DeepClone();
            return;
        }
    }

    private string Zip(params (string Name, string Text)[] entries)
    {
        var path = Path.Combine(_folder, "package.zip");
        using var zip = ZipFile.Open(path, ZipArchiveMode.Create);
        foreach (var (name, text) in entries)
        {
            using var stream = zip.CreateEntry(name).Open();
            stream.Write(Encoding.UTF8.GetBytes(text));
        }

        return path;
    }

    private static (int Code, string Output) Run(params string[] args)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter();
        return (CommandLine.Run(args, output, error), output.ToString());
    }
}

/// <summary>The vectors of all sets with their expected answers.</summary>
internal static class VectorFolders
{
    public static readonly IReadOnlyDictionary<string, (string Folder, JsonElement Expected)> Index = Load();

    private static Dictionary<string, (string, JsonElement)> Load()
    {
        var root = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(ThisFile())!, "..", "vectors"));
        var index = new Dictionary<string, (string, JsonElement)>(StringComparer.Ordinal);
        foreach (var set in new[] { "ssd1", "ssd1-own" })
        {
            foreach (var entry in JsonDocument.Parse(File.ReadAllBytes(Path.Combine(root, set, "index.json"))).RootElement.EnumerateObject())
                index.Add($"{set}/{entry.Name}", (Path.Combine(root, set, entry.Name), entry.Value));
        }

        return index;
    }

    private static string ThisFile([System.Runtime.CompilerServices.CallerFilePath] string path = "") => path;
}
