using SpotCheck.DocService;
using SpotCheck.DocService.Http;
using SpotCheck.VerifiableDraws;

var verb = args is [] || args[0].StartsWith('-') ? "serve" : args[0];
var rest = args is [] || args[0].StartsWith('-') ? args : args[1..];

try
{
    // Better here than at the first name in the middle of a draw.
    _ = TextRules.IsNfc("市");
}
catch (PlatformNotSupportedException missing)
{
    await Console.Error.WriteLineAsync($"本机没有 Unicode 数据，不能启动：请安装 ICU（libicu），并且不要设置 DOTNET_SYSTEM_GLOBALIZATION_INVARIANT。/ {missing.Message}");
    return ExitCodes.WrongSetting;
}

try
{
    return verb switch
    {
        "serve" => await Serve.RunAsync(rest),
        "demo" => await SpotCheck.DocService.Demo.RunDemo.RunAsync(rest),
        "openapi" => await WriteOpenApi.RunAsync(rest),
        "samples" => await WriteSamples.RunAsync(rest),
        _ => Unknown(verb),
    };
}
catch (WrongSettingException wrong)
{
    await Console.Error.WriteLineAsync(wrong.Message);
    return ExitCodes.WrongSetting;
}

static int Unknown(string verb)
{
    Console.Error.WriteLine($"没有“{verb}”这个命令。可用：serve（默认）、demo --out 目录、openapi --out 文件、samples --out 文件夹。/ There is no command '{verb}'; use serve, openapi --out FILE or samples --out FOLDER.");
    return ExitCodes.WrongUsage;
}
