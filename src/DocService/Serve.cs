using SpotCheck.DocService.Storage;

namespace SpotCheck.DocService;

/// <summary><c>dotnet run --project src/DocService</c>: starts the database, migrates, serves until stopped.</summary>
internal static class Serve
{
    public static async Task<int> RunAsync(string[] args)
    {
        await using var app = ServiceApp.Build(args);
        try
        {
            await app.RunAsync();
            return ExitCodes.Done;
        }
        catch (DatabaseStartException refused)
        {
            await Console.Error.WriteLineAsync(refused.Message);
            return ExitCodes.Failed;
        }
        catch (Microsoft.Extensions.Options.OptionsValidationException wrong)
        {
            await Console.Error.WriteLineAsync(string.Join(Environment.NewLine, wrong.Failures));
            return ExitCodes.WrongSetting;
        }
        catch (IOException busy) when (busy.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException)
        {
            await Console.Error.WriteLineAsync($"网址已被别的程序占用：{busy.Message} 请用 --urls http://localhost:端口 换一个端口。/ The address is in use; choose another with --urls.");
            return ExitCodes.Failed;
        }
    }
}
