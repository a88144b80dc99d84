using SpotCheck.VerifiableDraws;

namespace SpotCheck.Verifier;

/// <summary>Writes one line per check and the answer as the last line.</summary>
internal sealed class ReportWriter(TextWriter output, Wording words)
{
    private const int MissingInAnswer = 3;

    public void Check(CheckOutcome outcome)
    {
        var number = Verification.CheckNames.ToList().IndexOf(outcome.Name) + 1;
        var state = outcome.State switch
        {
            CheckState.Passed => words.Passed,
            CheckState.Incomplete => words.Incomplete,
            CheckState.Failed => words.Failed,
            _ => words.NotReached,
        };
        var examined = outcome.State == CheckState.NotReached ? "" : $" ({outcome.Examined})";
        output.WriteLine($"{number,2} {outcome.Name,-12} {state}{examined} - {words.Checks[outcome.Name]}");
    }

    public int Answer(VerificationReport report, Digest? published)
    {
        if (report.GenesisHash is { } genesis)
            output.WriteLine($"{words.Genesis} {genesis}{(published is null ? $" ({words.GenesisNotCompared})" : "")}");
        foreach (var item in report.Missing)
            output.WriteLine($"{words.Missing} {item.Check}: {item.What}");
        switch (report.Answer)
        {
            case VerificationAnswer.Altered:
                output.WriteLine(Line(report.Altered!));
                return ExitCodes.Altered;
            case VerificationAnswer.Incomplete:
                output.WriteLine(Line(report.Missing));
                return ExitCodes.Incomplete;
            default:
                output.WriteLine(words.AnswerGenuine);
                return ExitCodes.Genuine;
        }
    }

    public int Altered(string check, Violation violation)
    {
        output.WriteLine(Line(new Alteration(check, null, violation)));
        return ExitCodes.Altered;
    }

    private string Line(Alteration altered)
    {
        var record = altered.Record is { } seq ? $" {words.Record} {seq}" : "";
        var v = altered.Violation;
        return $"{words.AnswerAltered} {altered.Check}{record}: {v.Where}: {words.Expected} {v.Expected}; {words.Found} {v.Found}".ReplaceLineEndings(" ");
    }

    private string Line(IReadOnlyList<MissingItem> missing)
    {
        var shown = string.Join("; ", missing.Take(MissingInAnswer).Select(static m => m.What));
        var more = missing.Count > MissingInAnswer ? $" (+{missing.Count - MissingInAnswer} {words.More})" : "";
        return $"{words.AnswerIncomplete} {words.Missing} {shown}{more}".ReplaceLineEndings(" ");
    }
}
