namespace SpotCheck.DocService;

/// <summary>Process exit codes, by the numbers of sysexits.h where one fits.</summary>
internal static class ExitCodes
{
    public const int Done = 0;
    public const int Failed = 1;
    public const int WrongUsage = 64;
    public const int WrongSetting = 78;
}
