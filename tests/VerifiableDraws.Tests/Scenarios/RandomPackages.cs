using System.Text;
using System.Text.RegularExpressions;

namespace SpotCheck.VerifiableDraws.Scenarios;

/// <summary>Random ceremonies, most of them untouched, the others changed, withheld from, or written by an operator who cheats. The same for the same number.</summary>
internal static class RandomPackages
{
    public static OwnVector Create(int number)
    {
        var (scenario, package) = RandomCeremonies.Create(number);
        var numbers = new Numbers($"package {number}");
        package = numbers.Below(10) switch
        {
            0 => (numbers.OneIn(3) ? Cheating.Exchange(scenario, package, numbers) : Cheating.Rewrite(scenario, package, numbers)) ?? package,
            1 => Withhold(package, numbers),
            2 => Touch(package, numbers),
            _ => package,
        };
        var report = Verification.Verify(package, scenario.Log.Genesis.LeafHash);
        return new OwnVector($"{number:00000}", package, report.Answer, scenario.Log.Genesis.LeafHash, report.Altered?.Check, report.Altered?.Record);
    }

    private static EvidencePackage Withhold(EvidencePackage package, Numbers numbers)
    {
        if (numbers.OneIn(3) && package.Files.Count > 1)
        {
            var file = numbers.Of(package.Files.Keys.Where(static f => f != Certificate.FileName).Order(StringComparer.Ordinal).ToArray());
            return new EvidencePackage(package.Files.Where(f => f.Key != file).ToDictionary(StringComparer.Ordinal));
        }

        return AlteredVectors.Rewrite(package, c =>
        {
            var drop = Enumerable.Range(0, 1 + numbers.Below(3)).Select(_ => numbers.Below(c.Records.Count)).ToHashSet();
            return c with { Records = [.. c.Records.Where((_, i) => !drop.Contains(i))] };
        });
    }

    private static EvidencePackage Touch(EvidencePackage package, Numbers numbers)
    {
        var file = numbers.Of(package.Files.Keys.Order(StringComparer.Ordinal).ToArray());
        var bytes = package.Files[file].ToArray();
        if (bytes.Length == 0)
            bytes = Encoding.UTF8.GetBytes("x\n");
        else
            bytes[numbers.Below(bytes.Length)] = (byte)"0aA9|,\n 1f"[numbers.Below(10)];
        return new EvidencePackage(new Dictionary<string, ReadOnlyMemory<byte>>(package.Files, StringComparer.Ordinal) { [file] = bytes });
    }
}

/// <summary>An operator who writes one record otherwise and signs the log anew: only checks 5–14 can find that.</summary>
internal static class Cheating
{
    /// <summary>The package of the rewritten log, or null where the changed record breaks its own form.</summary>
    public static EvidencePackage? Rewrite(Scenario scenario, EvidencePackage package, Numbers numbers)
    {
        for (var attempt = 0; attempt < 60; attempt++)
        {
            var seq = 1 + numbers.Below((int)scenario.Log.NextSeq - 1);
            var text = Encoding.UTF8.GetString(scenario.Log.Records[seq].Canonical.Span);
            var changed = Change(text, numbers);
            if (changed != text && LogRecord.TryRead(Encoding.UTF8.GetBytes(changed), out var record, out _)
                && record.Seq == seq && record.Log == scenario.Log.Origin)
                return scenario.Resigned(package, record);
        }

        return null;
    }

    /// <summary>The package of a log in which two neighbours stand the other way round, or null where that breaks their own form.</summary>
    public static EvidencePackage? Exchange(Scenario scenario, EvidencePackage package, Numbers numbers)
    {
        // GENESIS stays where it is: a log of one more record has no neighbours to exchange.
        for (var attempt = 0; attempt < 60 && scenario.Log.NextSeq > 2; attempt++)
        {
            var seq = 1 + numbers.Below((int)scenario.Log.NextSeq - 2);
            var (first, second) = (scenario.Log.Records[seq], scenario.Log.Records[seq + 1]);
            if (LogRecord.TryRead((first with { Seq = seq + 1 }).Canonical.Span, out var later, out _)
                && LogRecord.TryRead((second with { Seq = seq }).Canonical.Span, out var earlier, out _))
                return scenario.Resigned(package, earlier, later);
        }

        return null;
    }

    /// <summary>Replaces one value of the JSON text by another plausible one.</summary>
    private static string Change(string text, Numbers numbers)
    {
        // Keys are matched, so that their quotes are not taken for those of a value, and left out.
        var values = Regex.Matches(text, "\"[^\"]*\":|(?<value>\"[^\"]*\"|-?\\d+|true|false|null)", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(10))
            .Where(static m => m.Groups["value"].Success).ToArray();
        var value = values[numbers.Below(values.Length)];
        var alike = values.Where(v => Shape(v.Value) == Shape(value.Value)).ToArray();
        var other = numbers.Below(5) switch
        {
            0 when long.TryParse(value.Value, out var n) => $"{n + (numbers.OneIn(2) ? 1 : -1)}",
            1 when value.Length == 66 => $"\"{Digest.OfText(value.Value)}\"",
            2 => numbers.Of(["null", "0", "1", "2", "\"\"", "\"A\"", "\"QY001\"", "true", "false"]),
            _ => numbers.Of(alike).Value,
        };
        return text[..value.Index] + other + text[(value.Index + value.Length)..];
    }

    private static (bool IsText, bool IsHash, bool IsAscii) Shape(string value) =>
        (value[0] == '"', value.Length == 66, Ascii.IsValid(value));
}
