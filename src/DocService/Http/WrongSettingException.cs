namespace SpotCheck.DocService.Http;

/// <summary>A setting that stops the start. The message says which, what was found and what to write instead.</summary>
internal sealed class WrongSettingException(string setting, string? found, string chinese, string english)
    : Exception($"设置 {setting} 不对（现为“{found}”）：{chinese}{Environment.NewLine}Setting {setting} is wrong (found '{found}'): {english}")
{
    public string Setting { get; } = setting;
}
