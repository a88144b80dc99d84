namespace SpotCheck.TemplateTool;

/// <summary>One call of the tool.</summary>
internal sealed record CommandLine(string Verb, string Template)
{
    public string? Data { get; init; }

    public string? Out { get; init; }

    public bool IsSchema { get; init; }

    /// <summary>Null where the arguments are wrong; <paramref name="problem"/> then says how.</summary>
    public static CommandLine? Parse(string[] args, out string problem)
    {
        problem = "";
        if (args is not [("render" or "check" or "fields") and var verb, var template, ..])
        {
            problem = "请写：render、check 或 fields，然后是模板文件。";
            return null;
        }

        var command = new CommandLine(verb, template);
        for (var i = 2; i < args.Length; i++)
        {
            switch (args[i])
            {
                case "--data" when i + 1 < args.Length:
                    command = command with { Data = args[++i] };
                    break;
                case "--out" when i + 1 < args.Length:
                    command = command with { Out = args[++i] };
                    break;
                case "--schema":
                    command = command with { IsSchema = true };
                    break;
                default:
                    problem = $"不认识“{args[i]}”，或它后面少了文件名。";
                    return null;
            }
        }

        return command;
    }
}
