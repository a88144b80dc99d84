using SpotCheck.VerifiableDraws;

namespace SpotCheck.Verifier;

/// <summary>Verbs and options.</summary>
internal static class CommandLine
{
    private const string Usage =
        """
        Verifies draws of SpotCheck Office offline.

          verify PACKAGE [--genesis HEX]          PACKAGE is a folder or .zip with certificate.json and tables
          proof FILE --against PACKAGE            an enterprise or absence proof (.json) against the package
                                                  or certificate.json it was made with
          ticket KEY TEXT                         the ticket of TEXT (id, id|salt or object|role|inspector)

        Options: --lang en|zh   --limit MB (most that is read, default 4096)
        Exit: 0 genuine, 1 altered, 2 incomplete, 64 wrong usage, 66 no such file, 69 no data on Unicode
        """;

    public static int Run(IReadOnlyList<string> args, TextWriter output, TextWriter error)
    {
        if (args is ["--help"] or ["-h"] or ["help"])
        {
            output.WriteLine(Usage);
            return 0;
        }

        if (Options.Parse(args) is not { } options)
        {
            error.WriteLine(Usage);
            return ExitCodes.Usage;
        }

        try
        {
            return Run(options, output, error);
        }
        catch (PlatformNotSupportedException missing)
        {
            error.WriteLine($"error: {missing.Message}");
            return ExitCodes.Unavailable;
        }
    }

    private static int Run(Options options, TextWriter output, TextWriter error) =>
        options.Positional switch
        {
            ["verify", var path] when options.Against is null => VerifyVerb.Run(path, options, output, error),
            ["proof", var path] when options.Against is not null => ProofVerb.Run(path, options, output, error),
            ["ticket", var key, var text] when options.Against is null => Ticket(key, text, output, error),
            _ => Refuse(error),
        };

    private static int Refuse(TextWriter error)
    {
        error.WriteLine(Usage);
        return ExitCodes.Usage;
    }

    private static int Ticket(string key, string text, TextWriter output, TextWriter error)
    {
        if (!Digest.TryParse(key, out var digest))
        {
            error.WriteLine($"error: KEY is 64 lower-case hex characters; found {key.Length} characters");
            return ExitCodes.Usage;
        }

        if (!TextRules.IsNfc(text))
        {
            error.WriteLine("error: TEXT is not in Unicode normal form C, as everything in the protocol is");
            return ExitCodes.Usage;
        }

        output.WriteLine(new TicketKey(digest).Ticket(text));
        output.WriteLine($"printf '%s%s' '{key}' '{text.Replace("'", "'\\''", StringComparison.Ordinal)}' | sha256sum");
        return 0;
    }
}

/// <summary>Options that any verb takes.</summary>
internal sealed record Options(IReadOnlyList<string> Positional, Digest? Genesis, Wording Words, long LimitBytes, string? Against)
{
    public static Options? Parse(IReadOnlyList<string> args)
    {
        var positional = new List<string>();
        var options = new Options(positional, null, Wording.English, 4096L << 20, null);
        for (var i = 0; i < args.Count; i++)
        {
            if (!args[i].StartsWith("--", StringComparison.Ordinal))
            {
                positional.Add(args[i]);
                continue;
            }

            if (i + 1 == args.Count || Apply(options, args[i], args[i + 1]) is not { } next)
                return null;
            options = next;
            i++;
        }

        return options;
    }

    private static Options? Apply(Options options, string name, string value) => name switch
    {
        "--genesis" => Digest.TryParse(value, out var genesis) ? options with { Genesis = genesis } : null,
        "--lang" => Wording.Of(value) is { } words ? options with { Words = words } : null,
        "--limit" => long.TryParse(value, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var megabytes)
            && megabytes is >= 1 and <= 1 << 20 ? options with { LimitBytes = megabytes << 20 } : null,
        "--against" => options with { Against = value },
        _ => null,
    };
}
