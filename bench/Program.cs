using SpotCheck.Bench;

var verbs = Verbs.All;
if (args is [var verb, .. var rest] && verbs.TryGetValue(verb, out var run))
    return run(rest);

Console.Error.WriteLine($"usage: dotnet run -c Release --project bench -- {string.Join('|', verbs.Keys)}");
return 64;
