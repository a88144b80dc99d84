namespace SpotCheck.DocService.Registers.Codes;

/// <summary>The 15-digit 注册号 of before 2015 (GS 15-2006), still the only number of some old households.</summary>
internal static class RegistrationNumber
{
    /// <summary>Accepts 15 digits always with a remark: that it is an old number, or that its check digit does not fit.</summary>
    public static CodeReading Read(string text)
    {
        var number = TypedCode.Clean(text);
        if (number.Length != 15 || !number.All(char.IsAsciiDigit))
            return CodeReading.Refused("registration-number.form", $"注册号应为 15 位数字，“{number}”不是。");
        var expected = CheckDigit(number);
        return number[14] == expected
            ? new(number, new("registration-number.legacy", $"“{number}”是旧版 15 位注册号，已按原号导入。换发统一社会信用代码后请更新。"))
            : new(number, new("registration-number.check", $"旧版注册号“{number}”的校验位应为 {expected}，实际为 {number[14]}，请核对；已按原号导入。"));
    }

    /// <summary>ISO 7064 MOD 11,10 over the first 14 digits.</summary>
    public static char CheckDigit(ReadOnlySpan<char> digits)
    {
        var product = 10;
        for (var at = 0; at < 14; at++)
        {
            var sum = (digits[at] - '0' + product) % 10;
            product = (sum == 0 ? 10 : sum) * 2 % 11;
        }
        return (char)('0' + (11 - product) % 10);
    }
}

/// <summary>行政执法证件 number: eleven digits since the national form of 2020; older provincial ones mix letters and characters.</summary>
internal static class EnforcementCertificate
{
    /// <summary>Accepts every number, with a remark when it is not in the national form.</summary>
    public static CodeReading Read(string text)
    {
        var number = TypedCode.Clean(text);
        if (number.Length is 0 or > 40)
            return CodeReading.Refused("certificate.length", $"执法证号应为 1 到 40 个字符，实际 {number.Length} 个。");
        return number.Length == 11 && number.All(char.IsAsciiDigit)
            ? new(number)
            : new(number, new("certificate.old-form", $"执法证号“{number}”不是全国统一的 11 位数字，可能是旧证，请核对是否已换证。"));
    }
}

/// <summary>A mobile or landline number.</summary>
internal static class PhoneNumber
{
    /// <summary>Accepts mobile numbers (11 digits from 13 to 19) and landlines with area code; anything else stays with a remark.</summary>
    public static CodeReading Read(string text)
    {
        var number = TypedCode.Clean(text).Replace("+86", "", StringComparison.Ordinal);
        var digits = number.All(char.IsAsciiDigit);
        var mobile = digits && number.Length == 11 && number[0] == '1' && number[1] >= '3';
        var landline = digits && number.Length is >= 7 and <= 12 && number[0] != '1';
        return mobile || landline
            ? new(number)
            : new(number, new("phone.form", $"电话“{number}”不像手机号或座机号，请核对。"));
    }
}
