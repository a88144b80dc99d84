using SpotCheck.DocService.Plans.Values;

namespace SpotCheck.DocService.Plans.DrawTerms;

/// <summary>One ratio per class of 企业信用风险分类 (国市监信发〔2022〕6号), never falling from A to D (根据分类结果分别递加比例).</summary>
/// <param name="Unclassified">For targets without a class: what the plan says.</param>
public sealed record RiskRatios(SamplingRatio A, SamplingRatio B, SamplingRatio C, SamplingRatio D, SamplingRatio Unclassified)
{
    /// <param name="risk">A to D; null for a target without a class.</param>
    public SamplingRatio Of(string? risk) => risk switch { "A" => A, "B" => B, "C" => C, "D" => D, _ => Unclassified };

    public static RiskRatios Same(SamplingRatio ratio) => new(ratio, ratio, ratio, ratio, ratio);

    public bool Rises => A <= B && B <= C && C <= D;

    public override string ToString() => $"A {A}，B {B}，C {C}，D {D}";
}

/// <summary>How many times the plan's base ratio each class gets, in hundredths: 150 is one and a half times. Which multiples is the bureau's choice; no rule of law fixes them.</summary>
public sealed record RiskMultiples(int A, int B, int C, int D)
{
    public static RiskMultiples Default { get; } = new(100, 150, 200, 300);

    /// <summary>The base is the least: no class gets less than the plan says, and none less than a lower class.</summary>
    public bool IsValid => A >= 100 && A <= B && B <= C && C <= D && D <= 10_000;

    public RiskRatios Of(SamplingRatio ratio) =>
        new(ratio.TimesAtMostAll(A, 100), ratio.TimesAtMostAll(B, 100), ratio.TimesAtMostAll(C, 100), ratio.TimesAtMostAll(D, 100), ratio);
}
