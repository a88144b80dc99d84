namespace SpotCheck.DocService.Registers.Codes;

/// <summary>统一社会信用代码, GB 32100-2015: 18 characters with a check character, and inside it an organisation code with its own.</summary>
internal static class CreditCode
{
    // GB 32100-2015, 5.2: digits and capital letters without I, O, S, V, Z.
    private const string Alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    // Characters people and character recognition take for each other.
    private static readonly string[] LookAlikes = ["0OQD", "1ILJ", "2Z", "5S", "8B", "6G", "UV", "VY", "MN", "KX", "EF", "PR", "CG", "7T"];

    /// <summary>Reads a code, tolerant of how it was typed and strict about what it says.</summary>
    public static CodeReading Read(string text)
    {
        if (TypedCode.LostDigits(text))
            return CodeReading.Refused("credit-code.number-cell", $"“{text}”是数字格式，代码的后几位已经丢失。请把这一列设为文本格式后重新填写。");
        var code = TypedCode.Clean(text);
        if (code.Length != 18)
            return CodeReading.Refused("credit-code.length", $"统一社会信用代码应为 18 位，“{code}”是 {code.Length} 位。");

        var wrong = code.AsSpan().IndexOfAnyExcept(Alphabet);
        if (wrong >= 0)
            return CodeReading.Refused("credit-code.character", $"统一社会信用代码第 {wrong + 1} 位“{code[wrong]}”不在允许的字符内（数字和除 I、O、S、V、Z 外的大写字母）。", Suggest(code));

        var expected = CheckCharacter(code);
        if (code[17] != expected)
            return CodeReading.Refused("credit-code.check", $"统一社会信用代码“{code}”的校验位应为 {expected}，实际为 {code[17]}，代码有误。", Suggest(code));
        if (!OrganisationCode.Passes(code.AsSpan(8, 9)))
            return new(code, new("credit-code.organisation-check", $"统一社会信用代码“{code}”中的组织机构代码（第 9 至 17 位）校验不符，请核对营业执照。"));
        return new(code);
    }

    /// <summary>The 18th character for the first 17: C18 = (31 − Σ Ci·3^(i−1) mod 31) mod 31.</summary>
    /// <param name="code">At least 17 characters of the code's alphabet.</param>
    public static char CheckCharacter(ReadOnlySpan<char> code)
    {
        int sum = 0, weight = 1;
        for (var at = 0; at < 17; at++)
        {
            sum += Alphabet.IndexOf(code[at], StringComparison.Ordinal) * weight;
            weight = weight * 3 % 31;
        }
        return Alphabet[(31 - sum % 31) % 31];
    }

    // Every letter that cannot occur gets its look-alike; if that is not enough, one look-alike or one swap of neighbours.
    private static string? Suggest(string code)
    {
        var repaired = string.Concat(code.Select(c => c switch { 'O' => '0', 'I' => '1', 'Z' => '2', 'S' => '5', _ => c }));
        if (IsSound(repaired))
            return repaired;
        var candidates = OneChange(repaired).Where(IsSound).Distinct(StringComparer.Ordinal).Take(2).ToList();
        return candidates.Count == 1 ? candidates[0] : null;
    }

    private static IEnumerable<string> OneChange(string code)
    {
        for (var at = 0; at < code.Length; at++)
        {
            foreach (var group in LookAlikes.Where(g => g.Contains(code[at], StringComparison.Ordinal)))
            {
                foreach (var other in group.Where(c => c != code[at]))
                    yield return $"{code[..at]}{other}{code[(at + 1)..]}";
            }
            if (at > 0 && code[at] != code[at - 1])
                yield return $"{code[..(at - 1)]}{code[at]}{code[at - 1]}{code[(at + 1)..]}";
        }
    }

    // The kind of body and the division code (GB/T 2260) are digits; a guess that breaks them is none.
    private static bool IsSound(string code) =>
        code.AsSpan(1, 7).IndexOfAnyExceptInRange('0', '9') < 0 && code.AsSpan().IndexOfAnyExcept(Alphabet) < 0 && code[17] == CheckCharacter(code) && OrganisationCode.Passes(code.AsSpan(8, 9));
}

/// <summary>组织机构代码, GB 11714-1997: eight characters and a check character.</summary>
internal static class OrganisationCode
{
    private static ReadOnlySpan<int> Weights => [3, 7, 9, 10, 5, 8, 4, 2];

    /// <summary>Whether the ninth character fits the first eight.</summary>
    public static bool Passes(ReadOnlySpan<char> nine) => nine.Length == 9 && nine[8] == CheckCharacter(nine);

    /// <summary>C9 = 11 − Σ Ci·Wi mod 11, where 10 is written X and 11 is written 0.</summary>
    /// <param name="code">At least eight characters 0–9, A–Z.</param>
    public static char CheckCharacter(ReadOnlySpan<char> code)
    {
        var sum = 0;
        for (var at = 0; at < 8; at++)
            sum += (char.IsAsciiDigit(code[at]) ? code[at] - '0' : code[at] - 'A' + 10) * Weights[at];
        return (11 - sum % 11) switch { 10 => 'X', 11 => '0', var digit => (char)('0' + digit) };
    }
}
