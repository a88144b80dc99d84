using System.Collections.Concurrent;
using SpotCheck.VerifiableDraws;
using SpotCheck.VerifiableDraws.Scenarios;

namespace SpotCheck.Bench;

/// <summary>Random packages with their answers, for comparing implementations; and every single-character mutation of the vectors.</summary>
internal static class DrawsPackages
{
    /// <summary><c>draws-packages N FOLDER [FIRST]</c>: a folder each, and index.json with answer, genesis, seeds and, where altered, check and record.</summary>
    public static int Write(string[] args)
    {
        if (args is not [var count, var folder, ..] || !int.TryParse(count, System.Globalization.CultureInfo.InvariantCulture, out var packages))
            return Usage("draws-packages N FOLDER [FIRST]");
        var first = args.Length > 2 ? int.Parse(args[2], System.Globalization.CultureInfo.InvariantCulture) : 0;
        var vectors = new ConcurrentBag<OwnVector>();
        Parallel.For(first, first + packages, number =>
        {
            var vector = RandomPackages.Create(number);
            foreach (var (name, bytes) in vector.Package.Files)
            {
                Directory.CreateDirectory(Path.Combine(folder, vector.Name));
                File.WriteAllBytes(Path.Combine(folder, vector.Name, name), bytes.ToArray());
            }

            vectors.Add(vector);
        });
        var index = VectorFiles.Index(vectors.OrderBy(static v => v.Name, StringComparer.Ordinal));
        File.WriteAllBytes(Path.Combine(folder, "index.json"), index);
        foreach (var group in vectors.GroupBy(static v => (v.Answer, v.Check)).OrderBy(static g => g.Key))
            Console.WriteLine($"{group.Key.Answer,-10} {group.Key.Check,-12} {group.Count()}");
        return 0;
    }

    /// <summary><c>draws-agreement N [FIRST]</c>: random packages judged in C# and by the packed TypeScript verifier; exit code 1 where they differ. Run it at the root of the repository.</summary>
    public static int Agree(string[] args)
    {
        var command = Path.GetFullPath("src/AddIn/dist/verify.mjs");
        if (args is not [var count, ..] || !int.TryParse(count, System.Globalization.CultureInfo.InvariantCulture, out var packages) || !File.Exists(command))
            return Usage("draws-agreement N [FIRST], at the root of the repository, after npm run build:command in src/AddIn");
        var first = args.Length > 1 ? int.Parse(args[1], System.Globalization.CultureInfo.InvariantCulture) : 0;
        var outcome = Agreement.Run(command, first, packages, static (done, differences) =>
        {
            foreach (var difference in differences)
                Console.WriteLine(difference);
            Console.Error.WriteLine($"{done} compared");
        });
        foreach (var (answer, number) in outcome.Answers)
            Console.WriteLine($"{answer,-24} {number}");
        Console.WriteLine($"{outcome.Packages} packages, {outcome.Differences.Count} differ in answer, check or record");
        return outcome.Differences.Count == 0 ? 0 : 1;
    }

    /// <summary><c>draws-mutations FOLDER</c>: every change of every character of every genuine vector under a folder such as tests/vectors.</summary>
    public static int Mutate(string[] args)
    {
        if (args is not [var root])
            return Usage("draws-mutations FOLDER");
        var overlooked = 0;
        foreach (var certificate in Directory.GetFiles(root, Certificate.FileName, SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var folder = Path.GetDirectoryName(certificate)!;
            var package = new EvidencePackage(Directory.GetFiles(folder).Where(static f => f.EndsWith(".txt", StringComparison.Ordinal) || Path.GetFileName(f) == Certificate.FileName)
                .ToDictionary(static f => Path.GetFileName(f), static f => (ReadOnlyMemory<byte>)File.ReadAllBytes(f), StringComparer.Ordinal));
            if (Verification.Verify(package).Answer != VerificationAnswer.Genuine)
                continue;
            var count = Mutations.Run(package, kinds: 4, stride: 1, Environment.ProcessorCount);
            Console.WriteLine($"{Path.GetFileName(folder),-28} {count.Tried,9:N0} changes, {count.Exempt,7:N0} of formatting alone, {count.Overlooked.Count} overlooked");
            overlooked += count.Overlooked.Count;
        }

        return overlooked == 0 ? 0 : 1;
    }

    private static int Usage(string usage)
    {
        Console.Error.WriteLine($"usage: dotnet run -c Release --project bench -- {usage}");
        return 64;
    }
}
