using System.Globalization;
using SpotCheck.DocService.Identity;
using SpotCheck.DocService.Registers.Codes;

namespace SpotCheck.DocService.Registers.Sample;

/// <summary>The registers of one sample bureau.</summary>
internal sealed record SampleRegister(IReadOnlyList<Target> Targets, IReadOnlyList<Inspector> Inspectors, IReadOnlyList<Recusal> Recusals);

/// <summary>The sample county, the same on every machine: made-up firms with valid codes, made-up inspectors, some recusals.</summary>
internal static class SampleCounty
{
    private static readonly DateOnly FirstRegistration = new(2003, 1, 6);

    // The 邯郸 plan draws from those registered up to 31 January 2023; some are later, so that the cut-off matters.
    private static readonly DateOnly LastRegistration = new(2023, 2, 24);

    private static readonly (string Unit, string Region)[] ZezhouUnits =
    [
        ("南村所", "南村镇"), ("巴公所", "巴公镇"), ("大阳所", "大阳镇"), ("周村所", "周村镇"),
        ("高都所", "高都镇"), ("金村所", "金村镇"), ("北义城所", "北义城镇"), ("大东沟所", "大东沟镇"),
    ];

    private static readonly string[] ZezhouSections = ["信用监管股", "食品生产监管股", "特种设备监管股", "计量监管股"];

    private static readonly (string Unit, string Region)[] HandanUnits =
        [("丛台分局", "丛台区"), ("复兴分局", "复兴区"), ("执法支队", "市直")];

    private static readonly string[] HandanSections = ["市场秩序处", "市场体系建设处"];

    private static readonly string[] Qualifications = ["综合执法", "食品安全", "计量", "特种设备", "价格监督", "药品化妆品", "广告监督", "信用监管"];

    /// <summary>泽州: 3,000 targets, 60 inspectors in 12 units, 9 recusals.</summary>
    public static SampleRegister Zezhou { get; } = Make(SamplePeople.Zezhou, "泽州县", "140525", "04", SampleTrade.Zezhou, ZezhouUnits, ZezhouSections, 5, 2023_0001);

    /// <summary>邯郸市商务局: 366 targets, 20 inspectors in 5 units, 9 recusals.</summary>
    public static SampleRegister Handan { get; } = Make(SamplePeople.Handan, "邯郸市", "130400", "03", SampleTrade.Handan, HandanUnits, HandanSections, 4, 2023_0002);

    /// <summary>邯郸市市场监督管理局, partner of a joint task: 6 inspectors of its own, no targets.</summary>
    public static SampleRegister HandanMarket { get; } = Make(SamplePeople.HandanMarket, "邯郸市", "130401", "03", [], [("信用监督管理处", "市直")], [], 6, 2023_0003);

    /// <summary>泽州县教育局, a partner department: 4 inspectors of its own, no targets.</summary>
    public static SampleRegister ZezhouEducation { get; } = Make(SamplePeople.ZezhouEducation, "泽州县", "140526", "04", [], [("安全管理股", "县直")], [], 4, 2023_0004);

    private static SampleRegister Make(
        string bureau, string place, string division, string province, IReadOnlyList<SampleTrade> trades,
        (string Unit, string Region)[] units, string[] sections, int inspectorsPerUnit, ulong seed)
    {
        var dice = new SampleDice(seed);
        var names = new SampleNames(dice);
        var codes = new HashSet<string>(StringComparer.Ordinal);
        var targets = trades.SelectMany(trade => Enumerable.Range(0, trade.Count).Select(_ => MakeTarget(bureau, place, division, trade, units, dice, names, codes)))
            .OrderBy(t => t.Id, StringComparer.Ordinal).ToList();
        string[] teams = [.. units.Select(u => u.Unit), .. sections];
        var inspectors = teams.SelectMany((team, at) => Enumerable.Range(0, inspectorsPerUnit)
            .Select(place => MakeInspector(bureau, province, division, team, sections.Contains(team), at * inspectorsPerUnit + place + 1, dice, names))).ToList();
        return new(targets, inspectors, targets.Count == 0 ? [] : MakeRecusals(bureau, targets, inspectors, dice));
    }

    private static Target MakeTarget(
        string bureau, string place, string division, SampleTrade trade, (string Unit, string Region)[] units, SampleDice dice, SampleNames names, HashSet<string> codes)
    {
        var (unit, region) = dice.One(units);
        var town = region.TrimEnd('镇');
        var ending = dice.One(trade.Endings);
        var name = names.Unique(n => trade.EntityType switch
        {
            SampleTrade.Household => $"{place}{region}{n.Brand()}{ending}",
            SampleTrade.PublicInstitution => $"{place}{town}{ending}",
            _ => $"{place}{(dice.Number(2) == 0 ? town : "")}{n.Brand()}{ending}",
        });
        return new()
        {
            BureauId = bureau, Id = MakeCode(trade.EntityType, division, dice, codes), FromVersion = 1, Name = name,
            EntityType = trade.EntityType, Industry = trade.Industry, Tags = trade.Tags.Length == 0 ? null : [.. trade.Tags.Order(StringComparer.Ordinal)],
            RiskClass = dice.Number(100) switch { < 40 => "A", < 78 => "B", < 94 => "C", _ => "D" },
            Area = unit, Region = region, Address = $"{place}{region}{names.Brand()}街{(1 + dice.Number(180)).ToString(CultureInfo.InvariantCulture)}号",
            RegisteredOn = dice.Day(FirstRegistration, LastRegistration), Authority = $"{place}行政审批服务管理局",
            Status = "存续", Representative = names.Person(), Phone = null,
        };
    }

    private static string MakeCode(string entityType, string division, SampleDice dice, HashSet<string> codes)
    {
        const string Symbols = "0123456789ABCDEFGHJKLMNPQRTUWXY";
        var prefix = entityType switch { SampleTrade.Household => "92", SampleTrade.Cooperative => "93", SampleTrade.PublicInstitution => "12", _ => "91" };
        while (true)
        {
            var organisation = $"MA{dice.One(Symbols.ToCharArray())}{dice.One(Symbols.ToCharArray())}{dice.Number(10_000).ToString("D4", CultureInfo.InvariantCulture)}";
            var body = prefix + division + organisation + OrganisationCode.CheckCharacter(organisation);
            var code = body + CreditCode.CheckCharacter(body);
            if (codes.Add(code))
                return code;
        }
    }

    private static Inspector MakeInspector(string bureau, string province, string division, string team, bool isSection, int number, SampleDice dice, SampleNames names)
    {
        string[] own = [Qualifications[0], Qualifications[1 + number % (Qualifications.Length - 1)], Qualifications[1 + dice.Number(Qualifications.Length - 1)]];
        return new()
        {
            BureauId = bureau, Id = $"{division}-{number.ToString("D3", CultureInfo.InvariantCulture)}", FromVersion = 1, Name = names.Unique(n => n.Person()), Unit = team,
            Position = isSection ? "科员" : "监管员",
            CertificateNumber = $"{province}{division[2..]}{(10_000 + number * 7).ToString(CultureInfo.InvariantCulture)}",
            // Two out of date and one out of service, so that a draw has somebody to leave out.
            CertificateUntil = number % 29 == 0 ? new DateOnly(2022, 12, 31) : dice.Day(new(2024, 6, 30), new(2028, 6, 30)),
            Qualifications = [.. own.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)], Region = null, Phone = null,
            Active = number % 37 != 0,
        };
    }

    private static List<Recusal> MakeRecusals(string bureau, List<Target> targets, List<Inspector> inspectors, SampleDice dice)
    {
        string[] grounds = ["近亲属任该单位负责人", "本人曾在该单位任职", "配偶持有该单位股份", "与该单位有债权债务关系"];
        var at = new DateTimeOffset(2023, 1, 9, 1, 0, 0, TimeSpan.Zero);
        var recusals = new List<Recusal>();
        for (var count = 0; count < 8; count++)
        {
            recusals.Add(new()
            {
                BureauId = bureau, TargetId = targets[(count * targets.Count / 8) + dice.Number(targets.Count / 8)].Id,
                InspectorId = inspectors[(count * 5 + dice.Number(5)) % inspectors.Count].Id, Ground = dice.One(grounds), DeclaredAt = at, DeclaredBy = "system",
            });
        }
        recusals.Add(new()
        {
            BureauId = bureau, TargetId = dice.One(targets).Id, Unit = inspectors[0].Unit, Ground = "该单位租用该所办公用房", DeclaredAt = at, DeclaredBy = "system",
        });
        return recusals;
    }
}
