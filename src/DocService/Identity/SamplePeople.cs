using SpotCheck.DocService.Storage;

namespace SpotCheck.DocService.Identity;

/// <summary>The sample county: three bureaus of the sample plans, two partner departments, and made-up people in every role.</summary>
internal static class SamplePeople
{
    public const string Zezhou = "zezhou-scjg";
    public const string Handan = "handan-swj";
    public const string Quyang = "quyang-scjg";
    public const string ZezhouEducation = "zezhou-jyj";
    public const string HandanMarket = "handan-scjg";

    public const string Clerk = "zz-clerk";
    public const string SectionHead = "zz-head";
    public const string Witness = "zz-witness";
    public const string Partner = "zz-partner";
    public const string Auditor = "zz-auditor";
    public const string Administrator = "zz-admin";
    public const string SecondSectionHead = "zz-head-food";

    public const string HandanClerk = "hd-clerk";
    public const string HandanSectionHead = "hd-head";
    public const string HandanWitness = "hd-witness";
    public const string HandanPartner = "hd-partner";
    public const string HandanAuditor = "hd-auditor";
    public const string HandanAdministrator = "hd-admin";

    public const string QuyangClerk = "qy-clerk";
    public const string QuyangSectionHead = "qy-head";
    public const string QuyangWitness = "qy-witness";
    public const string QuyangAuditor = "qy-auditor";
    public const string QuyangAdministrator = "qy-admin";

    private static readonly (string Bureau, string Name, string ShortName, string[] Sections, string[] Units)[] Bureaus =
    [
        (Zezhou, "泽州县市场监督管理局", "县市场监管局", ["信用监管股", "食品生产监管股", "特种设备监管股", "计量监管股", "纪检组", "办公室"], ["南村所", "巴公所", "大阳所", "周村所", "高都所", "金村所", "北义城所", "大东沟所"]),
        (Handan, "邯郸市商务局", "市商务局", ["市场秩序处", "市场体系建设处", "执法支队", "机关纪委", "办公室"], ["丛台分局", "复兴分局"]),
        (Quyang, "曲阳县市场监督管理局", "县市场监管局", ["信用监管股", "纪检组", "办公室"], ["恒州所", "灵山所"]),
        (ZezhouEducation, "泽州县教育局", "县教育局", ["安全管理股"], []),
        (HandanMarket, "邯郸市市场监督管理局", "市市场监管局", ["信用监督管理处"], []),
    ];

    private static readonly (string Id, string Name, string Bureau, string Department, Role Role)[] People =
    [
        (Clerk, "王晓岚", Zezhou, "信用监管股", Role.Clerk),
        (SectionHead, "李卫平", Zezhou, "信用监管股", Role.SectionHead),
        (SecondSectionHead, "郭玉成", Zezhou, "食品生产监管股", Role.SectionHead),
        (Witness, "赵守正", Zezhou, "纪检组", Role.Witness),
        (Auditor, "孙明察", Zezhou, "办公室", Role.Auditor),
        (Administrator, "周维", Zezhou, "办公室", Role.Administrator),
        (Partner, "陈育才", ZezhouEducation, "安全管理股", Role.Partner),
        (HandanClerk, "刘畅", Handan, "市场秩序处", Role.Clerk),
        (HandanSectionHead, "张国栋", Handan, "市场秩序处", Role.SectionHead),
        (HandanWitness, "高清远", Handan, "机关纪委", Role.Witness),
        (HandanAuditor, "何审言", Handan, "办公室", Role.Auditor),
        (HandanAdministrator, "钱维新", Handan, "办公室", Role.Administrator),
        (HandanPartner, "马联和", HandanMarket, "信用监督管理处", Role.Partner),
        (QuyangClerk, "许文静", Quyang, "信用监管股", Role.Clerk),
        (QuyangSectionHead, "田志远", Quyang, "信用监管股", Role.SectionHead),
        (QuyangWitness, "康正", Quyang, "纪检组", Role.Witness),
        (QuyangAuditor, "彭细", Quyang, "办公室", Role.Auditor),
        (QuyangAdministrator, "杜维", Quyang, "办公室", Role.Administrator),
    ];

    public static void AddTo(SpotCheckDb db)
    {
        foreach (var (id, name, shortName, sections, units) in Bureaus)
        {
            db.Add(new Bureau { Id = id, Name = name, ShortName = shortName });
            foreach (var section in sections)
                db.Add(new Department { Id = $"{id}/{section}", BureauId = id, Name = section, Kind = DepartmentKind.Section });
            foreach (var unit in units)
                db.Add(new Department { Id = $"{id}/{unit}", BureauId = id, Name = unit, Kind = DepartmentKind.Unit });
        }

        foreach (var (id, name, bureau, department, role) in People)
            db.Add(new Person { Id = id, Name = name, BureauId = bureau, DepartmentId = $"{bureau}/{department}", Roles = [role] });
    }
}
